/* src/tui/worker.c */
#include <poll.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/marks.h"
#include "library_fixture.h"
#include "tui/worker.h"

static struct worker *start(const char *path)
{
	struct worker *worker;
	struct error err;

	assert_int_equal(worker_start(path, LIBRARY_WRITE, &worker, &err),
			 STATUS_OK);
	return worker;
}

static void submit(struct worker *worker, enum job_kind kind, paper_key key)
{
	struct job *job = mem_zalloc(1, sizeof(*job));

	job->kind = kind;
	job->on = MARK_STAR;
	job->now = 1;
	job->count = 1;
	job->keys = mem_zalloc(1, sizeof(job->keys[0]));
	job->keys[0] = key;
	worker_submit(worker, job);
}

/* Waits for a finished job as the loop does. */
static struct job *wait_for(struct worker *worker)
{
	struct job *job;

	while ((job = worker_take(worker)) == NULL) {
		struct pollfd fd = { .fd = worker_fd(worker),
				     .events = POLLIN };

		assert_int_equal(poll(&fd, 1, 20000), 1);
	}
	return job;
}

static paper_key put_paper(const struct place *place)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = fixture_paper("2510.00001", "One");

	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_commit(library);
	paper_clear(&paper);
	library_close(library);
	return fixture_key("2510.00001");
}

static unsigned marks_of(const struct place *place, paper_key key)
{
	struct library *library = fixture_open(place->path, LIBRARY_READ);
	unsigned marks = 0;
	struct error err;

	assert_int_equal(marks_get(library, key, &marks, &err), STATUS_OK);
	library_close(library);
	return marks;
}

static void test_jobs_in_order(void **state)
{
	const struct place *place = *state;
	paper_key key = put_paper(place);
	struct worker *worker = start(place->path);
	static const enum job_kind kinds[] = { JOB_EDIT, JOB_UNDO, JOB_REDO,
					       JOB_UNDO, JOB_UNDO };

	for (size_t i = 0; i < 5; i++)
		submit(worker, kinds[i], key);
	assert_int_equal(worker_pending(worker), 5);
	for (size_t i = 0; i < 5; i++) {
		struct job *job = wait_for(worker);

		assert_int_equal(job->kind, kinds[i]);
		assert_int_equal(job->status,
				 i < 4 ? STATUS_OK : STATUS_NOTFOUND);
		job_free(job);
	}
	assert_int_equal(worker_pending(worker), 0);
	assert_null(worker_take(worker));
	worker_free(worker);
	assert_int_equal(marks_of(place, key), 0);
}

/* Finishing waits for what was handed over. */
static void test_finish_writes_all(void **state)
{
	const struct place *place = *state;
	paper_key key = put_paper(place);
	struct worker *worker = start(place->path);
	struct job *job;

	submit(worker, JOB_EDIT, key);
	worker_finish(worker);
	worker_finish(worker);
	assert_int_equal(marks_of(place, key), MARK_STAR);
	job = worker_take(worker);
	assert_non_null(job);
	assert_int_equal(job->status, STATUS_OK);
	job_free(job);
	worker_free(worker);
}

static void test_failure_comes_back(void **state)
{
	const struct place *place = *state;
	struct worker *worker = start("/dev/null/no/library.db");
	struct job *job;

	(void)place;
	submit(worker, JOB_EDIT, 1);
	job = wait_for(worker);
	assert_int_not_equal(job->status, STATUS_OK);
	assert_true(job->error.text[0] != '\0');
	job_free(job);
	worker_free(worker);
	worker_free(NULL);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_jobs_in_order),
		TEST(test_finish_writes_all),
		TEST(test_failure_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
