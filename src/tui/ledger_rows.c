/* The ledger in rows. */

#include "tui/ledger_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/listing.h"

void ledger_rows_clear(struct ledger_rows *rows)
{
	free(rows->rows);
	*rows = (struct ledger_rows){ 0 };
}

/* What needs looking after comes first. */
static int rank_of(const struct ledger_entry *entry)
{
	if (entry->state == DAY_FAILED)
		return 0;
	return entry->state == DAY_INCOMPLETE ? 1 : 2;
}

static int by_need(const void *left, const void *right)
{
	const struct ledger_entry *a = left, *b = right;

	if (rank_of(a) != rank_of(b))
		return rank_of(a) - rank_of(b);
	return strcmp(a->category, b->category);
}

/* Puts rows of a day in at a place. */
static void insert_day(struct ledger_rows *rows, size_t at, day_t day,
		       const struct ledger_entry *entries, size_t count)
{
	size_t added = count > 0 ? count + 1 : 2;
	struct ledger_row *row;

	rows->rows = mem_grow(rows->rows, &rows->room, rows->count + added,
			      sizeof(*rows->rows));
	row = &rows->rows[at];
	memmove(row + added, row, (rows->count - at) * sizeof(*row));
	memset(row, 0, added * sizeof(*row));
	rows->count += added;
	row[0].heading = true;
	row[0].entry.day = day;
	row[1].empty = count == 0;
	row[1].entry.day = day;
	for (size_t i = 0; i < count; i++)
		row[i + 1].entry = entries[i];
}

static enum status read_day(struct library *library, day_t day, size_t at,
			    struct ledger_rows *rows, struct error *err)
{
	struct ledger_entry *entries;
	size_t count;
	enum status status = ledger_of_day(library, day, &entries, &count, err);

	if (status != STATUS_OK)
		return status;
	if (count > 0)
		qsort(entries, count, sizeof(*entries), by_need);
	insert_day(rows, at, day, entries, count);
	free(entries);
	return STATUS_OK;
}

enum status ledger_rows_open(struct library *library, day_t day,
			     struct ledger_rows *rows, struct error *err)
{
	ledger_rows_clear(rows);
	return read_day(library, day, 0, rows, err);
}

/* Reads the day next to the rows, on one side of them. STATUS_NOTFOUND when
 * there is none. */
static enum status read_next(struct library *library, int step,
			     struct ledger_rows *rows, struct error *err)
{
	size_t at = step < 0 ? rows->count : 0;
	day_t from = rows->rows[step < 0 ? rows->count - 1 : 0].entry.day;
	day_t day;
	enum status status = day_step(library, from, step, &day, err);

	return status == STATUS_OK ? read_day(library, day, at, rows, err)
				   : status;
}

static enum status read_more(struct library *library, int step, size_t more,
			     struct ledger_rows *rows, struct error *err)
{
	bool *end = step < 0 ? &rows->oldest : &rows->newest;
	size_t want = rows->count + more;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && rows->count < want && !*end) {
		status = read_next(library, step, rows, err);
		*end = status == STATUS_NOTFOUND;
	}
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

enum status ledger_rows_older(struct library *library, size_t more,
			      struct ledger_rows *rows, size_t *ret_added,
			      struct error *err)
{
	size_t before = rows->count;
	enum status status = read_more(library, -1, more, rows, err);

	*ret_added = rows->count - before;
	return status;
}

enum status ledger_rows_newer(struct library *library, size_t more,
			      struct ledger_rows *rows, size_t *ret_added,
			      struct error *err)
{
	size_t before = rows->count;
	enum status status = read_more(library, 1, more, rows, err);

	*ret_added = rows->count - before;
	return status;
}
