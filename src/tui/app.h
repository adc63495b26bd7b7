#ifndef TUI_APP_H
#define TUI_APP_H

#include "base/error.h"
#include "tui/app_options.h"

/* The reader. It owns the terminal from app_run() to its return and restores
 * it on every way out. What it is to do stands in tui/app_options.h. */

/* Runs until the user quits. STATUS_USAGE when standard input or output is no
 * terminal or it cannot be used (TERM); else what made it end. When a signal
 * ended it, *ret_signal is its number, else 0. */
enum status app_run(const struct app_options *options, int *ret_signal,
		    struct error *err) MUST_CHECK;

#endif
