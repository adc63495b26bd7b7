#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "tui/screen_draw.h"
#include "tui/screen_input.h"
#include "tui/theme.h"

/* The terminal: the one home of curses. One at a time, on the UI thread. */
struct screen;

/* How the terminal is used. */
struct screen_options {
	const struct theme *theme; /* copied */
	enum depth depth;          /* colours; AUTO: what is there, and none
				      when NO_COLOR is set and not empty */
	bool ascii;                /* nothing but ASCII is shown */
	bool mouse;                /* wheel and clicks come as events */
	bool title;                /* the window has our title */
	bool linear;               /* nothing is drawn: only screen_line() and
				      its like write, and any terminal will
				      do; only for screen_open() */
};

/* Takes over the terminal of standard input and output. STATUS_USAGE when they
 * are no terminal or TERM names one that cannot be used; the terminal is as it
 * was then. */
enum status screen_open(const struct screen_options *options,
			struct screen **ret, struct error *err) MUST_CHECK;

/* Restores the terminal. NULL is fine. */
void screen_close(struct screen *screen);

/* Other options from now on; all has to be drawn again. */
void screen_configure(struct screen *screen,
		      const struct screen_options *options);

/* Gives the terminal back for a while (^Z) and takes it again; the size may
 * have changed meanwhile and all has to be drawn. */
void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

/* Asks the terminal for its size and follows it. */
void screen_resize(struct screen *screen);

/* Its size, as of the last screen_resize(). */
int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);

/* True when more than ASCII is shown and the locale is UTF-8. */
bool screen_utf8(const struct screen *screen);

/* The next key or event (SPECIAL_MOUSE, SPECIAL_PASTE), waiting only for the
 * rest of a sequence that has begun; false when there is none. Keys that mean
 * nothing here come as SPECIAL_NONE. The terminal is read once between two
 * flushes, so that a flood of keys leaves time for all else. */
bool screen_key(struct screen *screen, uint32_t *ret_key);

/* True when the terminal is gone: no key comes any more. */
bool screen_gone(const struct screen *screen);

/* What the last SPECIAL_MOUSE was. */
struct mouse screen_mouse(const struct screen *screen);

/* The text of the last SPECIAL_PASTE: one line of clean UTF-8, line breaks as
 * blanks, at most INPUT_PASTE_MAX bytes. Valid until the next screen_key(). */
const char *screen_paste(const struct screen *screen);

/* Blanks the whole screen; with `hard` the terminal itself is cleared too at
 * the next flush (^L). */
void screen_clear(struct screen *screen, bool hard);

/* Shows the terminal's cursor at a place, or hides it (row < 0). */
void screen_cursor(struct screen *screen, int row, int col);

/* Gives text[0..len) to the terminal as the contents of its clipboard (OSC 52).
 * False when it is too long for that. Whether the terminal takes it nobody
 * hears. */
bool screen_copy(struct screen *screen, const char *text, size_t len);

/* Sends what changed to the terminal. */
void screen_flush(struct screen *screen);

#endif
