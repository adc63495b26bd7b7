#ifndef SOURCE_BATCH_H
#define SOURCE_BATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Which categories are asked for in one request. A combined feed has each
 * paper once, which spares requests, but arXiv cuts it at 2000 entries and
 * takes the new papers away (INTERFACES section 2), so the categories of one
 * request must stay well below that on their busiest day. Pure. */

/* Entries that the categories of one request may have together. */
#define BATCH_ENTRIES 1400
/* What a category counts whose listings are not known yet. */
#define BATCH_UNKNOWN 250
/* Most categories of one request, which bounds its address. */
#define BATCH_MAX 40

struct batch_item {
	const char *name; /* a category in its proper spelling; NULL: none */
	int entries;      /* of its largest listing lately; -1 unknown */
};

/* Puts items into as few requests as may be, in their order: ret_batch[i] is
 * the number of item i's, from 0; returns how many there are. A whole archive,
 * a second name of the same category and what is none stand alone. */
size_t batch_plan(const struct batch_item *items, size_t count,
		  size_t *ret_batch);

#endif
