/* Several processes with one library, and processes that die. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/marks.h"
#include "library_fixture.h"

enum {
	PROCESSES = 4,
	TRANSACTIONS = 50,
	CREATIONS = 20
};

/* Starts a child that runs body(path, number) and ends with its result. */
static pid_t start(int (*body)(const char *, int), const char *path, int number)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(body(path, number));
	assert_true(pid > 0);
	return pid;
}

static int end(pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

static bool store_one(struct library *library, int number, int turn)
{
	struct announcement announcement = { .day = 20000 + turn,
					     .category = "cs.IR",
					     .type = ANNOUNCE_NEW,
					     .version = 1 };
	struct paper paper = PAPER_INIT;
	enum store_result result;
	enum store_result announced;
	char id[IDENT_TEXT_SIZE];

	snprintf(id, sizeof(id), "2510.%d%04dv1", number, turn + 1);
	if (!ident_parse_bare(id, &paper.id))
		return false;
	announcement.paper = paper.id.key;
	return store_paper(library, &paper, 20000, &result, NULL) ==
		       STATUS_OK &&
	       result == STORE_NEW &&
	       store_announcement(library, &announcement, &announced, NULL) ==
		       STATUS_OK;
}

static int many_transactions(const char *path, int number)
{
	struct library *library = NULL;
	struct error err = { 0 };

	/* The library is made by whoever comes first. */
	if (library_open(path, LIBRARY_WRITE, &library, &err) != STATUS_OK) {
		fprintf(stderr, "open: %s\n", err.text);
		return 1;
	}
	for (int turn = 0; turn < TRANSACTIONS; turn++) {
		if (library_begin(library, &err) != STATUS_OK ||
		    !store_one(library, number, turn) ||
		    library_commit(library, &err) != STATUS_OK) {
			fprintf(stderr, "%d: %s\n", turn, err.text);
			return 2;
		}
	}
	library_close(library);
	return 0;
}

static void test_none_lost(void **state)
{
	struct place *place = *state;
	pid_t pids[PROCESSES];

	for (int i = 0; i < PROCESSES; i++)
		pids[i] = start(many_transactions, place->path, i);
	for (int i = 0; i < PROCESSES; i++)
		assert_int_equal(end(pids[i]), 0);
	assert_int_equal(
		sql_number(place->path, "SELECT count(*) FROM announcement"),
		PROCESSES * TRANSACTIONS);
	assert_int_equal(sql_number(place->path, "SELECT value FROM meta WHERE"
						 " key = 'papers'"),
			 PROCESSES * TRANSACTIONS);
	assert_int_equal(sql_number(place->path,
				    "SELECT count(*) FROM pragma_quick_check"
				    " WHERE quick_check = 'ok'"),
			 1);
}

/* Opens a library that is not there yet, as soon as the gate opens. */
static int make_library(const char *path, int gate)
{
	struct library *library = NULL;
	struct error err = { 0 };
	char byte;

	if (read(gate, &byte, 1) != 0)
		return 1;
	if (library_open(path, LIBRARY_WRITE, &library, &err) != STATUS_OK) {
		fprintf(stderr, "open: %s\n", err.text);
		return 2;
	}
	library_close(library);
	return 0;
}

/* Whoever comes second waits for the first, however the two meet. */
static void test_made_together(void **state)
{
	struct place *place = *state;
	pid_t pids[PROCESSES];

	for (int round = 0; round < CREATIONS; round++) {
		int gate[2];
		char *path = mem_alloc(strlen(place->path) + 8);

		(void)snprintf(path, strlen(place->path) + 8, "%s-%d",
			       place->path, round);
		assert_int_equal(pipe(gate), 0);
		for (int i = 0; i < PROCESSES; i++) {
			pids[i] = fork();
			assert_true(pids[i] >= 0);
			if (pids[i] > 0)
				continue;
			(void)close(gate[1]);
			_exit(make_library(path, gate[0]));
		}
		(void)close(gate[0]);
		(void)close(gate[1]);
		for (int i = 0; i < PROCESSES; i++)
			assert_int_equal(end(pids[i]), 0);
		free(path);
	}
}

static int star_each(const char *path, int number)
{
	struct library *library = NULL;

	if (library_open(path, LIBRARY_WRITE, &library, NULL) != STATUS_OK)
		return 1;
	for (int turn = 0; turn < TRANSACTIONS; turn++) {
		enum mark mark = (enum mark)(1 << number);
		char id[IDENT_TEXT_SIZE];
		struct ident ident;

		snprintf(id, sizeof(id), "2510.0%04d", turn + 1);
		if (!ident_parse_bare(id, &ident) ||
		    marks_set(library,
			      &(struct marks_change){ mark, true, &ident.key, 1,
						      turn },
			      NULL, NULL) != STATUS_OK)
			return 2;
	}
	library_close(library);
	return 0;
}

/* Four processes mark the same papers, each in its own way. */
static void test_no_mark_lost(void **state)
{
	struct place *place = *state;
	pid_t pids[PROCESSES];

	assert_int_equal(end(start(many_transactions, place->path, 0)), 0);
	for (int i = 0; i < PROCESSES; i++)
		pids[i] = start(star_each, place->path, i);
	for (int i = 0; i < PROCESSES; i++)
		assert_int_equal(end(pids[i]), 0);
	assert_int_equal(sql_number(place->path,
				    "SELECT count(*) FROM mark WHERE star_at"
				    " = read_at AND read_at = done_at AND"
				    " done_at = hidden_at"),
			 TRANSACTIONS);
	assert_int_equal(sql_number(place->path,
				    "SELECT count(DISTINCT step) FROM journal"),
			 PROCESSES * TRANSACTIONS);
}

static int killed_before_commit(const char *path, int number)
{
	struct library *library = NULL;

	if (library_open(path, LIBRARY_WRITE, &library, NULL) != STATUS_OK ||
	    library_begin(library, NULL) != STATUS_OK)
		return 1;
	for (int turn = 0; turn < TRANSACTIONS; turn++) {
		if (!store_one(library, number, turn))
			return 2;
	}
	/* Some of it in the file's log already. */
	if (sqlite3_db_cacheflush(library->db) != 0)
		return 3;
	raise(SIGKILL);
	return 4;
}

static int killed_after_commit(const char *path, int number)
{
	struct library *library = NULL;

	if (library_open(path, LIBRARY_WRITE, &library, NULL) != STATUS_OK ||
	    library_begin(library, NULL) != STATUS_OK ||
	    !store_one(library, number, 0) ||
	    library_commit(library, NULL) != STATUS_OK)
		return 1;
	raise(SIGKILL);
	return 2;
}

static void test_killed(void **state)
{
	static const char count[] = "SELECT count(*) FROM announcement";
	struct place *place = *state;
	struct library *library;

	assert_int_equal(end(start(many_transactions, place->path, 0)), 0);
	assert_int_equal(end(start(killed_before_commit, place->path, 1)),
			 128 + SIGKILL);
	library = fixture_open(place->path, LIBRARY_WRITE);
	fixture_begin(library);
	assert_true(store_one(library, 2, 0));
	fixture_commit(library);
	library_close(library);
	assert_int_equal(sql_number(place->path, count), TRANSACTIONS + 1);
	assert_int_equal(end(start(killed_after_commit, place->path, 3)),
			 128 + SIGKILL);
	/* A reader sees what the dead one committed. */
	library = fixture_open(place->path, LIBRARY_READ);
	library_close(library);
	assert_int_equal(sql_number(place->path, count), TRANSACTIONS + 2);
}

static int open_and_die(const char *path, int number)
{
	struct library *library = NULL;

	(void)number;
	if (library_open(path, LIBRARY_WRITE, &library, NULL) != STATUS_OK)
		return 1;
	raise(SIGKILL);
	return 2;
}

/* Killed just after it made the library: others find it whole. */
static void test_killed_maker(void **state)
{
	struct place *place = *state;

	assert_int_equal(end(start(open_and_die, place->path, 0)),
			 128 + SIGKILL);
	library_close(fixture_open(place->path, LIBRARY_READ));
	assert_int_equal(end(start(many_transactions, place->path, 0)), 0);
}

static int hold_the_lock(const char *path, int number)
{
	struct library *library = NULL;
	char byte = 'x';

	if (library_open(path, LIBRARY_WRITE, &library, NULL) != STATUS_OK ||
	    library_begin(library, NULL) != STATUS_OK ||
	    write(number, &byte, 1) != 1)
		return 1;
	for (;;)
		pause();
}

/* A writer waits for another one, then says so; a reader does not wait. */
static void test_busy(void **state)
{
	struct place *place = *state;
	struct library *writer = fixture_open(place->path, LIBRARY_WRITE);
	struct library *reader = fixture_open(place->path, LIBRARY_READ);
	struct error err = { 0 };
	bool empty = false;
	int fds[2];
	pid_t pid;
	char byte;

	assert_int_equal(pipe(fds), 0);
	pid = start(hold_the_lock, place->path, fds[1]);
	assert_int_equal(read(fds[0], &byte, 1), 1);
	assert_int_equal(library_is_empty(reader, &empty, &err), STATUS_OK);
	assert_true(empty);
	assert_int_equal(db_run(writer, "PRAGMA busy_timeout = 50", &err),
			 STATUS_OK);
	assert_int_equal(library_begin(writer, &err), STATUS_BUSY);
	assert_non_null(strstr(err.text, "try again"));
	kill(pid, SIGKILL);
	assert_int_equal(end(pid), 128 + SIGKILL);
	/* The lock went with its holder. */
	fixture_begin(writer);
	fixture_commit(writer);
	library_close(writer);
	library_close(reader);
	close(fds[0]);
	close(fds[1]);
}

static struct library *running;

static void on_alarm(int number)
{
	(void)number;
	library_interrupt(running);
}

/* An interrupted statement is "cancelled"; the connection goes on. The alarm
 * comes again and again, since one that comes too early is without effect. */
static void test_interrupt(void **state)
{
	const struct itimerval often = {
		{0,  2000},
                { 0, 2000}
	};
	const struct itimerval never = {
		{0,  0},
                { 0, 0}
	};
	struct place *place = *state;
	struct error err = { 0 };
	int64_t number = 0;

	running = fixture_open(place->path, LIBRARY_WRITE);
	signal(SIGALRM, on_alarm);
	assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
	assert_int_equal(db_number(running,
				   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
				   " SELECT i + 1 FROM n) SELECT count(*)"
				   " FROM n",
				   &number, &err),
			 STATUS_CANCELLED);
	assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
	signal(SIGALRM, SIG_DFL);
	assert_int_equal(db_number(running, "SELECT 7", &number, &err),
			 STATUS_OK);
	assert_int_equal(number, 7);
	library_close(running);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_none_lost),    TEST(test_made_together),
		TEST(test_no_mark_lost), TEST(test_killed),
		TEST(test_killed_maker), TEST(test_busy),
		TEST(test_interrupt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
