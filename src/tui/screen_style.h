#ifndef TUI_SCREEN_STYLE_H
#define TUI_SCREEN_STYLE_H

#include "tui/screen_state.h"

/* Styles in curses' terms. */

/* Begins with the theme and the depth that the screen has now; what was drawn
 * before is wrong until it is drawn again. */
void style_begin(struct screen *screen);

/* The attributes and the pair of colours of a style. */
attr_t style_resolve(struct screen *screen, unsigned style, int *ret_pair);

#endif
