#ifndef TUI_APP_KEYS_H
#define TUI_APP_KEYS_H

#include "tui/app_state.h"

/* What keys do: into the prompt when there is one, else by the key map to the
 * view on top, else to the app itself. */
void app_key(struct app *app, uint32_t key);

/* ^C, or SIGINT from outside: cancels a prompt, else quits. */
void app_interrupt(struct app *app);

#endif
