#ifndef TUI_APP_WISH_H
#define TUI_APP_WISH_H

#include "tui/app_state.h"

/* Does what a view asked for (session_wish), and forgets it. */
void app_grant(struct app *app);

#endif
