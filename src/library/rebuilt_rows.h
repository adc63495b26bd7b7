#ifndef LIBRARY_REBUILT_ROWS_H
#define LIBRARY_REBUILT_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "library/known.h"
#include "library/library.h"
#include "library/store.h"

/* Rebuilt announcements of papers that are new in this transaction, on their
 * way into the library. They wait and go in order, because the rows of a
 * table that come in its order cost a fraction of those that do not. */

struct rebuilt_row;

struct rebuilt_rows {
	struct rebuilt_row *rows; /* owned */
	size_t count, room;
};

/* Frees all of them. */
void rebuilt_rows_clear(struct rebuilt_rows *rows);

/* Adds one of a category, whose number is there. */
void rebuilt_rows_add(struct rebuilt_rows *rows, const struct known *known,
		      const struct announcement *announcement);

/* Writes those that wait. In their transaction, and before anything else looks
 * for them. */
enum status rebuilt_rows_write(struct library *library,
			       struct rebuilt_rows *rows,
			       struct error *err) MUST_CHECK;

/* Deletes what was rebuilt of a day in one category. */
enum status rebuilt_rows_remove(struct library *library, day_t day,
				int64_t category, struct error *err) MUST_CHECK;

#endif
