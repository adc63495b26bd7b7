/* The query API answers identifiers in no promised order, leaves out those that
 * it does not know, repeats papers when its index changes between two pages,
 * and now and then gives an empty page in the middle of a query. So what came
 * is put in order and told once each, and an empty page is asked for again. */
#include "source/lookup.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "base/str.h"
#include "source/ask.h"
#include "source/gather.h"
#include "source/ingest.h"
#include "source/parse.h"
#include "source/url.h"

/* Identifiers or results of one request. */
#define PAGE_SIZE 100

/* Requests for a page that comes empty, and pages in a row that bring nothing
 * that was not there before. */
#define MAX_TRIES         3

#define HTTP_BAD_REQUEST  400
#define HTTP_SERVER_ERROR 500

struct run {
	const struct source_context *context;
	const struct lookup *lookup;
	paper_key *seen; /* papers that were told, ascending */
	size_t seen_count, seen_room;
};

/* Appends "NAME=" and the value. */
static void add_parameter(const char *name, const char *value, struct str *url)
{
	str_addf(url, "%s=", name);
	url_add_encoded(value, url);
}

static void add_window(size_t start, size_t size, struct str *url)
{
	str_addf(url, "&start=%zu&max_results=%zu", start, size);
}

/* The configured address, ready for the first parameter. */
static void begin_url(const struct run *run, struct str *url)
{
	const char *base = run->context->config->api_url;

	str_add(url, base);
	str_add_char(url, strchr(base, '?') == NULL ? '?' : '&');
}

static enum status ask(const struct run *run, const char *url,
		       struct fetch_answer *ret, struct error *err)
{
	const struct ask_watch watch = {
		.waits = run->lookup->watch.waits,
		.asks = run->lookup->watch.asks,
		.context = run->lookup->watch.context,
	};

	return ask_url(run->context,
		       &(struct ask){ .url = url, .kind = ASK_API }, &watch,
		       ret, err);
}

/* What a person may do about a failure, to stand behind the reason. */
static const char *advice(enum status status, int http, bool error_answer)
{
	/* The other statuses speak for themselves. */
	if (status == STATUS_NETWORK)
		return "; check the network and try again";
	if (error_answer || (status == STATUS_HTTP && http == HTTP_BAD_REQUEST))
		return "; check how it is written ('man arxday', lookup)";
	if (status == STATUS_PARSE || status == STATUS_TOO_LARGE ||
	    (status == STATUS_HTTP && http >= HTTP_SERVER_ERROR))
		return "; try again later";
	return "";
}

static enum status advise(const struct error *why, struct error *err)
{
	bool error_answer = parse_is_error_answer(why->text);

	return error_set(err, why->status, why->native, "%s%s%s",
			 error_answer ? "arXiv answers: " : "",
			 parse_words(why->text),
			 advice(why->status, why->native, error_answer));
}

static enum status read_answer(const struct run *run, const struct str *body,
			       struct gathered *ret, struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(body),
		.len = body->len,
		.cancel_fd = run->context->cancel_fd,
	};
	struct gathered doc = GATHERED_NONE;
	enum status status =
		gather_document(run->context->parse_program, &input, &doc, err);

	if (status != STATUS_OK)
		return status;
	if (doc.document == DOCUMENT_API) {
		*ret = doc;
		return STATUS_OK;
	}
	gathered_clear(&doc);
	return error_set(err, STATUS_PARSE, 0,
			 "foreign: the answer is none of arXiv's query API; "
			 "look at api-url in arxdayrc");
}

static enum status ask_page(const struct run *run, const char *url,
			    struct gathered *ret, struct error *err)
{
	struct fetch_answer answer;
	enum status status = ask(run, url, &answer, err);

	if (status != STATUS_OK)
		return status;
	status = read_answer(run, &answer.body, ret, err);
	fetch_clear(&answer);
	return status;
}

/* True for a page without papers of a query that has some behind it. */
static bool is_barren(const struct gathered *doc, size_t start)
{
	return doc->items == 0 && doc->total > 0 &&
	       (uint64_t)doc->total > start;
}

/* Asks for a page until it is not an empty one of a query that has more. */
static enum status ask_patiently(const struct run *run, const char *url,
				 size_t start, struct gathered *ret,
				 struct error *err)
{
	for (int try = 1; try <= MAX_TRIES; try++) {
		struct error why = { .status = STATUS_OK };
		enum status status = ask_page(run, url, ret, &why);

		if (status == STATUS_OK && !is_barren(ret, start))
			return STATUS_OK;
		if (status == STATUS_OK)
			gathered_clear(ret);
		else if (!parse_is_empty_page(why.text))
			return advise(&why, err);
	}
	return error_set(err, STATUS_PARTIAL, 0,
			 "arXiv gave an empty page %d times although it has "
			 "more results; try again later",
			 MAX_TRIES);
}

/* A page on its way in. */
struct storing {
	const struct run *run;
	const struct gathered *doc;
	struct ingest_result counts;
};

static enum status put_page(struct library *library, void *context,
			    struct error *err)
{
	struct storing *storing = context;
	const struct ingest ingest = {
		.doc = storing->doc,
		.seen = calendar_eastern_day(storing->run->context->now, NULL),
	};

	return ingest_document(library, &ingest, &storing->counts, err);
}

/* The papers of a page go into the library, all or none. */
static enum status store(const struct run *run, const struct gathered *doc,
			 struct lookup_page *page, struct error *err)
{
	struct storing storing = { .run = run, .doc = doc };
	enum status status = library_transact(run->context->library, put_page,
					      &storing, err);

	if (status != STATUS_OK)
		return status;
	page->added = storing.counts.added;
	page->changed = storing.counts.changed;
	return STATUS_OK;
}

static enum status take_page(const struct run *run, const struct gathered *doc,
			     struct error *err)
{
	struct lookup_page page = { .total = doc->total };
	enum status status = STATUS_OK;

	if (run->lookup->save && doc->count > 0)
		status = store(run, doc, &page, err);
	if (status == STATUS_OK)
		run->lookup->watch.pages(&page, run->lookup->watch.context);
	return status;
}

/* Where a key stands among those seen, or belongs. */
static size_t find_seen(const struct run *run, paper_key key)
{
	size_t low = 0, high = run->seen_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run->seen[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Tells a paper unless it was told before; true when it was not. */
static bool tell(struct run *run, const struct paper *paper)
{
	size_t at = find_seen(run, paper->id.key);

	if (at < run->seen_count && run->seen[at] == paper->id.key)
		return false;
	run->seen = mem_grow(run->seen, &run->seen_room, run->seen_count + 1,
			     sizeof(run->seen[0]));
	memmove(run->seen + at + 1, run->seen + at,
		(run->seen_count - at) * sizeof(run->seen[0]));
	run->seen[at] = paper->id.key;
	run->seen_count++;
	run->lookup->watch.papers(paper, run->lookup->watch.context);
	return true;
}

static const struct paper *find_paper(const struct gathered *doc, paper_key key)
{
	for (size_t i = 0; i < doc->count; i++) {
		if (doc->entries[i].paper.id.key == key)
			return &doc->entries[i].paper;
	}
	return NULL;
}

/* Tells those papers of a page that were asked for, in the order in which they
 * were. */
static void tell_chunk(struct run *run, const struct gathered *doc,
		       size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++) {
		const struct paper *paper =
			find_paper(doc, run->lookup->keys[i]);

		run->lookup->known[i] = paper != NULL;
		if (paper != NULL)
			(void)tell(run, paper);
	}
}

static void add_ids(const paper_key *keys, size_t count, struct str *url)
{
	struct str ids = STR_INIT;
	char id[IDENT_TEXT_SIZE];

	for (size_t i = 0; i < count; i++)
		str_addf(&ids, "%s%s", i > 0 ? "," : "",
			 ident_format(keys[i], id));
	add_parameter("id_list", str_text(&ids), url);
	str_free(&ids);
}

static enum status ask_chunk(struct run *run, size_t first, size_t count,
			     struct error *err)
{
	struct str url = STR_INIT;
	struct gathered doc = GATHERED_NONE;
	enum status status;

	begin_url(run, &url);
	add_ids(run->lookup->keys + first, count, &url);
	add_window(0, count, &url);
	status = ask_patiently(run, str_text(&url), 0, &doc, err);
	str_free(&url);
	if (status != STATUS_OK)
		return status;
	status = take_page(run, &doc, err);
	if (status == STATUS_OK)
		tell_chunk(run, &doc, first, count);
	gathered_clear(&doc);
	return status;
}

static enum status ask_keys(struct run *run, struct error *err)
{
	size_t count = run->lookup->count;
	enum status status = STATUS_OK;

	memset(run->lookup->known, 0, count * sizeof(run->lookup->known[0]));
	for (size_t i = 0; status == STATUS_OK && i < count; i += PAGE_SIZE) {
		size_t rest = count - i;

		status = ask_chunk(run, i, rest < PAGE_SIZE ? rest : PAGE_SIZE,
				   err);
	}
	return status;
}

/* Results that are wanted from `start` on, 0 when there is an end of it. */
static size_t page_size(const struct run *run, size_t start)
{
	size_t size = run->lookup->limit - run->seen_count;

	if (size > PAGE_SIZE)
		size = PAGE_SIZE;
	if (start >= LOOKUP_MOST)
		return 0;
	return size < LOOKUP_MOST - start ? size : LOOKUP_MOST - start;
}

static enum status ask_results(const struct run *run, size_t start, size_t size,
			       struct gathered *ret, struct error *err)
{
	struct str url = STR_INIT;
	enum status status;

	begin_url(run, &url);
	add_parameter("search_query", run->lookup->query, &url);
	add_window(start, size, &url);
	str_add(&url, "&sortBy=submittedDate&sortOrder=descending");
	status = ask_patiently(run, str_text(&url), start, ret, err);
	str_free(&url);
	return status;
}

/* Tells the papers of a page, as many as are wanted. Returns how many. */
static size_t tell_results(struct run *run, const struct gathered *doc)
{
	size_t told = 0;

	for (size_t i = 0;
	     i < doc->count && run->seen_count < run->lookup->limit; i++)
		told += tell(run, &doc->entries[i].paper) ? 1 : 0;
	return told;
}

/* One page. Moves *start behind it, to LOOKUP_MOST after the last one. */
static enum status ask_next(struct run *run, size_t *start, size_t *ret_told,
			    struct error *err)
{
	size_t size = page_size(run, *start);
	struct gathered doc = GATHERED_NONE;
	enum status status = ask_results(run, *start, size, &doc, err);
	uint64_t behind;

	if (status != STATUS_OK)
		return status;
	status = take_page(run, &doc, err);
	if (status == STATUS_OK) {
		*ret_told = tell_results(run, &doc);
		behind = *start + (doc.items < size ? doc.items : size);
		*start = doc.items == 0 || doc.total < 0 ||
					 behind >= (uint64_t)doc.total
				 ? LOOKUP_MOST
				 : (size_t)behind;
	}
	gathered_clear(&doc);
	return status;
}

/* Page after page. A server that gives the same papers again and again is left
 * alone after a few pages. */
static enum status ask_query(struct run *run, struct error *err)
{
	enum status status = STATUS_OK;
	size_t start = 0;
	int idle = 0;

	while (status == STATUS_OK && page_size(run, start) > 0) {
		size_t told = 0;

		status = ask_next(run, &start, &told, err);
		idle = told > 0 ? 0 : idle + 1;
		if (status == STATUS_OK && idle == MAX_TRIES)
			return error_set(err, STATUS_PARTIAL, 0,
					 "arXiv gave the same results again "
					 "and again; try again later");
	}
	return status;
}

/* True for failures of a request, which take nothing from what came before. */
static bool is_outside(enum status status)
{
	return status == STATUS_NETWORK || status == STATUS_HTTP ||
	       status == STATUS_THROTTLED || status == STATUS_PARSE ||
	       status == STATUS_TOO_LARGE;
}

enum status lookup_run(const struct source_context *context,
		       const struct lookup *lookup, struct error *err)
{
	struct run run = { .context = context, .lookup = lookup };
	struct error why = { .status = STATUS_OK };
	enum status status;

	if (context->offline)
		return error_set(err, STATUS_NETWORK, 0,
				 "offline: no request may be made");
	status = lookup->query != NULL ? ask_query(&run, &why)
				       : ask_keys(&run, &why);
	if (is_outside(status) && run.seen_count > 0)
		status = STATUS_PARTIAL;
	free(run.seen);
	if (status == STATUS_OK)
		return STATUS_OK;
	return error_set(err, status, why.native, "%s", why.text);
}
