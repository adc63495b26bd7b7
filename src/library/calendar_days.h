#ifndef LIBRARY_CALENDAR_DAYS_H
#define LIBRARY_CALENDAR_DAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"

/* The figures of a span of days, for a calendar: those of days_load(), of the
 * days in the span alone. */

struct calendar_day {
	day_t day;
	size_t papers; /* of the listing */
	size_t unread; /* neither read nor done */
	size_t favourites;
	/* days_load() lists the day too. Where it does not, there are
	 * announcements of which the ledger says nothing. */
	bool known;
	enum day_state state; /* when it is known */
};

/* The days of [from, until] that the ledger knows or that have papers, oldest
 * first, in scope as days_load(). *ret_rows is fresh, the caller frees it.
 *
 * Costs two look-ups a day and the reading of all announcements of the span in
 * the followed categories, nothing for other categories, days and years: about
 * half a microsecond an announcement. A year of arXiv's five largest categories
 * takes some 130 ms, of all of arXiv (a million announcements) 400 ms, so it is
 * no work for the thread of the terminal. */
enum status calendar_days_load(struct library *library, day_t from, day_t until,
			       struct calendar_day **ret_rows,
			       size_t *ret_count, struct error *err) MUST_CHECK;

#endif
