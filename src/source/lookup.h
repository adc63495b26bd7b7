#ifndef SOURCE_LOOKUP_H
#define SOURCE_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/paper.h"
#include "base/error.h"
#include "source/context.h"
#include "source/pace.h"

/* Questions to arXiv's query API: papers by identifier, or the papers of a
 * query, page after page at arXiv's pace. */

/* arXiv's server shows no result beyond this number. */
#define LOOKUP_MOST 10000

/* One page that came. */
struct lookup_page {
	int64_t total;  /* results of the query in all; -1 unknown */
	uint64_t added; /* papers that the library did not hold: only when they
			   are stored */
	uint64_t changed; /* papers that it held otherwise: the same */
};

/* Who hears of it. Each is called with `context`. */
struct lookup_watch {
	pace_watch *waits;           /* why a request waits */
	void (*asks)(void *context); /* a request goes out now */
	/* A page came and is stored, when it is to be; its papers follow. */
	void (*pages)(const struct lookup_page *page, void *context);
	/* One paper, each only once; valid during the call. */
	void (*papers)(const struct paper *paper, void *context);
	void *context;
};

/* What is asked; borrowed, alive for the call. */
struct lookup {
	const paper_key *keys; /* papers; each is told in this order */
	size_t count;
	bool *known;       /* of each key: set to whether arXiv knows it */
	const char *query; /* in arXiv's own syntax; NULL: the keys count */
	size_t limit;      /* papers of a query, 1..LOOKUP_MOST; the newest
			      submissions come first */
	bool save; /* the library, open for writing, takes in the papers, one
		      transaction a page; never a day */
	struct lookup_watch watch;
};

/* Asks. STATUS_OK when all that was asked for came, were it nothing;
 * STATUS_PARTIAL when something came before it failed, or when the server
 * gives an empty page again and again although it has more results; else as
 * ask_url() and gather_document(), in words that say what to do. Papers that
 * came were told, and stored, whatever happens later. */
enum status lookup_run(const struct source_context *context,
		       const struct lookup *lookup,
		       struct error *err) MUST_CHECK;

#endif
