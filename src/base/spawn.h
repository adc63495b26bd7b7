#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/* Programs started without a shell: an absolute path and an argument vector.
 * The child gets descriptors 0, 1 and 2 and no other. */

struct spawn {
	const char *path;  /* absolute; never looked up in PATH */
	char *const *argv; /* argv[0] first, NULL last */
	int stdin_fd;      /* becomes 0; -1 = /dev/null */
	int stdout_fd;     /* becomes 1; -1 = /dev/null */
	int stderr_fd;     /* becomes 2; -1 = /dev/null; 2 = ours */
	bool own_group;    /* a process group of its own, so that the terminal's
			   signals do not reach it */
};

/* Starts it; *ret_pid is the child's. STATUS_SYSTEM when it could not be
 * executed (an exec that fails is reported here, not by the child's death). */
enum status spawn_start(const struct spawn *what, pid_t *ret_pid,
			struct error *err) MUST_CHECK;

/* Waits for the child. *ret_code is 0..255 as it exited, or 128 + n when it
 * died of signal n. */
enum status spawn_wait(pid_t pid, int *ret_code, struct error *err) MUST_CHECK;

/* The same for a child that a user has before him: comes back too when it was
 * stopped, which *ret_stopped tells; SIGCONT lets it go on. */
enum status spawn_wait_stop(pid_t pid, int *ret_code, bool *ret_stopped,
			    struct error *err) MUST_CHECK;

/* A close-on-exec pipe: fds[0] to read, fds[1] to write. */
enum status spawn_pipe(int fds[2], struct error *err) MUST_CHECK;

#endif
