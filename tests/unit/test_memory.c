/* What the sources remember: it comes back as it was put. */
#include "library/memory.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library_fixture.h"

#define URL "https://rss.arxiv.org/rss/cs.IR"

static void put_validator(struct library *library, const char *etag, day_t day)
{
	struct validator validator = { .etag = mem_strdup_null(etag),
				       .day = day };

	assert_int_equal(validator_put(library, URL, &validator, 5, NULL),
			 STATUS_OK);
	free(validator.etag);
}

static void test_validator(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct validator got = { 0 };

	assert_int_equal(validator_get(library, URL, &got, NULL),
			 STATUS_NOTFOUND);
	put_validator(library, "\"one\"", 100);
	put_validator(library, "W/\"two\"", 101);
	assert_int_equal(validator_get(library, URL, &got, NULL), STATUS_OK);
	assert_string_equal(got.etag, "W/\"two\"");
	assert_int_equal(got.day, 101);
	free(got.etag);
	assert_int_equal(validator_get(library, "other", &got, NULL),
			 STATUS_NOTFOUND);
	put_validator(library, NULL, 102);
	assert_int_equal(validator_get(library, URL, &got, NULL),
			 STATUS_NOTFOUND);
	library_close(library);
}

static void test_harvest(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct harvest_state put = {
		.start = 18000,
		.token = mem_strdup("a|b&c"),
		.reached = 18005,
		.answered = 1600000000,
		.pages = 3,
		.records = 4000,
		.at = 1600000001,
	};
	struct harvest_state got = HARVEST_STATE_INIT;

	assert_int_equal(harvest_state_get(library, "cs", "", &got, NULL),
			 STATUS_NOTFOUND);
	assert_int_equal(harvest_state_put(library, "cs", "", &put, NULL),
			 STATUS_OK);
	assert_int_equal(harvest_state_get(library, "cs", "", &got, NULL),
			 STATUS_OK);
	assert_int_equal(got.start, 18000);
	assert_string_equal(got.token, "a|b&c");
	assert_int_equal(got.reached, 18005);
	assert_int_equal(got.answered, 1600000000);
	assert_int_equal(got.pages, 3);
	assert_int_equal(got.records, 4000);
	assert_int_equal(got.at, 1600000001);
	assert_false(got.done);
	harvest_state_clear(&got);
	/* A span is another harvest. */
	assert_int_equal(harvest_state_get(library, "cs", "x", &got, NULL),
			 STATUS_NOTFOUND);
	harvest_state_clear(&put);
	put.done = true;
	assert_int_equal(harvest_state_put(library, "cs", "", &put, NULL),
			 STATUS_OK);
	assert_int_equal(harvest_state_get(library, "cs", "", &got, NULL),
			 STATUS_OK);
	assert_int_equal(got.start, DAY_NONE);
	assert_null(got.token);
	assert_int_equal(got.reached, DAY_NONE);
	assert_true(got.answered == TIME_NONE);
	assert_true(got.done);
	harvest_state_clear(&got);
	harvest_state_clear(&got);
	assert_int_equal(harvest_state_put(library, "cs", "", NULL, NULL),
			 STATUS_OK);
	assert_int_equal(harvest_state_get(library, "cs", "", &got, NULL),
			 STATUS_NOTFOUND);
	library_close(library);
}

static void test_intake(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct intake put = { .offset = 5000000000,
				    .items = 2,
				    .papers = 3,
				    .added = 4,
				    .changed = 5,
				    .announcements = 6,
				    .skipped = 7 };
	struct intake got = { 0 };

	assert_int_equal(intake_get(library, "1:2:3", &got, NULL),
			 STATUS_NOTFOUND);
	fixture_begin(library);
	assert_int_equal(intake_put(library, "1:2:3", &put, 9, NULL),
			 STATUS_OK);
	library_rollback(library);
	assert_int_equal(intake_get(library, "1:2:3", &got, NULL),
			 STATUS_NOTFOUND);
	assert_int_equal(intake_put(library, "1:2:3", &put, 9, NULL),
			 STATUS_OK);
	assert_int_equal(intake_get(library, "1:2:3", &got, NULL), STATUS_OK);
	assert_memory_equal(&got, &put, sizeof(put));
	assert_int_equal(intake_get(library, "1:2:4", &got, NULL),
			 STATUS_NOTFOUND);
	assert_int_equal(intake_put(library, "1:2:3", NULL, 9, NULL),
			 STATUS_OK);
	assert_int_equal(intake_get(library, "1:2:3", &got, NULL),
			 STATUS_NOTFOUND);
	/* What is not there may be removed. */
	assert_int_equal(intake_put(library, "1:2:3", NULL, 9, NULL),
			 STATUS_OK);
	library_close(library);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_validator),
		TEST(test_harvest),
		TEST(test_intake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
