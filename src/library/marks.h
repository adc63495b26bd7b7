#ifndef LIBRARY_MARKS_H
#define LIBRARY_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "library/library.h"

/* What the user said of papers. Kept apart from the papers: no refresh, import
 * or migration touches them. Every change is a row of the journal, so that
 * undo and redo survive a restart. Each call is one transaction. */

/* Bits of a mask; the letters of `list` in this order are "*rdhtn". */
enum mark {
	MARK_STAR = 1,
	MARK_READ = 2,
	MARK_DONE = 4,
	MARK_HIDDEN = 8,
	MARK_TAGGED = 16, /* has tags; never set through marks_set */
	MARK_NOTED = 32   /* has a note; never set through marks_set */
};

/* Writes the letters of a mask ("*r"); out has 8 bytes. Returns out. */
const char *marks_letters(unsigned mask, char out[8]);

/* One change: marks that papers get or lose. Borrowed, alive for the call. */
struct marks_change {
	unsigned marks; /* one bit, or several of STAR, READ, DONE, HIDDEN */
	bool on;
	const paper_key *keys;
	size_t count;
	int64_t now; /* Unix seconds */
};

/* Makes a change, as one step of undo. Papers that are so already are left
 * alone (a step that changes nothing is not recorded). `known` (may be NULL)
 * gets true or false for each key: papers that the library does not hold are
 * not marked. */
enum status marks_set(struct library *library,
		      const struct marks_change *wanted, bool *known,
		      struct error *err) MUST_CHECK;

/* The mask of a paper, 0 when it has none. */
enum status marks_get(struct library *library, paper_key key,
		      unsigned *ret_mask, struct error *err) MUST_CHECK;

/* What an undo or redo did. */
struct marks_step {
	enum mark mark;  /* of several the last one */
	bool on;         /* how the papers are now */
	size_t count;    /* papers that changed */
	paper_key first; /* one of them */
};

/* Takes back the last step, or does again what was last taken back.
 * STATUS_NOTFOUND when there is none. A new change ends the redo. */
enum status marks_undo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err) MUST_CHECK;
enum status marks_redo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err) MUST_CHECK;

#endif
