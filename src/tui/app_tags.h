#ifndef TUI_APP_TAGS_H
#define TUI_APP_TAGS_H

#include "tui/app_state.h"

/* The t key: tags to give and to take away, "llm -todo"; asks for them when the
 * text is NULL. */
void app_tags(struct app *app, const char *text);

#endif
