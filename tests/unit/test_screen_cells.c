/* src/tui/screen_cells.c */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "tui/screen_cells.h"

/* A row of what is wanted as text: '_' is the second half of a wide one. */
static const char *row_text(const struct cells *cells, int row, char *out)
{
	const struct cell *cell = cells_wanted(cells, row);

	for (int i = 0; i < cells->columns; i++)
		out[i] = cell[i].code == CELL_REST ? '_' : (char)cell[i].code;
	out[cells->columns] = '\0';
	return out;
}

/* All that is wanted is shown now. */
static void show(struct cells *cells)
{
	memcpy(cells->shown, cells->wanted,
	       (size_t)cells->rows * (size_t)cells->columns *
		       sizeof(cells->shown[0]));
	memset(cells->changed, 0, (size_t)cells->rows);
}

static void put_wide(struct cells *cells, int col)
{
	uint32_t code = 'W';
	struct glyph glyph = { .codes = &code, .count = 1, .width = 2 };

	cells_put(cells, 0, col, &glyph, 0);
}

static void test_wide_ones_are_whole(void **state)
{
	struct cells cells = { 0 };
	char text[16];

	(void)state;
	cells_resize(&cells, 1, 6);
	put_wide(&cells, 2);
	assert_string_equal(row_text(&cells, 0, text), "  W_  ");
	cells_ascii(&cells, 0, 1, "ab", 2, 0);
	assert_string_equal(row_text(&cells, 0, text), " ab   ");
	put_wide(&cells, 2);
	cells_ascii(&cells, 0, 3, "c", 1, 0);
	assert_string_equal(row_text(&cells, 0, text), " a c  ");
	put_wide(&cells, 4);
	put_wide(&cells, 3);
	assert_string_equal(row_text(&cells, 0, text), " a W_ ");
	put_wide(&cells, 2);
	assert_string_equal(row_text(&cells, 0, text), " aW_  ");
	cells_fill(&cells, 0, 0, 3, (struct cell){ .code = '.' });
	assert_string_equal(row_text(&cells, 0, text), "...   ");
	cells_free(&cells);
}

static void test_changes_are_known(void **state)
{
	struct cells cells = { 0 };

	(void)state;
	cells_resize(&cells, 2, 8);
	assert_true(cells.changed[0] && cells.changed[1]);
	assert_int_equal(cells_shown(&cells, 1)->code, CELL_UNKNOWN);
	show(&cells);
	cells_ascii(&cells, 1, 0, "    ", 4, 0);
	cells_fill(&cells, 1, 2, 3, (struct cell){ .code = ' ' });
	assert_false(cells.changed[1]);
	cells_ascii(&cells, 1, 0, " ", 1, 1);
	assert_true(cells.changed[1]);
	assert_false(cells.changed[0]);
	show(&cells);
	put_wide(&cells, 3);
	assert_true(cells.changed[0]);
	show(&cells);
	put_wide(&cells, 3);
	assert_false(cells.changed[0]);
	cells_free(&cells);
}

static void test_marks(void **state)
{
	struct cells cells = { 0 };
	uint32_t codes[] = { 'x', 0x308, 0x323 };
	struct glyph both = { .codes = codes, .count = 3, .width = 1 };
	struct glyph one = { .codes = codes, .count = 2, .width = 1 };
	const struct cell *cell;

	(void)state;
	cells_resize(&cells, 1, 4);
	cells_put(&cells, 0, 0, &both, 0);
	cells_put(&cells, 0, 1, &one, 0);
	cells_put(&cells, 0, 2, &both, 0);
	cell = cells_wanted(&cells, 0);
	assert_false(cell_same(&cell[0], &cell[1]));
	assert_true(cell_same(&cell[0], &cell[2]));
	assert_int_equal(cells.sets[cell[0].marks - 1].codes[1], 0x323);
	for (uint32_t i = 0; i < 2 * CELL_MARK_SETS; i++) {
		codes[1] = 0x10000 + i;
		cells_put(&cells, 0, 3, &one, 0);
	}
	assert_int_equal(cells.set_count, CELL_MARK_SETS);
	assert_int_equal(cell[3].marks, 0);
	cells_free(&cells);
}

/* Rows of text that differ. */
static void fill(struct cells *cells, int from)
{
	for (int i = 0; i < cells->rows; i++) {
		uint64_t seed = (uint64_t)(i + from + 1);
		char text[32];

		for (int j = 0; j < cells->columns; j++)
			text[j] = (char)('a' + random_below(&seed, 26));
		cells_ascii(cells, i, 0, text, cells->columns, 0);
	}
}

/* What moved is found, and scrolling it makes most of the screen right. */
static void move(int rows, int lines)
{
	struct cells cells = { 0 };
	struct cells_move move;
	int wrong = 0;

	cells_resize(&cells, rows, 32);
	fill(&cells, 100);
	show(&cells);
	fill(&cells, 100 + lines);
	assert_true(cells_moved(&cells, &move));
	assert_int_equal(move.lines, lines);
	cells_scroll(&cells, &move);
	for (int i = 0; i < rows; i++)
		wrong += memcmp(cells_wanted(&cells, i), cells_shown(&cells, i),
				32 * sizeof(struct cell)) != 0;
	assert_int_equal(wrong, abs(lines));
	cells_free(&cells);
}

static void test_moves(void **state)
{
	(void)state;
	for (int rows = 16; rows < 70; rows += 7) {
		for (int lines = 1; lines <= 3; lines++) {
			move(rows, lines);
			move(rows, -lines);
		}
	}
}

/* A part that is shifted: the rest stays, and scrolling the terminal by as many
 * lines is found at once. */
static void shift(int lines)
{
	const struct cells_part part = {
		.row = 2, .col = 3, .rows = 30, .columns = 28
	};
	struct cells cells = { 0 };
	struct cells_move move;

	cells_resize(&cells, 40, 32);
	fill(&cells, 100);
	show(&cells);
	cells_shift(&cells, &part, lines);
	for (int row = 0; row < 40; row++) {
		bool moved = row >= 2 && row < 32 && row + lines >= 2 &&
			     row + lines < 32;

		assert_int_equal(cells.changed[row], moved);
		for (int col = 0; col < 32; col++) {
			int from = moved && col >= 3 && col < 31 ? row + lines
								 : row;

			assert_true(cell_same(cells_wanted(&cells, row) + col,
					      cells_shown(&cells, from) + col));
		}
	}
	assert_true(cells_moved(&cells, &move));
	assert_int_equal(move.lines, lines);
	assert_in_range(move.first, 2, 31);
	assert_in_range(move.last, move.first + 8, 31);
	cells_free(&cells);
}

static void test_shifts(void **state)
{
	(void)state;
	for (int lines = 1; lines <= 9; lines++) {
		shift(lines);
		shift(-lines);
	}
}

static void test_what_did_not_move(void **state)
{
	struct cells cells = { 0 };
	struct cells_move move;

	(void)state;
	cells_resize(&cells, 40, 32);
	fill(&cells, 100);
	assert_false(cells_moved(&cells, &move));
	show(&cells);
	assert_false(cells_moved(&cells, &move));
	fill(&cells, 300);
	assert_false(cells_moved(&cells, &move));
	fill(&cells, 100);
	assert_false(cells_moved(&cells, &move));
	cells_free(&cells);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wide_ones_are_whole),
		cmocka_unit_test(test_changes_are_known),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_shifts),
		cmocka_unit_test(test_what_did_not_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
