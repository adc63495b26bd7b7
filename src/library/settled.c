/* Rows sorted by day, found by halving. */
#include "library/settled.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"

struct settled_row {
	day_t day;
	char request[CATEGORY_MAX + 1];
};

void settled_clear(struct settled *settled)
{
	free(settled->rows);
	*settled = SETTLED_INIT;
}

static enum status read_rows(struct library *library, day_t first, day_t last,
			     struct settled *settled, struct error *err)
{
	struct stmt stmt;
	size_t room = 0;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_SETTLED, &stmt);
	stmt_set_int(&stmt, 1, first);
	stmt_set_int(&stmt, 2, last);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *request = stmt_text(&stmt, 1);
		struct settled_row *row;

		if (request == NULL || strlen(request) > CATEGORY_MAX)
			continue;
		settled->rows = mem_grow(settled->rows, &room,
					 settled->count + 1, sizeof(*row));
		row = &settled->rows[settled->count++];
		row->day = code_small(stmt_int(&stmt, 0));
		memcpy(row->request, request, strlen(request) + 1);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

enum status settled_load(struct library *library, day_t first, day_t last,
			 struct settled *settled, struct error *err)
{
	int64_t version = library_data_version(library);

	if (version >= 0 && version == settled->version)
		return STATUS_OK;
	settled_clear(settled);
	settled->version = version;
	return read_rows(library, first, last, settled, err);
}

/* The first row of that day or behind it. */
static size_t find_day(const struct settled *settled, day_t day)
{
	size_t low = 0;
	size_t high = settled->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (settled->rows[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool settled_has(const struct settled *settled, day_t day, const char *category)
{
	for (size_t i = find_day(settled, day);
	     i < settled->count && settled->rows[i].day == day; i++)
		if (category_covers(settled->rows[i].request, category))
			return true;
	return false;
}
