#ifndef TUI_APP_COMMAND_H
#define TUI_APP_COMMAND_H

#include "tui/app_state.h"

/* Runs a line of the command language (tui/command.h). */
void app_command(struct app *app, const char *line);

/* The : prompt. */
void app_command_ask(struct app *app);

#endif
