/* One poll() over the child's two pipes, the descriptor that feeds it and the
 * one that cancels. The writing end does not block. SIGPIPE is held back while
 * bytes move, because a child that died must be an error here and not the end
 * of the program. */
#include "source/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/spawn.h"
#include "source/tick.h"

#define CHUNK ((size_t)65536)

/* Only a build for testing lets what a helper complains of through: the
 * sanitizers' reports. */
#ifdef ARXDAY_SANITIZED
#define HELPER_STDERR 2
#else
#define HELPER_STDERR (-1)
#endif

static void close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static void close_pipe(int fds[2])
{
	close_fd(&fds[0]);
	close_fd(&fds[1]);
}

static enum status start_between(const char *program, const int in[2],
				 const int out[2], struct child *ret,
				 struct error *err)
{
	char *name = mem_strdup(program);
	char *argv[] = { name, NULL };
	struct spawn what = {
		.path = program,
		.argv = argv,
		.stdin_fd = in[0],
		.stdout_fd = out[1],
		.stderr_fd = HELPER_STDERR,
		.own_group = true,
	};
	pid_t pid = -1;
	enum status status = spawn_start(&what, &pid, err);

	free(name);
	if (status == STATUS_OK)
		*ret = (struct child){ .pid = pid, .in = in[1], .out = out[0] };
	else
		error_prefix(err, "is arxday installed whole? A helper of it "
				  "does not start");
	return status;
}

enum status child_start(const char *program, struct child *ret,
			struct error *err)
{
	int in[2] = { -1, -1 };
	int out[2] = { -1, -1 };
	enum status status = spawn_pipe(in, err);

	if (status == STATUS_OK)
		status = spawn_pipe(out, err);
	if (status == STATUS_OK &&
	    fcntl(in[1], F_SETFL, O_WRONLY | O_NONBLOCK) != 0)
		status = error_set(err, STATUS_SYSTEM, errno,
				   "cannot prepare a pipe");
	if (status == STATUS_OK)
		status = start_between(program, in, out, ret, err);
	if (status != STATUS_OK) {
		close_pipe(in);
		close_pipe(out);
		return status;
	}
	close_fd(&in[0]);
	close_fd(&out[1]);
	return STATUS_OK;
}

enum status child_end(struct child *child, int *ret_code, struct error *err)
{
	close_fd(&child->in);
	close_fd(&child->out);
	return spawn_wait(child->pid, ret_code, err);
}

void child_kill(struct child *child)
{
	int code;

	(void)kill(child->pid, SIGKILL);
	/* Whatever the wait says, the child is gone. */
	if (child_end(child, &code, NULL) != STATUS_OK)
		child->pid = -1;
}

/* The state of one conversation. */
struct converse {
	struct child *child;
	const struct child_talk *talk;
	const char *bytes; /* still to be sent */
	size_t len;
	int from;
	size_t taken; /* bytes that came of it */
	char *chunk;  /* holds what came of `from` */
	char *answer; /* what came of the child at once */
	struct str got;
	bool done;
};

static void stop_sending(struct converse *c)
{
	c->from = -1;
	c->len = 0;
	close_fd(&c->child->in);
}

static enum status take_input(struct converse *c, struct error *err)
{
	ssize_t n = read(c->from, c->chunk, CHUNK);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return STATUS_OK;
	if (n < 0)
		return error_set(err, STATUS_SYSTEM, errno, "cannot read: %s",
				 strerror(errno));
	if (n == 0 || c->taken > c->talk->most) {
		stop_sending(c);
		return STATUS_OK;
	}
	c->taken += (size_t)n;
	c->bytes = c->chunk;
	c->len = (size_t)n;
	return STATUS_OK;
}

static void send_some(struct converse *c)
{
	ssize_t n = write(c->child->in, c->bytes, c->len);

	if (n >= 0) {
		c->bytes += n;
		c->len -= (size_t)n;
	} else if (errno != EINTR && errno != EAGAIN) {
		/* It reads no more; what it wrote tells why. */
		stop_sending(c);
	}
}

static enum status take_output(struct converse *c, struct error *err)
{
	ssize_t n = read(c->child->out, c->answer, CHUNK);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return STATUS_OK;
	if (n < 0)
		return error_set(err, STATUS_SYSTEM, errno, "cannot read: %s",
				 strerror(errno));
	if (n == 0) {
		c->done = true;
		return STATUS_OK;
	}
	str_add_n(&c->got, c->answer, (size_t)n);
	switch (c->talk->taker(&c->got, c->talk->context)) {
	case CHILD_MORE:
		break;
	case CHILD_ENOUGH:
		stop_sending(c);
		break;
	case CHILD_STOP:
		c->done = true;
		break;
	}
	return STATUS_OK;
}

static int patience(const struct child_talk *talk)
{
	int64_t left;

	if (talk->until == INT64_MAX)
		return -1;
	left = talk->until - tick_now();
	if (left < 0)
		return 0;
	return left > 1000 ? 1000 : (int)left;
}

enum {
	AT_CANCEL,
	AT_OUT,
	AT_IN,
	AT_FROM,
	AT_COUNT
};

static enum status serve(struct converse *c, const struct pollfd *fds,
			 struct error *err)
{
	enum status status = STATUS_OK;

	if (fds[AT_CANCEL].revents != 0)
		return error_set(err, STATUS_CANCELLED, 0, "cancelled");
	if (fds[AT_OUT].revents != 0)
		status = take_output(c, err);
	if (status == STATUS_OK && fds[AT_IN].revents != 0 && c->child->in >= 0)
		send_some(c);
	if (status == STATUS_OK && fds[AT_FROM].revents != 0 && c->from >= 0)
		status = take_input(c, err);
	return status;
}

static enum status converse_step(struct converse *c, struct error *err)
{
	const struct child_talk *talk = c->talk;
	struct pollfd fds[AT_COUNT] = {
		[AT_CANCEL] = {.fd = talk->cancel_fd, .events = POLLIN },
		[AT_OUT] = { .fd = c->child->out,  .events = POLLIN },
		[AT_IN] = { .fd = -1,             .events = POLLOUT},
		[AT_FROM] = { .fd = -1,             .events = POLLIN },
	};
	int ready;

	if (c->len > 0)
		fds[AT_IN].fd = c->child->in;
	else if (c->from >= 0)
		fds[AT_FROM].fd = c->from;
	else
		close_fd(&c->child->in);
	ready = poll(fds, AT_COUNT, patience(talk));
	if (ready < 0 && errno != EINTR)
		return error_set(err, STATUS_SYSTEM, errno, "cannot wait: %s",
				 strerror(errno));
	if (ready > 0)
		return serve(c, fds, err);
	if (talk->until != INT64_MAX && tick_now() >= talk->until)
		return error_set(err, STATUS_NETWORK, 0, "it took too long");
	return STATUS_OK;
}

/* Holds SIGPIPE back; *ret_old is the mask to come back to. */
static void hold_sigpipe(sigset_t *ret_old)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGPIPE);
	(void)pthread_sigmask(SIG_BLOCK, &set, ret_old);
}

/* Takes off the SIGPIPE that a write left, unless the caller held it back. */
static void release_sigpipe(const sigset_t *old)
{
	const struct timespec zero = { 0 };
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGPIPE);
	if (sigismember(old, SIGPIPE) == 0)
		while (sigtimedwait(&set, NULL, &zero) == SIGPIPE)
			;
	(void)pthread_sigmask(SIG_SETMASK, old, NULL);
}

enum status child_converse(struct child *child, const struct child_talk *talk,
			   struct error *err)
{
	struct converse c = {
		.child = child,
		.talk = talk,
		.bytes = talk->bytes,
		.len = talk->len,
		.from = talk->from,
		.chunk = talk->from >= 0 ? mem_alloc(CHUNK) : NULL,
		.answer = mem_alloc(CHUNK),
	};
	enum status status = STATUS_OK;
	sigset_t old;

	hold_sigpipe(&old);
	while (status == STATUS_OK && !c.done)
		status = converse_step(&c, err);
	release_sigpipe(&old);
	free(c.chunk);
	free(c.answer);
	str_free(&c.got);
	return status;
}
