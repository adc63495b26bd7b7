#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* The terminal: the one home of curses. One at a time, on the UI thread.
 * Everything drawn passes the gate here: code points that text_code_ok()
 * refuses never reach the terminal, columns are measured by text_cluster(),
 * and what the locale cannot write becomes plain ASCII. */
struct screen;

/* How text looks. */
enum look {
	LOOK_NORMAL,
	LOOK_BAR, /* the top line */
	LOOK_HEADING,
	LOOK_DIM,
	LOOK_BOLD,
	LOOK_STAR,
	LOOK_UNREAD,
	LOOK_ERROR,
	LOOK_RULE, /* lines between the panes */
	LOOK_COUNT
};

/* A style is a look, perhaps with these. */
#define STYLE_CURSOR 0x100u /* the line under the cursor */
#define STYLE_MATCH  0x200u /* a search hit */

/* Where one piece of text goes. */
struct slot {
	int row;
	int col;
	int columns;
};

/* Takes over the terminal of standard input and output. STATUS_USAGE when they
 * are no terminal or TERM names one that cannot be used; the terminal is as it
 * was then. Without `colour` only attributes are used. */
enum status screen_open(bool colour, struct screen **ret,
			struct error *err) MUST_CHECK;

/* Restores the terminal. NULL is fine. */
void screen_close(struct screen *screen);

/* Gives the terminal back for a while (^Z) and takes it again; the size may
 * have changed meanwhile and all has to be drawn. */
void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

/* Asks the terminal for its size and follows it. */
void screen_resize(struct screen *screen);

/* Its size, as of the last screen_resize(). */
int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);

/* True when the locale is UTF-8. */
bool screen_utf8(const struct screen *screen);

/* The next key that was typed, without waiting; false when there is none.
 * Keys that mean nothing here come as SPECIAL_NONE. */
bool screen_key(struct screen *screen, uint32_t *ret_key);

/* Draws text at (row, col) into `columns` columns: cut to fit, and the rest of
 * them blank. Returns the columns that the text took. What lies outside of the
 * screen is not drawn. */
int screen_text(struct screen *screen, int row, int col, int columns,
		unsigned style, const char *text);

/* The same for text[0..len) and a slot of the screen. */
int screen_text_n(struct screen *screen, struct slot slot, unsigned style,
		  const char *text, size_t len);

/* Blanks `columns` columns of a row. */
void screen_blank(struct screen *screen, int row, int col, int columns,
		  unsigned style);

/* A horizontal line of `columns`, a vertical one of `rows`. */
void screen_rule(struct screen *screen, int row, int col, int columns,
		 unsigned style);
void screen_wall(struct screen *screen, int row, int col, int rows,
		 unsigned style);

/* Blanks the whole screen; with `hard` the terminal itself is cleared too at
 * the next flush (^L). */
void screen_clear(struct screen *screen, bool hard);

/* Shows the terminal's cursor at a place, or hides it (row < 0). */
void screen_cursor(struct screen *screen, int row, int col);

/* Sends what changed to the terminal. */
void screen_flush(struct screen *screen);

#endif
