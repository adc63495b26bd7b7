/* One category after the other: which days are missing, one harvest from the
 * first of them on, and what became of each. */
#include "source/backfill.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/oai_set.h"
#include "base/config.h"
#include "library/gaps.h"
#include "library/ledger.h"
#include "source/harvest.h"
#include "source/judge.h"

struct backfill {
	const struct source_context *context;
	const struct refresh_watch *watch;
	struct refresh_event event; /* of the category at hand */
	struct gaps gaps;
	struct harvest_figures figures;
	struct error broken; /* why the server is not asked any more */
};

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

static enum status find_gaps(struct backfill *run, struct error *err)
{
	const struct source_context *context = run->context;
	day_t first = calendar_today(context->now) -
		      (day_t)context->config->rebuild_days;
	day_t last = DAY_NONE;
	enum status status = last_day(run, &last, err);

	if (status != STATUS_OK)
		return status;
	return gaps_find(context->library, run->event.category, first, last,
			 &run->gaps, err);
}

/* What lies further back is named, not fetched: it may be much. */
static void tell_older(struct backfill *run)
{
	char since[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];
	char text[JUDGE_TEXT];
	day_t first = calendar_today(run->context->now) -
		      (day_t)run->context->config->rebuild_days;

	if (run->gaps.since == DAY_NONE ||
	    calendar_next_weekday(run->gaps.since) >= first)
		return;
	(void)date_format_iso(run->gaps.since + 1, since);
	(void)date_format_iso(first - 1, until);
	judge_words(text,
		    "the listings from %s to %s were missed, too; 'arxday "
		    "harvest %s --from %s --until %s' rebuilds them",
		    since, until, run->event.category, since, until);
	tell(run, REFRESH_MISSED, first - 1, 0, text);
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
		    date_format_human(run->gaps.days[0], date),
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
		.first = run->gaps.days[0],
		.last = run->gaps.days[run->gaps.count - 1],
		.quiet_days = true,
	};

	if (!oai_set_of(run->event.category, set))
		return error_set(err, STATUS_NOTFOUND, 0,
				 "arXiv's OAI-PMH has no set for it");
	return harvest_run(run->context, &request, &watch, &run->figures, err);
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
		.source = "oai",
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

	for (size_t i = 0; status == STATUS_OK && i < run->gaps.count; i++) {
		day_t day = run->gaps.days[i];

		judge_words(text, "missed, and not rebuilt: %s", why);
		tell(run, REFRESH_MISSED, day, 0, text);
		if (tried)
			status = note_missed(run, day, why, err);
	}
	return status;
}

/* ---- one category ---- */

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

static enum status fill(struct backfill *run, size_t *missed, struct error *err)
{
	struct error why = { .status = STATUS_OK };
	enum status status;

	tell_older(run);
	if (run->gaps.count == 0)
		return STATUS_OK;
	if (!may_try(run->context))
		return tell_missed(run, false,
				   "only this machine may be asked "
				   "(ARXDAY_LOOPBACK_ONLY)",
				   err);
	status = ask(run, &why);
	if (is_fatal(status)) {
		if (err != NULL)
			*err = why;
		return status;
	}
	if (status != STATUS_OK && status != STATUS_PARTIAL) {
		++*missed;
		return tell_missed(run, true, why.text, err);
	}
	status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < run->gaps.count; i++)
		status = tell_rebuilt(run, run->gaps.days[i], err);
	return status;
}

static enum status one_category(struct backfill *run, const char *name,
				size_t *missed, struct error *err)
{
	enum status status;

	if (!category_normalise(name, run->event.category))
		return STATUS_OK;
	status = find_gaps(run, err);
	if (status != STATUS_OK)
		return status;
	status = fill(run, missed, err);
	free(run->gaps.days);
	run->gaps = (struct gaps){ .since = DAY_NONE };
	return status;
}

enum status backfill_run(const struct source_context *context,
			 const char *const *categories, size_t count,
			 const struct refresh_watch *watch, size_t *ret_missed,
			 struct error *err)
{
	struct backfill run = {
		.context = context,
		.watch = watch,
		.event = {.total = count, .day = DAY_NONE },
		.gaps = { .since = DAY_NONE            },
	};
	enum status status = STATUS_OK;

	*ret_missed = 0;
	if (context->config->rebuild_days == 0)
		return STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		run.event.index = i;
		status = one_category(&run, categories[i], ret_missed, err);
	}
	return status;
}
