/* Versions become announcements. What was added is noted as (day, request)
 * pairs, which are sorted and counted at the end of each transaction, because
 * a row of the ledger for every single announcement would cost more than the
 * announcements themselves. */
#include "library/rebuild.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/gaps.h"
#include "library/settled.h"

/* A paper was announced anew on a day: one more for that row of the ledger. */
struct tally {
	day_t day;
	char request[CATEGORY_MAX + 1];
};

struct rebuild {
	struct library *library;
	const struct rebuild_plan *plan;
	struct settled settled;
	struct tally *tallies;
	size_t count, room;
};

/* One paper while its versions are gone through. */
struct place {
	const struct paper *paper;
	char primary[CATEGORY_MAX + 1]; /* canonical; "" unknown */
	bool fresh;
	size_t first_tally; /* of this paper */
	bool announced;
};

struct rebuild *rebuild_new(struct library *library,
			    const struct rebuild_plan *plan)
{
	struct rebuild *rebuild = mem_zalloc(1, sizeof(*rebuild));

	rebuild->library = library;
	rebuild->plan = plan;
	rebuild->settled = SETTLED_INIT;
	return rebuild;
}

void rebuild_free(struct rebuild *rebuild)
{
	if (rebuild == NULL)
		return;
	settled_clear(&rebuild->settled);
	free(rebuild->tallies);
	free(rebuild);
}

enum status rebuild_begin(struct rebuild *rebuild, struct error *err)
{
	rebuild->count = 0;
	return settled_load(rebuild->library, rebuild->plan->first,
			    rebuild->plan->last, &rebuild->settled, err);
}

/* The request of the plan that a category belongs to; NULL when it is none. */
static const char *request_of(const struct rebuild_plan *plan,
			      const char *category)
{
	if (plan->requests == NULL)
		return category;
	for (const char *const *name = plan->requests; *name != NULL; name++)
		if (category_covers(*name, category))
			return *name;
	return NULL;
}

/* A paper counts once for a day and request, in however many categories. */
static void add_tally(struct rebuild *rebuild, const struct place *place,
		      day_t day, const char *request)
{
	struct tally *tally;

	for (size_t i = place->first_tally; i < rebuild->count; i++)
		if (rebuild->tallies[i].day == day &&
		    strcmp(rebuild->tallies[i].request, request) == 0)
			return;
	rebuild->tallies =
		mem_grow(rebuild->tallies, &rebuild->room, rebuild->count + 1,
			 sizeof(*rebuild->tallies));
	tally = &rebuild->tallies[rebuild->count++];
	tally->day = day;
	(void)snprintf(tally->request, sizeof(tally->request), "%s", request);
}

/* Whether a feed has announced this version in this category, on any day. */
static enum status told_by_feed(struct library *library,
				const struct announcement *announcement,
				bool *ret, struct error *err)
{
	struct stmt stmt;
	int64_t category = 0;
	int64_t found = 0;
	enum status status =
		store_category(library, announcement->category, &category, err);

	if (status != STATUS_OK)
		return status;
	stmt_start(library, STATEMENT_ANNOUNCED_BY_FEED, &stmt);
	stmt_set_int(&stmt, 1, announcement->paper);
	stmt_set_int(&stmt, 2, category);
	stmt_set_int(&stmt, 3, announcement->version);
	status = stmt_one_int(&stmt, &found, err);
	*ret = status == STATUS_OK;
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

static enum status announce(struct rebuild *rebuild, struct place *place,
			    const struct announcement *announcement,
			    const char *request, struct error *err)
{
	enum store_result result = STORE_SAME;
	bool told = false;
	enum status status = STATUS_OK;

	if (settled_has(&rebuild->settled, announcement->day,
			announcement->category))
		return STATUS_OK;
	if (!place->fresh)
		status = told_by_feed(rebuild->library, announcement, &told,
				      err);
	if (status != STATUS_OK || told)
		return status;
	status = store_announcement(rebuild->library, announcement, &result,
				    err);
	if (status != STATUS_OK)
		return status;
	place->announced |= result != STORE_SAME;
	if (result == STORE_NEW)
		add_tally(rebuild, place, announcement->day, request);
	return STATUS_OK;
}

static enum announce_type type_of(const struct place *place, int version,
				  const char *category)
{
	bool primary = place->primary[0] == '\0' ||
		       strcmp(place->primary, category) == 0;

	if (version == 1)
		return primary ? ANNOUNCE_NEW : ANNOUNCE_CROSS;
	return primary ? ANNOUNCE_REPLACE : ANNOUNCE_REPLACE_CROSS;
}

/* Announces one version in all categories of the paper that are wanted. */
static enum status announce_version(struct rebuild *rebuild,
				    struct place *place, day_t day, int version,
				    struct error *err)
{
	const char *list = place->paper->categories;
	char name[CATEGORY_MAX + 1];
	enum status status = STATUS_OK;

	while (status == STATUS_OK && category_next(&list, name)) {
		const char *category = category_canonical(name);
		const char *request = request_of(rebuild->plan, category);
		struct announcement announcement = {
			.day = day,
			.type = type_of(place, version, category),
			.paper = place->paper->id.key,
			.version = version,
			.position = POSITION_REBUILT,
		};

		if (request == NULL)
			continue;
		(void)snprintf(announcement.category,
			       sizeof(announcement.category), "%s", category);
		status = announce(rebuild, place, &announcement, request, err);
	}
	return status;
}

enum status rebuild_paper(struct rebuild *rebuild, const struct paper *paper,
			  bool fresh, bool *ret_announced, struct error *err)
{
	struct place place = {
		.paper = paper,
		.fresh = fresh,
		.first_tally = rebuild->count,
	};
	enum status status = STATUS_OK;

	if (paper->categories != NULL &&
	    paper_primary(paper->categories, place.primary))
		(void)snprintf(place.primary, sizeof(place.primary), "%s",
			       category_canonical(place.primary));
	for (size_t i = 0; status == STATUS_OK && i < paper->version_count &&
			   paper->versions[i].number <= REBUILD_VERSIONS;
	     i++) {
		const struct paper_version *version = &paper->versions[i];
		day_t day;

		if (version->time == TIME_NONE)
			continue;
		day = calendar_day_of_submission(version->time);
		if (day >= rebuild->plan->first && day <= rebuild->plan->last)
			status = announce_version(rebuild, &place, day,
						  version->number, err);
	}
	if (status == STATUS_OK)
		*ret_announced = place.announced;
	return status;
}

static int compare_tallies(const void *left, const void *right)
{
	const struct tally *a = left;
	const struct tally *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return strcmp(a->request, b->request);
}

/* The row of a day with `more` papers: a failed one begins anew, what a feed
 * brought in part stays in part until the end. */
static enum status put_row(struct rebuild *rebuild, const struct tally *tally,
			   int more, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	struct ledger_entry entry = {
		.day = tally->day,
		.state = plan->state,
		.expected = -1,
		.at = plan->now,
	};
	struct ledger_entry old = { .state = DAY_FAILED };
	enum status status = ledger_get(rebuild->library, tally->day,
					tally->request, &old, err);

	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	if (status == STATUS_OK && old.state != DAY_FAILED) {
		entry = old;
	} else {
		memcpy(entry.category, tally->request, sizeof(entry.category));
		(void)snprintf(entry.source, sizeof(entry.source), "%s",
			       plan->source);
		if (plan->state != DAY_RECONSTRUCTED)
			(void)snprintf(entry.why, sizeof(entry.why), "%s",
				       plan->why);
	}
	entry.held += more;
	return ledger_put(rebuild->library, &entry, err);
}

enum status rebuild_end(struct rebuild *rebuild, struct error *err)
{
	struct tally *tallies = rebuild->tallies;
	enum status status = STATUS_OK;

	if (rebuild->count > 1)
		qsort(tallies, rebuild->count, sizeof(*tallies),
		      compare_tallies);
	for (size_t i = 0, next; status == STATUS_OK && i < rebuild->count;
	     i = next) {
		for (next = i + 1;
		     next < rebuild->count &&
		     compare_tallies(&tallies[i], &tallies[next]) == 0;
		     next++)
			;
		status = put_row(rebuild, &tallies[i], (int)(next - i), err);
	}
	rebuild->count = 0;
	return status;
}

static enum status remove_row(struct library *library, const char *category,
			      day_t day, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_LEDGER_REMOVE, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_text(&stmt, 2, category);
	return stmt_run(&stmt, err);
}

/* One day of a bounded plan: what came in part and was rebuilt counts as
 * rebuilt, and a day in which nothing was found is quiet. */
static enum status finish_day(struct rebuild *rebuild, const char *request,
			      day_t day, struct error *err)
{
	struct library *library = rebuild->library;
	struct ledger_entry entry;
	enum status status = ledger_get(library, day, request, &entry, err);

	if (status == STATUS_NOTFOUND)
		return gaps_note_quiet(library, request, day,
				       rebuild->plan->now, err);
	if (status != STATUS_OK)
		return status;
	if (entry.state == DAY_FAILED && entry.held <= 0) {
		status = remove_row(library, request, day, err);
		return status == STATUS_OK
			       ? gaps_note_quiet(library, request, day,
						 rebuild->plan->now, err)
			       : status;
	}
	if (entry.state != DAY_INCOMPLETE && entry.state != DAY_FAILED)
		return STATUS_OK;
	entry.state = DAY_RECONSTRUCTED;
	(void)snprintf(entry.why, sizeof(entry.why),
		       "its feed was not whole; the rest was rebuilt from the "
		       "dates of versions");
	return ledger_put(library, &entry, err);
}

static enum status finish_days(struct rebuild *rebuild, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	enum status status = STATUS_OK;

	for (const char *const *name = plan->requests;
	     status == STATUS_OK && *name != NULL; name++)
		for (day_t day = plan->first;
		     status == STATUS_OK && day <= plan->last; day++)
			if (!calendar_is_weekend(day))
				status = finish_day(rebuild, *name, day, err);
	return status;
}

enum status rebuild_finish(struct rebuild *rebuild, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	struct stmt stmt;
	enum status status;

	stmt_start(rebuild->library, STATEMENT_LEDGER_FINISH, &stmt);
	stmt_set_text(&stmt, 1, plan->source);
	stmt_set_int(&stmt, 2, plan->first);
	stmt_set_int(&stmt, 3, plan->last);
	status = stmt_run(&stmt, err);
	if (status == STATUS_OK && plan->bounded && plan->requests != NULL)
		status = finish_days(rebuild, err);
	return status;
}

/* Deletes what was rebuilt of a day in one category. */
static enum status drop_category(struct library *library, day_t day,
				 int64_t category, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_REBUILT_REMOVE_DAY, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	return stmt_run(&stmt, err);
}

enum status rebuild_drop_day(struct library *library, day_t day,
			     const char *request, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_CATEGORY_LIST, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *name = stmt_text(&stmt, 1);

		if (name == NULL || name[0] == '\0' ||
		    !category_covers(request, name))
			continue;
		status = drop_category(library, day, stmt_int(&stmt, 0), err);
		if (status != STATUS_OK) {
			stmt_end(&stmt);
			return status;
		}
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* A rebuilt day that lost its last paper was none. */
static enum status quiet_if_empty(struct library *library, day_t day,
				  int64_t category, const char *name,
				  struct error *err)
{
	struct ledger_entry entry;
	struct stmt stmt;
	int64_t found = 0;
	enum status status;

	stmt_start(library, STATEMENT_DAY_HAS_CATEGORY, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	status = stmt_one_int(&stmt, &found, err);
	if (status != STATUS_NOTFOUND)
		return status;
	status = ledger_get(library, day, name, &entry, err);
	if (status != STATUS_OK || entry.state != DAY_RECONSTRUCTED)
		return status == STATUS_NOTFOUND ? STATUS_OK : status;
	status = remove_row(library, name, day, err);
	return status == STATUS_OK
		       ? gaps_note_quiet(library, name, day, entry.at, err)
		       : status;
}

static enum status drop_one(struct library *library, day_t day,
			    int64_t category, const struct announcement *real,
			    struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_REBUILT_REMOVE, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	stmt_set_int(&stmt, 3, real->paper);
	status = stmt_run(&stmt, err);
	if (status != STATUS_OK)
		return status;
	return quiet_if_empty(library, day, category, real->category, err);
}

enum status rebuild_drop_other_days(struct library *library,
				    const struct announcement *real,
				    struct error *err)
{
	int64_t category = 0;
	int64_t day = 0;
	enum status status =
		store_category(library, real->category, &category, err);

	while (status == STATUS_OK) {
		struct stmt stmt;

		stmt_start(library, STATEMENT_REBUILT_OF_PAPER, &stmt);
		stmt_set_int(&stmt, 1, real->paper);
		stmt_set_int(&stmt, 2, category);
		stmt_set_int(&stmt, 3, real->version);
		stmt_set_int(&stmt, 4, real->day);
		status = stmt_one_int(&stmt, &day, err);
		if (status == STATUS_OK)
			status = drop_one(library, (day_t)day, category, real,
					  err);
	}
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}
