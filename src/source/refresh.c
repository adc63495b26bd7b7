/* One category after another: ask, gather, judge, store. Whatever goes wrong
 * with one of them leaves what is held as it was, and the next one its turn. */
#include "source/refresh.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/text.h"
#include "library/ledger.h"
#include "source/ask.h"
#include "source/gather.h"
#include "source/ingest.h"
#include "source/judge.h"
#include "source/parse.h"

#define HTTP_FORBIDDEN    403
#define HTTP_SERVER_ERROR 500

struct refresh {
	const struct source_context *context;
	refresh_sink *sink;
	void *sink_context;
	struct refresh_event event; /* of the category at hand */
	struct error first;         /* the first failure */
	size_t failed;
	size_t lacking; /* stale or incomplete */
	bool denied;    /* the server wants no more requests */
};

const char *refresh_state_name(enum refresh_state state)
{
	switch (state) {
	case REFRESH_WAITING:
		return "waiting";
	case REFRESH_FETCHING:
		return "fetching";
	case REFRESH_STORED:
		return "stored";
	case REFRESH_SAME:
		return "same";
	case REFRESH_EMPTY:
		return "empty";
	case REFRESH_STALE:
		return "stale";
	case REFRESH_INCOMPLETE:
		return "incomplete";
	case REFRESH_FAILED:
		return "failed";
	}
	return "unknown";
}

static void tell(struct refresh *run, enum refresh_state state,
		 const char *text)
{
	run->event.state = state;
	judge_words(run->event.text, "%s", text);
	run->sink(&run->event, run->sink_context);
}

static void tell_wait(const char *why, void *context)
{
	tell(context, REFRESH_WAITING, why);
}

static void tell_request(void *context)
{
	tell(context, REFRESH_FETCHING, "");
}

/* Runs `inside` in a transaction of its own. */
static enum status in_transaction(struct refresh *run,
				  enum status (*inside)(struct refresh *,
							void *, struct error *),
				  void *argument, struct error *err)
{
	struct library *library = run->context->library;
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	status = inside(run, argument, err);
	if (status == STATUS_OK)
		status = library_commit(library, err);
	if (status != STATUS_OK)
		library_rollback(library);
	return status;
}

static struct ledger_entry row_of(const struct refresh *run, day_t day,
				  enum day_state state, const char *why)
{
	struct ledger_entry entry = {
		.day = day,
		.state = state,
		.expected = -1,
		.source = "feed",
		.at = run->context->now,
	};

	memcpy(entry.category, run->event.category, sizeof(entry.category));
	judge_words(entry.why, "%s", why);
	return entry;
}

/* Notes a failed day; the ledger keeps what it has of a day that is held. */
static enum status put_failure(struct refresh *run, void *argument,
			       struct error *err)
{
	const struct ledger_entry *entry = argument;

	return ledger_put(run->context->library, entry, err);
}

/* On a weekend there is no listing that could be missing. */
static void note_failure(struct refresh *run, const char *why)
{
	day_t today = calendar_eastern_day(run->context->now, NULL);
	struct ledger_entry entry;

	if (calendar_is_weekend(today))
		return;
	entry = row_of(run, today, DAY_FAILED, why);
	run->event.day = today;
	/* A library that cannot be written has been told of already, or will
	 * be: this row only explains. */
	(void)in_transaction(run, put_failure, &entry, NULL);
}

/* What a person may do about a failure, to stand behind the reason. */
static const char *advice(const struct error *why)
{
	/* The other statuses speak for themselves. */
	if (why->status == STATUS_NETWORK)
		return "; check the network and try again";
	if (why->status == STATUS_PARSE || why->status == STATUS_TOO_LARGE ||
	    (why->status == STATUS_HTTP && why->native >= HTTP_SERVER_ERROR))
		return "; try again later";
	return "";
}

static void fail(struct refresh *run, const struct error *why)
{
	char text[JUDGE_TEXT];

	if (run->failed++ == 0)
		run->first = *why;
	if (why->status == STATUS_HTTP && why->native == HTTP_FORBIDDEN)
		run->denied = true;
	run->event.papers = 0;
	note_failure(run, why->text);
	judge_words(text, "%s%s", why->text, advice(why));
	tell(run, REFRESH_FAILED, text);
}

/* A feed with what it is worth. */
struct settlement {
	const struct gathered *doc;
	const struct judgement *judgement;
	struct ingest_result counts; /* once stored */
};

static enum status put_feed(struct refresh *run, void *argument,
			    struct error *err)
{
	struct settlement *feed = argument;
	const struct judgement *judgement = feed->judgement;
	struct ledger_entry entry =
		row_of(run, judgement->day, judgement->ledger, judgement->why);
	enum status status =
		ingest_document(run->context->library, feed->doc,
				run->event.category, &feed->counts, err);

	if (status != STATUS_OK)
		return status;
	entry.held = (int)feed->counts.papers;
	entry.expected = (int)feed->doc->items;
	return ingest_ledger(run->context->library, &entry, err);
}

/* The state that a feed which came whole is told as. */
static enum refresh_state state_of(const struct settlement *feed)
{
	const struct ingest_result *counts = &feed->counts;

	switch (feed->judgement->kind) {
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

static void tell_outcome(struct refresh *run, const struct settlement *feed)
{
	const struct ingest_result *counts = &feed->counts;
	const char *words = feed->judgement->text;
	char figures[JUDGE_TEXT];

	judge_words(figures, "%" PRIu64 " papers, %" PRIu64 " new here",
		    counts->papers, counts->added);
	run->event.added = (unsigned)counts->added;
	tell(run, state_of(feed), words[0] != '\0' ? words : figures);
	if (run->event.state == REFRESH_STALE ||
	    run->event.state == REFRESH_INCOMPLETE)
		run->lacking++;
}

static enum status settle(struct refresh *run, const struct gathered *doc,
			  const struct judgement *judgement, struct error *err)
{
	struct settlement feed = { .doc = doc, .judgement = judgement };
	enum status status = STATUS_OK;

	run->event.day = judgement->day;
	run->event.papers = (unsigned)doc->count;
	if (judgement->kind == JUDGED_USELESS)
		return error_set(err, STATUS_PARSE, 0, "%s", judgement->text);
	if (judgement->store)
		status = in_transaction(run, put_feed, &feed, err);
	if (status == STATUS_OK)
		tell_outcome(run, &feed);
	return status;
}

static enum status take_feed(struct refresh *run, const struct str *body,
			     struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(body),
		.len = body->len,
		.cancel_fd = run->context->cancel_fd,
	};
	struct judgement judgement;
	struct gathered doc;
	struct error why = { .status = STATUS_OK };
	enum status status = gather_document(run->context->parse_program,
					     &input, &doc, &why);

	if (status != STATUS_OK)
		return error_set(err, status, why.native, "%s",
				 parse_words(why.text));
	status = judge_feed(run->context, run->event.category, &doc, &judgement,
			    err);
	if (status == STATUS_OK)
		status = settle(run, &doc, &judgement, err);
	gathered_clear(&doc);
	return status;
}

static enum status fetch_feed(struct refresh *run, struct error *err)
{
	const struct ask_watch watch = {
		.waits = tell_wait,
		.asks = tell_request,
		.context = run,
	};
	const char *base = run->context->config->feed_url;
	size_t len = strlen(base);
	struct fetch_answer answer;
	struct str url = STR_INIT;
	enum status status;

	while (len > 0 && base[len - 1] == '/')
		len--;
	str_add_n(&url, base, len);
	str_addf(&url, "/%s", run->event.category);
	status = ask_url(
		run->context,
		&(struct ask){ .url = str_text(&url), .kind = ASK_FEED },
		&watch, &answer, err);
	str_free(&url);
	if (status != STATUS_OK)
		return status;
	status = take_feed(run, &answer.body, err);
	fetch_clear(&answer);
	return status;
}

/* One category; only a cancel is not an outcome of its own. */
static enum status refresh_one(struct refresh *run, const char *name,
			       struct error *err)
{
	struct error why = { 0 };
	enum status status;

	run->event.day = DAY_NONE;
	run->event.papers = 0;
	run->event.added = 0;
	if (!category_normalise(name, run->event.category))
		status = error_set(&why, STATUS_USAGE, 0, "%s is no category",
				   name);
	else if (run->denied)
		status = error_set(&why, STATUS_HTTP, 0,
				   "not asked, since the server denied access");
	else
		status = fetch_feed(run, &why);
	if (status == STATUS_CANCELLED) {
		if (err != NULL)
			*err = why;
		return status;
	}
	if (status != STATUS_OK)
		fail(run, &why);
	return STATUS_OK;
}

enum status refresh_run(const struct source_context *context,
			const char *const *categories, size_t count,
			refresh_sink *sink, void *sink_context,
			struct error *err)
{
	struct refresh run = {
		.context = context,
		.sink = sink,
		.sink_context = sink_context,
		.event = {.total = count, .day = DAY_NONE},
	};
	enum status status = STATUS_OK;

	if (context->offline)
		return error_set(err, STATUS_NETWORK, 0,
				 "offline: no request may be made");
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		run.event.index = i;
		status = refresh_one(&run, categories[i], err);
	}
	if (status != STATUS_OK)
		return status;
	if (run.failed > 0 && run.failed == count)
		return error_set(err, STATUS_NETWORK, run.first.native, "%s",
				 run.first.text);
	if (run.failed > 0 || run.lacking > 0)
		return error_set(err, STATUS_PARTIAL, 0,
				 "%zu of %zu categories failed, %zu are old or "
				 "not whole",
				 run.failed, count, run.lacking);
	return STATUS_OK;
}
