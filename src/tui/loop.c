/* The event loop. One turn: draw what changed, wait, run the timer when its
 * time has come, then the callbacks of the descriptors that are ready. */

#include "tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

struct watch {
	loop_ready *ready; /* NULL: to be dropped */
	void *context;
};

struct loop {
	struct pollfd fds[LOOP_MAX_WATCHES];
	struct watch watches[LOOP_MAX_WATCHES];
	nfds_t count;
	loop_hook *before_wait;
	void *context;
	loop_hook *fire; /* NULL: no timer */
	void *fire_context;
	int64_t due; /* milliseconds of CLOCK_MONOTONIC */
	bool stopped;
};

static int64_t loop_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct loop *loop_new(loop_hook *before_wait, void *context)
{
	struct loop *loop = mem_zalloc(1, sizeof(*loop));

	loop->before_wait = before_wait;
	loop->context = context;
	return loop;
}

void loop_free(struct loop *loop)
{
	free(loop);
}

void loop_watch(struct loop *loop, int fd, loop_ready *ready, void *context)
{
	if (loop->count == LOOP_MAX_WATCHES)
		return;
	loop->fds[loop->count] = (struct pollfd){ .fd = fd, .events = POLLIN };
	loop->watches[loop->count].ready = ready;
	loop->watches[loop->count++].context = context;
}

/* The place of a descriptor that is still watched; `count` when it is not. */
static nfds_t loop_find(const struct loop *loop, int fd)
{
	nfds_t i = 0;

	while (i < loop->count &&
	       (loop->fds[i].fd != fd || loop->watches[i].ready == NULL))
		i++;
	return i;
}

/* Only marks it: the turn that is under way still walks the list. */
void loop_unwatch(struct loop *loop, int fd)
{
	nfds_t at = loop_find(loop, fd);

	if (at == loop->count)
		return;
	loop->watches[at].ready = NULL;
	loop->fds[at].fd = -1;
}

static void loop_compact(struct loop *loop)
{
	nfds_t kept = 0;

	for (nfds_t i = 0; i < loop->count; i++) {
		if (loop->watches[i].ready == NULL)
			continue;
		loop->fds[kept] = loop->fds[i];
		loop->watches[kept++] = loop->watches[i];
	}
	loop->count = kept;
}

void loop_timer(struct loop *loop, int64_t delay, loop_hook *fire,
		void *context)
{
	if (loop->fire != NULL)
		return;
	loop->fire = fire;
	loop->fire_context = context;
	loop->due = loop_clock() + delay;
}

bool loop_timed(const struct loop *loop)
{
	return loop->fire != NULL;
}

static int loop_wait(struct loop *loop)
{
	int64_t left = -1;

	if (loop->fire != NULL) {
		left = loop->due - loop_clock();
		if (left < 0)
			left = 0;
	}
	return poll(loop->fds, loop->count, (int)left);
}

static void loop_run_timer(struct loop *loop)
{
	loop_hook *fire = loop->fire;

	if (fire == NULL || loop_clock() < loop->due)
		return;
	loop->fire = NULL;
	fire(loop->fire_context);
}

static void loop_dispatch(struct loop *loop)
{
	nfds_t count = loop->count;

	for (nfds_t i = 0; i < count && !loop->stopped; i++) {
		struct watch watch = loop->watches[i];
		struct pollfd fd = loop->fds[i];

		if (watch.ready != NULL && fd.revents != 0)
			watch.ready(fd.fd, fd.revents, watch.context);
	}
}

void loop_run(struct loop *loop)
{
	while (!loop->stopped) {
		int ready;

		loop_compact(loop);
		loop->before_wait(loop->context);
		ready = loop_wait(loop);
		if (ready < 0 && errno != EINTR)
			return;
		if (ready > 0)
			loop_dispatch(loop);
		if (!loop->stopped)
			loop_run_timer(loop);
	}
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
