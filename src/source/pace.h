#ifndef SOURCE_PACE_H
#define SOURCE_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* arXiv's rule: one request in three seconds and one connection at a time, over
 * everything that a user runs. One file in the state folder carries both: its
 * lock is held as long as a request runs (the kernel takes it off when the
 * holder dies), and it holds the time of the last request on a clock that
 * nobody can set, with the boot to which that time belongs, and the time before
 * which a server wants no more requests, when one said so. */

/* The shortest pace for hosts that are not this machine, in seconds. */
#define PACE_MIN 3.0

/* Milliseconds between requests to a host: what is configured (seconds), at
 * least PACE_MIN unless the host is a loopback one. NULL is no loopback. */
int64_t pace_milliseconds(double configured, const char *host);

#define PACE_BOOT_SIZE 64

/* What the file holds: "BOOT TIME PID\n" or "BOOT TIME PID NOT-BEFORE\n". */
struct pace_stamp {
	char boot[PACE_BOOT_SIZE]; /* boot id; "" when there was no stamp */
	int64_t at; /* tick (source/tick.h) of the last request */
	long pid;   /* of the last process that took the lock; 0 unknown */
	int64_t not_before; /* tick until which the server asked to be left
			       alone; 0 when it did not */
};

/* Reads the text of the file; anything malformed is the stamp of an unknown
 * boot, an empty text one without a boot. */
void pace_stamp_parse(const char *text, struct pace_stamp *ret);

/* Milliseconds to wait at tick `now` of the boot `boot`: nothing when no
 * request was made ever, a whole pace when the last one belongs to another
 * boot or to the future, else what is left of the pace. */
int64_t pace_left(const struct pace_stamp *stamp, const char *boot, int64_t now,
		  int64_t pace);

/* Longest time that a server may ask to be left alone for, in seconds: what it
 * asks beyond a day is taken as a day, and a stamp that says more is wrong. */
#define PACE_HOLD_MAX 86400

/* Milliseconds at tick `now` of the boot `boot` until the server wants to be
 * asked again; 0 when it did not ask for that, or on another boot. */
int64_t pace_hold_left(const struct pace_stamp *stamp, const char *boot,
		       int64_t now);

#define PACE_WORDS_SIZE 32

/* A time in words, "7 s", "12 min" or "3 h 5 min", rounded up; returns out. */
const char *pace_words(int64_t milliseconds, char out[PACE_WORDS_SIZE]);

/* Told in words why it waits; clean, one line. */
typedef void pace_watch(const char *why, void *context);

struct pace_rule {
	const char *folder; /* state folder; made when missing */
	int64_t pace;       /* milliseconds */
	int64_t longest;    /* milliseconds that a wish of the server to be left
			       alone is waited for */
	int cancel_fd;      /* readable when the wait shall end; -1 none */
	pace_watch *watch;
	void *context;
};

/* The right to make requests; holds the lock. */
struct pace {
	struct pace_rule rule;
	int fd;
	char boot[PACE_BOOT_SIZE];
	int64_t not_before; /* as in the stamp */
};

/* Waits for the lock, for the pace and for what a server asked of any process
 * of the user, and stamps the file: a request may be sent now.
 * STATUS_THROTTLED when the server asked for more than rule->longest (the words
 * name the time that is left), STATUS_CANCELLED or STATUS_SYSTEM; nothing is
 * held then. */
enum status pace_enter(const struct pace_rule *rule, struct pace *ret,
		       struct error *err) MUST_CHECK;

/* The server asks to be left alone for so many seconds (<= 0: nothing). All
 * processes hear of it: the next stamp says so. */
void pace_hold(struct pace *pace, long seconds);

/* Another request of the same holder: stamps, waits for `at_least` milliseconds
 * after now, no less than a pace, and stamps again. `why` tells the watcher the
 * reason. On failure the lock stays. */
enum status pace_again(struct pace *pace, int64_t at_least, const char *why,
		       struct error *err) MUST_CHECK;

/* The request has ended: stamps and gives the lock back. */
void pace_leave(struct pace *pace);

#endif
