#ifndef TUI_APP_WRITE_H
#define TUI_APP_WRITE_H

#include "tui/app_state.h"

/* The w key: writes the listing as shown to a file, whose name is asked for
 * when it is NULL. */
void app_write(struct app *app, const char *name);

#endif
