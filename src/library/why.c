/* The facts are read in one snapshot: the paper, its announcements, the days
 * of the ledger that bear on it. */
#include "library/why.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/follow.h"
#include "library/quiet_days.h"

/* The last identifiers of a month are announced in the first days of the
 * next. */
#define DAYS_BEHIND 4

static bool is_followed(const struct why *why, const char *category)
{
	if (why->followed[0] == NULL || category[0] == '\0')
		return true;
	for (char **name = why->followed; *name != NULL; name++) {
		if (category_covers(*name, category))
			return true;
	}
	return false;
}

static enum status load_paper(struct library *library, paper_key key,
			      struct why *why, struct error *err)
{
	enum status status = listed_load(library, key, &why->listed, err);
	const char *categories;
	char name[CATEGORY_MAX + 1];

	if (status == STATUS_NOTFOUND)
		return STATUS_OK;
	if (status != STATUS_OK)
		return status;
	why->held = true;
	categories = why->listed.paper.categories;
	why->covered = why->followed[0] == NULL;
	while (categories != NULL && category_next(&categories, name))
		why->covered = why->covered || is_followed(why, name);
	return STATUS_OK;
}

static struct why_announcement read_announcement(const struct stmt *stmt)
{
	struct why_announcement row = {
		.day = code_small(stmt_int(stmt, 0)),
		.type = code_announce(stmt_int(stmt, 2)),
		.version = code_small(stmt_int(stmt, 3)),
		.reconstructed = stmt_int(stmt, 4) < 0,
	};

	if (!code_category(stmt_text(stmt, 1), row.category))
		row.category[0] = '\0';
	return row;
}

static void add_announcement(struct why *why, const struct stmt *stmt)
{
	struct why_announcement *row;

	why->announcements =
		mem_grow(why->announcements, &why->announcement_room,
			 why->announcement_count + 1, sizeof(*row));
	row = &why->announcements[why->announcement_count++];
	*row = read_announcement(stmt);
	row->in_scope = is_followed(why, row->category);
	if (row->in_scope && row->day == why->latest)
		why->in_view = true;
}

static enum status load_announcements(struct library *library, paper_key key,
				      struct why *why, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_ANNOUNCEMENTS, &stmt);
	stmt_set_int(&stmt, 1, key);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK)
		add_announcement(why, &stmt);
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* True when a request may have brought announcements of a category. */
static bool touches(const char *request, const char *category)
{
	return category_covers(request, category) ||
	       category_covers(category, request);
}

/* Whether a row of the ledger bears on the paper: it is of a report, or of a
 * request for one of the paper's categories or, while those are not known, for
 * a followed one. */
static bool bears(const struct why *why, const char *request)
{
	const char *categories =
		why->held ? why->listed.paper.categories : NULL;
	char name[CATEGORY_MAX + 1];

	if (request[0] == '\0')
		return true;
	while (categories != NULL && category_next(&categories, name)) {
		if (touches(request, name))
			return true;
	}
	if (why->held && why->listed.paper.categories != NULL)
		return false;
	for (char **followed = why->followed; *followed != NULL; followed++) {
		if (touches(request, *followed))
			return true;
	}
	return why->followed[0] == NULL;
}

/* A day may be looked at for two reasons. */
static bool is_noted(const struct why *why, const struct ledger_entry *entry)
{
	for (size_t i = 0; i < why->trouble_count; i++) {
		if (why->troubles[i].day == entry->day &&
		    strcmp(why->troubles[i].category, entry->category) == 0)
			return true;
	}
	return false;
}

static bool is_trouble(const struct why *why, const struct ledger_entry *entry)
{
	return (entry->state == DAY_INCOMPLETE || entry->state == DAY_FAILED ||
		entry->state == DAY_RECONSTRUCTED) &&
	       bears(why, entry->category) && !is_noted(why, entry);
}

static void add_troubles(struct why *why, const struct ledger_entry *entries,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_trouble(why, &entries[i]))
			continue;
		why->troubles = mem_grow(why->troubles, &why->trouble_room,
					 why->trouble_count + 1,
					 sizeof(why->troubles[0]));
		why->troubles[why->trouble_count++] = entries[i];
	}
}

static enum status load_day(struct library *library, struct why *why, day_t day,
			    struct error *err)
{
	struct ledger_entry *entries;
	size_t count;
	enum status status = ledger_of_day(library, day, &entries, &count, err);

	if (status != STATUS_OK)
		return status;
	add_troubles(why, entries, count);
	free(entries);
	return STATUS_OK;
}

/* The rows of the days on which the paper was announced; they come newest
 * first. When the latest day is not among them, what is missing in that one, or
 * of today, is a reason too. */
static enum status load_own_days(struct library *library, struct why *why,
				 day_t today, struct error *err)
{
	enum status status = STATUS_OK;
	day_t before = DAY_NONE;

	if (!why->in_view && today > why->latest)
		status = load_day(library, why, today, err);
	if (status == STATUS_OK && why->announcements[0].day != why->latest)
		status = load_day(library, why, why->latest, err);
	for (size_t i = 0; status == STATUS_OK && i < why->announcement_count;
	     i++) {
		day_t day = why->announcements[i].day;

		if (day != before)
			status = load_day(library, why, day, err);
		before = day;
	}
	return status;
}

static day_t next_month(int year, int month)
{
	return month == 12 ? date_from_civil(year + 1, 1, 1)
			   : date_from_civil(year, month + 1, 1);
}

/* The days on which the first version may have been announced. */
static void set_window(struct why *why, paper_key key, day_t today)
{
	int year, month;

	ident_month(key, &year, &month);
	why->first = date_from_civil(year, month, 1);
	why->last = next_month(year, month) + DAYS_BEHIND - 1;
	if (why->last > today)
		why->last = today;
}

/* True when one of the rows of a day speaks of a category. */
static bool has_row(const struct ledger_entry *entries, size_t count,
		    const char *category)
{
	for (size_t i = 0; i < count; i++) {
		if (entries[i].category[0] == '\0' ||
		    touches(entries[i].category, category))
			return true;
	}
	return false;
}

static void count_gap(struct why *why, const char *category, day_t day)
{
	struct why_gap *gap = NULL;

	for (size_t i = 0; i < why->gap_count; i++) {
		if (strcmp(why->gaps[i].category, category) == 0)
			gap = &why->gaps[i];
	}
	if (gap == NULL) {
		why->gaps = mem_grow(why->gaps, &why->gap_room,
				     why->gap_count + 1, sizeof(*gap));
		gap = &why->gaps[why->gap_count++];
		*gap = (struct why_gap){ .first = day };
		memcpy(gap->category, category, strlen(category) + 1);
	}
	gap->days++;
	gap->last = day;
}

/* Whether a followed category could have brought the paper. */
static bool could_bring(const struct why *why, const char *category)
{
	const char *categories =
		why->held ? why->listed.paper.categories : NULL;
	char name[CATEGORY_MAX + 1];

	if (strlen(category) > CATEGORY_MAX)
		return false;
	if (categories == NULL)
		return true;
	while (category_next(&categories, name)) {
		if (touches(category, name))
			return true;
	}
	return false;
}

static enum status look_for_gaps(struct library *library, struct why *why,
				 day_t day, const struct ledger_entry *entries,
				 size_t count, struct error *err)
{
	enum status status = STATUS_OK;

	for (char **name = why->followed; status == STATUS_OK && *name != NULL;
	     name++) {
		bool quiet = false;

		if (!could_bring(why, *name) || has_row(entries, count, *name))
			continue;
		status = quiet_days_has(library, *name, day, &quiet, err);
		if (status == STATUS_OK && !quiet)
			count_gap(why, *name, day);
	}
	return status;
}

static enum status load_window(struct library *library, struct why *why,
			       struct error *err)
{
	enum status status = STATUS_OK;

	for (day_t day = why->first; status == STATUS_OK && day <= why->last;
	     day++) {
		struct ledger_entry *entries;
		size_t count;

		status = ledger_of_day(library, day, &entries, &count, err);
		if (status != STATUS_OK)
			break;
		add_troubles(why, entries, count);
		if (!calendar_is_weekend(day) && calendar_holiday(day) == NULL)
			status = look_for_gaps(library, why, day, entries,
					       count, err);
		free(entries);
	}
	return status;
}

static enum status load(struct library *library, paper_key key, day_t today,
			struct why *why, struct error *err)
{
	size_t count;
	enum status status = follow_list(library, FOLLOW_CATEGORY,
					 &why->followed, &count, err);

	if (status == STATUS_OK)
		status = day_latest(library, &why->latest, err);
	if (status == STATUS_OK || status == STATUS_NOTFOUND)
		status = load_paper(library, key, why, err);
	if (status == STATUS_OK)
		status = load_announcements(library, key, why, err);
	if (status != STATUS_OK)
		return status;
	if (why->announcement_count > 0)
		return load_own_days(library, why, today, err);
	set_window(why, key, today);
	return load_window(library, why, err);
}

enum status why_load(struct library *library, paper_key key, day_t today,
		     struct why *ret, struct error *err)
{
	struct why why = {
		.latest = DAY_NONE,
		.first = DAY_NONE,
		.last = DAY_NONE,
		.listed = {.paper = PAPER_INIT,
                           .type = ANNOUNCE_NONE,
                           .day = DAY_NONE}
	};
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load(library, key, today, &why, err);
	db_snapshot_end(library, owned);
	if (status == STATUS_OK)
		*ret = why;
	else
		why_clear(&why);
	return status;
}

void why_clear(struct why *why)
{
	listed_clear(&why->listed);
	mem_free_texts(why->followed);
	free(why->announcements);
	free(why->troubles);
	free(why->gaps);
	*why = (struct why){ .listed = { .paper = PAPER_INIT } };
}
