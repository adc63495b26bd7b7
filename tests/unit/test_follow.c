/* What is followed. */
#include "base/mem.h"
#include "library/follow.h"

#include "library_fixture.h"

static void set(struct library *library, enum follow_kind kind,
		const char *name, bool on)
{
	struct error err = { 0 };

	assert_int_equal(follow_set(library, kind, &name, 1, on, &err),
			 STATUS_OK);
}

static void assert_followed(struct library *library, enum follow_kind kind,
			    const char *const *expected, size_t count)
{
	struct error err = { 0 };
	char **names = NULL;
	size_t found = 99;

	assert_int_equal(follow_list(library, kind, &names, &found, &err),
			 STATUS_OK);
	assert_int_equal(found, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(names[i], expected[i]);
	assert_null(names[count]);
	mem_free_texts(names);
}

static void test_order_of_adding(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const char *first[] = { "hep-th", "cs.IR", "cs.CL" };
	const char *later[] = { "hep-th", "cs.CL", "cs.IR" };
	struct error err = { 0 };

	assert_followed(library, FOLLOW_CATEGORY, NULL, 0);
	assert_int_equal(
		follow_set(library, FOLLOW_CATEGORY, first, 3, true, &err),
		STATUS_OK);
	assert_followed(library, FOLLOW_CATEGORY, first, 3);
	set(library, FOLLOW_CATEGORY, "cs.IR", true);
	assert_followed(library, FOLLOW_CATEGORY, first, 3);
	set(library, FOLLOW_CATEGORY, "cs.IR", false);
	set(library, FOLLOW_CATEGORY, "math.AG", false);
	set(library, FOLLOW_CATEGORY, "cs.IR", true);
	library_close(library);
	library = fixture_open(place->path, LIBRARY_READ);
	assert_followed(library, FOLLOW_CATEGORY, later, 3);
	library_close(library);
	mem_free_texts(NULL);
}

static void test_kinds_are_apart(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const char *names[] = { "Jos\xc3\xa9 O'Neil" };

	set(library, FOLLOW_AUTHOR, names[0], true);
	assert_followed(library, FOLLOW_CATEGORY, NULL, 0);
	assert_followed(library, FOLLOW_AUTHOR, names, 1);
	set(library, FOLLOW_CATEGORY, names[0], false);
	assert_followed(library, FOLLOW_AUTHOR, names, 1);
	library_close(library);
}

static void replace(struct library *library, const char *const *names,
		    size_t count)
{
	struct error err = { 0 };

	assert_int_equal(
		follow_replace(library, FOLLOW_CATEGORY, names, count, &err),
		STATUS_OK);
}

static void test_replaced(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const char *first[] = { "hep-th", "cs.IR", "cs.CL" };
	const char *wanted[] = { "math.AG", "cs.CL", "hep-th" };
	const char *order[] = { "hep-th", "cs.CL", "math.AG" };
	const char *author[] = { "Ada Able" };

	replace(library, first, 3);
	assert_followed(library, FOLLOW_CATEGORY, first, 3);
	set(library, FOLLOW_AUTHOR, author[0], true);
	replace(library, wanted, 3);
	assert_followed(library, FOLLOW_CATEGORY, order, 3);
	replace(library, NULL, 0);
	assert_followed(library, FOLLOW_CATEGORY, NULL, 0);
	assert_followed(library, FOLLOW_AUTHOR, author, 1);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_order_of_adding),
		TEST(test_kinds_are_apart),
		TEST(test_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
