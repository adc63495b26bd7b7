#ifndef TUI_SCREEN_PAINT_H
#define TUI_SCREEN_PAINT_H

#include <stddef.h>

#include "tui/screen_state.h"

/* What is wanted goes to the terminal: only cells that it does not show yet, in
 * one piece, in the words of its description. */

/* Reads the description of the terminal that curses has. */
void paint_begin(struct screen *screen);

/* Sends what changed. With `hard` of the screen the terminal is cleared
 * before. */
void paint_flush(struct screen *screen);

/* Frees what paint_begin() made. */
void paint_end(struct screen *screen);

#endif
