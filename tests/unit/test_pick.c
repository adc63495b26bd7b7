/* The cursor of a list: it stays among the rows and in the window. */
#include "tui/pick.h"

#include "test.h"

static void test_stays_among_the_rows(void **state)
{
	struct pick pick = { .count = 10, .rows = 4 };

	(void)state;
	pick_move(&pick, -5);
	assert_int_equal(pick.cursor, 0);
	pick_move(&pick, 5);
	assert_int_equal(pick.cursor, 5);
	assert_int_equal(pick.top, 2);
	pick_move(&pick, 500);
	assert_int_equal(pick.cursor, 9);
	assert_int_equal(pick.top, 6);
	pick.count = 3;
	pick_go(&pick, pick.cursor);
	assert_int_equal(pick.cursor, 2);
	assert_int_equal(pick.top, 0);
	pick.count = 0;
	pick_go(&pick, pick.cursor);
	assert_int_equal(pick.cursor, 0);
	pick_move(&pick, 3);
	assert_int_equal(pick.cursor, 0);
}

static void test_a_window_of_nothing(void **state)
{
	struct pick pick = { .count = 10 };

	(void)state;
	pick_go(&pick, 7);
	assert_int_equal(pick.cursor, 7);
	assert_int_equal(pick.top, 7);
	assert_true(pick_action(&pick, ACTION_PAGE_DOWN, 0));
	assert_int_equal(pick.cursor, 8);
	assert_true(pick_action(&pick, ACTION_BOTTOM, 0));
	assert_int_equal(pick.cursor, 8);
}

static void test_actions(void **state)
{
	struct pick pick = { .count = 100, .rows = 11 };

	(void)state;
	assert_true(pick_action(&pick, ACTION_DOWN, 5));
	assert_int_equal(pick.cursor, 5);
	assert_true(pick_action(&pick, ACTION_PAGE_DOWN, 0));
	assert_int_equal(pick.cursor, 15);
	assert_true(pick_action(&pick, ACTION_HALF_UP, 0));
	assert_int_equal(pick.cursor, 9);
	assert_true(pick_action(&pick, ACTION_LAST, 0));
	assert_int_equal(pick.cursor, 99);
	assert_true(pick_action(&pick, ACTION_TOP, 0));
	assert_int_equal(pick.cursor, 89);
	assert_true(pick_action(&pick, ACTION_MIDDLE, 0));
	assert_int_equal(pick.cursor, 94);
	assert_true(pick_action(&pick, ACTION_LAST, 20));
	assert_int_equal(pick.cursor, 19);
	assert_true(pick_action(&pick, ACTION_FIRST, 0));
	assert_int_equal(pick.cursor, 0);
	assert_false(pick_action(&pick, ACTION_OPEN, 0));
}

static void test_shows_the_row_above(void **state)
{
	struct pick pick = { .count = 10, .rows = 3, .top = 4, .cursor = 4 };

	(void)state;
	pick_show_above(&pick);
	assert_int_equal(pick.top, 3);
	pick_show_above(&pick);
	assert_int_equal(pick.top, 3);
	pick = (struct pick){ .count = 10, .rows = 1, .top = 4, .cursor = 4 };
	pick_show_above(&pick);
	assert_int_equal(pick.top, 4);
}

static void test_mouse(void **state)
{
	struct pick pick = { .count = 10, .rows = 5, .top = 2, .cursor = 2 };
	struct mouse mouse = { .what = MOUSE_PRESS, .row = 4 };

	(void)state;
	assert_false(pick_mouse(&pick, 1, &mouse));
	assert_int_equal(pick.cursor, 5);
	mouse.what = MOUSE_DOUBLE;
	assert_true(pick_mouse(&pick, 1, &mouse));
	mouse.row = 0; /* above the list */
	assert_false(pick_mouse(&pick, 1, &mouse));
	assert_int_equal(pick.cursor, 5);
	mouse.row = 40; /* below its rows */
	assert_false(pick_mouse(&pick, 1, &mouse));
	assert_int_equal(pick.cursor, 5);
	mouse.what = MOUSE_WHEEL_DOWN;
	assert_false(pick_mouse(&pick, 1, &mouse));
	assert_int_equal(pick.cursor, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stays_among_the_rows),
		cmocka_unit_test(test_a_window_of_nothing),
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_shows_the_row_above),
		cmocka_unit_test(test_mouse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
