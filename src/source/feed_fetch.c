/* The validator goes out as it came; what comes back is read at once. */
#include "source/feed_fetch.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/memory.h"
#include "source/parse.h"
#include "source/url.h"

#define HTTP_NOT_MODIFIED 304

void feed_answer_clear(struct feed_answer *answer)
{
	free(answer->url);
	free(answer->etag);
	gathered_clear(&answer->doc);
	*answer = (struct feed_answer){ .day = DAY_NONE, .doc = GATHERED_NONE };
}

/* '+' stays: it joins the categories of a request. */
static char *url_of(const struct source_context *context, const char *query)
{
	struct str url = STR_INIT;

	url_add_base(context->config->feed_url, &url);
	str_addf(&url, "/%s", query);
	return str_take(&url);
}

static enum status read_feed(const struct source_context *context,
			     const struct str *body, struct gathered *ret,
			     struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(body),
		.len = body->len,
		.cancel_fd = context->cancel_fd,
	};
	struct error why = { .status = STATUS_OK };
	enum status status =
		gather_document(context->parse_program, &input, ret, &why);

	if (status == STATUS_OK)
		return STATUS_OK;
	return error_set(err, status, why.native, "%s", parse_words(why.text));
}

static enum status take_answer(const struct source_context *context,
			       const struct fetch_answer *got,
			       const struct validator *held,
			       struct feed_answer *answer, struct error *err)
{
	if (got->http == HTTP_NOT_MODIFIED) {
		answer->unchanged = true;
		answer->day = held->day;
		return STATUS_OK;
	}
	answer->etag = mem_strdup_null(got->etag);
	return read_feed(context, &got->body, &answer->doc, err);
}

enum status feed_fetch(const struct source_context *context, const char *query,
		       const struct ask_watch *watch, struct feed_answer *ret,
		       struct error *err)
{
	struct feed_answer answer = { .day = DAY_NONE, .doc = GATHERED_NONE };
	struct validator held = { .day = DAY_NONE };
	struct fetch_answer got;
	struct ask ask = { .kind = ASK_FEED };
	enum status status;

	answer.url = url_of(context, query);
	status = validator_get(context->library, answer.url, &held, err);
	if (status == STATUS_OK || status == STATUS_NOTFOUND) {
		ask.url = answer.url;
		ask.etag = held.etag;
		status = ask_url(context, &ask, watch, &got, err);
		if (status == STATUS_OK) {
			status =
				take_answer(context, &got, &held, &answer, err);
			fetch_clear(&got);
		}
	}
	free(held.etag);
	if (status == STATUS_OK)
		*ret = answer;
	else
		feed_answer_clear(&answer);
	return status;
}
