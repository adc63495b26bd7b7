#ifndef SOURCE_FEED_SETTLE_H
#define SOURCE_FEED_SETTLE_H

#include "base/error.h"
#include "source/context.h"
#include "source/gather.h"
#include "source/judge.h"
#include "source/refresh_event.h"

/* What becomes of the feed of one category: judged, stored with its row of the
 * ledger in one transaction, and told. */

/* The validator under which the same answer need not come again. */
struct feed_bookmark {
	const char *url;
	const char *etag; /* NULL: the server gave none */
};

struct feed_outcome {
	enum refresh_state state;
	day_t day;
	unsigned papers; /* in the feed */
	unsigned added;  /* papers the library did not hold */
	char text[JUDGE_TEXT];
};

/* Judges a feed and stores what is worth it. The bookmark (NULL: none) is kept
 * in the same transaction when all of the feed was. STATUS_PARSE when the feed
 * is useless, else failures of the library; nothing is stored then. */
enum status feed_settle(const struct source_context *context,
			const char *category, const struct gathered *doc,
			const struct feed_bookmark *bookmark,
			struct feed_outcome *ret, struct error *err) MUST_CHECK;

/* The answer was that nothing has changed since the listing of `day`. */
enum status feed_settle_unchanged(const struct source_context *context,
				  const char *category, day_t day,
				  struct feed_outcome *ret,
				  struct error *err) MUST_CHECK;

/* It is known that nothing was announced in a category on a day. */
enum status feed_settle_quiet(const struct source_context *context,
			      const char *category, day_t day,
			      struct error *err) MUST_CHECK;

/* A feed of several categories has nothing of this one: nothing was announced
 * in it on the feed's day, and a failure of that day is over. */
enum status feed_settle_nothing(const struct source_context *context,
				const char *category, day_t day,
				struct feed_outcome *ret,
				struct error *err) MUST_CHECK;

/* Notes in the ledger that today's feed did not come; what it has of a day that
 * is held stays. On a weekend there is no listing that could be missing.
 * Returns the day, DAY_NONE on a weekend. */
day_t feed_settle_failure(const struct source_context *context,
			  const char *category, const char *why);

#endif
