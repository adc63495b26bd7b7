#ifndef TUI_APP_OPEN_H
#define TUI_APP_OPEN_H

#include "tui/app_state.h"

/* Taking a paper elsewhere: its page or PDF to the browser, its texts to the
 * clipboard, its JSON to a program; and running any program. A text is the
 * program to run, NULL asks for it. False when the action is none of these. */
bool app_open(struct app *app, enum action action, const char *text);

#endif
