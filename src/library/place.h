#ifndef LIBRARY_PLACE_H
#define LIBRARY_PLACE_H

#include <stdint.h>

#include "base/error.h"
#include "library/library.h"

/* Where the reader was, one short text for each of its views ("listing" has
 * "2025-10-10 2510.07784"), so that it opens there again. It is no mark: there
 * is no undo. */

/* Keeps a place; NULL forgets it. A value that is the same is not written
 * again. Names and values are one line of clean text. `now` is Unix seconds.
 * Inside a transaction it is part of it. */
enum status place_set(struct library *library, const char *name,
		      const char *value, int64_t now,
		      struct error *err) MUST_CHECK;

/* The value of a place, clean and fresh; NULL when there is none. */
enum status place_get(struct library *library, const char *name, char **ret,
		      struct error *err) MUST_CHECK;

#endif
