/* Where the reader was. */
#include "library/place.h"

#include <stdlib.h>

#include "library_fixture.h"

static void put(struct library *library, const char *name, const char *value,
		int64_t now)
{
	struct error err = { 0 };

	if (place_set(library, name, value, now, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void assert_place(struct library *library, const char *name,
			 const char *want)
{
	struct error err = { 0 };
	char *value = NULL;

	assert_int_equal(place_get(library, name, &value, &err), STATUS_OK);
	if (want == NULL)
		assert_null(value);
	else
		assert_string_equal(value != NULL ? value : "(none)", want);
	free(value);
}

static void test_over_a_restart(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	assert_place(library, "listing", NULL);
	put(library, "listing", "2025-10-10 2510.07784", 1);
	put(library, "search", "", 1);
	library_close(library);
	library = fixture_open(place->path, LIBRARY_WRITE);
	assert_place(library, "listing", "2025-10-10 2510.07784");
	assert_place(library, "search", "");
	put(library, "listing", "2025-10-09 2510.00001", 2);
	assert_place(library, "listing", "2025-10-09 2510.00001");
	put(library, "listing", NULL, 3);
	put(library, "listing", NULL, 3);
	assert_place(library, "listing", NULL);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM place"),
			 1);
	library_close(library);
}

/* The same once more writes nothing. */
static void test_unchanged(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	put(library, "listing", "here", 1);
	put(library, "listing", "here", 2);
	assert_int_equal(sql_number(place->path, "SELECT at FROM place"), 1);
	put(library, "listing", "there", 3);
	assert_int_equal(sql_number(place->path, "SELECT at FROM place"), 3);
	library_close(library);
}

/* A file may hold anything. */
static void test_hostile_file(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	sql_run(place->path, "INSERT INTO place VALUES ('listing', 'a' ||"
			     " char(27, 10) || 'b', 1)");
	assert_place(library, "listing", "a b");
	library_close(library);
}

static void test_transaction(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fixture_begin(library);
	put(library, "listing", "here", 1);
	library_rollback(library);
	assert_place(library, "listing", NULL);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_over_a_restart),
		TEST(test_unchanged),
		TEST(test_hostile_file),
		TEST(test_transaction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
