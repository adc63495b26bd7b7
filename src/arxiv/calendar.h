#ifndef ARXIV_CALENDAR_H
#define ARXIV_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/* arXiv's announcement calendar (INTERFACES section 7), in US Eastern time by
 * the daylight rules of the United States (second Sunday of March 02:00 to
 * first Sunday of November 02:00 since 2007; April/October rules before), so
 * that the machine's zone and tzdata do not matter. */

/* Seconds east of UTC at an instant: -18000 (EST) or -14400 (EDT). */
int calendar_eastern_offset(int64_t time);

/* Eastern civil date of an instant; *ret_second (may be NULL) is the second of
 * that day. */
day_t calendar_eastern_day(int64_t time, int *ret_second);

/* What DAY `today` means: the Eastern date on Monday to Friday, the Friday
 * before on a weekend. Turns at 00:00 Eastern, as the feeds do. */
day_t calendar_today(int64_t time);

/* The listing date that arXiv's pages show at an instant: the next
 * announcement day from 20:00 Eastern on, Sunday to Thursday. */
day_t calendar_listing_day(int64_t time);

/* The listing date on which a submission of this instant is announced when
 * nothing holds it: cut-off 14:00 Eastern; holidays are not considered. */
day_t calendar_day_of_submission(int64_t time);

/* True on Saturday and Sunday, for which there is no listing. */
bool calendar_is_weekend(day_t day);

/* The name of the US holiday for which arXiv announced nothing around this
 * day, or NULL. Only for explaining an empty feed, never for computing. */
const char *calendar_holiday(day_t day);

/* The nearest Monday to Friday before or after a day. */
day_t calendar_previous_weekday(day_t day);
day_t calendar_next_weekday(day_t day);

#endif
