#ifndef TUI_SCREEN_STYLE_H
#define TUI_SCREEN_STYLE_H

#include "tui/screen_state.h"

/* Styles in curses' terms. */

/* A style is a look, perhaps with these. The first five lay another look of
 * the theme over it, the others add an attribute. */
#define STYLE_CURSOR    0x100u  /* LOOK_CURSOR: the line under the cursor */
#define STYLE_MATCH     0x200u  /* LOOK_HIT: what a search found */
#define STYLE_AWAY      0x400u  /* LOOK_AWAY: the cursor without the focus */
#define STYLE_SELECTED  0x800u  /* LOOK_SELECTED */
#define STYLE_CODE      0x1000u /* LOOK_CODE: typewriter text */
#define STYLE_ITALIC    0x2000u
#define STYLE_UNDERLINE 0x4000u
#define STYLE_BOLD      0x8000u

/* Begins with the theme and the depth that the screen has now; what was drawn
 * before is wrong until it is drawn again. */
void style_begin(struct screen *screen);

/* The attributes and the pair of colours of a style. */
attr_t style_resolve(struct screen *screen, unsigned style, int *ret_pair);

#endif
