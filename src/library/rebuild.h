#ifndef LIBRARY_REBUILD_H
#define LIBRARY_REBUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/paper.h"
#include "base/date.h"
#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"
#include "library/store.h"

/* Listings rebuilt from the dates of versions, for days whose feed nobody
 * fetched. Version 1 was announced as new in the primary category and as cross
 * in the others, a later one as replaced, on the day that the calendar gives
 * (calendar_day_of_submission). Versions from REBUILD_VERSIONS + 1 on were
 * announced in no feed (INTERFACES section 2). What cannot be known is left
 * as it is: a paper that was held back, cross-listed later, or announced late
 * after a holiday stands on the day that the calendar gives. But
 *   1. a day that arXiv's own feed has told is never touched,
 *   2. what falls on a day that is known to have been quiet is announced on
 *      the next one, and
 *   3. what a feed has announced on one day is not rebuilt on another; when the
 *      feed comes later, it takes the rebuilt rows away. */

#define REBUILD_VERSIONS 5

struct rebuild_plan {
	/* Categories or archives to rebuild, canonical, ended by NULL; each
	 * gets rows of the ledger. NULL: all categories, each for itself. */
	const char *const *requests;
	day_t first, last;    /* listing days, both included */
	bool bounded;         /* these days were asked for: days in which
				 nothing is found are quiet ones at the end */
	const char *source;   /* for the ledger, "oai" or "snapshot" */
	enum day_state state; /* of its rows until rebuild_finish() */
	const char *why;      /* in words, with them */
	int64_t now;          /* Unix seconds */
};

struct rebuild;

/* A rebuilding over any number of transactions, which ends with the first that
 * is taken back. The plan is borrowed and outlives it. The caller frees it with
 * rebuild_free() (NULL is fine). */
struct rebuild *rebuild_new(struct library *library,
			    const struct rebuild_plan *plan);
void rebuild_free(struct rebuild *rebuild);

/* Begins its part of a transaction, which is open. */
enum status rebuild_begin(struct rebuild *rebuild,
			  struct error *err) MUST_CHECK;

/* Stores what the versions of a paper, which is held, say. `fresh`: the paper
 * was stored in this transaction for the first time. *ret_announced tells
 * whether anything was written. */
enum status rebuild_paper(struct rebuild *rebuild, const struct paper *paper,
			  bool fresh, bool *ret_announced,
			  struct error *err) MUST_CHECK;

/* Ends its part of the transaction: the rows of the ledger. When the plan is
 * about all categories and has an end, what is held by rows that it made is
 * counted there. */
enum status rebuild_end(struct rebuild *rebuild, struct error *err) MUST_CHECK;

/* Everything has come: the rows that rebuild_end() wrote become reconstructed,
 * and so do days of the plan (when it is bounded) whose feed was not whole;
 * its weekdays without any paper are quiet. In a transaction. */
enum status rebuild_finish(struct rebuild *rebuild,
			   struct error *err) MUST_CHECK;

/* arXiv's feed of a day came whole: what was rebuilt of it in the categories
 * that a request covers goes. In a transaction, after the feed was stored. */
enum status rebuild_drop_day(struct library *library, day_t day,
			     const char *request, struct error *err) MUST_CHECK;

/* A feed announced this: rebuilt rows of the same version of the paper in the
 * same category on other days go; a day that is empty then is quiet. In a
 * transaction. */
enum status rebuild_drop_other_days(struct library *library,
				    const struct announcement *real,
				    struct error *err) MUST_CHECK;

#endif
