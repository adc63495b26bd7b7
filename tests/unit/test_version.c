/* The history of a paper as text. */
#include "arxiv/version.h"

#include <stdlib.h>

#include "base/date.h"
#include "test.h"

static void check_same(const char *text)
{
	struct paper_version *versions = NULL;
	size_t count = 0;
	struct str out = STR_INIT;

	assert_true(version_read(text, &versions, &count));
	version_write(versions, count, &out);
	assert_string_equal(str_text(&out), text);
	str_free(&out);
	free(versions);
}

static void what_is_read_is_what_was_written(void **state)
{
	struct paper_version *versions = NULL;
	size_t count = 0;

	(void)state;
	check_same("1@0");
	check_same("1@1175535720,2@?!");
	check_same("2@-5,999@253402300799");
	assert_true(version_read("1@7,4@?!", &versions, &count));
	assert_int_equal(count, 2);
	assert_int_equal(versions[0].number, 1);
	assert_true(versions[0].time == 7);
	assert_false(versions[0].withdrawn);
	assert_int_equal(versions[1].number, 4);
	assert_true(versions[1].time == TIME_NONE);
	assert_true(versions[1].withdrawn);
	free(versions);
}

static void nothing_else_is_read(void **state)
{
	static const char *const wrong[] = {
		"",     "1",     "1@",      "@5",       "1@5,",
		",1@5", "0@5",   "1000@5",  "01@5",     "1@05",
		"1@-0", "1@5!!", "2@5,1@6", "1@5,1@6",  "1@5 ",
		"1@?5", "v1@5",  "1@5x",    "1@--5",    "1@253402300800",
		"1@!",  "1@+5",  " 1@5",    "1@5,,2@6", "1@9999999999999999999",
	};
	struct paper_version *versions = NULL;
	size_t count = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(version_read(wrong[i], &versions, &count));
	assert_null(versions);
	assert_int_equal(count, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_what_was_written),
		cmocka_unit_test(nothing_else_is_read),
	};

	return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}
