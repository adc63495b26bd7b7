/* A paper that is new has no rows yet, so none is looked for, but where two of
 * its versions came on one day. */
#include "library/rebuilt_rows.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/db.h"

struct rebuilt_row {
	day_t day;
	int version;
	int64_t category;
	paper_key paper;
	size_t order; /* in which they came */
	enum announce_type type;
};

void rebuilt_rows_clear(struct rebuilt_rows *rows)
{
	free(rows->rows);
	*rows = (struct rebuilt_rows){ 0 };
}

void rebuilt_rows_add(struct rebuilt_rows *rows, const struct known *known,
		      const struct announcement *announcement)
{
	rows->rows = mem_grow(rows->rows, &rows->room, rows->count + 1,
			      sizeof(*rows->rows));
	rows->rows[rows->count] = (struct rebuilt_row){
		.day = announcement->day,
		.version = announcement->version,
		.category = known->id,
		.paper = announcement->paper,
		.order = rows->count,
		.type = announcement->type,
	};
	rows->count++;
}

/* In the order of the table; 0 for rows of one key. */
static int compare_keys(const struct rebuilt_row *a,
			const struct rebuilt_row *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->category != b->category)
		return a->category < b->category ? -1 : 1;
	return (a->paper > b->paper) - (a->paper < b->paper);
}

static int compare_rows(const void *left, const void *right)
{
	const struct rebuilt_row *a = left;
	const struct rebuilt_row *b = right;
	int order = compare_keys(a, b);

	return order != 0 ? order
			  : (a->order > b->order) - (a->order < b->order);
}

static enum status add(struct library *library, const struct rebuilt_row *row,
		       struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_ANNOUNCEMENT_ADD, &stmt);
	stmt_set_int(&stmt, 1, row->day);
	stmt_set_int(&stmt, 2, row->category);
	stmt_set_int(&stmt, 3, row->paper);
	stmt_set_int(&stmt, 4, row->type);
	stmt_set_int(&stmt, 5, row->version);
	stmt_set_int(&stmt, 6, POSITION_REBUILT);
	return stmt_run(&stmt, err);
}

static enum status merge(struct library *library, const struct rebuilt_row *row,
			 struct error *err)
{
	const struct announcement announcement = {
		.day = row->day,
		.type = row->type,
		.paper = row->paper,
		.version = row->version,
		.position = POSITION_REBUILT,
	};
	enum store_result result = STORE_SAME;

	return store_announcement_in(library, row->category, &announcement,
				     &result, err);
}

enum status rebuilt_rows_write(struct library *library,
			       struct rebuilt_rows *rows, struct error *err)
{
	const struct rebuilt_row *all = rows->rows;
	enum status status = STATUS_OK;

	if (rows->count > 1)
		qsort(rows->rows, rows->count, sizeof(*all), compare_rows);
	for (size_t i = 0; status == STATUS_OK && i < rows->count; i++)
		status = i > 0 && compare_keys(&all[i - 1], &all[i]) == 0
				 ? merge(library, &all[i], err)
				 : add(library, &all[i], err);
	rows->count = 0;
	return status;
}

enum status rebuilt_rows_remove(struct library *library, day_t day,
				int64_t category, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_REBUILT_REMOVE_DAY, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	return stmt_run(&stmt, err);
}
