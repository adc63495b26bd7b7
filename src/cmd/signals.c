/* Signals as a descriptor: no handler, no global, and whoever polls wakes. A
 * signal that is ignored (nohup) never arrives here either. */

#include "cmd/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

void signals_watch(struct signals *signals)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGHUP);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, &signals->before);
	signals->fd = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
}

int signals_end(struct signals *signals)
{
	struct signalfd_siginfo info = { 0 };
	int number = 0;

	if (signals->fd >= 0) {
		if (read(signals->fd, &info, sizeof(info)) ==
		    (ssize_t)sizeof(info))
			number = (int)info.ssi_signo;
		close(signals->fd);
	}
	sigprocmask(SIG_SETMASK, &signals->before, NULL);
	return number;
}
