#ifndef LIBRARY_QUIET_DAYS_H
#define LIBRARY_QUIET_DAYS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"
#include "base/str.h"
#include "library/library.h"

/* Weekdays on which nothing was announced in a category, as far as is known:
 * the table `quiet`, read. */

/* *ret is true when nothing was announced in the category, or in an archive
 * that it belongs to, on the day. */
enum status quiet_days_has(struct library *library, const char *category,
			   day_t day, bool *ret, struct error *err) MUST_CHECK;

/* Appends the categories that were quiet on a day, with a blank between. */
enum status quiet_days_names(struct library *library, day_t day,
			     struct str *out, struct error *err) MUST_CHECK;

/* Appends why nothing may be held of a day: "it is a Saturday, and arXiv
 * announces nothing on weekends", a quiet day, a holiday, else "no listing of
 * it came". */
enum status quiet_days_why(struct library *library, day_t day, struct str *out,
			   struct error *err) MUST_CHECK;

#endif
