#ifndef TUI_PICK_H
#define TUI_PICK_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/keymap.h"
#include "tui/screen_input.h"

/* A cursor over rows of which a window is shown: what all lists but that of
 * papers have in common. Zeroed it stands on the first row. */
struct pick {
	size_t count;  /* rows */
	size_t cursor; /* < count, or 0 */
	size_t top;    /* the first row that is shown */
	size_t rows;   /* that fit into the window */
};

/* Puts the cursor on a row, the last one when there are fewer, and scrolls so
 * that it is in view. To be called too when `count` or `rows` changed. */
void pick_go(struct pick *pick, size_t row);

/* Scrolls so that the row above the cursor is in view too, where two fit. */
void pick_show_above(struct pick *pick);

/* Moves it by rows as far as there are rows. */
void pick_move(struct pick *pick, long rows);

/* Does what moves a cursor: lines, pages, ends, places of the window; `count`
 * is 0 when none was typed. False when the action is another one. */
bool pick_action(struct pick *pick, enum action action, int count);

/* Does what the mouse does in a list whose first row stands on row `first` of
 * the screen: the wheel moves the cursor, a click puts it on a row. True when a
 * row was clicked twice, which opens it. */
bool pick_mouse(struct pick *pick, int first, const struct mouse *mouse);

#endif
