#ifndef TUI_SCREEN_MODES_H
#define TUI_SCREEN_MODES_H

#include "tui/screen_state.h"

/* What the terminal is told beside curses: title, mouse, bracketed paste. Only
 * terminals that are known to understand xterm's modes are told anything. */

/* True when the terminal of this name understands xterm's modes. */
bool modes_known(const char *term);

/* Turns on what the options of the screen ask for, and makes ready what a
 * crash would have to send. */
void modes_begin(struct screen *screen);

/* Turns all of it off again. */
void modes_end(struct screen *screen);

/* Appends a string of the terminal's description, without its pauses; NULL
 * adds nothing. */
void modes_add_text(const char *text, struct str *out);

/* Writes all bytes to the terminal. */
void modes_write(const char *bytes, size_t len);

#endif
