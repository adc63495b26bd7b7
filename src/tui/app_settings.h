#ifndef TUI_APP_SETTINGS_H
#define TUI_APP_SETTINGS_H

#include "tui/app_state.h"

/* What arxdayrc and the prompt set, put into force. */

/* How the terminal is to be used; *ret_theme is what the options point to. What
 * is wrong with a colour is said in the log. */
struct screen_options app_screen_options(struct app *app,
					 struct theme *ret_theme);

/* Puts into force what has changed since the last call. */
void app_settings_apply(struct app *app);

#endif
