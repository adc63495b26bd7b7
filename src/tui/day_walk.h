#ifndef TUI_DAY_WALK_H
#define TUI_DAY_WALK_H

#include <stdbool.h>

#include "base/date.h"
#include "tui/session.h"

/* Walking over the days that the library has. What cannot be walked is said. */

/* The day `times` days of the library before (step < 0) or after another one;
 * as far as there are days. */
day_t day_walk(struct session *session, day_t from, int step, int times);

/* The oldest or the newest day that is held; DAY_NONE when there is none. */
day_t day_walk_end(struct session *session, bool oldest);

#endif
