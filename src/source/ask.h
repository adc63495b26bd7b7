#ifndef SOURCE_ASK_H
#define SOURCE_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "source/context.h"
#include "source/fetch.h"
#include "source/pace.h"

/* One polite request: at the pace, and tried again after a while when the
 * server or the network may be better then. */

/* Longest Retry-After that is waited for, in seconds. */
#define ASK_MAX_WAIT 300

/* Most requests that one call makes. */
#define ASK_MAX_TRIES 3

/* Largest answer, in bytes after decoding: a document's limit. */
#define ASK_MAX_BYTES ((size_t)32 * 1024 * 1024)

/* Whom it asks: how long an answer may take depends on it. */
enum ask_kind {
	ASK_FEED, /* 120 s in all, 15 s of silence */
	ASK_OAI,  /* 120 s in all, 60 s of silence: pages are made slowly */
	ASK_API   /* 180 s in all, 150 s of silence */
};

struct ask {
	const char *url;
	const char *etag; /* validator of what is held, as it came; NULL none.
			     One that is not good (source/fetch.h) is none */
	enum ask_kind kind;
};

struct ask_watch {
	pace_watch *waits;           /* why it waits */
	void (*asks)(void *context); /* the request goes out now */
	void *context;
};

/* Milliseconds to wait after try number `try` (from 1) got HTTP code `http`, 0
 * for a passing failure of the network; -1 when it is not tried again.
 * 500, 502, 503, 504 and the network get 2, then 4 paces, and 3 tries in all;
 * 429 gets 20 paces and 2 tries; anything else one. A Retry-After (seconds)
 * makes the wait longer, never shorter, and is an end above ASK_MAX_WAIT; what
 * is not above 0 is no wish. The pace is in milliseconds, the
 * back-off at most ASK_MAX_WAIT. `jitter`, any number, adds up to a quarter. */
int64_t ask_delay(int http, int try, long retry_after, int64_t pace,
		  unsigned jitter);

/* True for a failure that tells that the server denies access (HTTP 403): who
 * asks on is taken for an attacker. */
bool ask_is_denied(const struct error *why);

/* Makes the request. STATUS_OK for an answer with code 200, and for 304 (with
 * an empty body) when a validator was sent; look at ret->http.
 * STATUS_THROTTLED for 429 and 503, STATUS_HTTP for any other code, both with
 * the code as native error and words that hold what the server said;
 * STATUS_THROTTLED with 0 when the server asked any process of the user to be
 * left alone for long; STATUS_CONFIG for an address that may not be asked; else
 * as fetch_run() and pace_enter().
 * Once it has its turn, it ends after ASK_MAX_TRIES requests of 125 s (the API:
 * 185 s) and the waits between them, each at most 5/4 of ASK_MAX_WAIT or one
 * pace: below 19 (22) minutes at arXiv's pace. The caller frees *ret with
 * fetch_clear(). */
enum status ask_url(const struct source_context *context, const struct ask *ask,
		    const struct ask_watch *watch, struct fetch_answer *ret,
		    struct error *err) MUST_CHECK;

#endif
