#ifndef TUI_APP_DECIDE_H
#define TUI_APP_DECIDE_H

#include "tui/app_state.h"

/* What the user decides about papers, in whatever view they are: stars and
 * other marks, undo and redo. False when the action is none of these. */
bool app_decide(struct app *app, enum action action);

#endif
