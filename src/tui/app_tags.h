#ifndef TUI_APP_TAGS_H
#define TUI_APP_TAGS_H

#include "tui/app_state.h"

/* The t key: asks for tags to give and to take away, "llm -todo". */
void app_tags(struct app *app);

#endif
