#ifndef CMD_SIGNALS_H
#define CMD_SIGNALS_H

#include <signal.h>

/* Signals as a descriptor, for commands that roll back before they end. */
struct signals {
	int fd; /* readable when SIGHUP, SIGINT or SIGTERM came; -1 when it
		   could not be had, and signals are only held back then */
	sigset_t before;
};

/* Holds the signals back and watches for them. */
void signals_watch(struct signals *signals);

/* Lets them through again. Returns the one that came, 0 when none did. */
int signals_end(struct signals *signals);

#endif
