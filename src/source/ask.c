/* The lock of the pace is held from before the request until its end, and also
 * while the server wants to be left alone: no other process asks then. */
#include "source/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/text.h"
#include "source/parse.h"

#define DEADLINE_SECONDS 120
#define MAX_TRIES        2
#define HTTP_OK          200
#define HTTP_TOO_MANY    429
#define HTTP_UNAVAILABLE 503
/* Bytes of a plain text answer that are shown. */
#define MAX_QUOTED ((size_t)160)

#define HOST_COUNT 4

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

static enum status fetch_once(const struct source_context *context,
			      const char *url, struct fetch_answer *ret,
			      struct error *err)
{
	struct hosts hosts = hosts_of(context->config);
	const char *allowed[HOST_COUNT + 1];
	const struct fetch_request request = {
		.url = url,
		.hosts = allowed,
		.loopback_only = context->loopback_only,
		.deadline = DEADLINE_SECONDS,
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

/* True when the server names a time that is worth waiting for. No header and
 * nonsense are not "now" but unknown. */
static bool may_wait(const struct fetch_answer *answer)
{
	return is_throttled(answer->http) && answer->retry_after > 0 &&
	       answer->retry_after <= ASK_MAX_WAIT;
}

static enum status fetch_patiently(const struct source_context *context,
				   const char *url, struct pace *pace,
				   const struct ask_watch *watch,
				   struct fetch_answer *ret, struct error *err)
{
	enum status status = STATUS_OK;

	for (int try = 1; status == STATUS_OK; try++) {
		struct fetch_answer answer = { .retry_after = -1 };

		watch->asks(watch->context);
		status = fetch_once(context, url, &answer, err);
		if (status == STATUS_OK &&
		    (try == MAX_TRIES || !may_wait(&answer))) {
			*ret = answer;
			return STATUS_OK;
		}
		if (status == STATUS_OK)
			status = pace_again(pace, answer.retry_after * 1000,
					    err);
		fetch_clear(&answer);
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

static enum status refused(const struct source_context *context,
			   const struct fetch_answer *answer, struct error *err)
{
	struct str text = STR_INIT;
	enum status status = STATUS_HTTP;

	if (is_throttled(answer->http)) {
		status = STATUS_THROTTLED;
		if (answer->retry_after > 0)
			str_addf(&text, "the server asks to come back in %ld s",
				 answer->retry_after);
		else
			str_add(&text, "the server asks to wait; try again in "
				       "a few minutes");
		str_addf(&text, " (HTTP %d)", answer->http);
	} else {
		str_addf(&text, "the server answered HTTP %d", answer->http);
	}
	quote_answer(context, answer, &text);
	(void)error_set(err, status, answer->http, "%s", str_text(&text));
	str_free(&text);
	return status;
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
			       const char *url, const struct ask_watch *watch,
			       struct fetch_answer *ret, struct error *err)
{
	char *host = config_url_host(url);
	const struct pace_rule rule = {
		.folder = context->state_folder,
		.pace = pace_milliseconds(context->config->pace, host),
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
	status = fetch_patiently(context, url, &pace, watch, ret, err);
	pace_leave(&pace);
	return status;
}

enum status ask_url(const struct source_context *context, const char *url,
		    const struct ask_watch *watch, struct fetch_answer *ret,
		    struct error *err)
{
	struct fetch_answer answer;
	enum status status = ask_at_pace(context, url, watch, &answer, err);

	if (status != STATUS_OK)
		return status;
	if (answer.http == HTTP_OK) {
		*ret = answer;
		return STATUS_OK;
	}
	status = refused(context, &answer, err);
	fetch_clear(&answer);
	return status;
}
