#ifndef TUI_APP_WRITE_H
#define TUI_APP_WRITE_H

#include "tui/app_state.h"

/* The w key: asks for a name and writes the listing as shown. */
void app_write(struct app *app);

#endif
