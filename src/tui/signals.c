/* The signal pipe. Its writing end is the one mutable global of the reader: a
 * handler has no other way to know it. */

#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/spawn.h"

/* PIPE is the last one. */
static const int handled[SIGNALS_COUNT] = { SIGWINCH, SIGTERM, SIGHUP,
					    SIGINT,   SIGQUIT, SIGCONT,
					    SIGTSTP,  SIGCHLD, SIGPIPE };

static volatile sig_atomic_t signal_pipe = -1;

static void signals_handle(int number)
{
	int saved = errno;
	char byte = (char)number;
	ssize_t written = write((int)signal_pipe, &byte, 1);

	(void)written;
	errno = saved;
}

static void signals_set(int number, void (*handler)(int),
			struct sigaction *ret_before)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	action.sa_flags = SA_RESTART;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, ret_before);
}

enum status signals_open(struct signals *signals, struct error *err)
{
	int fds[2];
	enum status status = spawn_pipe(fds, err);

	if (status != STATUS_OK)
		return status;
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	fcntl(fds[1], F_SETFL, O_NONBLOCK);
	signal_pipe = fds[1];
	signals->fd = fds[0];
	for (size_t i = 0; i < SIGNALS_COUNT; i++)
		signals_set(handled[i],
			    handled[i] == SIGPIPE ? SIG_IGN : signals_handle,
			    &signals->before[i]);
	return STATUS_OK;
}

int signals_next(const struct signals *signals)
{
	unsigned char byte;

	if (read(signals->fd, &byte, 1) != 1)
		return 0;
	return byte;
}

void signals_deaf(bool deaf)
{
	static const int keys[] = { SIGINT, SIGQUIT, SIGTSTP };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		signals_set(keys[i], deaf ? SIG_IGN : signals_handle, NULL);
}

void signals_stop_here(bool group)
{
	signals_set(SIGTSTP, SIG_DFL, NULL);
	kill(group ? 0 : getpid(), SIGTSTP);
	signals_set(SIGTSTP, signals_handle, NULL);
}

void signals_close(struct signals *signals)
{
	int writer = (int)signal_pipe;

	for (size_t i = 0; i < SIGNALS_COUNT; i++)
		sigaction(handled[i], &signals->before[i], NULL);
	signal_pipe = -1;
	close(signals->fd);
	close(writer);
}
