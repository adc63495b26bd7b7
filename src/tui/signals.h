#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

#include "base/error.h"

/* Signals as bytes in a pipe: the handlers write the signal's number and do
 * nothing else. Handled: WINCH TERM HUP INT QUIT CONT TSTP CHLD; PIPE is
 * ignored. Once in a process at a time. */
#define SIGNALS_COUNT 9

struct signals {
	int fd; /* readable when a signal came */
	struct sigaction before[SIGNALS_COUNT];
};

/* Sets the handlers up. */
enum status signals_open(struct signals *signals, struct error *err) MUST_CHECK;

/* The next signal that came, 0 when there is none. */
int signals_next(const struct signals *signals);

/* While another program has the terminal, what its keys send (INT, QUIT, TSTP)
 * is meant for that one: such signals are ignored until they are heard
 * again. */
void signals_deaf(bool deaf);

/* Stops the process (or with `group` all of its process group, as the
 * terminal's own ^Z does) and comes back when it goes on. */
void signals_stop_here(bool group);

/* Gives every signal back what it did before. */
void signals_close(struct signals *signals);

#endif
