#ifndef TUI_VIEW_LEDGER_H
#define TUI_VIEW_LEDGER_H

#include "tui/view.h"

/* Opens the ledger at a day (DAY_NONE: the latest): what was expected and held
 * of it in each category, from where and when, and what to do when it is not
 * whole. Enter makes WISH_DAY. */
struct view *view_ledger_open(struct session *session, day_t day);

#endif
