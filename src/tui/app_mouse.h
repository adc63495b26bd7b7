#ifndef TUI_APP_MOUSE_H
#define TUI_APP_MOUSE_H

#include "tui/app_state.h"

/* Gives a mouse event to the view on top. */
void app_mouse(struct app *app);

#endif
