#ifndef TUI_APP_ACT_H
#define TUI_APP_ACT_H

#include "tui/app_state.h"

/* Actions: what keys, commands and macros come to. */

/* Does an action in the view on top, or what it means for the whole reader.
 * `count` is 0 when none was given; a text is the answer to what the action
 * would ask for, NULL when it is to ask. */
void app_act(struct app *app, enum action action, int count, const char *text);

/* Ends the reader; `signal` is what ended it, 0 the user. */
void app_quit(struct app *app, int signal);

/* Stops the process (with `group` all of its process group) until it is
 * continued. */
void app_suspend(struct app *app, bool group);

#endif
