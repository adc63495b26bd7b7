#ifndef TUI_APP_WISH_H
#define TUI_APP_WISH_H

#include "tui/app_state.h"

/* Does what a view asked for (session_wish), and forgets it. */
void app_grant(struct app *app);

/* Shows what a query finds in the library, under a title. */
void app_find(struct app *app, const char *title, const char *text);

#endif
