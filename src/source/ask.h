#ifndef SOURCE_ASK_H
#define SOURCE_ASK_H

#include "base/error.h"
#include "source/context.h"
#include "source/fetch.h"
#include "source/pace.h"

/* One polite request: at the pace, tried once more when the server asks to
 * wait for a while that a person would wait. */

/* Longest Retry-After that is waited for, in seconds. */
#define ASK_MAX_WAIT 60

/* Largest answer, in bytes after decoding: a document's limit. */
#define ASK_MAX_BYTES ((size_t)32 * 1024 * 1024)

struct ask_watch {
	pace_watch *waits;           /* why it waits */
	void (*asks)(void *context); /* the request goes out now */
	void *context;
};

/* Makes the request. STATUS_OK for an answer with code 200;
 * STATUS_THROTTLED for 429 and 503, STATUS_HTTP for any other code, both with
 * the code as native error and words that hold what the server said;
 * STATUS_CONFIG for an address that may not be asked; else as fetch_run() and
 * pace_enter(). The caller frees *ret with fetch_clear(). */
enum status ask_url(const struct source_context *context, const char *url,
		    const struct ask_watch *watch, struct fetch_answer *ret,
		    struct error *err) MUST_CHECK;

#endif
