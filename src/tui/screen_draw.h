#ifndef TUI_SCREEN_DRAW_H
#define TUI_SCREEN_DRAW_H

#include <stddef.h>

#include "base/str.h"
#include "tui/theme.h"

/* What is drawn on the screen. Everything passes the gate here: code points
 * that text_code_ok() refuses never reach the terminal, columns are measured by
 * text_cluster(), and what is not to be shown becomes plain ASCII. On a linear
 * screen nothing is drawn. */

struct screen;

/* Where one piece of text goes. */
struct slot {
	int row;
	int col;
	int columns;
};

/* Draws text at (row, col) into `columns` columns: cut to fit, and the rest of
 * them blank. Returns the columns that the text took. What lies outside of the
 * screen is not drawn. */
int screen_text(struct screen *screen, int row, int col, int columns,
		unsigned style, const char *text);

/* The same for text[0..len) and a slot of the screen. */
int screen_text_n(struct screen *screen, struct slot slot, unsigned style,
		  const char *text, size_t len);

/* One run of a line of several: draws text[0..len) at the beginning of the slot
 * and takes the columns that it used off the slot. Nothing is blanked; when the
 * text does not fit, no column of the slot is left. After the last run
 * screen_rest() blanks what is left of the slot. */
void screen_run(struct screen *screen, struct slot *slot, unsigned style,
		const char *text, size_t len);
void screen_rest(struct screen *screen, const struct slot *slot,
		 unsigned style);

/* Blanks `columns` columns of a row. */
void screen_blank(struct screen *screen, int row, int col, int columns,
		  unsigned style);

/* A horizontal line of `columns`, a vertical one of `rows`. */
void screen_rule(struct screen *screen, int row, int col, int columns,
		 unsigned style);
void screen_wall(struct screen *screen, int row, int col, int rows,
		 unsigned style);

/* Moves what was drawn in `rows` rows, from the slot's on, up by `lines` (down
 * when negative), fewer than they are. The rows that come in have to be drawn;
 * what is moved has to have been drawn since the last resize or clearing. */
void screen_shift(struct screen *screen, struct slot slot, int rows, int lines);

/* Appends text[0..len) to *out as the bytes that this terminal gets: what may
 * not be shown left out, in the locale's encoding or in ASCII. */
void screen_encode(const struct screen *screen, const char *text, size_t len,
		   struct str *out);

#endif
