#ifndef TUI_VIEW_CALENDAR_H
#define TUI_VIEW_CALENDAR_H

#include "tui/view.h"

/* Opens the calendar on a day: weeks as rows, a day with its papers, unread and
 * stars, holidays by their names. Enter makes WISH_DAY. The worker reads the
 * figures of what is shown, month by month from the newest on. */
struct view *view_calendar_open(struct session *session, day_t day);

#endif
