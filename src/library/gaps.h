#ifndef LIBRARY_GAPS_H
#define LIBRARY_GAPS_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* Days that were missed: weekdays since the first refresh of a category on
 * which neither its feed came whole, nor the day was rebuilt, nor is known to
 * have been quiet. A file that was imported starts no such duty, or the sample
 * days would. */

struct gaps {
	day_t *days; /* ascending, owned */
	size_t count;
	day_t since; /* when a refresh brought something before the span and
			nothing in it: that day, since which more was missed;
			else DAY_NONE */
};

/* The missed days of a category from `first` to `last`, both included. The
 * caller frees ret->days. */
enum status gaps_find(struct library *library, const char *category,
		      day_t first, day_t last, struct gaps *ret,
		      struct error *err) MUST_CHECK;

/* Notes that nothing was announced in a category on a day. In a transaction. */
enum status gaps_note_quiet(struct library *library, const char *category,
			    day_t day, int64_t now,
			    struct error *err) MUST_CHECK;

/* Takes that back. In a transaction. */
enum status gaps_forget_quiet(struct library *library, const char *category,
			      day_t day, struct error *err) MUST_CHECK;

#endif
