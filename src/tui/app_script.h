#ifndef TUI_APP_SCRIPT_H
#define TUI_APP_SCRIPT_H

#include "tui/app_state.h"

/* Plays the script of the options: a key each time the reader is idle, that is
 * when no job is pending, nothing is fetched, no key and no change of the
 * library waits for its time, and the screen shows what there is. After the
 * last key the reader goes on as usual. */

/* Makes ready; without a script nothing happens here and below. STATUS_SYSTEM
 * when there is no pipe to be had. */
enum status app_script_open(struct app *app, struct error *err) MUST_CHECK;

/* To be called before each wait, when the screen is drawn. */
void app_script_step(struct app *app);

/* Ends it. */
void app_script_close(struct app *app);

#endif
