/* Each of these is one transaction, so that a bookmark and a row of the ledger
 * never say more than the papers that stand behind them. */
#include "source/feed_settle.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "library/gaps.h"
#include "library/ledger.h"
#include "library/memory.h"
#include "source/ingest.h"

/* A feed with what it is worth. */
struct settlement {
	const struct source_context *context;
	const char *category;
	const struct gathered *doc;
	const struct feed_bookmark *bookmark;
	struct judgement judgement;
	struct ingest_result counts; /* once stored */
};

static struct ledger_entry row_of(const struct source_context *context,
				  const char *category, day_t day,
				  enum day_state state, const char *why)
{
	struct ledger_entry entry = {
		.day = day,
		.state = state,
		.expected = -1,
		.source = LEDGER_FEED,
		.at = context->now,
	};
	size_t len = strlen(category);

	memcpy(entry.category, category,
	       len <= CATEGORY_MAX ? len + 1 : CATEGORY_MAX);
	judge_words(entry.why, "%s", why);
	return entry;
}

static enum status keep_bookmark(const struct settlement *feed,
				 struct error *err)
{
	struct validator validator = { .day = feed->judgement.day };
	char etag[256];

	if (feed->bookmark == NULL)
		return STATUS_OK;
	if (feed->judgement.ledger == DAY_COMPLETE &&
	    feed->bookmark->etag != NULL &&
	    strlen(feed->bookmark->etag) < sizeof(etag)) {
		memcpy(etag, feed->bookmark->etag,
		       strlen(feed->bookmark->etag) + 1);
		validator.etag = etag;
	}
	return validator_put(feed->context->library, feed->bookmark->url,
			     &validator, feed->context->now, err);
}

static enum status put_feed(struct library *library, void *context,
			    struct error *err)
{
	struct settlement *feed = context;
	const struct judgement *judgement = &feed->judgement;
	struct ledger_entry entry =
		row_of(feed->context, feed->category, judgement->day,
		       judgement->ledger, judgement->why);
	const struct ingest ingest = {
		.doc = feed->doc,
		.query = feed->category,
		.seen = judgement->day,
		.whole = judgement->ledger == DAY_COMPLETE,
	};
	enum status status =
		ingest_document(library, &ingest, &feed->counts, err);

	if (status != STATUS_OK)
		return status;
	entry.held = (int)feed->counts.papers;
	entry.expected = (int)feed->doc->items;
	status = ingest_ledger(library, &entry, ingest.whole, err);
	return status == STATUS_OK ? keep_bookmark(feed, err) : status;
}

/* The state that a feed which came whole is told as. */
static enum refresh_state state_of(const struct settlement *feed)
{
	const struct ingest_result *counts = &feed->counts;

	switch (feed->judgement.kind) {
	case JUDGED_GOOD:
		break;
	case JUDGED_EMPTY:
		return REFRESH_EMPTY;
	case JUDGED_STALE:
		return REFRESH_STALE;
	case JUDGED_CUT:
		return REFRESH_INCOMPLETE;
	case JUDGED_USELESS:
		return REFRESH_FAILED;
	}
	if (counts->added == 0 && counts->changed == 0 &&
	    counts->announcements == 0)
		return REFRESH_SAME;
	return REFRESH_STORED;
}

static void fill_outcome(const struct settlement *feed,
			 struct feed_outcome *ret)
{
	const struct ingest_result *counts = &feed->counts;

	*ret = (struct feed_outcome){
		.state = state_of(feed),
		.day = feed->judgement.day,
		.papers = (unsigned)feed->doc->count,
		.added = (unsigned)counts->added,
	};
	if (feed->judgement.text[0] != '\0')
		judge_words(ret->text, "%s", feed->judgement.text);
	else
		judge_words(ret->text,
			    "%" PRIu64 " papers, %" PRIu64 " new here",
			    counts->papers, counts->added);
}

static enum status put_failure(struct library *library, void *context,
			       struct error *err)
{
	const struct ledger_entry *entry = context;

	return ledger_put(library, entry, err);
}

/* Notes that today's listing did not come although a feed did. */
static enum status note_stale(const struct source_context *context,
			      const char *category, const char *why,
			      struct error *err)
{
	day_t today = calendar_eastern_day(context->now, NULL);
	struct ledger_entry entry =
		row_of(context, category, today, DAY_FAILED, why);

	if (calendar_is_weekend(today))
		return STATUS_OK;
	(void)snprintf(entry.source, sizeof(entry.source), "%s", LEDGER_STALE);
	return library_transact(context->library, put_failure, &entry, err);
}

enum status feed_settle(const struct source_context *context,
			const char *category, const struct gathered *doc,
			const struct feed_bookmark *bookmark,
			struct feed_outcome *ret, struct error *err)
{
	struct settlement feed = {
		.context = context,
		.category = category,
		.doc = doc,
		.bookmark = bookmark,
	};
	enum status status =
		judge_feed(context, category, doc, &feed.judgement, err);

	if (status != STATUS_OK)
		return status;
	if (feed.judgement.kind == JUDGED_USELESS)
		return error_set(err, STATUS_PARSE, 0, "%s",
				 feed.judgement.text);
	if (feed.judgement.store)
		status = library_transact(context->library, put_feed, &feed,
					  err);
	if (status == STATUS_OK && feed.judgement.kind == JUDGED_STALE)
		status =
			note_stale(context, category, feed.judgement.text, err);
	if (status == STATUS_OK)
		fill_outcome(&feed, ret);
	return status;
}

enum status feed_settle_unchanged(const struct source_context *context,
				  const char *category, day_t day,
				  struct feed_outcome *ret, struct error *err)
{
	char date[DATE_TEXT_SIZE];
	struct ledger_entry entry = { .held = 0 };
	enum status status =
		ledger_get(context->library, day, category, &entry, err);

	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	*ret = (struct feed_outcome){
		.state = REFRESH_SAME,
		.day = day,
		.papers = entry.held > 0 ? (unsigned)entry.held : 0,
	};
	if (day >= calendar_today(context->now)) {
		judge_words(ret->text, "nothing has changed since it was "
				       "stored");
		return STATUS_OK;
	}
	ret->state = REFRESH_STALE;
	judge_words(ret->text, "the feed is of %s; today's is not out yet",
		    date_format_human(day, date));
	return note_stale(context, category, ret->text, err);
}

/* A category in which nothing was announced on a day. */
struct nothing {
	const struct source_context *context;
	const char *category;
	day_t day;
};

static enum status put_nothing(struct library *library, void *context,
			       struct error *err)
{
	const struct nothing *nothing = context;
	struct ledger_entry entry = { .state = DAY_FAILED };
	enum status status = ledger_get(library, nothing->day,
					nothing->category, &entry, err);

	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	/* A listing of it is held, whatever this feed lacks. */
	if (entry.state != DAY_FAILED || entry.held > 0)
		return STATUS_OK;
	status = ledger_remove(library, nothing->day, nothing->category, err);
	return status == STATUS_OK ? gaps_note_quiet(library, nothing->category,
						     nothing->day,
						     nothing->context->now, err)
				   : status;
}

enum status feed_settle_quiet(const struct source_context *context,
			      const char *category, day_t day,
			      struct error *err)
{
	struct nothing nothing = { context, category, day };

	return library_transact(context->library, put_nothing, &nothing, err);
}

enum status feed_settle_nothing(const struct source_context *context,
				const char *category, day_t day,
				struct feed_outcome *ret, struct error *err)
{
	char date[DATE_TEXT_SIZE];
	enum status status = feed_settle_quiet(context, category, day, err);

	if (status != STATUS_OK)
		return status;
	*ret = (struct feed_outcome){ .state = REFRESH_EMPTY, .day = day };
	judge_words(ret->text, "nothing was announced in %s on %s", category,
		    date_format_human(day, date));
	return STATUS_OK;
}

day_t feed_settle_failure(const struct source_context *context,
			  const char *category, const char *why)
{
	day_t today = calendar_eastern_day(context->now, NULL);
	struct ledger_entry entry;

	if (calendar_is_weekend(today))
		return DAY_NONE;
	entry = row_of(context, category, today, DAY_FAILED, why);
	/* A library that cannot be written has been told of already, or will
	 * be: this row only explains. */
	(void)!library_transact(context->library, put_failure, &entry, NULL);
	return today;
}
