#ifndef LIBRARY_DAY_CHOICE_H
#define LIBRARY_DAY_CHOICE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* The DAY of a command line, the reader's too: today, latest, YYYY-MM-DD,
 * DD-Mon-YYYY or -N. */

enum day_kind {
	DAY_LATEST,
	DAY_DATE,
	DAY_BACK
};

struct day_choice {
	enum day_kind kind;
	day_t day;   /* of DAY_DATE */
	size_t back; /* of DAY_BACK: the N of -N */
};

/* Reads a DAY; NULL is latest. `now` is what today goes by. STATUS_USAGE when
 * it is none. */
enum status day_read(const char *text, int64_t now, struct day_choice *ret,
		     struct error *err) MUST_CHECK;

/* The day that is meant in a library. STATUS_NOTFOUND when the library is
 * empty or does not reach so far back. A date is not looked up. */
enum status day_resolve(const struct day_choice *choice,
			struct library *library, day_t *ret,
			struct error *err) MUST_CHECK;

#endif
