#ifndef TUI_SCREEN_STYLE_H
#define TUI_SCREEN_STYLE_H

#include "tui/screen_state.h"

/* Styles in curses' terms. */

/* Begins with the theme and the depth that the screen has now; what was drawn
 * before is wrong until it is drawn again. */
void style_begin(struct screen *screen);

/* The pen of a style, and the one of blanks that look the same. */
uint16_t style_pen(struct screen *screen, unsigned style);
uint16_t style_blank(struct screen *screen, unsigned style);

/* Frees the pens. */
void style_end(struct screen *screen);

#endif
