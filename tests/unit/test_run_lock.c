/* The lock of a run: between processes, between libraries, and when the holder
 * dies. */
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "source/run_lock.h"
#include "source/tick.h"

/* A folder of its own for each test, with two libraries. */
struct place {
	char top[64];
	char *state;
	char *one;
	char *two;
	char *link; /* to the first */
	int told;
	char last[256];
	int cancel[2]; /* a pipe */
};

static int make_place(void **state)
{
	struct place *place = mem_zalloc(1, sizeof(*place));

	(void)snprintf(place->top, sizeof(place->top), "run lock-XXXXXX");
	if (mkdtemp(place->top) == NULL || pipe(place->cancel) != 0)
		return -1;
	place->state = file_join(place->top, "state");
	place->one = file_join(place->top, "one.db");
	place->two = file_join(place->top, "two.db");
	place->link = file_join(place->top, "link.db");
	if (file_write_atomic(place->one, "1", 1, NULL) != STATUS_OK ||
	    file_write_atomic(place->two, "2", 1, NULL) != STATUS_OK ||
	    symlink("one.db", place->link) != 0)
		return -1;
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;
	int left;

	(void)unlink(place->one);
	(void)unlink(place->two);
	(void)unlink(place->link);
	(void)rmdir(place->state);
	/* Nothing stays behind: else the folders are not empty. */
	left = rmdir(place->top);
	(void)close(place->cancel[0]);
	(void)close(place->cancel[1]);
	free(place->state);
	free(place->one);
	free(place->two);
	free(place->link);
	free(place);
	return left;
}

static void note(const char *why, void *context)
{
	struct place *place = context;

	place->told++;
	(void)snprintf(place->last, sizeof(place->last), "%s", why);
}

static struct run_lock_rule rule_of(struct place *place, const char *library)
{
	return (struct run_lock_rule){
		.folder = place->state,
		.library = library,
		.cancel_fd = place->cancel[0],
		.watch = note,
		.context = place,
	};
}

static enum status enter(struct place *place, const char *library,
			 const char *name, struct run_lock *ret)
{
	struct run_lock_rule rule = rule_of(place, library);

	return run_lock_enter(&rule, name, ret, NULL);
}

/* Makes whatever waits end at once. */
static void cancel(struct place *place)
{
	assert_int_equal(write(place->cancel[1], "x", 1), 1);
}

static void one_run_of_a_library_at_a_time(void **state)
{
	struct place *place = *state;
	struct run_lock first;
	struct run_lock second;
	char pid[32];

	assert_int_equal(enter(place, place->one, "refresh", &first),
			 STATUS_OK);
	cancel(place);
	assert_int_equal(enter(place, place->link, "refresh", &second),
			 STATUS_CANCELLED);
	assert_int_equal(place->told, 1);
	(void)snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	assert_non_null(strstr(place->last, pid));
	assert_non_null(strstr(place->last, "another refresh"));
	run_lock_leave(&first);
	assert_int_equal(enter(place, place->link, "refresh", &second),
			 STATUS_OK);
	run_lock_leave(&second);
	run_lock_leave(&second);
}

static void others_do_not_meet(void **state)
{
	struct place *place = *state;
	struct run_lock locks[4];

	cancel(place); /* who has to wait fails */
	assert_int_equal(enter(place, place->one, "refresh", &locks[0]),
			 STATUS_OK);
	assert_int_equal(enter(place, place->two, "refresh", &locks[1]),
			 STATUS_OK);
	assert_int_equal(enter(place, place->one, "harvest", &locks[2]),
			 STATUS_OK);
	assert_int_equal(enter(place, NULL, "refresh", &locks[3]), STATUS_OK);
	assert_int_equal(place->told, 0);
	for (int i = 0; i < 4; i++)
		run_lock_leave(&locks[i]);
}

/* A process that takes the lock, says so and holds it until it is killed. */
static pid_t start_holder(struct place *place)
{
	struct run_lock lock;
	int ready[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (enter(place, place->one, "refresh", &lock) != STATUS_OK ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			(void)pause();
	}
	(void)close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	(void)close(ready[0]);
	return pid;
}

/* A watch that kills whom it is told of. */
static void kill_it(const char *why, void *context)
{
	struct place *place = context;
	const char *pid = strstr(why, "(process ");

	note(why, context);
	assert_non_null(pid);
	assert_int_equal(kill((pid_t)strtol(pid + 9, NULL, 10), SIGKILL), 0);
	assert_int_equal(place->told, 1);
}

static void a_killed_holder_holds_nothing(void **state)
{
	struct place *place = *state;
	struct run_lock_rule rule = rule_of(place, place->one);
	pid_t holder = start_holder(place);
	struct run_lock lock;
	int64_t start = tick_now();

	rule.watch = kill_it;
	assert_int_equal(run_lock_enter(&rule, "refresh", &lock, NULL),
			 STATUS_OK);
	assert_true(tick_now() - start < 10000);
	assert_int_equal(place->told, 1);
	assert_int_equal(waitpid(holder, NULL, 0), holder);
	run_lock_leave(&lock);
}

enum {
	RUNNERS = 4,
	TURNS = 20
};

/* Takes and leaves the lock again and again; the file of the library shows
 * whether somebody else was in. */
static int run_turns(struct place *place)
{
	struct run_lock lock;

	for (int i = 0; i < TURNS; i++) {
		if (enter(place, place->one, "refresh", &lock) != STATUS_OK)
			return 1;
		if (symlink("x", place->link) != 0 || unlink(place->link) != 0)
			return 2;
		run_lock_leave(&lock);
	}
	return 0;
}

static void many_take_turns(void **state)
{
	struct place *place = *state;
	pid_t pids[RUNNERS];

	assert_int_equal(unlink(place->link), 0);
	for (int i = 0; i < RUNNERS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			_exit(run_turns(place));
	}
	for (int i = 0; i < RUNNERS; i++) {
		int code = -1;

		assert_int_equal(waitpid(pids[i], &code, 0), pids[i]);
		assert_int_equal(code, 0);
	}
}

static void what_cannot_be_is_said(void **state)
{
	struct place *place = *state;
	struct run_lock_rule rule = rule_of(place, "nowhere.db");
	struct run_lock lock;
	struct error err;

	assert_int_equal(run_lock_enter(&rule, "refresh", &lock, &err),
			 STATUS_SYSTEM);
	assert_non_null(strstr(err.text, "nowhere.db"));
	rule.library = place->one;
	rule.folder = "/dev/null/state";
	assert_int_equal(run_lock_enter(&rule, "refresh", &lock, &err),
			 STATUS_SYSTEM);
	assert_non_null(strstr(err.text, "XDG_STATE_HOME"));
}

#define PLACED(test) \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACED(one_run_of_a_library_at_a_time),
		PLACED(others_do_not_meet),
		PLACED(a_killed_holder_holds_nothing),
		PLACED(many_take_turns),
		PLACED(what_cannot_be_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
