/* Figures by day, each from the roster of that day, so that they cannot differ
 * from those of its listing. */
#include "library/calendar_days.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/db.h"
#include "library/roster.h"
#include "library/scope.h"
#include "library/standing.h"

struct span {
	struct calendar_day *rows;
	size_t count, room;
};

static enum status count_day(struct library *library, struct scope *scope,
			     struct calendar_day *row, struct error *err)
{
	struct roster roster = { 0 };
	struct roster_counts counts;
	enum status status =
		roster_load(library, scope, row->day, &roster, err);

	if (status != STATUS_OK)
		return status;
	counts = roster_count(&roster);
	row->papers = roster.count;
	row->unread = counts.unread;
	row->favourites = counts.favourites;
	roster_clear(&roster);
	return STATUS_OK;
}

static enum status load_day(struct library *library, struct scope *scope,
			    day_t day, struct span *span, struct error *err)
{
	struct calendar_day row = { .day = day };
	struct standing standing = { 0 };
	enum status status = standing_load(library, scope, day, &standing, err);

	if (status == STATUS_OK)
		status = count_day(library, scope, &row, err);
	if (status != STATUS_OK)
		return status;
	row.known = standing_known(&standing);
	row.state = standing_state(&standing);
	if (!row.known && row.papers == 0)
		return STATUS_OK;
	span->rows = mem_grow(span->rows, &span->room, span->count + 1,
			      sizeof(*span->rows));
	span->rows[span->count++] = row;
	return STATUS_OK;
}

static enum status load_span(struct library *library, day_t from, day_t until,
			     struct span *span, struct error *err)
{
	struct scope scope = { 0 };
	enum status status = scope_load(library, &scope, err);

	for (int64_t day = from; day <= until && status == STATUS_OK; day++)
		status = load_day(library, &scope, (day_t)day, span, err);
	scope_clear(&scope);
	return status;
}

enum status calendar_days_load(struct library *library, day_t from, day_t until,
			       struct calendar_day **ret_rows,
			       size_t *ret_count, struct error *err)
{
	struct span span = { 0 };
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load_span(library, from, until, &span, err);
	db_snapshot_end(library, owned);
	if (status != STATUS_OK) {
		free(span.rows);
		return status;
	}
	*ret_rows = span.rows;
	*ret_count = span.count;
	return STATUS_OK;
}
