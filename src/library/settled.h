#ifndef LIBRARY_SETTLED_H
#define LIBRARY_SETTLED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* The days and requests of which arXiv's own feed came whole, so that nothing
 * may be rebuilt there, and those that are known to have been quiet, so that
 * what their dates give was announced later. Kept in memory, because a
 * snapshot asks for each of millions of announcements; read again when another
 * process has written. */

struct settled_row; /* a day and a request */

struct settled_rows {
	struct settled_row *rows; /* by day */
	size_t count;
};

struct settled {
	struct settled_rows whole;
	struct settled_rows quiet;
	int64_t version; /* of the data they were read from */
};

#define SETTLED_INIT ((struct settled){ .version = -1 })

/* Brings it up to date for the days of a span. Inside a transaction. */
enum status settled_load(struct library *library, day_t first, day_t last,
			 struct settled *settled, struct error *err) MUST_CHECK;
void settled_clear(struct settled *settled);

/* True when the feed of that day came for this category or its archive. */
bool settled_has(const struct settled *settled, day_t day,
		 const char *category);

/* The day on which something was listed in a category when the calendar gives
 * `day`: the next weekday that is not known to have been quiet there. */
day_t settled_listing_day(const struct settled *settled, day_t day,
			  const char *category);

#endif
