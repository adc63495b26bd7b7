/* One poll() over the child's two pipes, the descriptor that feeds it, those of
 * a child in front of it and the one that cancels. The writing ends do not
 * block. SIGPIPE is held back while
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

/* Milliseconds without a move after which the idler runs. */
#define IDLE_MS 100

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

/* The ends of both pipes that the child gets. */
struct ends {
	int in, out;
};

static enum status spawn_between(const char *program, const char *argument,
				 const struct ends *ends, pid_t *ret,
				 struct error *err)
{
	char *name = mem_strdup(program);
	char *word = mem_strdup_null(argument);
	char *argv[] = { name, word, NULL };
	struct spawn what = {
		.path = program,
		.argv = argv,
		.stdin_fd = ends->in,
		.stdout_fd = ends->out,
		.stderr_fd = HELPER_STDERR,
		.own_group = true,
	};
	enum status status = spawn_start(&what, ret, err);

	free(name);
	free(word);
	if (status != STATUS_OK)
		error_prefix(err, "is arxday installed whole? A helper of it "
				  "does not start");
	return status;
}

/* A pipe to the child whose writing end does not block, and which holds many
 * records, so that neither side waits for the other's turn of the processor. */
static enum status open_pipes(int in[2], int out[2], bool with_in,
			      struct error *err)
{
	enum status status = spawn_pipe(out, err);

	if (status == STATUS_OK && with_in)
		status = spawn_pipe(in, err);
	if (status == STATUS_OK && with_in &&
	    fcntl(in[1], F_SETFL, O_WRONLY | O_NONBLOCK) != 0)
		status = error_set(err, STATUS_SYSTEM, errno,
				   "cannot prepare a pipe");
	return status;
}

enum status child_start(const char *program, struct child *ret,
			struct error *err)
{
	return child_start_with(program, NULL, -1, ret, err);
}

enum status child_start_with(const char *program, const char *argument,
			     int input, struct child *ret, struct error *err)
{
	int in[2] = { -1, -1 };
	int out[2] = { -1, -1 };
	pid_t pid = -1;
	enum status status = open_pipes(in, out, input < 0, err);

	if (status == STATUS_OK) {
		const struct ends ends = {
			.in = input < 0 ? in[0] : input,
			.out = out[1],
		};

		status = spawn_between(program, argument, &ends, &pid, err);
	}
	if (status != STATUS_OK) {
		close_pipe(in);
		close_pipe(out);
		return status;
	}
	*ret = (struct child){ .pid = pid, .in = in[1], .out = out[0] };
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
	struct child *child; /* NULL: only the feeder is filled */
	const struct child_talk *talk;
	struct feeder *feeder;
	char *answer; /* what came of the child at once */
	struct str got;
	bool rested; /* the idler ran since anything moved */
	bool done;
};

static void obey(struct converse *c, enum child_want want)
{
	if (want == CHILD_ENOUGH && c->child != NULL)
		close_fd(&c->child->in);
	c->done |= want == CHILD_STOP;
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
	obey(c, c->talk->taker(&c->got, c->talk->context));
	return STATUS_OK;
}

/* How long to wait, in milliseconds; -1 for as long as it takes. */
static int patience(const struct converse *c)
{
	int64_t left = INT64_MAX;

	if (c->talk->idler != NULL && !c->rested)
		return IDLE_MS;
	if (c->talk->until == INT64_MAX)
		return -1;
	left = c->talk->until - tick_now();
	if (left < 0)
		return 0;
	return left > 1000 ? 1000 : (int)left;
}

enum {
	AT_CANCEL,
	AT_OUT,
	AT_IN,
	AT_FROM,
	AT_FRONT_IN,
	AT_FRONT_FROM,
	AT_COUNT
};

/* Sets the two places of a feeder: where it can send to or what it can take. A
 * child that gets no more is told so. */
static void watch_feeder(const struct feeder *feeder, struct child *child,
			 struct pollfd *in, struct pollfd *from)
{
	if (child != NULL && child->in < 0)
		return;
	if (child == NULL || feeder_wants(feeder))
		from->fd = feeder->from;
	else if (feeder_has(feeder))
		in->fd = child->in;
	else
		close_fd(&child->in);
}

static enum status serve_feeder(struct feeder *feeder, struct child *child,
				const struct pollfd *in,
				const struct pollfd *from, struct error *err)
{
	/* One that reads no more wrote why. */
	if (child != NULL && in->revents != 0 && child->in >= 0 &&
	    feeder_has(feeder) && !feeder_send(feeder, child->in))
		close_fd(&child->in);
	return from->revents != 0 ? feeder_take(feeder, err) : STATUS_OK;
}

static enum status serve(struct converse *c, const struct pollfd *fds,
			 struct error *err)
{
	struct child_front *front = c->talk->front;
	enum status status = STATUS_OK;

	if (fds[AT_CANCEL].revents != 0)
		return error_set(err, STATUS_CANCELLED, 0, "cancelled");
	if (c->child != NULL && fds[AT_OUT].revents != 0)
		status = take_output(c, err);
	if (status == STATUS_OK)
		status = serve_feeder(c->feeder, c->child, &fds[AT_IN],
				      &fds[AT_FROM], err);
	if (status == STATUS_OK && front != NULL)
		status = serve_feeder(&front->feeder, &front->child,
				      &fds[AT_FRONT_IN], &fds[AT_FRONT_FROM],
				      err);
	return status;
}

/* Nothing moved for a while. */
static enum status rest(struct converse *c, struct error *err)
{
	if (c->talk->idler != NULL && !c->rested) {
		c->rested = true;
		obey(c, c->talk->idler(c->talk->context));
	}
	if (c->talk->until != INT64_MAX && tick_now() >= c->talk->until)
		return error_set(err, STATUS_NETWORK, 0, "it took too long");
	return STATUS_OK;
}

static enum status converse_step(struct converse *c, struct error *err)
{
	struct child_front *front = c->talk->front;
	struct pollfd fds[AT_COUNT] = {
		[AT_CANCEL] = {.fd = c->talk->cancel_fd, .events = POLLIN },
		[AT_OUT] = { .fd = -1,                .events = POLLIN },
		[AT_IN] = { .fd = -1,                .events = POLLOUT},
		[AT_FROM] = { .fd = -1,                .events = POLLIN },
		[AT_FRONT_IN] = { .fd = -1,                .events = POLLOUT},
		[AT_FRONT_FROM] = { .fd = -1,                .events = POLLIN },
	};
	int ready;

	if (c->child != NULL)
		fds[AT_OUT].fd = c->child->out;
	watch_feeder(c->feeder, c->child, &fds[AT_IN], &fds[AT_FROM]);
	if (front != NULL)
		watch_feeder(&front->feeder, &front->child, &fds[AT_FRONT_IN],
			     &fds[AT_FRONT_FROM]);
	ready = poll(fds, AT_COUNT, patience(c));
	if (ready < 0 && errno != EINTR)
		return error_set(err, STATUS_SYSTEM, errno, "cannot wait: %s",
				 strerror(errno));
	if (ready <= 0)
		return rest(c, err);
	c->rested = false;
	return serve(c, fds, err);
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
	struct feeder own = {
		.bytes = talk->bytes,
		.len = talk->len,
		.from = talk->from,
		.most = talk->most,
	};
	struct converse c = {
		.child = child,
		.talk = talk,
		.feeder = talk->feeder != NULL ? talk->feeder : &own,
		.answer = mem_alloc(CHUNK),
	};
	enum status status = STATUS_OK;
	sigset_t old;

	feeder_reopen(c.feeder);
	hold_sigpipe(&old);
	while (status == STATUS_OK && !c.done)
		status = converse_step(&c, err);
	release_sigpipe(&old);
	feeder_clear(&own);
	free(c.answer);
	str_free(&c.got);
	return status;
}

enum status child_await(struct feeder *feeder, size_t least,
			struct child_front *front, int cancel_fd,
			struct error *err)
{
	const struct child_talk talk = {
		.front = front,
		.cancel_fd = cancel_fd,
		.until = INT64_MAX,
	};
	struct converse c = { .talk = &talk, .feeder = feeder };
	enum status status = STATUS_OK;
	sigset_t old;

	hold_sigpipe(&old);
	while (status == STATUS_OK && feeder->len < least && feeder->from >= 0)
		status = converse_step(&c, err);
	release_sigpipe(&old);
	return status;
}
