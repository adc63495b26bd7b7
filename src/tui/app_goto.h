#ifndef TUI_APP_GOTO_H
#define TUI_APP_GOTO_H

#include "tui/app_state.h"

/* Goes to a paper by what the user typed, an identifier or a URL: the cursor
 * when it stands in the day that is shown, else the paper on the whole screen.
 * One that is not held is looked up by a child, and shown when it comes. */
void app_goto(struct app *app, const char *text);

#endif
