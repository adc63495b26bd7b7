#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/spawn.h"

/* This program is its own child: with a word as argument it does what the
 * word says. */
static char self[4096];

/* Starts this program with the word; the descriptors are those of `what`. */
static pid_t start(struct spawn what, const char *word)
{
	char *copy = mem_strdup(word);
	char *argv[] = { self, copy, NULL };
	struct error err;
	pid_t pid = -1;

	what.path = self;
	what.argv = argv;
	if (spawn_start(&what, &pid, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(copy);
	return pid;
}

static int wait_for(pid_t pid)
{
	struct error err;
	int code = -1;

	assert_int_equal(spawn_wait(pid, &code, &err), STATUS_OK);
	return code;
}

/* What the child wrote to its standard output. */
static void check_output(const char *word, const char *want)
{
	char text[512];
	size_t len;
	int fds[2];
	pid_t pid;

	assert_int_equal(spawn_pipe(fds, NULL), STATUS_OK);
	pid = start((struct spawn){ .stdin_fd = -1,
				    .stdout_fd = fds[1],
				    .stderr_fd = 2 },
		    word);
	close(fds[1]);
	assert_int_equal(
		file_read_all(fds[0], text, sizeof(text) - 1, &len, NULL),
		STATUS_OK);
	text[len] = '\0';
	close(fds[0]);
	assert_int_equal(wait_for(pid), 0);
	assert_string_equal(text, want);
}

static const struct spawn nothing = { .stdin_fd = -1,
				      .stdout_fd = -1,
				      .stderr_fd = -1 };

static void test_codes(void **state)
{
	(void)state;
	assert_int_equal(wait_for(start(nothing, "exit0")), 0);
	assert_int_equal(wait_for(start(nothing, "exit255")), 255);
	assert_int_equal(wait_for(start(nothing, "kill")), 128 + SIGKILL);
}

static void test_arguments_are_not_read(void **state)
{
	(void)state;
	check_output("echo;$(id) `x` \"'\\n*\n%s",
		     "echo;$(id) `x` \"'\\n*\n%s");
}

/* The child has 0, 1 and 2 and no other, also of those that were left open
 * here without the close-on-exec flag. */
static void test_descriptors(void **state)
{
	int fds[3];
	int i;

	(void)state;
	for (i = 0; i < 3; i++)
		fds[i] = fcntl(STDERR_FILENO, F_DUPFD, 20 * i + 10);
	check_output("fds", "0 1 2 ");
	for (i = 0; i < 3; i++)
		close(fds[i]);
}

static void test_null_device(void **state)
{
	(void)state;
	assert_int_equal(wait_for(start(nothing, "null")), 0);
}

static void ignore(int number)
{
	(void)number;
}

static void test_signals_are_reset(void **state)
{
	sigset_t some;
	sigset_t old;

	(void)state;
	sigemptyset(&some);
	sigaddset(&some, SIGTERM);
	sigaddset(&some, SIGUSR1);
	assert_int_equal(sigprocmask(SIG_BLOCK, &some, &old), 0);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGWINCH, ignore);
	assert_int_equal(wait_for(start(nothing, "signals")), 0);
	/* Ours are as they were. */
	assert_ptr_equal(signal(SIGPIPE, SIG_DFL), SIG_IGN);
	assert_ptr_equal(signal(SIGINT, SIG_DFL), SIG_IGN);
	assert_ptr_equal(signal(SIGWINCH, SIG_DFL), ignore);
	assert_int_equal(sigprocmask(SIG_SETMASK, &old, &some), 0);
	assert_true(sigismember(&some, SIGTERM));
	assert_false(sigismember(&some, SIGINT));
}

static void test_group(void **state)
{
	struct spawn what = nothing;

	(void)state;
	assert_int_equal(wait_for(start(what, "group")), 1);
	what.own_group = true;
	assert_int_equal(wait_for(start(what, "group")), 0);
}

static void check_refused(const char *path, int native)
{
	char *argv[] = { self, NULL };
	struct spawn what = nothing;
	struct error err;
	pid_t pid = 77;

	what.path = path;
	what.argv = argv;
	assert_int_equal(spawn_start(&what, &pid, &err), STATUS_SYSTEM);
	assert_int_equal(err.native, native);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(pid, 77);
}

static void test_exec_fails(void **state)
{
	(void)state;
	check_refused("/nonexistent/program", ENOENT);
	check_refused("/", EACCES);
	check_refused("true", EINVAL);
	/* No child is left behind. */
	assert_int_equal(spawn_wait(-1, &(int){ 0 }, NULL), STATUS_SYSTEM);
}

static void test_bad_descriptor(void **state)
{
	char *argv[] = { self, NULL };
	struct spawn what = nothing;
	struct error err;
	pid_t pid;

	(void)state;
	what.path = self;
	what.argv = argv;
	what.stdout_fd = 999;
	assert_int_equal(spawn_start(&what, &pid, &err), STATUS_SYSTEM);
	assert_int_equal(err.native, EBADF);
}

/* A parent without 0, 1 and 2, whose pipes got these very numbers, crosswise:
 * the child reads from our 1 and writes to our 0. Runs as a child itself,
 * since cmocka needs its output. */
static int cross(void)
{
	static char word[] = "cat";
	char *argv[] = { self, word, NULL };
	struct spawn what = { .path = self, .argv = argv };
	struct error err;
	int to[2];
	int from[2];
	int code = -1;
	size_t len = 0;
	char text[8] = "";
	pid_t pid;

	close(0);
	close(1);
	close(2);
	if (pipe(from) || pipe(to)) /* 0 1, 2 3 */
		return 1;
	if (from[0] != 0 || to[1] != 3)
		return 2;
	/* Now 0 = from's write end, 1 = to's read end, 2 = to's write end. */
	if (dup2(from[0], 10) < 0 || dup2(from[1], 11) < 0 ||
	    dup2(to[0], 1) < 0 || dup2(to[1], 2) < 0 || dup2(11, 0) < 0)
		return 3;
	close(3);
	close(11);
	what.stdin_fd = 1;
	what.stdout_fd = 0;
	what.stderr_fd = -1;
	if (write(2, "crossed", 7) != 7 ||
	    spawn_start(&what, &pid, &err) != STATUS_OK)
		return 4;
	close(0);
	close(1);
	close(2);
	if (file_read_all(10, text, 7, &len, NULL) != STATUS_OK ||
	    spawn_wait(pid, &code, NULL) != STATUS_OK)
		return 5;
	return code == 0 && memcmp(text, "crossed", 7) == 0 ? 0 : 6;
}

static void test_crossed_descriptors(void **state)
{
	(void)state;
	assert_int_equal(wait_for(start(nothing, "cross")), 0);
}

/* The rest is what the child does. */

static int child_fds(void)
{
	char digits[8];
	int fd;

	for (fd = 0; fd < 256; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			continue;
		digits[0] = (char)('0' + fd % 10);
		digits[1] = ' ';
		if (write(STDOUT_FILENO, digits, 2) != 2)
			return 1;
	}
	return 0;
}

/* The sanitizers handle SIGSEGV and its like in the child; they are left
 * out. */
static int child_signals(void)
{
	static const int signals[] = { SIGHUP,  SIGINT,  SIGQUIT,
				       SIGPIPE, SIGTERM, SIGCHLD,
				       SIGTSTP, SIGUSR1, SIGWINCH };
	struct sigaction action;
	sigset_t mask;
	size_t i;

	if (sigprocmask(SIG_SETMASK, NULL, &mask) < 0)
		return 1;
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (sigismember(&mask, signals[i]))
			return 2;
		if (sigaction(signals[i], NULL, &action) < 0 ||
		    action.sa_handler != SIG_DFL)
			return 3;
	}
	return 0;
}

static int child_null(void)
{
	char byte;

	return read(0, &byte, 1) != 0 || write(1, "x", 1) != 1 ||
	       write(2, "x", 1) != 1;
}

static int child_cat(void)
{
	char bytes[64];
	size_t len;

	return file_read_all(0, bytes, sizeof(bytes), &len, NULL) ||
	       file_write_all(1, bytes, len, NULL);
}

static int child(const char *word)
{
	if (strcmp(word, "exit0") == 0)
		return 0;
	if (strcmp(word, "exit255") == 0)
		return 255;
	if (strcmp(word, "kill") == 0)
		return kill(getpid(), SIGKILL);
	if (strncmp(word, "echo", 4) == 0)
		return file_write_all(1, word, strlen(word), NULL) != STATUS_OK;
	if (strcmp(word, "fds") == 0)
		return child_fds();
	if (strcmp(word, "signals") == 0)
		return child_signals();
	if (strcmp(word, "group") == 0)
		return getpgrp() != getpid();
	if (strcmp(word, "null") == 0)
		return child_null();
	if (strcmp(word, "cat") == 0)
		return child_cat();
	return strcmp(word, "cross") == 0 ? cross() : 99;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_arguments_are_not_read),
		cmocka_unit_test(test_descriptors),
		cmocka_unit_test(test_null_device),
		cmocka_unit_test(test_signals_are_reset),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_exec_fails),
		cmocka_unit_test(test_bad_descriptor),
		cmocka_unit_test(test_crossed_descriptors),
	};

	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		return 1;
	if (argc > 1)
		return child(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
