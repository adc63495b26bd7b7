/* The calendar without a screen: where days stand, what their cells say, and
 * which months are to be read. */
#include "tui/calendar_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/calendar_cell.h"
#include "tui/calendar_figures.h"

#include "test.h"

static day_t day(const char *text)
{
	day_t found = date_parse_iso(text);

	assert_int_not_equal(found, DAY_NONE);
	return found;
}

static struct calendar_grid grid_of(int rows, int columns, const char *last)
{
	struct calendar_grid grid = { 0 };

	calendar_grid_fit(&grid, rows, columns);
	calendar_grid_end(&grid, day(last));
	return grid;
}

static void assert_spot(const struct calendar_grid *grid, const char *text,
			int row, int col)
{
	struct calendar_spot spot;

	assert_true(calendar_grid_spot(grid, day(text), &spot));
	assert_int_equal(spot.row, row);
	assert_int_equal(spot.col, col);
}

static void test_weeks_begin_on_monday(void **state)
{
	(void)state;
	for (day_t i = day("2025-09-29"); i <= day("2025-10-05"); i++)
		assert_int_equal(calendar_monday(i), day("2025-09-29"));
	assert_int_equal(calendar_monday(day("2025-10-06")), day("2025-10-06"));
	assert_int_equal(calendar_monday(day("1969-12-31")), day("1969-12-29"));
}

static void test_usual_size(void **state)
{
	struct calendar_grid grid = grid_of(18, 80, "2025-10-10");
	struct calendar_spot spot;

	(void)state;
	assert_int_equal(grid.blocks, 1);
	assert_int_equal(grid.cell, 10);
	assert_int_equal(calendar_grid_weeks(&grid), 18);
	assert_spot(&grid, "2025-10-06", 17, 9);
	assert_spot(&grid, "2025-10-12", 17, 69);
	assert_spot(&grid, "2025-10-05", 16, 69);
	assert_int_equal(calendar_grid_last(&grid), day("2025-10-12"));
	assert_false(calendar_grid_spot(&grid, day("2025-10-13"), &spot));
	assert_false(calendar_grid_spot(&grid, grid.first - 1, &spot));
}

static void test_a_year_and_more_on_a_wide_screen(void **state)
{
	struct calendar_grid grid = grid_of(54, 200, "2025-10-10");

	(void)state;
	assert_int_equal(grid.blocks, 2);
	assert_true(calendar_grid_weeks(&grid) >= 104);
	/* The newest block is the right one. */
	assert_spot(&grid, "2025-10-06", 53, 9 + 7 * 13 + 9);
	assert_int_equal(grid.first, day("2025-10-06") - 107 * 7);
}

/* At any size all days of a grid stand inside, apart from each other. */
static void test_any_size(void **state)
{
	(void)state;
	for (int columns = 7; columns <= 1000; columns += 31) {
		for (int rows = 1; rows <= 500; rows += 83) {
			struct calendar_grid grid =
				grid_of(rows, columns, "2025-10-10");
			struct calendar_spot spot, last = { -1, -1 };

			for (day_t i = grid.first;
			     i <= calendar_grid_last(&grid); i++) {
				assert_true(
					calendar_grid_spot(&grid, i, &spot));
				assert_int_equal(calendar_grid_day(&grid,
								   spot.row,
								   spot.col),
						 i);
				assert_in_range(spot.row, 0, rows - 1);
				assert_in_range(spot.col, 0,
						columns - grid.cell);
				assert_true(spot.row != last.row ||
					    spot.col - last.col >= grid.cell);
				last = spot;
			}
		}
	}
}

static void test_scrolls_as_little_as_needed(void **state)
{
	struct calendar_grid grid = grid_of(4, 80, "2025-10-10");
	day_t first = grid.first;

	(void)state;
	calendar_grid_follow(&grid, first);
	assert_int_equal(grid.first, first);
	calendar_grid_follow(&grid, first - 1);
	assert_int_equal(grid.first, first - 7);
	calendar_grid_follow(&grid, day("2025-10-13"));
	assert_int_equal(grid.first, first + 7);
	calendar_grid_follow(&grid, day("2020-02-29"));
	assert_int_equal(grid.first, day("2020-02-24"));
}

static void test_months(void **state)
{
	(void)state;
	assert_int_equal(calendar_add_months(day("2025-10-31"), 1),
			 day("2025-11-30"));
	assert_int_equal(calendar_add_months(day("2024-01-31"), 1),
			 day("2024-02-29"));
	assert_int_equal(calendar_add_months(day("2025-01-31"), -2),
			 day("2024-11-30"));
	assert_int_equal(calendar_add_months(day("2025-12-15"), 13),
			 day("2027-01-15"));
	assert_int_equal(calendar_add_months(day("2025-12-15"), -12),
			 day("2024-12-15"));
}

static void assert_cell(const struct calendar_cell *cell, int columns,
			const char *expected)
{
	struct str text = STR_INIT;

	calendar_cell_text(cell, columns, &text);
	assert_string_equal(str_text(&text), expected);
	assert_true(text_columns(str_text(&text), text.len) <= columns);
	str_free(&text);
}

static struct calendar_day figures_of(const char *text, size_t papers,
				      enum day_state state)
{
	return (struct calendar_day){ .day = day(text),
				      .papers = papers,
				      .unread = papers / 2,
				      .known = true,
				      .state = state };
}

static void test_cells(void **state)
{
	struct calendar_day figures =
		figures_of("2025-10-10", 143, DAY_COMPLETE);
	struct calendar_cell cell = { .day = figures.day,
				      .figures = &figures,
				      .known = true,
				      .most = 200 };

	(void)state;
	assert_cell(&cell, 10, "10  143");
	assert_cell(&cell, 5, "10▓");
	assert_cell(&cell, 2, "▓");
	figures.favourites = 4;
	assert_cell(&cell, 8, "10  143");
	assert_cell(&cell, 10, "10  143★");
	assert_cell(&cell, 13, "10  143 ★4");
	assert_cell(&cell, 20, "10  143   71u ★4");
	figures.state = DAY_INCOMPLETE;
	assert_cell(&cell, 10, "10  143★I");
	assert_cell(&cell, 5, "10▓I");
	assert_cell(&cell, 4, "10I");
	assert_cell(&cell, 2, "I");
	figures.state = DAY_RECONSTRUCTED;
	cell.plain = true;
	assert_cell(&cell, 10, "10  143*R");
	assert_cell(&cell, 5, "10+R");
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT3);
}

static void test_cells_of_nothing(void **state)
{
	struct calendar_day failed = figures_of("2025-10-09", 0, DAY_FAILED);
	struct calendar_cell cell = { .day = failed.day,
				      .figures = &failed,
				      .known = true };

	(void)state;
	assert_cell(&cell, 10, " 9    F");
	assert_cell(&cell, 3, "F");
	assert_int_equal(calendar_cell_look(&cell), LOOK_ERROR);
	cell.figures = NULL;
	assert_cell(&cell, 10, " 9    ·");
	assert_cell(&cell, 5, " 9·");
	cell.day = day("2025-11-27");
	assert_cell(&cell, 20, "27 Thanksgiving");
	assert_cell(&cell, 10, "27 Thank…");
	assert_cell(&cell, 5, "27H");
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT0);
	/* A weekend is just blank, and so is what was not read yet. */
	cell.day = day("2025-10-11");
	assert_cell(&cell, 5, "11 ");
	cell.day = day("2025-10-09");
	cell.known = false;
	assert_cell(&cell, 5, " 9 ");
	cell.known = true;
	cell.future = true;
	assert_cell(&cell, 5, " 9 ");
}

static void test_heat(void **state)
{
	struct calendar_day figures = figures_of("2025-10-10", 1, DAY_COMPLETE);
	struct calendar_cell cell = { .day = figures.day,
				      .figures = &figures,
				      .known = true,
				      .most = 100 };

	(void)state;
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT1);
	figures.papers = 100;
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT4);
	figures.papers = 5000;
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT4);
	figures.papers = 0;
	assert_int_equal(calendar_cell_look(&cell), LOOK_HEAT0);
	assert_cell(&cell, 5, "100");
}

static struct calendar_day *rows_of(const char *text, size_t papers)
{
	struct calendar_day *rows = mem_zalloc(1, sizeof(*rows));

	*rows = figures_of(text, papers, DAY_COMPLETE);
	return rows;
}

static void test_months_are_read_once(void **state)
{
	struct calendar_figures figures = { 0 };
	struct calendar_sum sum;
	day_t from, until;
	bool known;

	(void)state;
	assert_true(calendar_figures_wanted(&figures, day("2025-08-30"),
					    day("2025-10-12"), &from, &until));
	assert_int_equal(from, day("2025-10-01"));
	assert_int_equal(until, day("2025-10-31"));
	assert_null(calendar_figures_of(&figures, day("2025-10-10"), &known));
	assert_false(known);
	calendar_figures_take(&figures, from, rows_of("2025-10-10", 7), 1);
	calendar_figures_take(&figures, day("2025-08-01"),
			      rows_of("2025-08-29", 9), 1);
	assert_true(calendar_figures_wanted(&figures, day("2025-08-30"),
					    day("2025-10-12"), &from, &until));
	assert_int_equal(from, day("2025-09-01"));
	calendar_figures_take(&figures, from, NULL, 0);
	assert_false(calendar_figures_wanted(&figures, day("2025-08-30"),
					     day("2025-10-12"), &from, &until));
	assert_int_equal(
		calendar_figures_of(&figures, day("2025-10-10"), &known)
			->papers,
		7);
	assert_true(known);
	assert_null(calendar_figures_of(&figures, day("2025-09-10"), &known));
	assert_true(known);
	sum = calendar_figures_sum(&figures, day("2025-08-30"),
				   day("2025-10-12"));
	assert_int_equal(sum.papers, 7);
	assert_int_equal(sum.days, 1);
	sum = calendar_figures_sum(&figures, day("2025-08-01"),
				   day("2025-10-12"));
	assert_int_equal(sum.papers, 16);
	assert_int_equal(sum.most, 9);
	calendar_figures_stale(&figures);
	assert_non_null(
		calendar_figures_of(&figures, day("2025-10-10"), &known));
	assert_true(calendar_figures_wanted(&figures, day("2025-08-30"),
					    day("2025-10-12"), &from, &until));
	assert_int_equal(from, day("2025-10-01"));
	calendar_figures_clear(&figures);
}

/* Before it is drawn it has no size. */
static void test_no_size_yet(void **state)
{
	struct calendar_grid grid = { .first = calendar_monday(20000) };
	struct calendar_spot spot;

	(void)state;
	assert_int_equal(calendar_grid_day(&grid, 0, 0), DAY_NONE);
	assert_int_equal(calendar_grid_day(&grid, -1, 3), DAY_NONE);
	assert_false(calendar_grid_spot(&grid, 20000, &spot));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weeks_begin_on_monday),
		cmocka_unit_test(test_usual_size),
		cmocka_unit_test(test_a_year_and_more_on_a_wide_screen),
		cmocka_unit_test(test_any_size),
		cmocka_unit_test(test_scrolls_as_little_as_needed),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cells_of_nothing),
		cmocka_unit_test(test_heat),
		cmocka_unit_test(test_months_are_read_once),
		cmocka_unit_test(test_no_size_yet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
