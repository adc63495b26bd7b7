/* src/tui/bar.c, src/tui/bottom.c and src/tui/log.c: the first and the last
 * line of the screen. */
#include "test.h"

#include <string.h>

#include "tui/bar.h"
#include "tui/bottom.h"
#include "tui/log.h"

static void test_pieces_are_dropped_from_the_right(void **state)
{
	struct bar bar = { 0 };

	(void)state;
	bar_add(&bar, 1, false, "arxday");                /* 7 */
	bar_add(&bar, 2, false, "%s", "Fri 10 Oct 2025"); /* 24 */
	bar_add(&bar, 0, true, "%d papers", 143); /* 10, and 3 between */
	bar_add(&bar, 2, true, "%d unread", 31);  /* 11 */
	assert_int_equal(bar_fit(&bar, 49), 4);
	assert_int_equal(bar_fit(&bar, 48), 3);
	assert_int_equal(bar_fit(&bar, 38), 3);
	assert_int_equal(bar_fit(&bar, 37), 2);
	assert_int_equal(bar_fit(&bar, 24), 1);
	assert_int_equal(bar_fit(&bar, 1), 1);
	for (int i = 0; i < 2 * BAR_MAX; i++)
		bar_add(&bar, 1, true, "x");
	assert_int_equal(bar.count, BAR_MAX);
}

static void test_hints(void **state)
{
	struct keymap *keymap = keymap_new();
	struct str hints = STR_INIT;

	(void)state;
	bottom_hints(keymap, 200, &hints);
	assert_string_equal(str_text(&hints),
			    " j/k move  space page  s star  [ ] day  / search"
			    "  w write  ? help");
	str_clear(&hints);
	bottom_hints(keymap, 24, &hints);
	assert_string_equal(str_text(&hints), " j/k move  space page");
	str_clear(&hints);
	bottom_hints(keymap, 3, &hints);
	assert_string_equal(str_text(&hints), "");
	str_free(&hints);
	keymap_free(keymap);
}

static void test_progress_bar(void **state)
{
	struct fetcher_state refresh = { .total = 8,
					 .finished = 5,
					 .category = "cs.CL" };
	struct str text = STR_INIT;

	(void)state;
	bottom_progress(&refresh, false, &text);
	assert_string_equal(str_text(&text), "refreshing ▓▓▓▓▓░░░ cs.CL");
	str_clear(&text);
	refresh.cancelled = true;
	bottom_progress(&refresh, true, &text);
	assert_string_equal(str_text(&text), "stopping #####... cs.CL");
	str_clear(&text);
	refresh = (struct fetcher_state){ 0 };
	bottom_progress(&refresh, true, &text);
	assert_string_equal(str_text(&text), "refreshing ........");
	str_clear(&text);
	refresh.doing = "looking up";
	bottom_progress(&refresh, true, &text);
	assert_string_equal(str_text(&text), "looking up ........");
	str_free(&text);
}

static void test_log(void **state)
{
	struct log log = { 0 };

	(void)state;
	assert_null(log_shown(&log));
	for (int i = 0; i < LOG_MAX + 3; i++)
		log_add(&log, false, i, "message %d\033[31m", i);
	assert_int_equal(log.count, LOG_MAX);
	assert_int_equal(log.entries[0].time, 3);
	assert_int_equal(strncmp(log_shown(&log)->text, "message 202", 11), 0);
	assert_null(strchr(log_shown(&log)->text, '\033'));
	log_dismiss(&log);
	log_add(&log, false, 1000, "message 202\033[31m");
	assert_int_equal(log_shown(&log)->time, 1000);
	assert_int_equal(log.entries[0].time, 3);
	log_add(&log, true, 1001, "message 202\033[31m");
	assert_int_equal(log.entries[0].time, 4);
	assert_true(log_dismiss(&log));
	assert_false(log_dismiss(&log));
	assert_null(log_shown(&log));
	log_clear(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces_are_dropped_from_the_right),
		cmocka_unit_test(test_hints),
		cmocka_unit_test(test_progress_bar),
		cmocka_unit_test(test_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
