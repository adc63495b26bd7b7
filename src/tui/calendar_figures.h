#ifndef TUI_CALENDAR_FIGURES_H
#define TUI_CALENDAR_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "library/calendar_days.h"

/* The figures of days as far as they were read, month by month. Zeroed it has
 * none. */
struct calendar_figures {
	struct calendar_month *months; /* ascending */
	size_t count, room;
};

/* Frees all of it. */
void calendar_figures_clear(struct calendar_figures *figures);

/* The figures of a day; NULL when there are none. *ret_known (may be NULL) is
 * true when its month was read. Valid until the next change. */
const struct calendar_day *
calendar_figures_of(const struct calendar_figures *figures, day_t day,
		    bool *ret_known);

/* The newest month of [from, until] that is to be read: *ret_from and
 * *ret_until are its days. False when all were. */
bool calendar_figures_wanted(const struct calendar_figures *figures, day_t from,
			     day_t until, day_t *ret_from, day_t *ret_until);

/* Takes over the rows of the month that begins with `from`. */
void calendar_figures_take(struct calendar_figures *figures, day_t from,
			   struct calendar_day *rows, size_t count);

/* All months are to be read again; until then they keep what they have. */
void calendar_figures_stale(struct calendar_figures *figures);

/* Papers, days and the papers of the fullest day among [from, until]. */
struct calendar_sum {
	size_t days;
	size_t papers;
	size_t most;
};
struct calendar_sum calendar_figures_sum(const struct calendar_figures *figures,
					 day_t from, day_t until);

#endif
