/* First all categories are harvested that miss days, then it is told what
 * became of each day, because the harvests of all may show that today's feeds
 * were those of the day before. */
#include "source/backfill.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/oai_set.h"
#include "base/config.h"
#include "base/mem.h"
#include "library/gaps.h"
#include "library/ledger.h"
#include "library/relist.h"
#include "source/harvest.h"
#include "source/judge.h"

/* A listing of so few papers does not show whose day it is. */
#define FEW 10
/* A feed is another day's when so many of a hundred of its papers are. */
#define OLD_PERCENT 90

/* What one category misses, and what came of it. */
struct missing {
	size_t index;
	char category[CATEGORY_MAX + 1]; /* "" no category */
	struct gaps gaps;
	bool tried;               /* its server was asked */
	struct error why;         /* STATUS_OK: the days were rebuilt */
	struct relist_count feed; /* today's, and what of it is of the day
				     before */
};

struct backfill {
	const struct source_context *context;
	const struct refresh_watch *watch;
	struct refresh_event event;    /* of the category at hand */
	const struct missing *missing; /* likewise */
	struct error broken; /* why the server is not asked any more */
	size_t lacking;
};

static void turn_to(struct backfill *run, const struct missing *missing)
{
	run->missing = missing;
	run->event.index = missing->index;
	memcpy(run->event.category, missing->category,
	       sizeof(run->event.category));
}

static void tell(struct backfill *run, enum refresh_state state, day_t day,
		 unsigned papers, const char *text)
{
	run->event.day = day;
	run->event.papers = papers;
	run->event.added = 0;
	refresh_tell(run->watch, &run->event, state, text);
}

/* ---- which days ---- */

/* Today's feed was cut by arXiv: the rest of the day is in OAI-PMH. */
static enum status is_cut(struct backfill *run, day_t today, bool *ret,
			  struct error *err)
{
	struct ledger_entry entry;
	enum status status = ledger_get(run->context->library, today,
					run->event.category, &entry, err);

	*ret = status == STATUS_OK && entry.state == DAY_INCOMPLETE &&
	       entry.expected >= JUDGE_FEED_LIMIT;
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

/* The last day that can have been missed: on a weekend Friday's feed is gone;
 * today's may still come, unless arXiv has cut it. */
static enum status last_day(struct backfill *run, day_t *ret, struct error *err)
{
	int64_t now = run->context->now;
	day_t today = calendar_today(now);
	bool cut = false;
	enum status status = is_cut(run, today, &cut, err);

	*ret = cut || calendar_is_weekend(calendar_eastern_day(now, NULL))
		       ? today
		       : today - 1;
	return status;
}

static enum status find_gaps(struct backfill *run, struct gaps *ret,
			     struct error *err)
{
	const struct source_context *context = run->context;
	day_t first = calendar_today(context->now) -
		      (day_t)context->config->rebuild_days;
	day_t last = DAY_NONE;
	enum status status = last_day(run, &last, err);

	if (status != STATUS_OK)
		return status;
	return gaps_find(context->library, run->event.category, first, last,
			 ret, err);
}

/* What lies further back is named, not fetched: it may be much. */
static void tell_older(struct backfill *run)
{
	char since[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];
	char text[JUDGE_TEXT];
	day_t first = calendar_today(run->context->now) -
		      (day_t)run->context->config->rebuild_days;

	if (run->missing->gaps.since == DAY_NONE ||
	    calendar_next_weekday(run->missing->gaps.since) >= first)
		return;
	(void)date_format_iso(run->missing->gaps.since + 1, since);
	(void)date_format_iso(first - 1, until);
	judge_words(text,
		    "the listings from %s to %s were missed, too; 'arxday "
		    "harvest %s --from %s --until %s' rebuilds them",
		    since, until, run->event.category, since, until);
	tell(run, REFRESH_MISSED, DAY_NONE, 0, text);
}

/* ---- the harvest ---- */

static void hear_harvest(const struct harvest_event *event, void *context)
{
	struct backfill *run = context;
	char date[DATE_TEXT_SIZE];
	char text[JUDGE_TEXT];

	if (event->step == HARVEST_WAITING) {
		tell(run, REFRESH_WAITING, DAY_NONE, 0, event->text);
		return;
	}
	judge_words(text,
		    "rebuilding missed days from %s on (%" PRId64 " records)",
		    date_format_human(run->missing->gaps.days[0], date),
		    event->figures.records);
	tell(run, REFRESH_FETCHING, DAY_NONE, 0, text);
}

static enum status harvest(struct backfill *run, struct error *err)
{
	const struct harvest_watch watch = { hear_harvest, run };
	const char *const requests[] = { run->event.category, NULL };
	char set[OAI_SET_MAX + 1];
	const struct harvest_request request = {
		.set = set,
		.requests = requests,
		.first = run->missing->gaps.days[0],
		.last = run->missing->gaps.days[run->missing->gaps.count - 1],
		.quiet_days = true,
	};
	struct harvest_figures ignored;

	if (!oai_set_of(run->event.category, set))
		return error_set(err, STATUS_NOTFOUND, 0,
				 "arXiv's OAI-PMH has no set for it");
	return harvest_run(run->context, &request, &watch, &ignored, err);
}

/* ---- what became of the days ---- */

static enum status tell_rebuilt(struct backfill *run, day_t day,
				struct error *err)
{
	struct ledger_entry entry;
	char text[JUDGE_TEXT];
	const char *holiday = calendar_holiday(day);
	enum status status = ledger_get(run->context->library, day,
					run->event.category, &entry, err);

	if (status == STATUS_OK) {
		judge_words(text,
			    "missed, and rebuilt from the dates of "
			    "versions: %d papers",
			    entry.held);
		tell(run, REFRESH_REBUILT, day, (unsigned)entry.held, text);
		return STATUS_OK;
	}
	if (status != STATUS_NOTFOUND)
		return status;
	judge_words(text, "nothing was announced%s%s%s",
		    holiday != NULL ? " (" : "", holiday != NULL ? holiday : "",
		    holiday != NULL ? ")" : "");
	tell(run, REFRESH_REBUILT, day, 0, text);
	return STATUS_OK;
}

static enum status put_row(struct library *library, void *context,
			   struct error *err)
{
	const struct ledger_entry *entry = context;

	return ledger_put(library, entry, err);
}

static enum status note_missed(struct backfill *run, day_t day, const char *why,
			       struct error *err)
{
	struct ledger_entry entry = {
		.day = day,
		.state = DAY_FAILED,
		.expected = -1,
		.source = LEDGER_HARVEST,
		.at = run->context->now,
	};

	memcpy(entry.category, run->event.category, sizeof(entry.category));
	judge_words(entry.why,
		    "no feed came that day, and it could not be "
		    "rebuilt: %s",
		    why);
	return library_transact(run->context->library, put_row, &entry, err);
}

static enum status tell_missed(struct backfill *run, bool tried,
			       const char *why, struct error *err)
{
	enum status status = STATUS_OK;
	char text[JUDGE_TEXT];

	for (size_t i = 0; status == STATUS_OK && i < run->missing->gaps.count;
	     i++) {
		day_t day = run->missing->gaps.days[i];

		judge_words(text, "missed, and not rebuilt: %s", why);
		tell(run, REFRESH_MISSED, day, 0, text);
		if (tried)
			status = note_missed(run, day, why, err);
	}
	return status;
}

/* True when the configured server may be asked at all. */
static bool may_try(const struct source_context *context)
{
	char *host = config_url_host(context->config->oai_url);
	bool may = !context->loopback_only ||
		   (host != NULL && config_host_is_loopback(host));

	free(host);
	return may;
}

/* What a failure of the library or a cancel does, ends the refresh. */
static bool is_fatal(enum status status)
{
	return status == STATUS_CANCELLED || status == STATUS_DB ||
	       status == STATUS_BUSY || status == STATUS_SCHEMA_NEWER;
}

/* A server that gave no good answer for one category is left alone for the
 * others, so that a bad night costs one round of tries and not one a
 * category. */
static enum status ask(struct backfill *run, struct error *err)
{
	enum status status;

	if (run->broken.status != STATUS_OK) {
		*err = run->broken;
		return err->status;
	}
	status = harvest(run, err);
	if (status != STATUS_OK && status != STATUS_PARTIAL &&
	    status != STATUS_NOTFOUND)
		run->broken = *err;
	return status;
}

/* Harvests what the category misses; only what ends the refresh is an error. */
static enum status fill(struct backfill *run, struct missing *missing,
			struct error *err)
{
	enum status status = STATUS_OK;

	tell_older(run);
	if (missing->gaps.count == 0)
		return STATUS_OK;
	missing->tried = may_try(run->context);
	if (missing->tried)
		status = ask(run, &missing->why);
	else
		(void)error_set(&missing->why, STATUS_CONFIG, 0,
				"only this machine may be asked "
				"(ARXDAY_LOOPBACK_ONLY)");
	if (is_fatal(status) && err != NULL)
		*err = missing->why;
	/* What was met on the way to a good end is no reason. */
	if (missing->tried && status == STATUS_OK)
		error_clear(&missing->why);
	return is_fatal(status) ? status : STATUS_OK;
}

/* ---- feeds that came a day late ---- */

/* The day whose listing may have come under today's date: the weekday before,
 * when nothing else has come of it. DAY_NONE: there is none. */
static day_t day_before(const struct backfill *run,
			const struct missing *missing)
{
	day_t before =
		calendar_previous_weekday(calendar_today(run->context->now));
	const struct gaps *gaps = &missing->gaps;

	if (gaps->count == 0 || !missing->tried ||
	    (missing->why.status != STATUS_OK &&
	     missing->why.status != STATUS_PARTIAL) ||
	    gaps->days[gaps->count - 1] != before)
		return DAY_NONE;
	return before;
}

static enum status count_dated(struct backfill *run, struct missing *missing,
			       struct error *err)
{
	day_t before = day_before(run, missing);
	day_t today = calendar_today(run->context->now);
	struct ledger_entry entry;
	enum status status;

	if (before == DAY_NONE)
		return STATUS_OK;
	status = ledger_get(run->context->library, before, missing->category,
			    &entry, err);
	if (status != STATUS_NOTFOUND)
		return status;
	return relist_count(run->context->library, missing->category, today,
			    before, &missing->feed, err);
}

/* A category whose feed was that of the day before. */
struct relisting {
	const char *category;
	day_t today, before;
};

static enum status put_relisting(struct library *library, void *context,
				 struct error *err)
{
	const struct relisting *relisting = context;

	return relist_feed(library, relisting->category, relisting->today,
			   relisting->before, err);
}

static enum status relist(struct backfill *run, const struct missing *missing,
			  struct error *err)
{
	day_t today = calendar_today(run->context->now);
	struct relisting relisting = { missing->category, today,
				       calendar_previous_weekday(today) };
	char date[DATE_TEXT_SIZE];
	char text[JUDGE_TEXT];
	enum status status = library_transact(run->context->library,
					      put_relisting, &relisting, err);

	if (status != STATUS_OK)
		return status;
	run->lacking++;
	judge_words(text,
		    "the feed had the listing of %s under the date of today; "
		    "it was put there, and today's is not out yet",
		    date_format_human(relisting.before, date));
	tell(run, REFRESH_STALE, relisting.before,
	     (unsigned)missing->feed.known, text);
	return STATUS_OK;
}

static bool is_old(size_t known, size_t dated)
{
	return known > 0 && dated * 100 >= known * OLD_PERCENT;
}

/* A day that was missed and of which nothing could be rebuilt may have come
 * under today's date: arXiv is known to serve an old listing so (INTERFACES
 * section 2). The dates of its versions tell, over all categories together,
 * since a listing of few papers tells little. */
static enum status find_old_feeds(struct backfill *run, struct missing *all,
				  size_t count, struct error *err)
{
	size_t known = 0;
	size_t dated = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		status = count_dated(run, &all[i], err);
		known += all[i].feed.known;
		dated += all[i].feed.dated;
	}
	if (status != STATUS_OK || known < FEW || !is_old(known, dated))
		return status;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!is_old(all[i].feed.known, all[i].feed.dated))
			continue;
		turn_to(run, &all[i]);
		status = relist(run, &all[i], err);
	}
	return status;
}

/* ---- the run ---- */

static enum status tell_days(struct backfill *run,
			     const struct missing *missing, struct error *err)
{
	const struct gaps *gaps = &missing->gaps;
	enum status status = STATUS_OK;

	if (gaps->count == 0)
		return STATUS_OK;
	if (missing->why.status == STATUS_PARTIAL) {
		run->lacking++;
		tell(run, REFRESH_MISSED, DAY_NONE, 0, missing->why.text);
	} else if (missing->why.status != STATUS_OK) {
		run->lacking += missing->tried ? 1 : 0;
		return tell_missed(run, missing->tried, missing->why.text, err);
	}
	for (size_t i = 0; status == STATUS_OK && i < gaps->count; i++)
		status = tell_rebuilt(run, gaps->days[i], err);
	return status;
}

static enum status fill_all(struct backfill *run, struct missing *all,
			    size_t count, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (all[i].category[0] == '\0')
			continue;
		turn_to(run, &all[i]);
		status = find_gaps(run, &all[i].gaps, err);
		if (status == STATUS_OK)
			status = fill(run, &all[i], err);
	}
	if (status == STATUS_OK)
		status = find_old_feeds(run, all, count, err);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		turn_to(run, &all[i]);
		status = tell_days(run, &all[i], err);
	}
	return status;
}

enum status backfill_run(const struct source_context *context,
			 const char *const *categories, size_t count,
			 const struct refresh_watch *watch, size_t *ret_lacking,
			 struct error *err)
{
	struct backfill run = {
		.context = context,
		.watch = watch,
		.event = {.total = count, .day = DAY_NONE},
	};
	struct missing *all;
	enum status status;

	*ret_lacking = 0;
	if (context->config->rebuild_days == 0)
		return STATUS_OK;
	all = mem_zalloc(count + 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		all[i].index = i;
		all[i].gaps.since = DAY_NONE;
		if (!category_normalise(categories[i], all[i].category))
			all[i].category[0] = '\0';
	}
	status = fill_all(&run, all, count, err);
	*ret_lacking = run.lacking;
	for (size_t i = 0; i < count; i++)
		free(all[i].gaps.days);
	free(all);
	return status;
}
