#ifndef TUI_APP_OUTSIDE_H
#define TUI_APP_OUTSIDE_H

#include "tui/app_state.h"

/* Other programs: the editor, the browser, what ! and | run. A command is words
 * as arxdayrc has them (base/words.h); no shell reads it, and what is added is
 * one argument whatever it holds. */

/* How it is run. */
struct outside {
	const char *command;  /* the words */
	const char *argument; /* added behind them; NULL none */
	int stdin_fd;         /* read by it; 0 the terminal */
	bool pause;           /* wait for a key when it has ended */
	bool background;      /* without the terminal; nobody waits for it */
};

/* Runs it; the screen is given up meanwhile unless it runs in the background.
 * *ret_code is what it exited with. STATUS_NOTFOUND when there is no such
 * program, STATUS_USAGE when the words are none. */
enum status app_outside(struct app *app, const struct outside *what,
			int *ret_code, struct error *err) MUST_CHECK;

/* Takes the ends of programs in the background; says when one failed. */
void app_outside_reap(struct app *app);

#endif
