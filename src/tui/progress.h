#ifndef TUI_PROGRESS_H
#define TUI_PROGRESS_H

#include <stdbool.h>

#include "source/refresh.h"

/* Progress events as lines, as `arxday refresh --progress` writes them. Fields
 * are apart by tabs:
 *
 *     INDEX TOTAL CATEGORY STATE DAY PAPERS ADDED TEXT
 *
 * INDEX from 0, STATE by refresh_state_name(), DAY as YYYY-MM-DD or empty. */

/* Reads one line (without line feed) into *ret; false when it is no event. */
bool progress_read(const char *line, struct refresh_event *ret);

#endif
