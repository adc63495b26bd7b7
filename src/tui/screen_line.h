#ifndef TUI_SCREEN_LINE_H
#define TUI_SCREEN_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* The linear screen: a terminal on which one line follows another, for screen
 * readers, braille and terminals that cannot do more. No colours, no other
 * screen, no jumps: nothing is sent but text, line feeds, carriage returns and
 * backspaces. All text passes the gate of screen_draw.h. */

struct screen;

/* Takes the keyboard over; gives it back; takes it again. For screen.c. */
void line_begin(struct screen *screen);
void line_end(struct screen *screen);
void line_resume(struct screen *screen);

/* Begins a new line with a text, broken between words where the terminal's
 * columns end; the cursor stands at the beginning of its last row. */
void screen_line(struct screen *screen, const char *text);

/* Adds text[0..len) where the cursor is. */
void screen_add(struct screen *screen, const char *text, size_t len);

/* Moves the cursor `columns` back. With `erase` what stood there goes. */
void screen_back(struct screen *screen, int columns, bool erase);

/* Begins a new line. */
void screen_newline(struct screen *screen);

#endif
