/* src/tui/loop.c and src/tui/watch.c */
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/spawn.h"
#include "tui/loop.h"
#include "tui/watch.h"

struct run {
	struct loop *loop;
	int pipe[2];
	int waits;
	int heard;
	int fired;
	short events;
};

static void count_wait(void *context)
{
	struct run *run = context;

	run->waits++;
}

static void begin(struct run *run)
{
	struct error err;

	*run = (struct run){ 0 };
	assert_int_equal(spawn_pipe(run->pipe, &err), STATUS_OK);
	run->loop = loop_new(count_wait, run);
}

static void end(struct run *run)
{
	loop_free(run->loop);
	close(run->pipe[0]);
	if (run->pipe[1] >= 0)
		close(run->pipe[1]);
}

static void stop_at_timer(void *context)
{
	struct run *run = context;

	run->fired++;
	loop_stop(run->loop);
}

static void hear(int fd, short events, void *context)
{
	struct run *run = context;
	char byte;

	run->events = events;
	if (read(fd, &byte, 1) != 1) {
		loop_unwatch(run->loop, fd);
		loop_timer(run->loop, 0, stop_at_timer, run);
		return;
	}
	run->heard++;
}

/* One wait a byte, one for the end of the pipe, one for the timer: it never
 * wakes for nothing. */
static void test_wakes_only_when_something_comes(void **state)
{
	struct run run;

	(void)state;
	begin(&run);
	loop_watch(run.loop, run.pipe[0], hear, &run);
	assert_int_equal(write(run.pipe[1], "abc", 3), 3);
	close(run.pipe[1]);
	run.pipe[1] = -1;
	loop_run(run.loop);
	assert_int_equal(run.heard, 3);
	assert_int_equal(run.fired, 1);
	assert_true(run.waits <= 5);
	assert_true((run.events & POLLHUP) != 0);
	end(&run);
}

static void count_timer(void *context)
{
	struct run *run = context;

	run->heard++;
}

/* Timers of other hooks do not stand in each other's way. */
static void test_several_timers(void **state)
{
	struct run run;

	(void)state;
	begin(&run);
	loop_timer(run.loop, 30, stop_at_timer, &run);
	loop_timer(run.loop, 10, count_timer, &run);
	loop_timer(run.loop, 100000, count_timer, &run.waits);
	loop_run(run.loop);
	assert_int_equal(run.fired, 1);
	assert_int_equal(run.heard, 1);
	assert_true(run.waits <= 4);
	end(&run);
}

/* The same timer once more does not put it off, but may make it sooner. */
static void test_one_timer(void **state)
{
	struct run run;

	(void)state;
	begin(&run);
	loop_timer(run.loop, 50000, stop_at_timer, &run);
	loop_timer(run.loop, 20, stop_at_timer, &run);
	loop_timer(run.loop, 100000, stop_at_timer, &run);
	loop_run(run.loop);
	assert_int_equal(run.fired, 1);
	assert_true(run.waits <= 3);
	end(&run);
}

static void touch(const char *folder, const char *name)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs("x", file);
	fclose(file);
}

static void test_watch(void **state)
{
	static const char *const names[] = { "l.db-shm", "l.dbx", "l.db-wal",
					     "l.db" };
	char folder[] = "/tmp/arxday-watch-XXXXXX";
	char path[60];
	struct watch_file *watch;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/l.db", folder);
	watch = watch_open(path);
	if (watch == NULL)
		skip();
	for (size_t i = 0; i < 4; i++) {
		struct pollfd fd = { .fd = watch_fd(watch), .events = POLLIN };

		touch(folder, names[i]);
		assert_int_equal(poll(&fd, 1, 5000), 1);
		assert_int_equal(watch_read(watch), i >= 2);
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		assert_int_equal(remove(path), 0);
	}
	watch_close(watch);
	watch_close(NULL);
	assert_null(watch_open("/no/such/folder/l.db"));
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wakes_only_when_something_comes),
		cmocka_unit_test(test_one_timer),
		cmocka_unit_test(test_several_timers),
		cmocka_unit_test(test_watch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
