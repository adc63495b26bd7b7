/* lookup: papers from arXiv's query API, by identifier or by a query in its own
 * syntax.
 *
 * Words are identifiers when each of them is one, and a query when none looks
 * like one. A word looks like an identifier when it has no blank and begins
 * like one: with "arXiv:" or "oai:"; with digits about a dot, four and one or
 * three and three or more; with the name of an archive, a slash and a digit,
 * or any name, a slash and just seven digits; or when it names arxiv.org. One
 * such word among others is taken for a mistake, because a query with an
 * identifier in it ("id:2510.07784 AND ti:x") is written otherwise. */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/ids.h"
#include "cmd/report.h"
#include "cmd/signals.h"
#include "export/paper_json.h"
#include "library/marks.h"
#include "source/lookup.h"
#include "source/refresh.h"

#define DEFAULT_LIMIT 50
#define DIGITS        "0123456789"

struct lookup_job {
	struct cli *cli;
	struct library *library;
	struct lookup lookup;
	const char *subject; /* what events are about */
	bool json;
	bool events;   /* --progress */
	size_t papers; /* that came */
	int64_t total; /* results of the query; -1 unknown */
	uint64_t added, changed;
	enum status status; /* of reading the library */
	struct error error;
};

/* "2510.1" or "251.007784", whatever stands behind. */
static bool begins_new_style(const char *word)
{
	size_t before = strspn(word, DIGITS);
	size_t after = word[before] ? strspn(word + before + 1, DIGITS) : 0;

	return word[before] == '.' &&
	       ((before == 4 && after >= 1) || (before >= 3 && after >= 3));
}

/* "hep-th/9", "math.GT/0" or "anything/9901001". */
static bool begins_old_style(const char *word)
{
	const char *slash = strchr(word, '/');
	char *name = mem_strndup(word, strcspn(word, "./"));
	size_t digits = slash ? strspn(slash + 1, DIGITS) : 0;
	bool begins = (digits > 0 && category_is_archive(name)) ||
		      (digits == 7 && category_form_ok(name));

	free(name);
	return begins;
}

static bool looks_like_id(const char *word)
{
	if (strchr(word, ' '))
		return false;
	return strncasecmp(word, "arxiv:", 6) == 0 ||
	       strncasecmp(word, "oai:", 4) == 0 || begins_new_style(word) ||
	       begins_old_style(word) || strstr(word, "arxiv.org/");
}

/* Whether the words are identifiers: STATUS_USAGE when only some of them
 * are. */
static enum status sort_words(const struct args *args, bool *ret_ids,
			      struct error *err)
{
	size_t ids = 0;
	const char *bad = NULL;

	for (size_t i = 0; i < args->word_count; i++) {
		const char *word = args->words[i];
		struct ident id;
		bool good = ident_parse(word, &id);

		ids += good || looks_like_id(word) ? 1 : 0;
		if (!good && !bad)
			bad = word;
	}
	*ret_ids = ids > 0;
	if (ids == 0 || !bad)
		return STATUS_OK;
	return error_set(err, STATUS_USAGE, 0,
			 "'%.80s' is no arXiv identifier such as 2510.07784 "
			 "or hep-th/9901001%s",
			 bad,
			 ids < args->word_count
				 ? "; a query goes without identifiers, or in "
				   "quotes"
				 : "");
}

static enum status read_limit(const char *text, size_t *ret, struct error *err)
{
	size_t limit = 0;

	*ret = DEFAULT_LIMIT;
	if (!text)
		return STATUS_OK;
	for (const char *at = text; *at && limit <= LOOKUP_MOST; at++)
		limit = limit * 10 + (size_t)(*at - '0');
	if (text[strspn(text, DIGITS)] || limit < 1 || limit > LOOKUP_MOST)
		return error_set(err, STATUS_USAGE, 0,
				 "--limit takes a number from 1 to %d, not "
				 "'%.40s': arXiv shows no more",
				 LOOKUP_MOST, text);
	*ret = limit;
	return STATUS_OK;
}

/* A line of --progress, with the columns of refresh. */
static void tell_event(const struct lookup_job *job, enum refresh_state state,
		       const char *text)
{
	struct output *out = &job->cli->out;

	str_addf(&out->text, "0\t1\t%s\t%s\t\t%zu\t%zu\t%s\n", job->subject,
		 refresh_state_name(state), job->papers, (size_t)job->added,
		 text);
	output_flush(out);
}

static void take_wait(const char *why, void *context)
{
	const struct lookup_job *job = context;

	if (job->events)
		tell_event(job, REFRESH_WAITING, why);
	else if (!job->cli->quiet)
		message("waiting: %s", why);
}

static void take_request(void *context)
{
	const struct lookup_job *job = context;

	if (job->events)
		tell_event(job, REFRESH_FETCHING, "");
}

static void take_page(const struct lookup_page *page, void *context)
{
	struct lookup_job *job = context;

	job->total = page->total;
	job->added += page->added;
	job->changed += page->changed;
}

/* What the library knows of a paper beside its texts. */
static enum status add_held(struct lookup_job *job, struct listed *listed)
{
	struct listed held;
	enum status status = listed_load(job->library, listed->paper.id.key,
					 &held, &job->error);

	if (status == STATUS_NOTFOUND)
		return STATUS_OK;
	if (status)
		return status;
	listed->day = held.day;
	listed->type = held.type;
	listed->marks = held.marks;
	listed->tags = held.tags;
	held.tags = NULL;
	listed_clear(&held);
	return STATUS_OK;
}

static void write_paper(struct lookup_job *job, struct listed *listed)
{
	struct str *out = &job->cli->out.text;
	struct json *object;

	if (job->json) {
		object = paper_json(listed);
		json_write_line(object, out);
		json_free(object);
		return;
	}
	/* A type belongs to a day, and no day was asked for. */
	listed->type = ANNOUNCE_NONE;
	report_tabs(listed, out);
}

static void take_paper(const struct paper *paper, void *context)
{
	struct lookup_job *job = context;
	struct listed listed = { .type = ANNOUNCE_NONE, .day = DAY_NONE };

	job->papers++;
	if (job->events || job->status)
		return;
	paper_copy(paper, &listed.paper);
	job->status = add_held(job, &listed);
	if (!job->status) {
		write_paper(job, &listed);
		output_pass(&job->cli->out);
	}
	listed_clear(&listed);
}

/* Names the papers that arXiv does not know. */
static enum status name_unknown(const struct lookup_job *job)
{
	const struct lookup *lookup = &job->lookup;
	size_t unknown = 0;

	for (size_t i = 0; i < lookup->count; i++) {
		char id[IDENT_TEXT_SIZE];

		if (lookup->known[i])
			continue;
		message("arXiv does not know %s",
			ident_format(lookup->keys[i], id));
		unknown++;
	}
	if (unknown == 0)
		return STATUS_OK;
	return unknown == lookup->count ? STATUS_NOTFOUND : STATUS_PARTIAL;
}

/* What is left to say when all that was asked for has come. */
static enum status conclude(const struct lookup_job *job, struct error *err)
{
	bool quiet = job->cli->quiet;

	if (job->events && job->papers > 0)
		tell_event(job,
			   job->added + job->changed > 0 ? REFRESH_STORED
							 : REFRESH_SAME,
			   "");
	if (!job->lookup.query)
		return name_unknown(job);
	if (job->papers == 0)
		return error_set(err, STATUS_NOTFOUND, 0,
				 "arXiv finds nothing for '%.200s'",
				 job->lookup.query);
	if (!quiet && job->total > (int64_t)job->papers)
		message("%zu of %" PRId64 " results; --limit N asks for more",
			job->papers, job->total);
	return STATUS_OK;
}

static enum status run_lookup(struct lookup_job *job, struct error *err)
{
	struct source_context context = cli_context(job->cli, job->library);
	struct signals signals;
	enum status status;

	job->lookup.watch = (struct lookup_watch){
		.waits = take_wait,
		.asks = take_request,
		.pages = take_page,
		.papers = take_paper,
		.context = job,
	};
	signals_watch(&signals);
	context.cancel_fd = signals.fd;
	status = lookup_run(&context, &job->lookup, err);
	job->cli->signal = signals_end(&signals);
	if (status)
		return status;
	if (job->status)
		return error_set(err, job->status, job->error.native, "%s",
				 job->error.text);
	if (!job->cli->quiet && job->lookup.save && !job->events &&
	    job->papers > 0)
		message("saved: %" PRIu64 " papers are new, %" PRIu64
			" changed",
			job->added, job->changed);
	return conclude(job, err);
}

static enum status open_and_run(struct lookup_job *job, struct error *err)
{
	struct cli *cli = job->cli;
	enum status status;

	status = cli_network(cli, "arXiv was not asked", err);
	if (status)
		return status;
	status = cli_library(cli,
			     job->lookup.save ? LIBRARY_WRITE : LIBRARY_READ,
			     &job->library, err);
	if (status)
		return status;
	status = run_lookup(job, err);
	library_close(job->library);
	return status;
}

static bool holds_key(const paper_key *keys, size_t count, paper_key key)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i] == key)
			return true;
	return false;
}

/* Leaves out keys that stand in front already. Returns how many stay. */
static size_t keep_first(paper_key *keys, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!holds_key(keys, kept, keys[i]))
			keys[kept++] = keys[i];
	return kept;
}

static enum status lookup_ids(struct lookup_job *job, struct error *err)
{
	const struct args *args = &job->cli->args;
	char first[IDENT_TEXT_SIZE];
	paper_key *keys;
	enum status status =
		ids_read(args->words, args->word_count, &keys, err);

	if (status)
		return status;
	job->lookup.keys = keys;
	job->lookup.count = keep_first(keys, args->word_count);
	job->lookup.known = mem_zalloc(job->lookup.count, sizeof(bool));
	job->subject = ident_format(keys[0], first);
	status = open_and_run(job, err);
	free(job->lookup.known);
	free(keys);
	return status;
}

static enum status lookup_query(struct lookup_job *job, struct error *err)
{
	const struct args *args = &job->cli->args;
	struct str query = STR_INIT;
	enum status status;

	for (size_t i = 0; i < args->word_count; i++)
		str_addf(&query, "%s%s", i > 0 ? " " : "", args->words[i]);
	job->lookup.query = str_text(&query);
	job->subject = "query";
	if (strspn(job->lookup.query, " ") == query.len)
		status = error_set(err, STATUS_USAGE, 0,
				   "an empty query asks for nothing");
	else
		status = open_and_run(job, err);
	str_free(&query);
	return status;
}

enum status cmd_lookup(struct cli *cli, struct error *err)
{
	struct lookup_job job = {
		.cli = cli,
		.json = args_has(&cli->args, SWITCH_JSON),
		.events = args_has(&cli->args, SWITCH_PROGRESS),
		.total = -1,
		.lookup.save = args_has(&cli->args, SWITCH_SAVE),
	};
	bool ids;
	enum status status = cli_words(cli, 1, SIZE_MAX, err);

	if (!status)
		status = read_limit(args_value(&cli->args, SWITCH_LIMIT),
				    &job.lookup.limit, err);
	if (!status)
		status = sort_words(&cli->args, &ids, err);
	if (status)
		return status;
	return ids ? lookup_ids(&job, err) : lookup_query(&job, err);
}
