#ifndef LIBRARY_MARKS_H
#define LIBRARY_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "base/str.h"
#include "library/library.h"
#include "library/tag.h"

/* What the user said of papers: marks, tags and notes. Kept apart from the
 * papers: no refresh, import or migration touches them. Every change is a row
 * of the journal, so that undo and redo survive a restart. Each call is one
 * transaction. */

/* Bits of a mask; the letters of `list` in this order are "*rdhtn". */
enum mark {
	MARK_STAR = 1,
	MARK_READ = 2,
	MARK_DONE = 4,
	MARK_HIDDEN = 8,
	MARK_TAGGED = 16, /* has tags; set by giving it some */
	MARK_NOTED = 32   /* has a note */
};

/* Writes the letters of a mask ("*r"); out has 8 bytes. Returns out. */
const char *marks_letters(unsigned mask, char out[8]);

/* One change of anything that can be said of papers; what is 0 or NULL stays
 * as it is. Borrowed, alive for the call. */
struct marks_edit {
	unsigned on, off;          /* bits of STAR, READ, DONE and HIDDEN */
	const char *const *tags;   /* to give; ended by NULL */
	const char *const *untags; /* to take away; ended by NULL */
	const char *note;          /* to set, cleaned by note_clean(); a note
				      that is empty then is taken away */
	const paper_key *keys;
	size_t count;
	int64_t now; /* Unix seconds */
};

/* Whether a change makes sense, without a library: STATUS_USAGE, with a text,
 * for a name that is no tag's, bits that are no plain marks, and what is both
 * given and taken away. */
enum status marks_check(const struct marks_edit *edit,
			struct error *err) MUST_CHECK;

/* Makes a change of all papers, as one step of undo. What is so already is left
 * alone (a step that changes nothing is not recorded), also since when it is
 * so. `known` (may be NULL) gets true or false for each key: of papers that the
 * library does not hold nothing is said. What marks_check() refuses is
 * STATUS_USAGE, a note of more than NOTE_MAX bytes STATUS_TOO_LARGE; nothing is
 * changed then. */
enum status marks_edit(struct library *library, const struct marks_edit *edit,
		       bool *known, struct error *err) MUST_CHECK;

/* The common case: marks that papers get or lose. */
struct marks_change {
	unsigned marks; /* one bit, or several of STAR, READ, DONE, HIDDEN */
	bool on;
	const paper_key *keys;
	size_t count;
	int64_t now; /* Unix seconds */
};

/* marks_edit() of it; STATUS_USAGE when there is no mark in it too. */
enum status marks_set(struct library *library,
		      const struct marks_change *wanted, bool *known,
		      struct error *err) MUST_CHECK;

/* The mask of a paper, 0 when it has none. */
enum status marks_get(struct library *library, paper_key key,
		      unsigned *ret_mask, struct error *err) MUST_CHECK;

/* What an undo or redo did. */
struct marks_step {
	bool undo;          /* false: it was done again */
	unsigned kinds;     /* bits of all that changed */
	enum mark mark;     /* of several the last one */
	bool on;            /* how it is now: set, given, there */
	bool mixed;         /* not all of them went the same way */
	char tag[TAG_SIZE]; /* the last that changed; "" none */
	bool more_tags;     /* others changed too */
	size_t count;       /* papers that changed */
	paper_key first;    /* one of them */
};

/* Takes back the last step, or does again what was last taken back.
 * STATUS_NOTFOUND when there is none. A new change ends the redo. */
enum status marks_undo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err) MUST_CHECK;
enum status marks_redo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err) MUST_CHECK;

/* Appends what a step did, as the end of a sentence: "2510.07784 is not
 * starred", "3 papers lost the tag llm", "the note of 2510.07784 is as it
 * was". */
void marks_step_text(const struct marks_step *step, struct str *out);

#endif
