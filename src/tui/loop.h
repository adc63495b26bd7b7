#ifndef TUI_LOOP_H
#define TUI_LOOP_H

#include <stdint.h>

/* The one place that waits: a poll() over a few descriptors and timers. With
 * nothing ready and no timer it sleeps for ever. Callbacks run one after
 * another on the thread that runs the loop. */
struct loop;

/* Gets the descriptor and poll()'s revents. */
typedef void loop_ready(int fd, short events, void *context);
typedef void loop_hook(void *context);

/* `before_wait` runs before each wait: there the screen is drawn. The caller
 * frees the loop; descriptors are not closed. */
struct loop *loop_new(loop_hook *before_wait, void *context);
void loop_free(struct loop *loop);

/* Descriptors that can be watched at a time. */
#define LOOP_MAX_WATCHES 8

/* Calls `ready` whenever the descriptor is readable or hung up. */
void loop_watch(struct loop *loop, int fd, loop_ready *ready, void *context);
/* Does so no longer; a callback may call it for its own descriptor. */
void loop_unwatch(struct loop *loop, int fd);

/* Timers that can be set at a time. */
#define LOOP_MAX_TIMERS 8

/* Calls `fire` once, `delay` milliseconds from now at the latest; one of the
 * same hook and context that is set already counts when it is due sooner. */
void loop_timer(struct loop *loop, int64_t delay, loop_hook *fire,
		void *context);

/* Takes back the timer of a hook and its context, if it is set. */
void loop_timer_stop(struct loop *loop, loop_hook *fire, const void *context);

/* Runs until loop_stop(). */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);

#endif
