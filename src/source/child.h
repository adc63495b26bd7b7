#ifndef SOURCE_CHILD_H
#define SOURCE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/str.h"

/* A helper program with a pipe to its standard input and one from its standard
 * output, and the one loop that moves bytes both ways at once, so that neither
 * side ever waits for the other to empty a full pipe. */

struct child {
	pid_t pid;
	int in;  /* what we write it reads; -1 once closed */
	int out; /* what it writes we read; -1 once closed */
};

/* Starts a program (absolute path) without arguments, in a process group of its
 * own. On failure there is nothing to end. */
enum status child_start(const char *program, struct child *ret,
			struct error *err) MUST_CHECK;

/* Closes the pipes and waits for the end of the child. *ret_code as
 * spawn_wait() gives it. */
enum status child_end(struct child *child, int *ret_code,
		      struct error *err) MUST_CHECK;

/* Ends the child at once, whatever it does. */
void child_kill(struct child *child);

/* What the taker of the child's output wants next. */
enum child_want {
	CHILD_MORE,   /* go on */
	CHILD_ENOUGH, /* send it no more input, but go on reading */
	CHILD_STOP    /* neither */
};

/* Gets all bytes that came and were not taken yet; takes off what it used. */
typedef enum child_want child_taker(struct str *got, void *context);

struct child_talk {
	const char *bytes; /* sent first */
	size_t len;
	int from;      /* then what comes of this descriptor; -1 none */
	size_t most;   /* bytes of `from`, of which no more than one piece too
			  many is sent; the taker may raise it */
	int cancel_fd; /* readable when it shall end; -1 none */
	int64_t until; /* tick at which patience ends; INT64_MAX never */
	child_taker *taker;
	void *context;
};

/* Moves the bytes until the child has closed its output or the taker said
 * stop. STATUS_CANCELLED, STATUS_NETWORK when patience ended, STATUS_SYSTEM.
 * The child still has to be ended. */
enum status child_converse(struct child *child, const struct child_talk *talk,
			   struct error *err) MUST_CHECK;

#endif
