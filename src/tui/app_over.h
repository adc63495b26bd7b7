#ifndef TUI_APP_OVER_H
#define TUI_APP_OVER_H

#include "tui/app_state.h"

/* Puts a view above the listing in place of what stands there, or takes that
 * away (NULL). Takes the view over. */
void app_over_show(struct app *app, struct view *view);

#endif
