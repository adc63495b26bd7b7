#ifndef SOURCE_FEED_FETCH_H
#define SOURCE_FEED_FETCH_H

#include <stdbool.h>

#include "base/error.h"
#include "source/ask.h"
#include "source/context.h"
#include "source/gather.h"

/* One feed, asked for only when it differs from what was stored last. */
struct feed_answer {
	char *url;  /* owned; under which its validator is kept */
	char *etag; /* owned; NULL none */
	bool unchanged;
	day_t day;           /* unchanged: of the listing that is held */
	struct gathered doc; /* else; owned */
};

/* Fetches the feed of a request ("cs.IR", "cs.IR+cs.CL") and reads it.
 * STATUS_PARSE when it is no whole feed, else as ask_url(). The caller frees
 * *ret with feed_answer_clear(). */
enum status feed_fetch(const struct source_context *context, const char *query,
		       const struct ask_watch *watch, struct feed_answer *ret,
		       struct error *err) MUST_CHECK;
void feed_answer_clear(struct feed_answer *answer);

#endif
