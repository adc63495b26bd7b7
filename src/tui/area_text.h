#ifndef TUI_AREA_TEXT_H
#define TUI_AREA_TEXT_H

#include "tui/view.h"

/* Draws a text into a line of an area, from a column of it on: cut with an
 * ellipsis where it is too long, the rest of the line blank. What is outside of
 * the area is not drawn. */
void area_text(struct screen *screen, const struct area *area, int row, int col,
	       unsigned style, const char *text);

#endif
