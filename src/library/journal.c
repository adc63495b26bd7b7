/* The journal. Its rows hold what was and what is, with the instants, so that
 * taking a step back restores even when something was said. Names of tags and
 * texts of notes lie beside it: most rows are of marks and have neither. */
#include "library/journal.h"

#include <stddef.h>

#include "base/date.h"

/* A number that may be missing: 0 then. */
static enum status number_or_zero(struct library *library, enum statement name,
				  int64_t *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, name, &stmt);
	status = stmt_one_int(&stmt, ret, err);
	if (status != STATUS_NOTFOUND)
		return status;
	*ret = 0;
	return STATUS_OK;
}

enum status journal_open_step(struct library *library, int64_t *ret_step,
			      struct error *err)
{
	struct stmt stmt;
	int64_t last = 0;
	enum status status =
		number_or_zero(library, STATEMENT_JOURNAL_LAST, &last, err);

	if (status != STATUS_OK)
		return status;
	stmt_start(library, STATEMENT_JOURNAL_END_REDO, &stmt);
	status = stmt_run(&stmt, err);
	if (status == STATUS_OK)
		*ret_step = last + 1;
	return status;
}

/* The words of the row that was added last. */
static enum status add_text(struct library *library,
			    const struct journal_row *row, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_JOURNAL_ADD_TEXT, &stmt);
	stmt_set_text(&stmt, 1, row->name);
	stmt_set_text(&stmt, 2, row->before_text);
	stmt_set_text(&stmt, 3, row->after_text);
	return stmt_run(&stmt, err);
}

enum status journal_add(struct library *library, int64_t step,
			const struct journal_row *row, int64_t now,
			struct error *err)
{
	bool words = row->name != NULL || row->before_text != NULL ||
		     row->after_text != NULL;
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_JOURNAL_ADD, &stmt);
	stmt_set_int(&stmt, 1, step);
	stmt_set_int(&stmt, 2, row->paper);
	stmt_set_int(&stmt, 3, row->mark);
	stmt_set_time(&stmt, 4, row->before);
	stmt_set_time(&stmt, 5, row->after);
	stmt_set_int(&stmt, 6, now);
	status = stmt_run(&stmt, err);
	if (status == STATUS_OK && words)
		status = add_text(library, row, err);
	return status;
}

enum status journal_next(struct library *library, enum journal_way way,
			 int64_t *ret_step, struct error *err)
{
	bool undo = way == JOURNAL_UNDO;
	int64_t step = 0;
	enum status status = number_or_zero(library,
					    undo ? STATEMENT_JOURNAL_TO_UNDO
						 : STATEMENT_JOURNAL_TO_REDO,
					    &step, err);

	if (status == STATUS_OK && step == 0)
		return error_set(err, STATUS_NOTFOUND, 0,
				 undo ? "nothing to undo" : "nothing to redo");
	if (status == STATUS_OK)
		*ret_step = step;
	return status;
}

void journal_start(struct library *library, enum journal_way way, int64_t step,
		   struct stmt *ret)
{
	stmt_start(library, STATEMENT_JOURNAL_STEP, ret);
	stmt_set_int(ret, 1, (int64_t)way);
	stmt_set_int(ret, 2, step);
}

void journal_read(const struct stmt *stmt, enum journal_way way,
		  struct journal_row *ret)
{
	bool undo = way == JOURNAL_UNDO;

	*ret = (struct journal_row){
		.paper = stmt_int(stmt, 0),
		.mark = stmt_int(stmt, 1),
		.before = TIME_NONE,
		.after = stmt_time(stmt, undo ? 2 : 3),
		.name = stmt_text(stmt, 4),
		.after_text = stmt_text(stmt, undo ? 5 : 6),
	};
}

enum status journal_flip(struct library *library, enum journal_way way,
			 int64_t step, int64_t now, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_JOURNAL_FLIP, &stmt);
	stmt_set_int(&stmt, 1, (int64_t)way);
	stmt_set_int(&stmt, 2, step);
	stmt_set_int(&stmt, 3, now);
	return stmt_run(&stmt, err);
}
