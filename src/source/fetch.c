/* The request is lines of text, the answer is frames: a kind ('H' head, 'D'
 * data, 'E' end), four bytes of length, big endian, and the bytes. The helper
 * met the network, so its answer is checked as the network's would be. */
#include "source/fetch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "source/child.h"
#include "source/tick.h"

#define USER_AGENT "arxday/" PACKAGE_VERSION " (terminal reader; libcurl)"

#define FRAME_HEAD ((size_t)5)
#define FRAME_MAX  ((size_t)1024 * 1024)
/* What the helper gets beyond its own deadline before it is given up, in ms. */
#define GRACE_MS 5000

struct fetch {
	struct fetch_answer answer;
	size_t max_bytes;
	bool began;
	bool ended;
	struct error error;
};

void fetch_clear(struct fetch_answer *answer)
{
	free(answer->content_type);
	free(answer->etag);
	free(answer->url);
	str_free(&answer->body);
	*answer = (struct fetch_answer){ .retry_after = -1 };
}

bool fetch_etag_is_good(const char *etag)
{
	return etag != NULL && text_is_visible(etag, FETCH_ETAG_MAX);
}

/* True when a text may stand in a line of the request. */
static bool is_line(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

static bool write_request(const struct fetch_request *request, struct str *out)
{
	if (!is_line(request->url) ||
	    (request->etag != NULL && !fetch_etag_is_good(request->etag)))
		return false;
	str_addf(out, "url %s\nuser-agent %s\n", request->url, USER_AGENT);
	if (request->etag != NULL)
		str_addf(out, "etag %s\n", request->etag);
	str_addf(out,
		 "deadline %u\npatience %u\nhop-wait %" PRId64
		 "\nmax %zu\nloopback-only %s\n",
		 request->deadline, request->patience, request->hop_wait,
		 request->max_bytes, request->loopback_only ? "yes" : "no");
	for (const char *const *host = request->hosts; *host != NULL; host++)
		str_addf(out, "allow %s\n", *host);
	str_add_char(out, '\n');
	return true;
}

static enum child_want breach(struct fetch *fetch)
{
	(void)error_set(&fetch->error, STATUS_NETWORK, 0,
			"the fetch helper's answer cannot be read");
	return CHILD_STOP;
}

/* One line "key value" of the head. */
static void take_head_line(struct fetch_answer *answer, const char *key,
			   const char *value)
{
	char **text = NULL;

	if (strcmp(key, "status") == 0)
		answer->http = (int)strtol(value, NULL, 10);
	else if (strcmp(key, "retry-after") == 0)
		answer->retry_after = strtol(value, NULL, 10);
	else if (strcmp(key, "content-type") == 0)
		text = &answer->content_type;
	else if (strcmp(key, "etag") == 0 && fetch_etag_is_good(value))
		text = &answer->etag;
	else if (strcmp(key, "url") == 0)
		text = &answer->url;
	if (text != NULL && *text == NULL)
		*text = text_clean_dup(value);
}

static void take_head(struct fetch *fetch, char *text)
{
	fetch->began = true;
	while (*text != '\0') {
		char *end = text + strcspn(text, "\n");
		char *blank = text + strcspn(text, " \n");
		char *next = *end == '\n' ? end + 1 : end;

		*end = '\0';
		if (blank < end) {
			*blank = '\0';
			take_head_line(&fetch->answer, text, blank + 1);
		}
		text = next;
	}
}

/* What the helper's classes of errors are here; the rest is one kind. */
static const struct {
	const char *cls;
	enum status status;
	int native; /* set when it may be over soon */
} classes[] = {
	{"too_large",  STATUS_TOO_LARGE, 0           },
	{ "refused",   STATUS_HTTP,      0           },
	{ "timeout",   STATUS_NETWORK,   ETIMEDOUT   },
	{ "connect",   STATUS_NETWORK,   ECONNREFUSED},
	{ "cut",       STATUS_NETWORK,   ECONNRESET  },
	{ "dns_again", STATUS_NETWORK,   EAGAIN      },
};

#define CLASS_COUNT (sizeof(classes) / sizeof(classes[0]))

bool fetch_is_passing(const struct error *why)
{
	if (why->status != STATUS_NETWORK || why->native == 0)
		return false;
	for (size_t i = 0; i < CLASS_COUNT; i++)
		if (classes[i].native == why->native)
			return true;
	return false;
}

static void set_failure(struct error *err, const char *cls, size_t len,
			const char *words)
{
	enum status status = STATUS_NETWORK;
	int native = 0;

	for (size_t i = 0; i < CLASS_COUNT; i++) {
		if (strlen(classes[i].cls) != len ||
		    strncmp(classes[i].cls, cls, len) != 0)
			continue;
		status = classes[i].status;
		native = classes[i].native;
	}
	(void)error_set(err, status, native, "%s", words);
}

/* "ok", or a class of error, a blank and words. */
static void take_end(struct fetch *fetch, const char *text)
{
	size_t len = strcspn(text, " ");

	fetch->ended = true;
	if (strcmp(text, "ok") == 0 && fetch->began)
		return;
	set_failure(&fetch->error, text, len,
		    text[len] == ' ' ? text + len + 1 : "failed");
}

/* A head or an end, as text. */
static void take_text(struct fetch *fetch, char kind, const char *bytes,
		      size_t len)
{
	struct str text = STR_INIT;
	char *taken;

	str_add_n(&text, bytes, len);
	taken = str_take(&text);
	if (kind == 'H')
		take_head(fetch, taken);
	else
		take_end(fetch, taken);
	free(taken);
}

static bool take_frame(struct fetch *fetch, char kind, const char *bytes,
		       size_t len)
{
	struct str *body = &fetch->answer.body;

	if (fetch->ended)
		return false;
	switch (kind) {
	case 'H':
		if (fetch->began)
			return false;
		take_text(fetch, kind, bytes, len);
		return true;
	case 'D':
		if (!fetch->began || len > fetch->max_bytes - body->len)
			return false;
		str_add_n(body, bytes, len);
		return true;
	case 'E':
		take_text(fetch, kind, bytes, len);
		return true;
	default:
		return false;
	}
}

static size_t frame_length(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return (size_t)b[1] << 24 | (size_t)b[2] << 16 | (size_t)b[3] << 8 |
	       (size_t)b[4];
}

static enum child_want take_frames(struct str *got, void *context)
{
	struct fetch *fetch = context;
	size_t used = 0;

	while (got->len - used >= FRAME_HEAD) {
		const char *frame = got->data + used;
		size_t len = frame_length(frame);

		if (len > FRAME_MAX)
			return breach(fetch);
		if (got->len - used - FRAME_HEAD < len)
			break;
		if (!take_frame(fetch, frame[0], frame + FRAME_HEAD, len))
			return breach(fetch);
		used += FRAME_HEAD + len;
	}
	if (used > 0) {
		memmove(got->data, got->data + used, got->len - used);
		str_cut(got, got->len - used);
	}
	return CHILD_MORE;
}

static enum status converse(struct child *child, struct fetch *fetch,
			    const struct child_talk *talk, struct error *err)
{
	enum status status = child_converse(child, talk, err);
	int code = 0;

	/* A helper that outlived its own deadline was waiting, too. */
	if (status == STATUS_NETWORK && err != NULL)
		err->native = ETIMEDOUT;
	if (status != STATUS_OK || fetch->error.status != STATUS_OK)
		child_kill(child);
	else
		status = child_end(child, &code, err);
	if (status != STATUS_OK)
		return status;
	if (!fetch->ended && fetch->error.status == STATUS_OK)
		(void)error_set(&fetch->error, STATUS_NETWORK, 0,
				"the fetch helper died");
	if (fetch->error.status != STATUS_OK && err != NULL)
		*err = fetch->error;
	return fetch->error.status;
}

static enum status run_request(const char *program, const struct str *request,
			       int64_t until, int cancel_fd,
			       struct fetch *fetch, struct error *err)
{
	const struct child_talk talk = {
		.bytes = str_text(request),
		.len = request->len,
		.from = -1,
		.cancel_fd = cancel_fd,
		.until = until,
		.taker = take_frames,
		.context = fetch,
	};
	struct child child;
	enum status status = child_start(program, &child, err);

	if (status != STATUS_OK)
		return status;
	return converse(&child, fetch, &talk, err);
}

enum status fetch_run(const char *program, const struct fetch_request *request,
		      int cancel_fd, struct fetch_answer *ret,
		      struct error *err)
{
	struct fetch fetch = {
		.answer = { .retry_after = -1 },
		.max_bytes = request->max_bytes,
	};
	int64_t until =
		tick_now() + (int64_t)request->deadline * 1000 + GRACE_MS;
	struct str lines = STR_INIT;
	enum status status;

	if (write_request(request, &lines))
		status = run_request(program, &lines, until, cancel_fd, &fetch,
				     err);
	else
		status = error_set(err, STATUS_NETWORK, 0,
				   "the address or the validator has control "
				   "characters");
	str_free(&lines);
	if (status == STATUS_OK)
		*ret = fetch.answer;
	else
		fetch_clear(&fetch.answer);
	return status;
}
