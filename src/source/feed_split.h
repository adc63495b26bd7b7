#ifndef SOURCE_FEED_SPLIT_H
#define SOURCE_FEED_SPLIT_H

#include <stdbool.h>

#include "source/gather.h"

/* A combined feed ("cs.IR+cs.CL") taken apart into what the feeds of its
 * categories would have been. Types are relative to the request (INTERFACES
 * section 2): "new" in it is new in the primary category and a cross-list in
 * the others, and likewise for replacements. "cross" tells less: a paper that
 * was cross-listed later is announced in the added category alone, which the
 * entry does not name. It is taken for those of the request in which it is not
 * primary and was not announced before; so a listing of the whole request,
 * which has a paper once with its strongest type, is exact, and that of one of
 * its categories may have a late cross-list too many. Pure. */

/* True when a paper is known to have been announced in a category, given by
 * its canonical name, before the day of the feed. */
typedef bool feed_split_known(paper_key paper, const char *category,
			      void *context);

struct feed_split {
	const struct gathered *doc;
	const char *query;       /* the request */
	feed_split_known *known; /* NULL: nothing is */
	void *context;
};

/* True when the feed says that it answers just this request, in any order. */
bool feed_split_is_of(const struct gathered *doc, const char *query);

/* Makes the part of one category of the request. *ret borrows the papers of
 * the document; free it with feed_split_free(). */
void feed_split(const struct feed_split *split, const char *category,
		struct gathered *ret);
void feed_split_free(struct gathered *part);

#endif
