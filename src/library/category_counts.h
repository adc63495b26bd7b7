#ifndef LIBRARY_CATEGORY_COUNTS_H
#define LIBRARY_CATEGORY_COUNTS_H

#include <stddef.h>

#include "arxiv/category.h"
#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* How many papers were announced in each category, followed or not. */

struct category_count {
	char name[CATEGORY_MAX + 1]; /* canonical */
	int papers;
};

/* Those of one day, without reports; the caller frees *ret_counts. The cost is
 * that of all announcements that are held of the day, from an index. */
enum status category_counts_load(struct library *library, day_t day,
				 struct category_count **ret_counts,
				 size_t *ret_count,
				 struct error *err) MUST_CHECK;

#endif
