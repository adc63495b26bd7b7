/* Days. Which there are is asked of the ledger alone; announcements are read
 * only for the figures of days_load. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/listing.h"
#include "library/roster.h"
#include "library/scope.h"
#include "library/standing.h"

struct day_list {
	struct day_row *rows;
	size_t count, room;
	day_t open; /* the day that is being read; DAY_NONE none */
	struct standing standing; /* of the last row, not yet written to it */
};

/* A day of which there only came old feeds is none yet. */
static void end_day(struct day_list *list)
{
	if (list->count > 0 && !standing_known(&list->standing))
		list->count--;
	else if (list->count > 0)
		list->rows[list->count - 1].state =
			standing_state(&list->standing);
	list->standing = (struct standing){ 0 };
	list->open = DAY_NONE;
}

/* Adds the row of the ledger at which a statement stands. */
static void add_row(struct day_list *list, const struct stmt *stmt,
		    const char *request)
{
	day_t day = code_small(stmt_int(stmt, 0));

	if (list->open != day) {
		if (list->open != DAY_NONE)
			end_day(list);
		list->open = day;
		list->rows = mem_grow(list->rows, &list->room, list->count + 1,
				      sizeof(*list->rows));
		list->rows[list->count++] = (struct day_row){ .day = day };
	}
	standing_add(&list->standing, request, day_state_of(stmt_int(stmt, 2)),
		     stmt_text(stmt, 3));
}

/* The days of the ledger in scope and their states. */
static enum status read_days(struct library *library, const struct scope *scope,
			     struct day_list *list, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_STATES, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *request = stmt_text(&stmt, 1);

		if (request != NULL && scope_has_request(scope, request))
			add_row(list, &stmt, request);
	}
	if (list->open != DAY_NONE)
		end_day(list);
	return status == STATUS_DONE ? STATUS_OK : status;
}

static enum status count_day(struct library *library, struct scope *scope,
			     struct day_row *row, struct error *err)
{
	struct roster roster = { 0 };
	struct roster_counts counts;
	enum status status =
		roster_load(library, scope, row->day, &roster, err);

	if (status != STATUS_OK)
		return status;
	counts = roster_count(&roster);
	memcpy(row->counts, counts.types, sizeof(row->counts));
	row->papers = roster.count;
	row->unread = counts.unread;
	row->favourites = counts.favourites;
	row->categories = roster.categories;
	roster.categories = NULL;
	roster_clear(&roster);
	return STATUS_OK;
}

static enum status load_days(struct library *library, struct day_list *list,
			     struct error *err)
{
	struct scope scope = { 0 };
	enum status status = scope_load(library, &scope, err);

	if (status == STATUS_OK)
		status = read_days(library, &scope, list, err);
	for (size_t i = 0; status == STATUS_OK && i < list->count; i++)
		status = count_day(library, &scope, &list->rows[i], err);
	scope_clear(&scope);
	return status;
}

enum status days_load(struct library *library, struct day_row **ret_rows,
		      size_t *ret_count, struct error *err)
{
	struct day_list list = { .open = DAY_NONE };
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load_days(library, &list, err);
	db_snapshot_end(library, owned);
	if (status != STATUS_OK) {
		days_free(list.rows, list.count);
		return status;
	}
	*ret_rows = list.rows;
	*ret_count = list.count;
	return STATUS_OK;
}

void days_free(struct day_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(rows[i].categories);
	free(rows);
}

/* The greatest (or, backwards false, the smallest) day that a statement of one
 * request, and of `from` when it has a second parameter, gives over all
 * requests in scope; DAY_NONE when there is none. */
static enum status seek_day(struct library *library, enum statement name,
			    const day_t *from, bool greatest, day_t *ret,
			    struct error *err)
{
	struct scope scope = { 0 };
	day_t best = DAY_NONE;
	enum status status = scope_load(library, &scope, err);

	for (size_t i = 0; status == STATUS_OK && i < scope.request_count;
	     i++) {
		struct stmt stmt;
		int64_t found = 0;

		stmt_start(library, name, &stmt);
		stmt_set_text(&stmt, 1, scope.requests[i].name);
		if (from != NULL)
			stmt_set_int(&stmt, 2, *from);
		status = stmt_one_int(&stmt, &found, err);
		if (status == STATUS_OK &&
		    (best == DAY_NONE || (found > best) == greatest))
			best = code_small(found);
		else if (status == STATUS_NOTFOUND)
			status = STATUS_OK;
	}
	scope_clear(&scope);
	if (status == STATUS_OK)
		*ret = best;
	return status;
}

enum status day_latest(struct library *library, day_t *ret, struct error *err)
{
	day_t found = DAY_NONE;
	enum status status = seek_day(library, STATEMENT_LEDGER_LATEST, NULL,
				      true, &found, err);

	if (status == STATUS_OK && found == DAY_NONE)
		status = error_set(err, STATUS_NOTFOUND, 0,
				   "the library holds no day");
	if (status == STATUS_OK)
		*ret = found;
	return status;
}

enum status day_step(struct library *library, day_t from, int step, day_t *ret,
		     struct error *err)
{
	bool back = step < 0;
	day_t found = DAY_NONE;
	enum status status = seek_day(library,
				      back ? STATEMENT_LEDGER_BEFORE
					   : STATEMENT_LEDGER_AFTER,
				      &from, back, &found, err);

	if (status == STATUS_OK && found == DAY_NONE)
		status = error_set(err, STATUS_NOTFOUND, 0,
				   back ? "the library has no earlier day"
					: "the library has no later day");
	if (status == STATUS_OK)
		*ret = found;
	return status;
}

enum status library_is_empty(struct library *library, bool *ret,
			     struct error *err)
{
	struct stmt stmt;
	int64_t empty = 0;
	enum status status;

	stmt_start(library, STATEMENT_IS_EMPTY, &stmt);
	status = stmt_one_int(&stmt, &empty, err);
	if (status == STATUS_OK)
		*ret = empty != 0;
	return status;
}
