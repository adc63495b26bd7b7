#ifndef TUI_APP_STACK_H
#define TUI_APP_STACK_H

#include "tui/app_state.h"

/* The stack of views. The listing of a day is at its bottom and stays; what is
 * on top gets the keys and the screen. Every view keeps its place while others
 * stand above it. */

/* Puts a view on top, which the stack owns from then on. When it is full, the
 * lowest one above the listing goes. */
void app_push(struct app *app, struct view *view);

/* Takes the top one away; false when only the listing is left. */
bool app_pop(struct app *app);

/* Takes away all above the listing. */
void app_pop_all(struct app *app);

/* Shows marks in every view. */
void app_mark_all(struct app *app, const struct mark_change *change);

/* Has every view read the library again. */
void app_reload_all(struct app *app);

/* Has every view look at the settings again. */
void app_settings_all(struct app *app);

/* Tells every view of a finished job. */
void app_finished(struct app *app, struct job *job);

#endif
