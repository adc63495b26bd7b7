/* The event loop. One turn: draw what changed, wait, call back for the
 * descriptors that are ready, then for the timers whose time has come. */

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

struct timer {
	loop_hook *fire; /* NULL: none */
	void *context;
	int64_t due; /* milliseconds of CLOCK_MONOTONIC */
};

struct loop {
	struct pollfd fds[LOOP_MAX_WATCHES];
	struct watch watches[LOOP_MAX_WATCHES];
	nfds_t count;
	loop_hook *before_wait;
	void *context;
	struct timer timers[LOOP_MAX_TIMERS];
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

/* The timer of a hook and its context, or with NULL a free one; NULL when there
 * is none. */
static struct timer *loop_timer_of(struct loop *loop, loop_hook *fire,
				   const void *context)
{
	for (size_t i = 0; i < LOOP_MAX_TIMERS; i++) {
		struct timer *timer = &loop->timers[i];

		if (timer->fire == fire &&
		    (fire == NULL || timer->context == context))
			return timer;
	}
	return NULL;
}

void loop_timer(struct loop *loop, int64_t delay, loop_hook *fire,
		void *context)
{
	struct timer *timer = loop_timer_of(loop, fire, context);
	int64_t due = loop_clock() + delay;

	if (timer != NULL && timer->due <= due)
		return;
	if (timer == NULL)
		timer = loop_timer_of(loop, NULL, NULL);
	if (timer != NULL)
		*timer = (struct timer){ fire, context, due };
}

void loop_timer_stop(struct loop *loop, loop_hook *fire, const void *context)
{
	struct timer *timer = loop_timer_of(loop, fire, context);

	if (timer != NULL)
		timer->fire = NULL;
}

/* Milliseconds until the first timer is due, -1 when none is set. */
static int64_t loop_left(const struct loop *loop)
{
	int64_t now = loop_clock();
	int64_t left = -1;

	for (size_t i = 0; i < LOOP_MAX_TIMERS; i++) {
		int64_t due = loop->timers[i].due - now;

		if (loop->timers[i].fire == NULL)
			continue;
		if (due < 0)
			due = 0;
		if (left < 0 || due < left)
			left = due;
	}
	return left;
}

static int loop_wait(struct loop *loop)
{
	return poll(loop->fds, loop->count, (int)loop_left(loop));
}

static void loop_run_timers(struct loop *loop)
{
	int64_t now = loop_clock();

	for (size_t i = 0; i < LOOP_MAX_TIMERS && !loop->stopped; i++) {
		struct timer timer = loop->timers[i];

		if (timer.fire == NULL || now < timer.due)
			continue;
		loop->timers[i].fire = NULL;
		timer.fire(timer.context);
	}
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
		loop_run_timers(loop);
	}
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
