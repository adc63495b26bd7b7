/* poll() does not count the time that the machine sleeps, so a long wait is cut
 * into slices after which the clock is asked again. */
#include "source/tick.h"

#include <poll.h>
#include <time.h>

#define SLICE_MS 1000

int64_t tick_now(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + (int64_t)(now.tv_nsec / 1000000);
}

bool tick_wait(int64_t until, int cancel_fd)
{
	struct pollfd fd = { .fd = cancel_fd, .events = POLLIN };

	for (;;) {
		int64_t left = until - tick_now();
		int slice = SLICE_MS;

		if (left <= 0)
			slice = 0;
		else if (left < SLICE_MS)
			slice = (int)left;
		if (poll(&fd, 1, slice) > 0 && fd.revents != 0)
			return true;
		if (left <= 0)
			return false;
	}
}
