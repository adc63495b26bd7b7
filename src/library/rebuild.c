/* Versions become announcements. What was added is noted as (day, request)
 * pairs, which are sorted and counted at the end of each transaction, because
 * a row of the ledger for every single announcement would cost more than the
 * announcements themselves. All of arXiv has a million such rows, and each
 * transaction of a snapshot touches thousands of them; so those that the
 * rebuilding made itself are written once, and counted at its end. */
#include "library/rebuild.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/gaps.h"
#include "library/known.h"
#include "library/marked.h"
#include "library/rebuilt_rows.h"
#include "library/settled.h"

/* Spellings of categories that are kept; no honest source has so many. */
#define MOST_KNOWN 4096

/* Days that are finished at once. */
#define FINISH_DAYS 100

/* A paper was announced anew on a day: one more for that row of the ledger. */
struct tally {
	day_t day;
	const struct known *known; /* its request is the row's */
};

struct rebuild {
	struct library *library;
	const struct rebuild_plan *plan;
	struct settled settled;
	struct known_table known;
	struct rebuilt_rows rows; /* of new papers, not written yet */
	struct marked marked;     /* rows of the ledger that were made here */
	struct tally *tallies;
	size_t count, room;
};

/* One paper while its versions are gone through. */
struct place {
	const struct paper *paper;
	struct known *where[PAPER_MAX_CATEGORIES]; /* primary first */
	size_t count;
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
	known_clear(&rebuild->known);
	rebuilt_rows_clear(&rebuild->rows);
	marked_clear(&rebuild->marked);
	free(rebuild->tallies);
	free(rebuild);
}

/* What another connection wrote may have touched the rows of the ledger. */
enum status rebuild_begin(struct rebuild *rebuild, struct error *err)
{
	int64_t version = rebuild->settled.version;
	enum status status =
		settled_load(rebuild->library, rebuild->plan->first,
			     rebuild->plan->last, &rebuild->settled, err);

	rebuild->count = 0;
	rebuild->rows.count = 0;
	if (rebuild->settled.version != version)
		marked_clear(&rebuild->marked);
	if (rebuild->known.count > MOST_KNOWN)
		known_clear(&rebuild->known);
	return status;
}

/* A paper counts once for a day and request, in however many categories. */
static void add_tally(struct rebuild *rebuild, const struct place *place,
		      day_t day, const struct known *known)
{
	struct tally *tally;

	for (size_t i = place->first_tally; i < rebuild->count; i++)
		if (rebuild->tallies[i].day == day &&
		    strcmp(rebuild->tallies[i].known->request,
			   known->request) == 0)
			return;
	rebuild->tallies =
		mem_grow(rebuild->tallies, &rebuild->room, rebuild->count + 1,
			 sizeof(*rebuild->tallies));
	tally = &rebuild->tallies[rebuild->count++];
	*tally = (struct tally){ .day = day, .known = known };
}

/* Whether a feed has announced this version in this category, on any day. */
static enum status told_by_feed(struct library *library,
				const struct announcement *announcement,
				int64_t category, bool *ret, struct error *err)
{
	struct stmt stmt;
	int64_t found = 0;
	enum status status;

	stmt_start(library, STATEMENT_ANNOUNCED_BY_FEED, &stmt);
	stmt_set_int(&stmt, 1, announcement->paper);
	stmt_set_int(&stmt, 2, category);
	stmt_set_int(&stmt, 3, announcement->version);
	status = stmt_one_int(&stmt, &found, err);
	*ret = status == STATUS_OK;
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

/* Announces a paper that was held before, of which anything may be known. */
static enum status announce_held(struct rebuild *rebuild,
				 const struct announcement *announcement,
				 const struct known *known,
				 enum store_result *ret, struct error *err)
{
	struct library *library = rebuild->library;
	bool told = false;
	enum status status = rebuilt_rows_write(library, &rebuild->rows, err);

	*ret = STORE_SAME;
	if (status == STATUS_OK)
		status = told_by_feed(library, announcement, known->id, &told,
				      err);
	if (status != STATUS_OK || told)
		return status;
	return store_announcement_in(library, known->id, announcement, ret,
				     err);
}

static enum status announce(struct rebuild *rebuild, struct place *place,
			    const struct announcement *announcement,
			    const struct known *known, struct error *err)
{
	enum store_result result = STORE_NEW;
	enum status status = STATUS_OK;

	if (settled_has(&rebuild->settled, announcement->day, known->category))
		return STATUS_OK;
	if (place->fresh)
		rebuilt_rows_add(&rebuild->rows, known, announcement);
	else
		status = announce_held(rebuild, announcement, known, &result,
				       err);
	if (status != STATUS_OK)
		return status;
	place->announced |= result != STORE_SAME;
	if (result == STORE_NEW)
		add_tally(rebuild, place, announcement->day, known);
	return STATUS_OK;
}

/* What a version is in a category of the paper. */
static enum announce_type type_of(const struct place *place, int version,
				  const struct known *known)
{
	bool primary = strcmp(place->where[0]->category, known->category) == 0;

	if (version == 1)
		return primary ? ANNOUNCE_NEW : ANNOUNCE_CROSS;
	return primary ? ANNOUNCE_REPLACE : ANNOUNCE_REPLACE_CROSS;
}

/* True when listings of that day are wanted. */
static bool is_wanted(const struct rebuild_plan *plan, day_t day)
{
	return day >= plan->first && day <= plan->last;
}

/* Announces one version in all categories of the paper that are wanted. `day`
 * is the calendar's. */
static enum status announce_version(struct rebuild *rebuild,
				    struct place *place, day_t day, int version,
				    struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < place->count; i++) {
		const struct known *known = place->where[i];
		const struct announcement announcement = {
			.day = settled_listing_day(&rebuild->settled, day,
						   known->category),
			.type = type_of(place, version, known),
			.paper = place->paper->id.key,
			.version = version,
			.position = POSITION_REBUILT,
		};

		if (known->request != NULL &&
		    is_wanted(rebuild->plan, announcement.day))
			status = announce(rebuild, place, &announcement, known,
					  err);
	}
	return status;
}

/* Reads the categories of the paper. */
static enum status find_places(struct rebuild *rebuild, struct place *place,
			       struct error *err)
{
	const char *list = place->paper->categories;
	char name[CATEGORY_MAX + 1];
	enum status status = STATUS_OK;

	while (status == STATUS_OK && place->count < PAPER_MAX_CATEGORIES &&
	       category_next(&list, name)) {
		struct known *known = known_find(&rebuild->known, name,
						 rebuild->plan->requests);

		place->where[place->count++] = known;
		if (known->request != NULL)
			status = known_number(rebuild->library, known, err);
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

	if (paper->version_count > 0)
		status = find_places(rebuild, &place, err);
	for (size_t i = 0; status == STATUS_OK && i < paper->version_count &&
			   paper->versions[i].number <= REBUILD_VERSIONS;
	     i++) {
		const struct paper_version *version = &paper->versions[i];

		if (version->time != TIME_NONE)
			status = announce_version(
				rebuild, &place,
				calendar_day_of_submission(version->time),
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
	return a->known == b->known
		       ? 0
		       : strcmp(a->known->request, b->known->request);
}

/* True when the rows that are made here are counted at the end: those of whole
 * categories, when there is an end. */
static bool counts_late(const struct rebuild_plan *plan)
{
	return plan->requests == NULL && plan->state != DAY_RECONSTRUCTED;
}

/* The row of a day that has none, or one that failed. */
static struct ledger_entry new_row(const struct rebuild_plan *plan,
				   const struct tally *tally)
{
	struct ledger_entry entry = {
		.day = tally->day,
		.state = plan->state,
		.expected = -1,
		.at = plan->now,
	};

	(void)snprintf(entry.category, sizeof(entry.category), "%s",
		       tally->known->request);
	(void)snprintf(entry.source, sizeof(entry.source), "%s", plan->source);
	if (plan->state != DAY_RECONSTRUCTED)
		(void)snprintf(entry.why, sizeof(entry.why), "%s", plan->why);
	return entry;
}

/* True for a row that a rebuilding of this kind made and did not finish. */
static bool is_ours(const struct rebuild_plan *plan,
		    const struct ledger_entry *entry)
{
	return entry->state == DAY_INCOMPLETE &&
	       strcmp(entry->source, plan->source) == 0;
}

/* The row of a day with `more` papers: a failed one begins anew, what a feed
 * brought in part stays in part until the end. */
static enum status put_row(struct rebuild *rebuild, const struct tally *tally,
			   int more, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	bool late = counts_late(plan);
	struct ledger_entry entry = { .state = DAY_FAILED };
	enum status status;

	if (late && marked_has(&rebuild->marked, tally->day, tally->known->id))
		return STATUS_OK;
	status = ledger_get(rebuild->library, tally->day, tally->known->request,
			    &entry, err);
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	if (status == STATUS_NOTFOUND || entry.state == DAY_FAILED)
		entry = new_row(plan, tally);
	if (late && is_ours(plan, &entry))
		marked_add(&rebuild->marked, tally->day, tally->known->id);
	entry.held += more;
	return ledger_put(rebuild->library, &entry, err);
}

enum status rebuild_end(struct rebuild *rebuild, struct error *err)
{
	struct tally *tallies = rebuild->tallies;
	enum status status =
		rebuilt_rows_write(rebuild->library, &rebuild->rows, err);

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

/* Whether anything was announced on a day in what a request covers. */
static enum status has_papers(struct library *library, day_t day,
			      const char *request, bool *ret, struct error *err)
{
	struct stmt categories;
	enum status status = STATUS_DONE;

	*ret = false;
	stmt_start(library, STATEMENT_CATEGORY_LIST, &categories);
	while (!*ret && (status = stmt_step(&categories, err)) == STATUS_OK) {
		const char *name = stmt_text(&categories, 1);
		struct stmt stmt;
		int64_t found = 0;

		if (name == NULL || !category_covers(request, name))
			continue;
		stmt_start(library, STATEMENT_DAY_HAS_CATEGORY, &stmt);
		stmt_set_int(&stmt, 1, day);
		stmt_set_int(&stmt, 2, stmt_int(&categories, 0));
		status = stmt_one_int(&stmt, &found, err);
		*ret = status == STATUS_OK;
		if (status != STATUS_OK && status != STATUS_NOTFOUND)
			break;
	}
	stmt_end(&categories);
	return *ret || status == STATUS_DONE ? STATUS_OK : status;
}

/* Nothing was found of a day: it was quiet, unless a part of the request is
 * known to have had papers. Today's listing may still be late. */
static enum status finish_bare_day(struct rebuild *rebuild, const char *request,
				   day_t day, struct error *err)
{
	struct library *library = rebuild->library;
	bool any = false;
	enum status status = has_papers(library, day, request, &any, err);

	if (status != STATUS_OK || any ||
	    day >= calendar_eastern_day(rebuild->plan->now, NULL))
		return status;
	status = ledger_remove(library, day, request, err);
	if (status != STATUS_OK)
		return status;
	return gaps_note_quiet(library, request, day, rebuild->plan->now, err);
}

/* A day that a file had rebuilt, as far as it went, is whole now. */
static enum status take_over(struct rebuild *rebuild,
			     const struct ledger_entry *held, struct error *err)
{
	struct ledger_entry entry = *held;

	(void)snprintf(entry.source, sizeof(entry.source), "%s",
		       rebuild->plan->source);
	return ledger_put(rebuild->library, &entry, err);
}

/* One day of a bounded plan: what came in part and was rebuilt counts as
 * rebuilt. */
static enum status finish_day(struct rebuild *rebuild, const char *request,
			      day_t day, struct error *err)
{
	struct library *library = rebuild->library;
	struct ledger_entry entry = { .state = DAY_FAILED };
	enum status status = ledger_get(library, day, request, &entry, err);

	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	if (entry.state == DAY_FAILED && entry.held <= 0)
		return finish_bare_day(rebuild, request, day, err);
	if (entry.state == DAY_RECONSTRUCTED &&
	    strcmp(entry.source, rebuild->plan->source) != 0)
		return take_over(rebuild, &entry, err);
	if (entry.state != DAY_INCOMPLETE && entry.state != DAY_FAILED)
		return STATUS_OK;
	entry.state = DAY_RECONSTRUCTED;
	(void)snprintf(entry.why, sizeof(entry.why),
		       "its feed was not whole; the rest was rebuilt from the "
		       "dates of versions");
	return ledger_put(library, &entry, err);
}

/* A span of the days of a plan. */
struct span {
	day_t first, last;
};

/* The rows that were made here become reconstructed; `request` NULL: those of
 * all categories. */
static enum status finish_rows(struct rebuild *rebuild, enum statement name,
			       const char *request, struct span span,
			       struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	struct stmt stmt;

	if (span.first < plan->first)
		span.first = plan->first;
	if (span.last > plan->last)
		span.last = plan->last;
	if (span.first > span.last)
		return STATUS_OK;
	stmt_start(rebuild->library, name, &stmt);
	stmt_set_text(&stmt, 1, plan->source);
	stmt_set_int(&stmt, 2, span.first);
	stmt_set_int(&stmt, 3, span.last);
	stmt_set_text(&stmt, 4, plan->why);
	if (request != NULL)
		stmt_set_text(&stmt, 5, request);
	return stmt_run(&stmt, err);
}

static enum status finish_request(struct rebuild *rebuild, const char *request,
				  struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	enum status status =
		finish_rows(rebuild, STATEMENT_LEDGER_FINISH, request,
			    (struct span){ plan->first, plan->last }, err);

	if (!plan->bounded)
		return status;
	for (day_t day = plan->first; status == STATUS_OK && day <= plan->last;
	     day++)
		if (!calendar_is_weekend(day))
			status = finish_day(rebuild, request, day, err);
	return status;
}

/* SQLite keeps in memory which rows a statement is about, so that there is one
 * for every few months and not one for a million rows. */
static enum status finish_all(struct rebuild *rebuild, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	const enum statement name = counts_late(plan)
					    ? STATEMENT_LEDGER_COUNT_AND_FINISH
					    : STATEMENT_LEDGER_FINISH_ALL;
	const day_t until = date_from_civil(2091, 1, 1);
	day_t day = date_from_civil(1991, 1, 1);
	enum status status =
		finish_rows(rebuild, name, NULL,
			    (struct span){ plan->first, day - 1 }, err);

	for (; status == STATUS_OK && day < until; day += FINISH_DAYS)
		status = finish_rows(
			rebuild, name, NULL,
			(struct span){ day, day + FINISH_DAYS - 1 }, err);
	if (status != STATUS_OK)
		return status;
	return finish_rows(rebuild, name, NULL,
			   (struct span){ day, plan->last }, err);
}

enum status rebuild_finish(struct rebuild *rebuild, struct error *err)
{
	const struct rebuild_plan *plan = rebuild->plan;
	enum status status = STATUS_OK;

	if (plan->requests == NULL)
		return finish_all(rebuild, err);
	for (const char *const *name = plan->requests;
	     status == STATUS_OK && *name != NULL; name++)
		status = finish_request(rebuild, *name, err);
	return status;
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
		status = rebuilt_rows_remove(library, day, stmt_int(&stmt, 0),
					     err);
		if (status != STATUS_OK) {
			stmt_end(&stmt);
			return status;
		}
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* A rebuilt day has a paper less; one that lost its last paper was none. */
static enum status count_down(struct library *library, day_t day,
			      int64_t category, const char *name,
			      struct error *err)
{
	struct ledger_entry entry;
	struct stmt stmt;
	int64_t found = 0;
	enum status status = ledger_get(library, day, name, &entry, err);

	if (status != STATUS_OK || entry.state != DAY_RECONSTRUCTED)
		return status == STATUS_NOTFOUND ? STATUS_OK : status;
	stmt_start(library, STATEMENT_DAY_HAS_CATEGORY, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	status = stmt_one_int(&stmt, &found, err);
	if (status == STATUS_OK) {
		entry.held -= entry.held > 0 ? 1 : 0;
		return ledger_put(library, &entry, err);
	}
	if (status == STATUS_NOTFOUND)
		status = ledger_remove(library, day, name, err);
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
	return count_down(library, day, category, real->category, err);
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
