#ifndef SOURCE_SEEN_H
#define SOURCE_SEEN_H

#include "arxiv/ident.h"

/* What happened to each paper of a long file, so that a paper that stands in it
 * twice is counted once: four bits a paper, a few bytes for each of millions,
 * because the numbers of a month follow one another. */

enum seen_mark {
	SEEN_MET = 1,
	SEEN_ADDED = 2,
	SEEN_CHANGED = 4,
	SEEN_ANNOUNCED = 8
};

struct seen;

/* An empty one; the caller frees it with seen_free() (NULL is fine). */
struct seen *seen_new(void);
void seen_free(struct seen *seen);

/* Adds marks of a paper, whose key is valid, and returns those that it had. */
unsigned seen_add(struct seen *seen, paper_key key, unsigned marks);

#endif
