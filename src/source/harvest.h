#ifndef SOURCE_HARVEST_H
#define SOURCE_HARVEST_H

#include <stdbool.h>
#include <stdint.h>

#include "arxiv/oai_set.h"
#include "base/date.h"
#include "base/error.h"
#include "source/context.h"

/* A set of arXiv by OAI-PMH, arXivRaw (INTERFACES section 3): papers with all
 * their versions, and the listings that follow from these. A page is a
 * transaction, together with the bookmark behind it, so that a harvest that
 * was ended at any moment goes on with the next page: by the token, or, when
 * that has expired or leads in a circle, by the datestamp up to which all
 * pages came. */

struct harvest_request {
	const char *set; /* "" is all of arXiv */
	/* Categories and archives whose listings are rebuilt, canonical, ended
	 * by NULL; NULL: all. */
	const char *const *requests;
	day_t first, last; /* listing days to rebuild; DAY_NONE: no bound on
			      that side. With a first day only what changed
			      since is asked for. The last one bounds nothing
			      that is asked: a record's datestamp moves on with
			      every change (INTERFACES section 3), so that old
			      listings are in new records. */
	bool quiet_days;   /* weekdays of the span without a paper are quiet */
};

enum harvest_step {
	HARVEST_WAITING,  /* for the pace or another process */
	HARVEST_FETCHING, /* a page */
	HARVEST_STORED,   /* a page */
	HARVEST_RESUMED,  /* goes on where an earlier run ended */
	HARVEST_RESTARTED /* begins again at a datestamp */
};

/* "waiting", "fetching", "stored", ... */
const char *harvest_step_name(enum harvest_step step);

/* What has come so far, over all runs of this harvest for pages and records,
 * of this run for the rest. */
struct harvest_figures {
	int64_t pages, records;
	int64_t added, changed, announcements; /* papers */
	int64_t skipped; /* records that could not be kept */
	day_t reached;   /* datestamp up to which all came; DAY_NONE */
};

struct harvest_event {
	enum harvest_step step;
	const char *set;
	struct harvest_figures figures;
	int per_mille; /* of the span of dates; -1 unknown: tokens tell no total
			  (INTERFACES section 3) */
	int64_t rate;  /* records in a minute of this run; 0 unknown */
	int64_t left;  /* seconds that may be left; -1 unknown */
	char text[256]; /* in words; clean, one line */
};

typedef void harvest_sink(const struct harvest_event *event, void *context);

struct harvest_watch {
	harvest_sink *sink;
	void *context;
};

/* Runs a harvest to its end. *ret_figures is set in any case. STATUS_OK, also
 * when nothing changed; STATUS_PARTIAL when records had to be left out;
 * STATUS_PARSE when the server's pages cannot be used or go in circles; else
 * as ask_url(). What was stored stays, and the same request goes on. */
enum status harvest_run(const struct source_context *context,
			const struct harvest_request *request,
			const struct harvest_watch *watch,
			struct harvest_figures *ret_figures,
			struct error *err) MUST_CHECK;

#endif
