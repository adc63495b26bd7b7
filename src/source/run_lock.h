#ifndef SOURCE_RUN_LOCK_H
#define SOURCE_RUN_LOCK_H

#include "base/error.h"
#include "source/pace.h"

/* One run of a kind at a time and library: whoever is second waits for the
 * first, so that a refresh from the reader and one from a timer do not fetch
 * the same. Runs of different libraries meet at the pace only. */

struct run_lock_rule {
	const char *folder;  /* state folder; made when missing */
	const char *library; /* path of the library's file, which exists; NULL
				when it has none, as in memory: nobody else can
				meet it there, and nothing is locked */
	int cancel_fd;       /* readable when the wait shall end; -1 none */
	pace_watch *watch;   /* told who holds it */
	void *context;
};

/* The right to run; a plain value. */
struct run_lock {
	int fd;     /* -1 when nothing is locked */
	char *path; /* owned */
};

/* Waits for the other run of that name, a word such as "refresh" that makes a
 * file's name. The kernel ends the lock when its holder dies.
 * STATUS_CANCELLED or STATUS_SYSTEM; nothing is held then. The caller gives it
 * back with run_lock_leave(). */
enum status run_lock_enter(const struct run_lock_rule *rule, const char *name,
			   struct run_lock *ret, struct error *err) MUST_CHECK;

/* Gives it back and takes the file away. */
void run_lock_leave(struct run_lock *lock);

#endif
