#ifndef LIBRARY_RELIST_H
#define LIBRARY_RELIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* Listings that stand on the wrong day, put right by better knowledge. Requests
 * are categories or archives. Each call belongs into a transaction. */

/* A day turned out to have been quiet: what was rebuilt of it was announced on
 * a later one, `to`, unless that one's feed came whole. `from` is quiet then,
 * when nothing is left of it. */
enum status relist_rebuilt(struct library *library, const char *request,
			   day_t from, day_t to, int64_t now,
			   struct error *err) MUST_CHECK;

/* Papers that a feed listed as new ones or replacements. */
struct relist_count {
	size_t known; /* with a version whose date is known */
	size_t dated; /* those of a certain day, by the calendar */
};

/* Counts those that a feed listed on `day` in a category, and for how many of
 * them the calendar gives the day `wanted`. */
enum status relist_count(struct library *library, const char *category,
			 day_t day, day_t wanted, struct relist_count *ret,
			 struct error *err) MUST_CHECK;

/* A feed came under the date `from` although it was that of `to`, of which
 * nothing else is held: its announcements and its row of the ledger go there,
 * and no validator of an answer of `from` counts any more. */
enum status relist_feed(struct library *library, const char *category,
			day_t from, day_t to, struct error *err) MUST_CHECK;

#endif
