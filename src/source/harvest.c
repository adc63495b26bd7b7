/* See the header. The chain of pages is walked in one loop; each turn asks,
 * gathers, stores and looks where to go on. Tokens are opaque: they are sent
 * as they came, and a token that was seen before in this run tells a circle. */
#include "source/harvest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/memory.h"
#include "source/ask.h"
#include "source/gather.h"
#include "source/harvest_span.h"
#include "source/ingest.h"
#include "source/parse.h"
#include "source/tick.h"
#include "source/url.h"

/* All of arXiv has some 1,200 pages. */
#define MAX_PAGES 20000
/* Pages in a row that may hold nothing. */
#define MAX_EMPTY 5
/* Times in a row that a token may be refused. */
#define MAX_RESTARTS 3

struct harvest {
	const struct source_context *context;
	const struct harvest_request *request;
	const struct harvest_watch *watch;
	char span[HARVEST_SPAN_SIZE];
	struct harvest_state state;
	struct harvest_event event;
	struct rebuild_plan plan;
	struct rebuild *rebuild;
	char **seen; /* tokens of this run, ended by NULL */
	size_t seen_count, seen_room;
	int empty;            /* pages in a row without a record */
	int restarts;         /* without getting any further */
	day_t restarted_from; /* the last one; DAY_NONE none */
	int64_t began;        /* tick */
	int64_t run_records;
	int before; /* per mille that earlier runs went; -1 unknown */
};

const char *harvest_step_name(enum harvest_step step)
{
	switch (step) {
	case HARVEST_WAITING:
		return "waiting";
	case HARVEST_FETCHING:
		return "fetching";
	case HARVEST_STORED:
		return "stored";
	case HARVEST_RESUMED:
		return "resumed";
	case HARVEST_RESTARTED:
		return "restarted";
	}
	return "unknown";
}

static void tell(struct harvest *run, enum harvest_step step, const char *text)
{
	struct harvest_event *event = &run->event;

	event->step = step;
	event->set = run->request->set;
	event->figures.pages = run->state.pages;
	event->figures.records = run->state.records;
	event->figures.reached = run->state.reached;
	(void)snprintf(event->text, sizeof(event->text), "%s", text);
	run->watch->sink(event, run->watch->context);
}

static void tell_wait(const char *why, void *context)
{
	tell(context, HARVEST_WAITING, why);
}

static void tell_request(void *context)
{
	tell(context, HARVEST_FETCHING, "");
}

/* Tokens tell no total, so the way is measured in days of datestamps. */
static int way_of(const struct harvest *run)
{
	const struct harvest_state *state = &run->state;
	day_t first =
		state->start != DAY_NONE ? state->start : HARVEST_EARLIEST;
	int64_t now = state->answered != TIME_NONE ? state->answered
						   : run->context->now;

	return harvest_per_mille(first, state->reached,
				 date_of_time(now, NULL));
}

/* ---- where to begin ---- */

/* The datestamp from which everything of the request is: a listing's papers
 * get theirs on its day at the earliest, in UTC; one day more costs little. */
static day_t first_datestamp(const struct harvest *run)
{
	const struct harvest_state *state = &run->state;

	if (run->request->first != DAY_NONE)
		return run->request->first - 1;
	if (state->answered != TIME_NONE)
		return date_of_time(state->answered, NULL);
	return DAY_NONE;
}

static void begin_anew(struct harvest *run)
{
	day_t start = first_datestamp(run);

	harvest_state_clear(&run->state);
	run->state.start = start;
}

static void tell_resumed(struct harvest *run)
{
	char date[DATE_TEXT_SIZE];
	char text[128];

	(void)snprintf(text, sizeof(text),
		       "goes on after %" PRId64 " pages, at %s",
		       run->state.pages,
		       run->state.reached != DAY_NONE
			       ? date_format_iso(run->state.reached, date)
			       : "the beginning");
	tell(run, HARVEST_RESUMED, text);
}

static enum status load_state(struct harvest *run, struct error *err)
{
	struct harvest_state state = HARVEST_STATE_INIT;
	enum status status =
		harvest_state_get(run->context->library, run->request->set,
				  run->span, &state, err);

	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	run->state = state;
	if (status == STATUS_NOTFOUND || state.done)
		begin_anew(run);
	else
		tell_resumed(run);
	run->before = run->state.reached != DAY_NONE ? way_of(run) : 0;
	return STATUS_OK;
}

/* ---- one page ---- */

static char *page_url(const struct harvest *run)
{
	const struct harvest_state *state = &run->state;
	day_t from = state->reached != DAY_NONE ? state->reached : state->start;
	struct str url = STR_INIT;
	char date[DATE_TEXT_SIZE];

	url_add_base(run->context->config->oai_url, &url);
	str_add(&url, "?verb=ListRecords");
	if (state->token != NULL) {
		str_add(&url, "&resumptionToken=");
		url_add_encoded(state->token, &url);
		return str_take(&url);
	}
	str_add(&url, "&metadataPrefix=arXivRaw");
	if (run->request->set[0] != '\0') {
		str_add(&url, "&set=");
		url_add_encoded(run->request->set, &url);
	}
	if (from != DAY_NONE)
		str_addf(&url, "&from=%s", date_format_iso(from, date));
	return str_take(&url);
}

/* STATUS_PARSE with the parser's words, "CLASS: words", when the page cannot be
 * used. */
static enum status gather_page(struct harvest *run,
			       const struct fetch_answer *answer,
			       struct gathered *ret, struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(&answer->body),
		.len = answer->body.len,
		.cancel_fd = run->context->cancel_fd,
	};
	enum status status =
		gather_document(run->context->parse_program, &input, ret, err);

	if (status != STATUS_OK)
		return status;
	if (ret->document == DOCUMENT_OAI)
		return STATUS_OK;
	status = error_set(err, STATUS_PARSE, 0,
			   "not_a_feed: the server sent %s, not OAI-PMH",
			   document_name(ret->document));
	gathered_clear(ret);
	return status;
}

static enum status fetch_page(struct harvest *run, struct gathered *ret,
			      struct error *err)
{
	const struct ask_watch watch = {
		.waits = tell_wait,
		.asks = tell_request,
		.context = run,
	};
	char *url = page_url(run);
	struct ask ask = { .url = url, .kind = ASK_OAI };
	struct fetch_answer answer;
	enum status status = ask_url(run->context, &ask, &watch, &answer, err);

	free(url);
	if (status != STATUS_OK)
		return status;
	status = gather_page(run, &answer, ret, err);
	fetch_clear(&answer);
	return status;
}

/* ---- storing it ---- */

/* Moves the bookmark behind a page. The datestamp never goes back: a page that
 * is older than the last one repeats what is held. */
static void advance(struct harvest *run, const struct gathered *page)
{
	struct harvest_state *state = &run->state;

	if (state->answered == TIME_NONE)
		state->answered = page->answered;
	for (size_t i = 0; i < page->count; i++)
		if (page->entries[i].changed != DAY_NONE &&
		    (state->reached == DAY_NONE ||
		     page->entries[i].changed > state->reached))
			state->reached = page->entries[i].changed;
	free(state->token);
	state->token = mem_strdup_null(page->token);
	state->pages++;
	state->records += (int64_t)page->count;
	state->at = run->context->now;
	state->done = page->token == NULL;
}

/* Of a span that came to its end there is nothing to remember; a harvest
 * without bounds goes on from there the next time. */
static enum status keep_state(struct harvest *run, struct error *err)
{
	bool forget = run->state.done && run->span[0] != '\0';

	return harvest_state_put(run->context->library, run->request->set,
				 run->span, forget ? NULL : &run->state, err);
}

/* A page on its way in. */
struct storing {
	struct harvest *run;
	const struct gathered *page;
	struct ingest_result counts;
};

static enum status put_page(struct library *library, void *context,
			    struct error *err)
{
	struct storing *storing = context;
	struct harvest *run = storing->run;
	const struct ingest ingest = {
		.doc = storing->page,
		.seen = calendar_eastern_day(run->context->now, NULL),
		.rebuild = run->rebuild,
	};
	enum status status =
		ingest_document(library, &ingest, &storing->counts, err);

	if (status != STATUS_OK)
		return status;
	advance(run, storing->page);
	if (run->state.done)
		status = rebuild_finish(run->rebuild, err);
	return status == STATUS_OK ? keep_state(run, err) : status;
}

static enum status store_page(struct harvest *run, const struct gathered *page,
			      struct error *err)
{
	struct harvest_figures *figures = &run->event.figures;
	struct storing storing = { .run = run, .page = page };
	enum status status = library_transact(run->context->library, put_page,
					      &storing, err);

	if (status != STATUS_OK)
		return status;
	figures->added += (int64_t)storing.counts.added;
	figures->changed += (int64_t)storing.counts.changed;
	figures->announcements += (int64_t)storing.counts.announcements;
	figures->skipped += (int64_t)page->skipped;
	run->run_records += (int64_t)page->count;
	return STATUS_OK;
}

/* The server has nothing in this span: that is an end like any other. */
static enum status store_nothing(struct harvest *run, struct error *err)
{
	struct gathered page = GATHERED_NONE;
	enum status status;

	page.document = DOCUMENT_OAI;
	page.answered = run->state.answered != TIME_NONE ? run->state.answered
							 : run->context->now;
	status = store_page(run, &page, err);
	if (status == STATUS_OK)
		run->state.pages--;
	return status;
}

/* ---- progress ---- */

static void estimate(struct harvest *run)
{
	struct harvest_event *event = &run->event;
	int64_t seconds = (tick_now() - run->began) / 1000;

	event->rate = seconds > 0 ? run->run_records * 60 / seconds : 0;
	event->per_mille = run->state.done ? 1000 : way_of(run);
	event->left = run->state.done ? 0
				      : harvest_left(run->before,
						     event->per_mille, seconds);
}

/* ---- the chain ---- */

/* The pages that follow a new beginning may have the tokens of the old. */
static void forget_tokens(struct harvest *run)
{
	mem_free_texts(run->seen);
	run->seen = NULL;
	run->seen_count = 0;
	run->seen_room = 0;
}

static bool seen_before(struct harvest *run, const char *token)
{
	for (size_t i = 0; i < run->seen_count; i++)
		if (strcmp(run->seen[i], token) == 0)
			return true;
	run->seen = mem_grow(run->seen, &run->seen_room, run->seen_count + 2,
			     sizeof(*run->seen));
	run->seen[run->seen_count++] = mem_strdup(token);
	run->seen[run->seen_count] = NULL;
	return false;
}

static enum status put_state(struct library *library, void *context,
			     struct error *err)
{
	(void)library;
	return keep_state(context, err);
}

/* Forgets a token that leads nowhere, also for the next run. */
static enum status drop_token(struct harvest *run, struct error *err)
{
	free(run->state.token);
	run->state.token = NULL;
	return library_transact(run->context->library, put_state, run, err);
}

static enum status give_up(struct harvest *run, const char *why,
			   struct error *err)
{
	enum status status = drop_token(run, err);

	if (status != STATUS_OK)
		return status;
	return error_set(err, STATUS_PARSE, 0,
			 "%s; what came is kept, and the same command goes on "
			 "at the last date that was reached",
			 why);
}

/* Looks at where the page just stored leads. */
static enum status check_chain(struct harvest *run, size_t records,
			       struct error *err)
{
	run->empty = records > 0 ? 0 : run->empty + 1;
	if (run->state.token == NULL)
		return STATUS_OK;
	if (seen_before(run, run->state.token))
		return give_up(run, "the server's pages lead in a circle", err);
	if (run->empty >= MAX_EMPTY)
		return give_up(run,
			       "the server sends one empty page after the "
			       "other",
			       err);
	if (run->seen_count >= MAX_PAGES)
		return give_up(run, "the server's pages have no end", err);
	return STATUS_OK;
}

/* The token was refused, as it is when it has expired: begins again at the
 * last datestamp. */
static enum status restart(struct harvest *run, struct error *err)
{
	char date[DATE_TEXT_SIZE];
	char text[160];
	enum status status;

	if (run->restarted_from != run->state.reached)
		run->restarts = 0;
	run->restarted_from = run->state.reached;
	if (++run->restarts > MAX_RESTARTS)
		return give_up(run, "the server refuses its own tokens", err);
	status = drop_token(run, err);
	if (status != STATUS_OK)
		return status;
	forget_tokens(run);
	(void)snprintf(text, sizeof(text),
		       "the place in the list has expired; begins again at %s",
		       run->state.reached != DAY_NONE
			       ? date_format_iso(run->state.reached, date)
			       : "its beginning");
	tell(run, HARVEST_RESTARTED, text);
	return STATUS_OK;
}

/* True when the parser's words are an OAI error of this code. */
static bool is_oai_error(const char *text, const char *code)
{
	const char *words = parse_words(text);
	size_t len = strlen(code);

	return parse_is_error_answer(text) && strncmp(words, code, len) == 0 &&
	       words[len] == ':';
}

/* What a page that holds no records means. */
static enum status take_refusal(struct harvest *run, const struct error *why,
				struct error *err)
{
	if (why->status == STATUS_PARSE &&
	    is_oai_error(why->text, "noRecordsMatch"))
		return store_nothing(run, err);
	if (why->status == STATUS_PARSE && run->state.token != NULL &&
	    is_oai_error(why->text, "badResumptionToken"))
		return restart(run, err);
	if (why->status == STATUS_PARSE)
		return error_set(err, STATUS_PARSE, why->native, "%s%s",
				 parse_is_error_answer(why->text)
					 ? "arXiv refuses: "
					 : "",
				 parse_words(why->text));
	return error_set(err, why->status, why->native, "%s", why->text);
}

static enum status one_page(struct harvest *run, struct error *err)
{
	struct gathered page;
	struct error why = { .status = STATUS_OK };
	enum status status = fetch_page(run, &page, &why);
	size_t records;

	if (status != STATUS_OK)
		return take_refusal(run, &why, err);
	status = store_page(run, &page, err);
	records = page.count;
	gathered_clear(&page);
	if (status != STATUS_OK)
		return status;
	estimate(run);
	tell(run, HARVEST_STORED, "");
	return check_chain(run, records, err);
}

static enum status walk(struct harvest *run, struct error *err)
{
	enum status status = load_state(run, err);

	while (status == STATUS_OK && !run->state.done)
		status = one_page(run, err);
	if (status == STATUS_OK && run->event.figures.skipped > 0)
		status = error_set(err, STATUS_PARTIAL, 0,
				   "%" PRId64 " records could not be kept",
				   run->event.figures.skipped);
	return status;
}

static struct rebuild_plan plan_of(const struct source_context *context,
				   const struct harvest_request *request)
{
	day_t today = calendar_today(context->now);
	bool bounded = request->last != DAY_NONE && request->last < today;

	return (struct rebuild_plan){
		.requests = request->requests,
		.first = request->first != DAY_NONE ? request->first
						    : date_from_civil(1, 1, 1),
		.last = bounded ? request->last : today,
		.bounded = request->quiet_days && request->first != DAY_NONE,
		.source = "oai",
		.state = DAY_INCOMPLETE,
		.why = "the harvest has not come to its end; the same command "
		       "goes on with it",
		.now = context->now,
	};
}

enum status harvest_run(const struct source_context *context,
			const struct harvest_request *request,
			const struct harvest_watch *watch,
			struct harvest_figures *ret_figures, struct error *err)
{
	struct harvest run = {
		.context = context,
		.request = request,
		.watch = watch,
		.state = HARVEST_STATE_INIT,
		.restarted_from = DAY_NONE,
		.event = {.figures = { .reached = DAY_NONE },
                          .per_mille = -1,
                          .left = -1},
		.plan = plan_of(context, request),
		.began = tick_now(),
	};
	enum status status;

	harvest_span(request->first, request->last, run.span);
	run.rebuild = rebuild_new(context->library, &run.plan);
	status = walk(&run, err);
	run.event.figures.pages = run.state.pages;
	run.event.figures.records = run.state.records;
	run.event.figures.reached = run.state.reached;
	*ret_figures = run.event.figures;
	rebuild_free(run.rebuild);
	forget_tokens(&run);
	harvest_state_clear(&run.state);
	return status;
}
