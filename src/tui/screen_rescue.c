/* The handler of crashes. It may use nothing but what POSIX calls safe for
 * signals: write() and tcsetattr() of what was made ready. Its state is one of
 * the few mutable globals; a handler has no other way to know it. */

#include "tui/screen_rescue.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"

#define CRASH_COUNT 5

/* The stack of the handler: that of the program may be what ran out. */
#define CRASH_STACK 65536

static const int crashes[CRASH_COUNT] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE,
					  SIGABRT };

static struct {
	char bytes[RESCUE_MAX];
	size_t len;
	struct termios modes;
	bool has_modes;
	volatile sig_atomic_t armed;
	bool caught; /* the handlers are set */
	void *stack; /* ours, NULL when there was one */
	struct sigaction before[CRASH_COUNT];
} signal_rescue;

void rescue_now(void)
{
	const char *at = signal_rescue.bytes;
	size_t left = signal_rescue.len;

	if (!signal_rescue.armed)
		return;
	signal_rescue.armed = 0;
	while (left > 0) {
		ssize_t done = write(STDOUT_FILENO, at, left);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			break;
		at += done;
		left -= (size_t)done;
	}
	if (signal_rescue.has_modes)
		tcsetattr(STDIN_FILENO, TCSANOW, &signal_rescue.modes);
}

/* A fault happens again when this returns, and then meets what was there
 * before; a signal that was sent is sent once more. */
static void rescue_crash(int number, siginfo_t *info, void *context)
{
	size_t i = 0;

	(void)context;
	while (i + 1 < CRASH_COUNT && crashes[i] != number)
		i++;
	rescue_now();
	sigaction(number, &signal_rescue.before[i], NULL);
	if (info->si_code <= 0)
		raise(number);
}

static void rescue_stack(void)
{
	stack_t stack;

	if (sigaltstack(NULL, &stack) != 0 ||
	    (stack.ss_flags & SS_DISABLE) == 0)
		return;
	signal_rescue.stack = mem_alloc(CRASH_STACK);
	stack = (stack_t){ .ss_sp = signal_rescue.stack,
			   .ss_size = CRASH_STACK };
	sigaltstack(&stack, NULL);
}

static void rescue_catch(void)
{
	struct sigaction action;

	rescue_stack();
	memset(&action, 0, sizeof(action));
	action.sa_sigaction = rescue_crash;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crashes[i], &action, &signal_rescue.before[i]);
	signal_rescue.caught = true;
}

void rescue_arm(const char *bytes, size_t len)
{
	signal_rescue.armed = 0;
	if (!signal_rescue.caught) {
		signal_rescue.has_modes =
			tcgetattr(STDIN_FILENO, &signal_rescue.modes) == 0;
		rescue_catch();
	}
	signal_rescue.len = len < RESCUE_MAX ? len : RESCUE_MAX;
	memcpy(signal_rescue.bytes, bytes, signal_rescue.len);
	signal_rescue.armed = 1;
}

static void rescue_unstack(void)
{
	stack_t none = { .ss_flags = SS_DISABLE };

	if (signal_rescue.stack == NULL)
		return;
	sigaltstack(&none, NULL);
	free(signal_rescue.stack);
	signal_rescue.stack = NULL;
}

void rescue_disarm(void)
{
	signal_rescue.armed = 0;
	if (!signal_rescue.caught)
		return;
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crashes[i], &signal_rescue.before[i], NULL);
	rescue_unstack();
	signal_rescue.caught = false;
}
