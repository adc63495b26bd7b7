#ifndef SOURCE_REFRESH_H
#define SOURCE_REFRESH_H

#include <stddef.h>

#include "arxiv/category.h"
#include "base/date.h"
#include "base/error.h"
#include "source/context.h"

/* Today's feeds of categories, one request after another at arXiv's pace, each
 * stored in one transaction with its row of the ledger. */

enum refresh_state {
	REFRESH_WAITING, /* for its turn, for the pace or for another fetcher */
	REFRESH_FETCHING,
	REFRESH_STORED,     /* whole, something new */
	REFRESH_SAME,       /* whole, nothing new */
	REFRESH_EMPTY,      /* no announcement on that day, as on weekends */
	REFRESH_STALE,      /* an old listing; what is held stays */
	REFRESH_INCOMPLETE, /* stored, but known to be cut */
	REFRESH_FAILED      /* nothing came; what is held stays */
};

/* "waiting", "fetching", "stored", ... */
const char *refresh_state_name(enum refresh_state state);

struct refresh_event {
	size_t index; /* of the category, from 0 */
	size_t total;
	char category[CATEGORY_MAX + 1];
	enum refresh_state state;
	day_t day;       /* the listing's date; DAY_NONE unknown */
	unsigned papers; /* in the feed */
	unsigned added;  /* papers the library did not hold */
	char text[256];  /* in words; clean, one line */
};

typedef void refresh_sink(const struct refresh_event *event, void *context);

/* Refreshes the categories given. STATUS_OK when each was stored, the same or
 * empty; STATUS_PARTIAL when some failed, were stale or cut; STATUS_NETWORK
 * when all failed or nothing may be asked (err has the first reason);
 * STATUS_CANCELLED. When the server denies access (HTTP 403), the categories
 * behind fail unasked. */
enum status refresh_run(const struct source_context *context,
			const char *const *categories, size_t count,
			refresh_sink *sink, void *sink_context,
			struct error *err) MUST_CHECK;

#endif
