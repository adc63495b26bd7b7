#ifndef SOURCE_LOCK_H
#define SOURCE_LOCK_H

#include "base/error.h"

/* Lock files of the state folder: whoever holds the kernel's lock of the file
 * has the right that it stands for, and loses it when he dies, however that
 * happens. What the file holds is the owner's business. */

struct lock_rule {
	const char *folder; /* made when missing */
	const char *name;   /* of the file in it */
	int cancel_fd;      /* readable when the wait shall end; -1 none */
	/* Told again and again while another one holds the lock; the file is
	 * open for reading. */
	void (*held)(int fd, void *context);
	void *context;
};

/* Waits for the lock. *ret_fd is the file, open for reading and writing; close
 * it to give the lock back. STATUS_CANCELLED, or STATUS_SYSTEM with words that
 * say what to do. */
enum status lock_take(const struct lock_rule *rule, int *ret_fd,
		      struct error *err) MUST_CHECK;

#endif
