/* How much of a feed stood in the listing before it, which tells a stale one.
 * Days that brought nothing, as weekends do, are no listing to compare with. */
#include <stdlib.h>

#include "library/codes.h"
#include "library/db.h"
#include "library/listing.h"
#include "library/roster.h"
#include "library/scope.h"

/* Moves *best to the newest day before `day` on which this request brought
 * papers. */
static enum status seek_request(struct library *library, day_t day,
				const char *request, day_t *best,
				struct error *err)
{
	struct stmt stmt;
	int64_t found = 0;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_HELD_BEFORE, &stmt);
	stmt_set_text(&stmt, 1, request);
	stmt_set_int(&stmt, 2, day);
	status = stmt_one_int(&stmt, &found, err);
	if (status == STATUS_NOTFOUND)
		return STATUS_OK;
	if (status == STATUS_OK && (*best == DAY_NONE || found > *best))
		*best = code_small(found);
	return status;
}

/* Requests for the category itself or its whole archive are comparable. */
static enum status previous_day(struct library *library, day_t day,
				const char *category, day_t *ret,
				struct error *err)
{
	struct scope_request name = { "" };
	enum status status;

	*ret = DAY_NONE;
	while ((status = scope_next_request(library, &name, err)) ==
	       STATUS_OK) {
		if (!category_covers(name.name, category))
			continue;
		status = seek_request(library, day, name.name, ret, err);
		if (status != STATUS_OK)
			return status;
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static int by_key(const void *left, const void *right)
{
	const struct roster_entry *a = left, *b = right;

	return (a->key > b->key) - (a->key < b->key);
}

/* A version that either side does not know counts as the same. */
static bool is_in(const struct roster *roster, struct ident id)
{
	const struct roster_entry wanted = { .key = id.key,
					     .type = ANNOUNCE_NONE };
	const struct roster_entry *found = NULL;

	if (roster->count > 0)
		found = bsearch(&wanted, roster->entries, roster->count,
				sizeof(wanted), by_key);
	return found != NULL && (found->version == id.version ||
				 found->version == 0 || id.version == 0);
}

static enum status count_same(struct library *library, day_t day,
			      const struct listing_feed *feed, size_t *ret,
			      struct error *err)
{
	struct roster roster = { 0 };
	struct scope scope;
	enum status status;

	scope_of(feed->category, &scope);
	status = roster_load(library, &scope, day, &roster, err);
	scope_clear(&scope);
	if (status != STATUS_OK)
		return status;
	if (roster.count > 1)
		qsort(roster.entries, roster.count, sizeof(*roster.entries),
		      by_key);
	*ret = 0;
	for (size_t i = 0; i < feed->count; i++)
		*ret += is_in(&roster, feed->papers[i]) ? 1 : 0;
	roster_clear(&roster);
	return STATUS_OK;
}

enum status listing_overlap(struct library *library,
			    const struct listing_feed *feed, size_t *ret_same,
			    day_t *ret_previous, struct error *err)
{
	day_t previous = DAY_NONE;
	size_t same = 0;
	enum status status = previous_day(library, feed->day, feed->category,
					  &previous, err);

	if (status == STATUS_OK && previous != DAY_NONE)
		status = count_same(library, previous, feed, &same, err);
	if (status != STATUS_OK)
		return status;
	*ret_same = same;
	*ret_previous = previous;
	return STATUS_OK;
}

enum status listing_was_announced(struct library *library, paper_key paper,
				  const char *category, day_t day, bool *ret,
				  struct error *err)
{
	struct stmt stmt;
	int64_t found = 0;
	enum status status;

	stmt_start(library, STATEMENT_ANNOUNCED_BEFORE, &stmt);
	stmt_set_int(&stmt, 1, paper);
	stmt_set_int(&stmt, 2, day);
	stmt_set_text(&stmt, 3, category);
	status = stmt_one_int(&stmt, &found, err);
	*ret = status == STATUS_OK;
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}
