#ifndef LIBRARY_JOURNAL_H
#define LIBRARY_JOURNAL_H

#include <stdint.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "library/db.h"
#include "library/library.h"

/* The journal of all that the user says of papers: steps, each of which is
 * undone and done again as a whole. It belongs into the transaction of what it
 * tells of. */

/* One row: what is said of a paper, before and after. Texts are borrowed. */
struct journal_row {
	paper_key paper;
	int64_t mark;          /* a bit of enum mark */
	int64_t before, after; /* instants, TIME_NONE for not said */
	const char *name;      /* of the tag; NULL for other marks */
	const char *before_text, *after_text; /* of the note; NULL none */
};

/* Begins a step, which ends what could be done again. */
enum status journal_open_step(struct library *library, int64_t *ret_step,
			      struct error *err) MUST_CHECK;

/* Adds a row to a step; `now` is Unix seconds. */
enum status journal_add(struct library *library, int64_t step,
			const struct journal_row *row, int64_t now,
			struct error *err) MUST_CHECK;

/* Which way to go. The values are those of the column `undone` before it. */
enum journal_way {
	JOURNAL_UNDO = 0,
	JOURNAL_REDO = 1
};

/* The step that is next on the way: the last one in force, or the first one
 * that was taken back. STATUS_NOTFOUND, with a text, when there is none. */
enum status journal_next(struct library *library, enum journal_way way,
			 int64_t *ret_step, struct error *err) MUST_CHECK;

/* Readies the rows of a step for stmt_step(), and reads the one at which the
 * statement stands: its `after` is what to restore, whichever way that is;
 * what is so now is not read. */
void journal_start(struct library *library, enum journal_way way, int64_t step,
		   struct stmt *ret);
void journal_read(const struct stmt *stmt, enum journal_way way,
		  struct journal_row *ret);

/* Notes that a step was gone. */
enum status journal_flip(struct library *library, enum journal_way way,
			 int64_t step, int64_t now,
			 struct error *err) MUST_CHECK;

#endif
