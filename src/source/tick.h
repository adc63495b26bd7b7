#ifndef SOURCE_TICK_H
#define SOURCE_TICK_H

#include <stdbool.h>
#include <stdint.h>

/* Time that passes, for the pace and time-outs: CLOCK_BOOTTIME, which neither
 * a pinned nor a set clock moves and which counts while the machine sleeps. */

/* Milliseconds since the machine started. */
int64_t tick_now(void);

/* Waits until tick_now() has reached `until` or `cancel_fd` (-1: none) is
 * readable, without turning in a loop. True when it was the latter. */
bool tick_wait(int64_t until, int cancel_fd);

#endif
