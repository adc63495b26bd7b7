#ifndef TUI_APP_AUTHOR_H
#define TUI_APP_AUTHOR_H

#include "tui/app_state.h"

/* The W key: follows an author, or no more when that is so already; asks which
 * one, beginning with the first of the chosen paper, when the name is NULL. */
void app_author(struct app *app, const char *name);

#endif
