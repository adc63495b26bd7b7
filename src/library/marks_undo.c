/* Taking a step back and doing it again. Between a step and its undo nothing
 * else changed that is not taken back already, so restoring what its rows say
 * gives the very rows that were there. */
#include <string.h>

#include "base/date.h"
#include "library/db.h"
#include "library/journal.h"
#include "library/marks.h"
#include "library/said.h"

/* The column of a plain mark, -1 when it has none. */
static int column_of(int64_t mark)
{
	for (int i = 0; i < SAID_MARKS; i++) {
		if (mark == 1 << i)
			return i;
	}
	return -1;
}

static enum status restore_mark(struct library *library, int column,
				const struct journal_row *row,
				struct error *err)
{
	struct said_marks marks;
	enum status status = said_marks_get(library, row->paper, &marks, err);

	if (status != STATUS_OK)
		return status;
	marks.at[column] = row->after;
	return said_marks_put(library, row->paper, &marks, err);
}

/* Makes it as the row says. A row that is none of ours is left alone. */
static enum status restore(struct library *library,
			   const struct journal_row *row, bool *ret_done,
			   struct error *err)
{
	int column = column_of(row->mark);

	*ret_done = true;
	if (column >= 0)
		return restore_mark(library, column, row, err);
	if (row->mark == MARK_TAGGED && tag_is_name(row->name))
		return said_tag_put(library, row->paper, row->name, row->after,
				    err);
	if (row->mark == MARK_NOTED)
		return said_note_put(library, row->paper, row->after,
				     row->after_text, err);
	*ret_done = false;
	return STATUS_OK;
}

/* Tells a row that was restored. The rows of a paper stand together, so that
 * one that comes up again counts once. */
static void tell(struct marks_step *step, const struct journal_row *row,
		 paper_key *last)
{
	bool on = row->after != TIME_NONE;

	step->mixed = step->mixed || (step->kinds != 0 && step->on != on);
	step->kinds |= (unsigned)row->mark;
	step->mark = (enum mark)row->mark;
	step->on = on;
	if (step->count == 0)
		step->first = row->paper;
	if (step->count == 0 || row->paper != *last)
		step->count++;
	*last = row->paper;
	if (row->mark != MARK_TAGGED)
		return;
	if (step->tag[0] != '\0' && strcmp(step->tag, row->name) != 0)
		step->more_tags = true;
	memcpy(step->tag, row->name, strlen(row->name) + 1);
}

static enum status restore_step(struct library *library, enum journal_way way,
				int64_t number, struct marks_step *step,
				struct error *err)
{
	struct stmt stmt;
	paper_key last = 0;
	enum status status;

	journal_start(library, way, number, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		struct journal_row row;
		bool done;

		journal_read(&stmt, way, &row);
		status = restore(library, &row, &done, err);
		if (status != STATUS_OK) {
			stmt_end(&stmt);
			return status;
		}
		if (done)
			tell(step, &row, &last);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static enum status travel(struct library *library, enum journal_way way,
			  int64_t now, struct marks_step *ret,
			  struct error *err)
{
	struct marks_step step = { .undo = way == JOURNAL_UNDO,
				   .mark = MARK_STAR };
	int64_t number = 0;
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	status = journal_next(library, way, &number, err);
	if (status == STATUS_OK)
		status = restore_step(library, way, number, &step, err);
	if (status == STATUS_OK)
		status = journal_flip(library, way, number, now, err);
	if (status == STATUS_OK)
		status = library_commit(library, err);
	if (status == STATUS_OK)
		*ret = step;
	else
		library_rollback(library);
	return status;
}

enum status marks_undo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err)
{
	return travel(library, JOURNAL_UNDO, now, ret, err);
}

enum status marks_redo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err)
{
	return travel(library, JOURNAL_REDO, now, ret, err);
}
