/* Rows sorted by day, found by halving. */
#include "library/settled.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/category.h"
#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"

struct settled_row {
	day_t day;
	char request[CATEGORY_MAX + 1];
};

/* How far before a span the quiet days are looked at: nothing is ever held up
 * longer by them. */
#define QUIET_BEFORE 14

void settled_clear(struct settled *settled)
{
	free(settled->whole.rows);
	free(settled->quiet.rows);
	*settled = SETTLED_INIT;
}

/* Reads days and requests, by day, from a statement with two bounds. */
static enum status read_rows(struct library *library, enum statement name,
			     day_t first, day_t last, struct settled_rows *ret,
			     struct error *err)
{
	struct stmt stmt;
	size_t room = 0;
	enum status status;

	*ret = (struct settled_rows){ 0 };
	stmt_start(library, name, &stmt);
	stmt_set_int(&stmt, 1, first);
	stmt_set_int(&stmt, 2, last);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *request = stmt_text(&stmt, 1);
		struct settled_row *row;

		if (request == NULL || strlen(request) > CATEGORY_MAX)
			continue;
		ret->rows = mem_grow(ret->rows, &room, ret->count + 1,
				     sizeof(*row));
		row = &ret->rows[ret->count++];
		row->day = code_small(stmt_int(&stmt, 0));
		memcpy(row->request, request, strlen(request) + 1);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

enum status settled_load(struct library *library, day_t first, day_t last,
			 struct settled *settled, struct error *err)
{
	int64_t version = library_data_version(library);
	enum status status;

	if (version >= 0 && version == settled->version)
		return STATUS_OK;
	settled_clear(settled);
	status = read_rows(library, STATEMENT_LEDGER_SETTLED, first, last,
			   &settled->whole, err);
	if (status == STATUS_OK)
		status = read_rows(library, STATEMENT_QUIET_SPAN,
				   first - QUIET_BEFORE, last, &settled->quiet,
				   err);
	if (status == STATUS_OK)
		settled->version = version;
	return status;
}

/* Whether one of the rows, by day, is of that day and covers the category. */
static bool has(const struct settled_rows *in, day_t day, const char *category)
{
	const struct settled_row *rows = in->rows;
	size_t low = 0;
	size_t high = in->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < in->count && rows[low].day == day; low++)
		if (category_covers(rows[low].request, category))
			return true;
	return false;
}

bool settled_has(const struct settled *settled, day_t day, const char *category)
{
	return has(&settled->whole, day, category);
}

day_t settled_listing_day(const struct settled *settled, day_t day,
			  const char *category)
{
	while (has(&settled->quiet, day, category))
		day = calendar_next_weekday(day);
	return day;
}
