/* src/tui/progress.c */
#include "test.h"

#include <string.h>

#include "tui/progress.h"

static void test_an_event(void **state)
{
	struct refresh_event event;

	(void)state;
	assert_true(progress_read("1\t3\tcs.CL\tstored\t2025-10-10\t120\t96\t"
				  "all\twell",
				  &event));
	assert_int_equal(event.index, 1);
	assert_int_equal(event.total, 3);
	assert_string_equal(event.category, "cs.CL");
	assert_int_equal(event.state, REFRESH_STORED);
	assert_int_equal(event.day, date_parse_iso("2025-10-10"));
	assert_int_equal(event.papers, 120);
	assert_int_equal(event.added, 96);
	assert_string_equal(event.text, "all well");
}

static void test_without_a_day(void **state)
{
	struct refresh_event event;

	(void)state;
	assert_true(progress_read("0\t1\tcs\twaiting\t\t0\t0\t", &event));
	assert_int_equal(event.state, REFRESH_WAITING);
	assert_int_equal(event.day, DAY_NONE);
	assert_string_equal(event.text, "");
}

static void test_every_state(void **state)
{
	(void)state;
	for (int i = REFRESH_WAITING; i <= (int)REFRESH_FAILED; i++) {
		struct refresh_event event;
		struct str line = STR_INIT;

		str_addf(&line, "0\t1\tcs\t%s\t\t0\t0\t",
			 refresh_state_name((enum refresh_state)i));
		assert_true(progress_read(str_text(&line), &event));
		assert_int_equal(event.state, i);
		str_free(&line);
	}
}

static void test_no_events(void **state)
{
	static const char *const lines[] = {
		"",
		"arxday: no category is followed",
		"0\t1\tcs\twaiting\t\t0\t0",
		"1\t1\tcs\twaiting\t\t0\t0\t",
		"-1\t1\tcs\twaiting\t\t0\t0\t",
		"0\t99999999999999999999\tcs\twaiting\t\t0\t0\t",
		"0\t1\tcs\tdancing\t\t0\t0\t",
		"0\t1\tcs\twaiting\t\tmany\t0\t",
	};
	struct refresh_event event;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_false(progress_read(lines[i], &event));
}

/* Texts are cleaned and cut at whole characters. */
static void test_hostile_texts(void **state)
{
	struct refresh_event event;
	struct str line = STR_INIT;

	(void)state;
	str_add(&line, "0\t1\tcs\033[31m.CL\tfailed\t\t0\t0\tx\033]0;evil\a ");
	for (int i = 0; i < 1000; i++)
		str_add(&line, "€");
	assert_true(progress_read(str_text(&line), &event));
	assert_null(strchr(event.category, '\033'));
	assert_null(strchr(event.text, '\033'));
	assert_null(strchr(event.text, '\a'));
	assert_true(strlen(event.text) < sizeof(event.text));
	assert_string_equal(event.text + strlen(event.text) - 3, "€");
	str_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_event),
		cmocka_unit_test(test_without_a_day),
		cmocka_unit_test(test_every_state),
		cmocka_unit_test(test_no_events),
		cmocka_unit_test(test_hostile_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
