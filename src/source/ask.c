/* The lock of the pace is held from before the request until its end, and also
 * while the server wants to be left alone: no other process asks then. */
#include "source/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/config.h"
#include "base/text.h"
#include "source/parse.h"

#define HTTP_OK           200
#define HTTP_NOT_MODIFIED 304
#define HTTP_FORBIDDEN    403
#define HTTP_TOO_MANY     429
#define HTTP_UNAVAILABLE  503
/* What a code is where no answer came. */
#define NO_ANSWER 0
/* A week in seconds: a wish beyond it means as much. */
#define MAX_WISH (7L * 86400)
/* Bytes of a plain text answer that are shown. */
#define MAX_QUOTED ((size_t)160)

#define HOST_COUNT 4

static const struct {
	unsigned deadline; /* seconds */
	unsigned patience;
} times[] = {
	[ASK_FEED] = {120,  15 },
	[ASK_OAI] = { 120, 60 },
	[ASK_API] = { 180, 150},
};

/* The hosts of the configured URLs, ended by NULL; the texts are owned. */
struct hosts {
	char *names[HOST_COUNT + 1];
};

static struct hosts hosts_of(const struct config *config)
{
	const char *const urls[HOST_COUNT] = { config->feed_url,
					       config->api_url, config->oai_url,
					       config->paper_url };
	struct hosts hosts = { { NULL } };
	size_t count = 0;

	for (size_t i = 0; i < HOST_COUNT; i++) {
		char *host = config_url_host(urls[i]);

		if (host != NULL)
			hosts.names[count++] = host;
	}
	return hosts;
}

static void hosts_free(struct hosts *hosts)
{
	for (size_t i = 0; i < HOST_COUNT; i++)
		free(hosts->names[i]);
}

/* The validator that is sent, or NULL. */
static const char *validator(const struct ask *ask)
{
	return fetch_etag_is_good(ask->etag) ? ask->etag : NULL;
}

static enum status fetch_once(const struct source_context *context,
			      const struct ask *ask, int64_t pace,
			      struct fetch_answer *ret, struct error *err)
{
	struct hosts hosts = hosts_of(context->config);
	const char *allowed[HOST_COUNT + 1];
	const struct fetch_request request = {
		.url = ask->url,
		.etag = validator(ask),
		.hosts = allowed,
		.loopback_only = context->loopback_only,
		.deadline = times[ask->kind].deadline,
		.patience = times[ask->kind].patience,
		.hop_wait = pace,
		.max_bytes = ASK_MAX_BYTES,
	};
	enum status status;

	for (size_t i = 0; i <= HOST_COUNT; i++)
		allowed[i] = hosts.names[i];
	status = fetch_run(context->fetch_program, &request, context->cancel_fd,
			   ret, err);
	hosts_free(&hosts);
	return status;
}

static bool is_throttled(int http)
{
	return http == HTTP_TOO_MANY || http == HTTP_UNAVAILABLE;
}

/* True for what may be gone soon. */
static bool is_passing(int http)
{
	return http == NO_ANSWER || http == HTTP_UNAVAILABLE || http == 500 ||
	       http == 502 || http == 504;
}

/* The seconds of a Retry-After; 0 when it says nothing. Neither no header nor
 * nonsense means "now", and what is far away is a week. */
static long wish(long retry_after)
{
	if (retry_after <= 0)
		return 0;
	return retry_after < MAX_WISH ? retry_after : MAX_WISH;
}

/* The wait that the server has no say in; -1 ends it. */
static int64_t back_off(int http, int try, int64_t pace)
{
	const int64_t most = (int64_t)ASK_MAX_WAIT * 1000;
	int64_t wait = -1;

	if (http == HTTP_TOO_MANY && try == 1)
		wait = 20 * pace;
	else if (is_passing(http) && try < ASK_MAX_TRIES)
		wait = try == 1 ? 2 * pace : 4 * pace;
	return wait < most ? wait : most;
}

int64_t ask_delay(int http, int try, long retry_after, int64_t pace,
		  unsigned jitter)
{
	int64_t wait = back_off(http, try, pace);
	long wanted = wish(retry_after);

	if (wait < 0 || wanted > ASK_MAX_WAIT)
		return -1;
	if (wait < (int64_t)wanted * 1000)
		wait = (int64_t)wanted * 1000;
	return wait + wait * (jitter % 256) / 1024;
}

/* So that those who were refused together do not come back together. */
static unsigned any_number(void)
{
	unsigned char byte = 0;

	/* Where there is none, they do; nothing worse. */
	return getrandom(&byte, sizeof(byte), GRND_NONBLOCK) == 1 ? byte : 0;
}

/* One try that has ended. */
struct attempt {
	enum status status;
	struct fetch_answer answer; /* when the status is OK */
	struct error why;           /* else */
	int number;                 /* from 1 */
};

/* Notes what the server wants for all processes. Returns the milliseconds to
 * wait until the next try, -1 for none. */
static int64_t next_wait(struct pace *pace, const struct attempt *last)
{
	int http = last->answer.http;

	if (last->status != STATUS_OK)
		return fetch_is_passing(&last->why)
			       ? ask_delay(NO_ANSWER, last->number, -1,
					   pace->rule.pace, any_number())
			       : -1;
	if (is_passing(http) || http == HTTP_TOO_MANY || http == HTTP_FORBIDDEN)
		pace_hold(pace, wish(last->answer.retry_after));
	return ask_delay(http, last->number, last->answer.retry_after,
			 pace->rule.pace, any_number());
}

static enum status wait_and_tell(struct pace *pace, int64_t wait,
				 const struct attempt *last, struct error *err)
{
	char why[128];

	if (last->status == STATUS_OK)
		(void)snprintf(why, sizeof(why),
			       "until try %d: the server answered HTTP %d",
			       last->number + 1, last->answer.http);
	else
		(void)snprintf(why, sizeof(why), "until try %d: %.90s",
			       last->number + 1, last->why.text);
	return pace_again(pace, wait, why, err);
}

static enum status finish(struct attempt *last, struct fetch_answer *ret,
			  struct error *err)
{
	if (last->status == STATUS_OK)
		*ret = last->answer;
	else if (last->number > 1)
		(void)error_set(err, last->status, last->why.native,
				"%s (%d tries)", last->why.text, last->number);
	else if (err != NULL)
		*err = last->why;
	return last->status;
}

static enum status fetch_patiently(const struct source_context *context,
				   const struct ask *ask, struct pace *pace,
				   const struct ask_watch *watch,
				   struct fetch_answer *ret, struct error *err)
{
	enum status status = STATUS_OK;

	for (int number = 1; status == STATUS_OK; number++) {
		struct attempt now = { .answer = { .retry_after = -1 },
				       .number = number };
		int64_t wait;

		watch->asks(watch->context);
		now.status = fetch_once(context, ask, pace->rule.pace,
					&now.answer, &now.why);
		wait = next_wait(pace, &now);
		if (wait < 0)
			return finish(&now, ret, err);
		status = wait_and_tell(pace, wait, &now, err);
		fetch_clear(&now.answer);
	}
	return status;
}

/* Keeps nothing: only the parser's words about an error answer are wanted. */
static void ignore_record(const struct record *record, void *context)
{
	(void)record;
	(void)context;
}

/* Appends ": " and what the server says of its refusal, when it says it in a
 * feed (as arXiv does) or in plain text. */
static void quote_answer(const struct source_context *context,
			 const struct fetch_answer *answer, struct str *out)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(&answer->body),
		.len = answer->body.len,
		.cancel_fd = context->cancel_fd,
	};
	struct error why = { .status = STATUS_OK };
	const char *type = answer->content_type;
	struct str words = STR_INIT;

	if (answer->body.len == 0)
		return;
	if (type != NULL && strncmp(type, "text/plain", 10) == 0) {
		(void)text_clean(answer->body.data,
				 answer->body.len < MAX_QUOTED
					 ? answer->body.len
					 : MAX_QUOTED,
				 &words);
	} else if (parse_run(context->parse_program, &input, ignore_record,
			     NULL, &why) == STATUS_PARSE &&
		   parse_is_error_answer(why.text)) {
		str_add(&words, parse_words(why.text));
	}
	if (words.len > 0)
		str_addf(out, ": %s", str_text(&words));
	str_free(&words);
}

/* What the code means for the user. */
static void add_refusal(const struct fetch_answer *answer, struct str *out)
{
	char words[PACE_WORDS_SIZE];
	long wanted = wish(answer->retry_after);

	if (answer->http == HTTP_FORBIDDEN)
		str_addf(out,
			 "the server denied access (HTTP %d); asking on "
			 "is treated as an attack: stop for a day, and "
			 "turn to arXiv if it stays so",
			 answer->http);
	else if (is_throttled(answer->http) && wanted > 0)
		str_addf(out, "the server asks to come back in %s (HTTP %d)",
			 pace_words((int64_t)wanted * 1000, words),
			 answer->http);
	else if (is_throttled(answer->http))
		str_addf(out,
			 "the server asks to wait; try again in a few "
			 "minutes (HTTP %d)",
			 answer->http);
	else
		str_addf(out, "the server answered HTTP %d", answer->http);
}

static enum status refused(const struct source_context *context,
			   const struct fetch_answer *answer, struct error *err)
{
	struct str text = STR_INIT;
	enum status status =
		is_throttled(answer->http) ? STATUS_THROTTLED : STATUS_HTTP;

	add_refusal(answer, &text);
	quote_answer(context, answer, &text);
	(void)error_set(err, status, answer->http, "%s", str_text(&text));
	str_free(&text);
	return status;
}

bool ask_is_denied(const struct error *why)
{
	return why->status == STATUS_HTTP && why->native == HTTP_FORBIDDEN;
}

/* The fetch helper refuses these, too; here nobody waits for the refusal. */
static enum status may_ask(const struct source_context *context,
			   const char *host, struct error *err)
{
	if (host == NULL)
		return error_set(err, STATUS_CONFIG, 0,
				 "the address is neither http nor https");
	if (context->loopback_only && !config_host_is_loopback(host))
		return error_set(err, STATUS_CONFIG, 0,
				 "only this machine may be asked "
				 "(ARXDAY_LOOPBACK_ONLY), not %s",
				 host);
	return STATUS_OK;
}

static enum status ask_at_pace(const struct source_context *context,
			       const struct ask *ask,
			       const struct ask_watch *watch,
			       struct fetch_answer *ret, struct error *err)
{
	char *host = config_url_host(ask->url);
	const struct pace_rule rule = {
		.folder = context->state_folder,
		.pace = pace_milliseconds(context->config->pace, host),
		.longest = (int64_t)ASK_MAX_WAIT * 1000,
		.cancel_fd = context->cancel_fd,
		.watch = watch->waits,
		.context = watch->context,
	};
	struct pace pace;
	enum status status;

	status = may_ask(context, host, err);
	free(host);
	if (status == STATUS_OK)
		status = pace_enter(&rule, &pace, err);
	if (status != STATUS_OK)
		return status;
	status = fetch_patiently(context, ask, &pace, watch, ret, err);
	pace_leave(&pace);
	return status;
}

enum status ask_url(const struct source_context *context, const struct ask *ask,
		    const struct ask_watch *watch, struct fetch_answer *ret,
		    struct error *err)
{
	struct fetch_answer answer = { .retry_after = -1 };
	enum status status = ask_at_pace(context, ask, watch, &answer, err);

	if (status != STATUS_OK)
		return status;
	if (answer.http == HTTP_NOT_MODIFIED && validator(ask) != NULL) {
		str_free(&answer.body);
		*ret = answer;
		return STATUS_OK;
	}
	if (answer.http == HTTP_OK) {
		*ret = answer;
		return STATUS_OK;
	}
	status = refused(context, &answer, err);
	fetch_clear(&answer);
	return status;
}
