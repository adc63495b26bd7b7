/* Programs started by fork and exec. Between the two the child calls only
 * what is safe after a fork in a program with threads. An exec that fails is
 * told through a close-on-exec pipe: the parent reads either the errno or, as
 * the pipe closes by a successful exec, nothing. */
#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* The child's end of the error pipe; all above it is closed. */
#define TELL_FD 3

/* Descriptors closed one by one where the kernel cannot close a range. */
#define MANY_FDS 65536

enum status spawn_pipe(int fds[2], struct error *err)
{
	if (pipe2(fds, O_CLOEXEC) < 0)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot create a pipe: %s", strerror(errno));
	return STATUS_OK;
}

/* In the child from here on to spawn_child(). */

/* A copy of fd, or of /dev/null for -1, that is out of the way of the numbers
 * that are given out: above TELL_FD. */
static int spawn_lift(int fd)
{
	if (fd < 0)
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, TELL_FD + 1);
}

/* Gives the child its descriptors 0 to 2 and TELL_FD. All are lifted before
 * any is put down, since a given one may stand where another must go. */
static bool spawn_place_fds(const struct spawn *what, int tell)
{
	int lifted[TELL_FD];
	int i;

	lifted[0] = spawn_lift(what->stdin_fd);
	lifted[1] = spawn_lift(what->stdout_fd);
	lifted[2] = spawn_lift(what->stderr_fd);
	for (i = 0; i < TELL_FD; i++) {
		if (lifted[i] < 0 || dup2(lifted[i], i) < 0)
			return false;
	}
	return dup3(tell, TELL_FD, O_CLOEXEC) >= 0;
}

static void spawn_close_rest(void)
{
	struct rlimit limit;
	int most = MANY_FDS;
	int fd;

	if (close_range(TELL_FD + 1, ~0u, 0) == 0)
		return;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < MANY_FDS)
		most = (int)limit.rlim_cur;
	for (fd = TELL_FD + 1; fd < most; fd++)
		close(fd);
}

/* What the program ignores or blocks is its own affair, not the child's. */
static void spawn_reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;
	int n;

	/* The two numbers that the C library keeps for itself are refused. */
	for (n = 1; n < NSIG; n++)
		(void)sigaction(n, &action, NULL);
	sigemptyset(&none);
	(void)pthread_sigmask(SIG_SETMASK, &none, NULL);
}

static void __attribute__((noreturn))
spawn_child(const struct spawn *what, int tell)
{
	int lifted = fcntl(tell, F_DUPFD_CLOEXEC, TELL_FD + 1);
	int number;

	if (lifted >= 0)
		tell = lifted;
	if (what->own_group)
		(void)setpgid(0, 0);
	if (lifted >= 0 && spawn_place_fds(what, tell)) {
		tell = TELL_FD;
		spawn_close_rest();
		spawn_reset_signals();
		(void)execv(what->path, what->argv);
	}
	number = errno;
	if (write(tell, &number, sizeof(number)) < 0)
		_exit(126);
	_exit(127);
}

/* Forks with all signals blocked, so that no handler of ours runs in the
 * child before it has reset them. */
static pid_t spawn_fork(const struct spawn *what, int tell)
{
	sigset_t all;
	sigset_t old;
	pid_t pid;
	int number;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &old);
	pid = fork();
	if (pid == 0)
		spawn_child(what, tell);
	number = errno;
	(void)pthread_sigmask(SIG_SETMASK, &old, NULL);
	errno = number;
	return pid;
}

/* Hears what the child says of its exec; 0 when it went well. */
static int spawn_hear(int fd)
{
	size_t len = 0;
	int number = 0;

	if (file_read_all(fd, &number, sizeof(number), &len, NULL) != STATUS_OK)
		return 0;
	return len == sizeof(number) ? number : 0;
}

enum status spawn_start(const struct spawn *what, pid_t *ret_pid,
			struct error *err)
{
	enum status status;
	int fds[2];
	int number;
	pid_t pid;

	if (what->path[0] != '/')
		return error_set(err, STATUS_SYSTEM, EINVAL,
				 "cannot run %s: no absolute path", what->path);
	status = spawn_pipe(fds, err);
	if (status != STATUS_OK)
		return status;
	pid = spawn_fork(what, fds[1]);
	number = pid < 0 ? errno : 0;
	close(fds[1]);
	/* Both sides set the group, whoever comes first. */
	if (pid > 0 && what->own_group)
		(void)setpgid(pid, pid);
	if (pid > 0)
		number = spawn_hear(fds[0]);
	close(fds[0]);
	if (number == 0) {
		*ret_pid = pid;
		return STATUS_OK;
	}
	if (pid > 0)
		(void)waitpid(pid, NULL, 0);
	return error_set(err, STATUS_SYSTEM, number, "cannot run %s: %s",
			 what->path, strerror(number));
}

/* What became of the child, as waitpid() tells it under these options. */
static enum status spawn_watch(pid_t pid, int options, int *ret_how,
			       struct error *err)
{
	while (waitpid(pid, ret_how, options) < 0) {
		if (errno != EINTR)
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot wait for process %ld: %s",
					 (long)pid, strerror(errno));
	}
	return STATUS_OK;
}

static int spawn_code(int how)
{
	return WIFSIGNALED(how) ? 128 + WTERMSIG(how) : WEXITSTATUS(how);
}

enum status spawn_wait(pid_t pid, int *ret_code, struct error *err)
{
	int how = 0;
	enum status status = spawn_watch(pid, 0, &how, err);

	if (status == STATUS_OK)
		*ret_code = spawn_code(how);
	return status;
}

enum status spawn_wait_stop(pid_t pid, int *ret_code, bool *ret_stopped,
			    struct error *err)
{
	int how = 0;
	enum status status = spawn_watch(pid, WUNTRACED, &how, err);

	if (status != STATUS_OK)
		return status;
	*ret_stopped = WIFSTOPPED(how);
	*ret_code = *ret_stopped ? 0 : spawn_code(how);
	return STATUS_OK;
}
