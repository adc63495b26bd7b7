/* Marks and their journal. A step of the journal is what one call changed; its
 * rows hold the column of the mark before and after, so that taking a step
 * back restores even when a star was set. The last step in force is the one to
 * undo, the first one that was taken back is the one to redo. */
#include "library/marks.h"

#include <string.h>

#include "base/date.h"
#include "library/codes.h"
#include "library/db.h"

#define MARK_COLUMNS 4

/* The marks of one paper: when each was set, TIME_NONE for one that is not. In
 * the order of the bits of enum mark. */
struct row {
	int64_t at[MARK_COLUMNS];
};

/* Values of the journal's column `undone`. */
enum {
	IN_FORCE = 0,
	TAKEN_BACK = 1
};

const char *marks_letters(unsigned mask, char out[8])
{
	static const char letters[] = "*rdhtn";
	size_t len = 0;

	for (size_t i = 0; letters[i] != '\0'; i++) {
		if ((mask & (1u << i)) != 0)
			out[len++] = letters[i];
	}
	out[len] = '\0';
	return out;
}

/* The column of a mark, -1 when it has none. */
static int column_of(int64_t mark)
{
	for (int i = 0; i < MARK_COLUMNS; i++) {
		if (mark == 1 << i)
			return i;
	}
	return -1;
}

static enum status read_row(struct library *library, paper_key key,
			    struct row *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	for (int i = 0; i < MARK_COLUMNS; i++)
		ret->at[i] = TIME_NONE;
	stmt_start(library, STATEMENT_MARK_GET, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_OK : status;
	for (int i = 0; i < MARK_COLUMNS; i++)
		ret->at[i] = stmt_time(&stmt, i);
	stmt_end(&stmt);
	return STATUS_OK;
}

static bool is_unmarked(const struct row *row)
{
	for (int i = 0; i < MARK_COLUMNS; i++) {
		if (row->at[i] != TIME_NONE)
			return false;
	}
	return true;
}

/* A paper without marks has no row. */
static enum status write_row(struct library *library, paper_key key,
			     const struct row *row, struct error *err)
{
	bool none = is_unmarked(row);
	struct stmt stmt;

	stmt_start(library, none ? STATEMENT_MARK_REMOVE : STATEMENT_MARK_PUT,
		   &stmt);
	stmt_set_int(&stmt, 1, key);
	for (int i = 0; !none && i < MARK_COLUMNS; i++)
		stmt_set_time(&stmt, i + 2, row->at[i]);
	return stmt_run(&stmt, err);
}

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

static enum status is_held(struct library *library, paper_key key, bool *ret,
			   struct error *err)
{
	struct stmt stmt;
	int64_t one;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_EXISTS, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_one_int(&stmt, &one, err);
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	*ret = status == STATUS_OK;
	return STATUS_OK;
}

/* A change that is under way: what it sets, and its step of the journal, which
 * is 0 until something has changed. */
struct change {
	struct library *library;
	unsigned marks;
	int64_t value; /* of the marks' columns */
	int64_t now;
	int64_t step;
};

/* A new change gets the next number and ends what could be redone. */
static enum status open_step(struct change *change, struct error *err)
{
	struct stmt stmt;
	int64_t last = 0;
	enum status status = number_or_zero(change->library,
					    STATEMENT_JOURNAL_LAST, &last, err);

	if (status != STATUS_OK)
		return status;
	change->step = last + 1;
	stmt_start(change->library, STATEMENT_JOURNAL_END_REDO, &stmt);
	return stmt_run(&stmt, err);
}

static enum status write_journal(const struct change *change, paper_key key,
				 int column, int64_t before, struct error *err)
{
	struct stmt stmt;

	stmt_start(change->library, STATEMENT_JOURNAL_ADD, &stmt);
	stmt_set_int(&stmt, 1, change->step);
	stmt_set_int(&stmt, 2, key);
	stmt_set_int(&stmt, 3, 1 << column);
	stmt_set_time(&stmt, 4, before);
	stmt_set_time(&stmt, 5, change->value);
	stmt_set_int(&stmt, 6, change->now);
	return stmt_run(&stmt, err);
}

/* Changes one mark in a row that was read, and writes that down. */
static enum status change_column(struct change *change, paper_key key,
				 int column, struct row *row, struct error *err)
{
	int64_t before = row->at[column];
	enum status status = STATUS_OK;

	if ((change->marks & (1u << column)) == 0 ||
	    (before == TIME_NONE) == (change->value == TIME_NONE))
		return STATUS_OK;
	if (change->step == 0)
		status = open_step(change, err);
	if (status == STATUS_OK)
		status = write_journal(change, key, column, before, err);
	row->at[column] = change->value;
	return status;
}

static enum status change_paper(struct change *change, paper_key key,
				struct error *err)
{
	struct row row;
	struct row before;
	enum status status = read_row(change->library, key, &row, err);

	before = row;
	for (int i = 0; i < MARK_COLUMNS && status == STATUS_OK; i++)
		status = change_column(change, key, i, &row, err);
	if (status != STATUS_OK ||
	    memcmp(before.at, row.at, sizeof(row.at)) == 0)
		return status;
	return write_row(change->library, key, &row, err);
}

static enum status change_papers(struct change *change, const paper_key *keys,
				 size_t count, bool *known, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		bool held = false;
		enum status status =
			is_held(change->library, keys[i], &held, err);

		if (status == STATUS_OK && held)
			status = change_paper(change, keys[i], err);
		if (status != STATUS_OK)
			return status;
		if (known != NULL)
			known[i] = held;
	}
	return STATUS_OK;
}

enum status marks_set(struct library *library,
		      const struct marks_change *wanted, bool *known,
		      struct error *err)
{
	struct change change = { .library = library,
				 .marks = wanted->marks,
				 .value = wanted->on ? wanted->now : TIME_NONE,
				 .now = wanted->now };
	enum status status;

	if (wanted->marks == 0 || wanted->marks >= 1u << MARK_COLUMNS)
		return error_set(err, STATUS_USAGE, 0,
				 "tags and notes are no plain marks");
	status = library_begin(library, err);
	if (status != STATUS_OK)
		return status;
	status =
		change_papers(&change, wanted->keys, wanted->count, known, err);
	if (status == STATUS_OK)
		return library_commit(library, err);
	library_rollback(library);
	return status;
}

enum status marks_get(struct library *library, paper_key key,
		      unsigned *ret_mask, struct error *err)
{
	struct stmt stmt;
	struct row row;
	int64_t more = 0;
	unsigned mask = 0;
	enum status status = read_row(library, key, &row, err);

	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < MARK_COLUMNS; i++)
		mask |= row.at[i] != TIME_NONE ? 1u << i : 0;
	stmt_start(library, STATEMENT_MARK_MORE, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_one_int(&stmt, &more, err);
	if (status == STATUS_OK)
		*ret_mask = mask | (unsigned)more;
	return status;
}

/* One row of a step, seen from its state: taken back it goes to `before`, done
 * again to `after`. */
struct entry {
	paper_key paper;
	int64_t mark;
	int64_t target;
};

/* Restores one mark. A paper that changed counts once: *last is the one that
 * was counted last. */
static enum status restore(struct library *library, const struct entry *entry,
			   paper_key *last, struct marks_step *step,
			   struct error *err)
{
	int column = column_of(entry->mark);
	bool another = entry->paper != *last;
	struct row row;
	bool was;
	enum status status;

	if (column < 0)
		return STATUS_OK;
	status = read_row(library, entry->paper, &row, err);
	if (status != STATUS_OK)
		return status;
	was = row.at[column] != TIME_NONE;
	row.at[column] = entry->target;
	step->mark = (enum mark)entry->mark;
	step->on = entry->target != TIME_NONE;
	if (step->first == 0)
		step->first = entry->paper;
	if (was != step->on && another) {
		step->count++;
		*last = entry->paper;
	}
	return write_row(library, entry->paper, &row, err);
}

static enum status restore_step(struct library *library, int64_t number,
				int undone, struct marks_step *step,
				struct error *err)
{
	struct stmt stmt;
	paper_key last = 0;
	enum status status;

	stmt_start(library, STATEMENT_JOURNAL_STEP, &stmt);
	stmt_set_int(&stmt, 1, undone);
	stmt_set_int(&stmt, 2, number);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		struct entry entry = {
			.paper = stmt_int(&stmt, 0),
			.mark = stmt_int(&stmt, 1),
			.target = stmt_time(&stmt, undone == IN_FORCE ? 2 : 3),
		};

		status = restore(library, &entry, &last, step, err);
		if (status == STATUS_OK)
			continue;
		stmt_end(&stmt);
		return status;
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static enum status flip_step(struct library *library, int64_t number,
			     int undone, int64_t now, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_JOURNAL_FLIP, &stmt);
	stmt_set_int(&stmt, 1, undone);
	stmt_set_int(&stmt, 2, number);
	stmt_set_int(&stmt, 3, now);
	return stmt_run(&stmt, err);
}

static enum status travel(struct library *library, int undone, int64_t now,
			  struct marks_step *ret, struct error *err)
{
	bool undo = undone == IN_FORCE;
	struct marks_step step = { .mark = MARK_STAR };
	int64_t number = 0;
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	status = number_or_zero(library,
				undo ? STATEMENT_JOURNAL_TO_UNDO
				     : STATEMENT_JOURNAL_TO_REDO,
				&number, err);
	if (status == STATUS_OK && number == 0)
		status =
			error_set(err, STATUS_NOTFOUND, 0,
				  undo ? "nothing to undo" : "nothing to redo");
	if (status == STATUS_OK)
		status = restore_step(library, number, undone, &step, err);
	if (status == STATUS_OK)
		status = flip_step(library, number, undone, now, err);
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
	return travel(library, IN_FORCE, now, ret, err);
}

enum status marks_redo(struct library *library, int64_t now,
		       struct marks_step *ret, struct error *err)
{
	return travel(library, TAKEN_BACK, now, ret, err);
}
