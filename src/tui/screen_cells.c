/* Cells. A row is looked at again only when something was put there that is
 * not what was wanted before, so that drawing the same twice costs nothing. */

#include "tui/screen_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct cell blank = { .code = ' ' };

struct cell *cells_wanted(const struct cells *cells, int row)
{
	return cells->wanted + (size_t)row * (size_t)cells->columns;
}

struct cell *cells_shown(const struct cells *cells, int row)
{
	return cells->shown + (size_t)row * (size_t)cells->columns;
}

static size_t cells_count(const struct cells *cells)
{
	return (size_t)cells->rows * (size_t)cells->columns;
}

static void cells_all_changed(struct cells *cells)
{
	for (int i = 0; i < cells->rows; i++)
		cells->changed[i] = true;
}

void cells_resize(struct cells *cells, int rows, int columns)
{
	size_t count = (size_t)rows * (size_t)columns;

	free(cells->wanted);
	free(cells->shown);
	free(cells->changed);
	cells->rows = rows;
	cells->columns = columns;
	cells->wanted = mem_zalloc(count, sizeof(cells->wanted[0]));
	cells->shown = mem_zalloc(count, sizeof(cells->shown[0]));
	cells->changed = mem_zalloc((size_t)rows, sizeof(cells->changed[0]));
	for (size_t i = 0; i < count; i++)
		cells->shown[i].code = CELL_UNKNOWN;
	cells_erase(cells);
}

void cells_free(struct cells *cells)
{
	free(cells->wanted);
	free(cells->shown);
	free(cells->changed);
	free(cells->sets);
	*cells = (struct cells){ 0 };
}

void cells_erase(struct cells *cells)
{
	for (size_t i = 0; i < cells_count(cells); i++)
		cells->wanted[i] = blank;
	cells_all_changed(cells);
}

void cells_cleared(struct cells *cells)
{
	for (size_t i = 0; i < cells_count(cells); i++)
		cells->shown[i] = blank;
	cells_all_changed(cells);
}

/* No wide character may lie half inside of what is written next. */
static void cells_split(struct cells *cells, int row, int col, int columns)
{
	struct cell *cell = cells_wanted(cells, row);
	int end = col + columns;

	if (col > 0 && cell[col].code == CELL_REST)
		cell[col - 1] = (struct cell){ ' ', 0, cell[col - 1].pen };
	if (end < cells->columns && cell[end].code == CELL_REST)
		cell[end] = (struct cell){ ' ', 0, cell[end].pen };
}

void cells_fill(struct cells *cells, int row, int col, int columns,
		struct cell what)
{
	struct cell *cell = cells_wanted(cells, row) + col;
	bool same = true;

	cells_split(cells, row, col, columns);
	for (int i = 0; i < columns; i++) {
		same &= cell_same(&cell[i], &what);
		cell[i] = what;
	}
	cells->changed[row] |= !same;
}

void cells_ascii(struct cells *cells, int row, int col, const char *text,
		 int len, uint16_t pen)
{
	struct cell *cell = cells_wanted(cells, row) + col;
	bool same = true;

	cells_split(cells, row, col, len);
	for (int i = 0; i < len; i++) {
		struct cell what = { (unsigned char)text[i], 0, pen };

		same &= cell_same(&cell[i], &what);
		cell[i] = what;
	}
	cells->changed[row] |= !same;
}

/* The number of a set of marks; 0 for none, and when no more are kept. */
static uint16_t cells_marks(struct cells *cells, const uint32_t *codes,
			    size_t count)
{
	struct mark_set set = { { 0 } };
	size_t i = 0;

	if (count == 0)
		return 0;
	memcpy(set.codes, codes,
	       (count < CELL_MARKS ? count : CELL_MARKS) * sizeof(codes[0]));
	while (i < cells->set_count &&
	       memcmp(&cells->sets[i], &set, sizeof(set)) != 0)
		i++;
	if (i == CELL_MARK_SETS)
		return 0;
	if (i == cells->set_count) {
		cells->sets = mem_grow(cells->sets, &cells->set_room, i + 1,
				       sizeof(cells->sets[0]));
		cells->sets[cells->set_count++] = set;
	}
	return (uint16_t)(i + 1);
}

void cells_put(struct cells *cells, int row, int col, const struct glyph *glyph,
	       uint16_t pen)
{
	struct cell *cell = cells_wanted(cells, row) + col;
	struct cell what = { .code = glyph->codes[0], .pen = pen };
	struct cell rest = { .code = CELL_REST, .pen = pen };

	what.marks = cells_marks(cells, glyph->codes + 1, glyph->count - 1);
	cells_split(cells, row, col, glyph->width);
	if (!cell_same(&cell[0], &what) ||
	    (glyph->width == 2 && !cell_same(&cell[1], &rest)))
		cells->changed[row] = true;
	cell[0] = what;
	if (glyph->width == 2)
		cell[1] = rest;
}

void cells_shift(struct cells *cells, const struct cells_part *part, int lines)
{
	int rows = part->rows - (lines < 0 ? -lines : lines);
	size_t size = (size_t)part->columns * sizeof(cells->wanted[0]);

	for (int i = 0; i < rows; i++) {
		int to = part->row + (lines > 0 ? i : part->rows - 1 - i);
		struct cell *cell = cells_wanted(cells, to) + part->col;

		memcpy(cell, cells_wanted(cells, to + lines) + part->col, size);
		cells->changed[to] = true;
	}
	cells->shifted = lines;
}

/* Rows that have to have moved, lines that they move at most, and every which
 * column is looked at. */
#define MOVE_ROWS  8
#define MOVE_LINES 3
#define MOVE_STEP  3

/* Cells of two rows that are the same, blanks left out. */
static int cells_common(const struct cells *cells, int wanted, int shown)
{
	const struct cell *a = cells_wanted(cells, wanted);
	const struct cell *b = cells_shown(cells, shown);
	int same = 0;

	for (int i = 0; i < cells->columns; i += MOVE_STEP)
		same += a[i].code != ' ' && cell_same(&a[i], &b[i]);
	return same;
}

/* True when a row is closer to one that stands `lines` below it than to what
 * stands in its place. */
static bool cells_gains(const struct cells *cells, int row, int lines)
{
	int from = row + lines;

	return from >= 0 && from < cells->rows && cells->changed[row] &&
	       cells_common(cells, row, from) > cells_common(cells, row, row);
}

/* How many of some rows in the middle of the screen gain by a move. */
static int cells_votes(const struct cells *cells, int lines)
{
	int votes = 0;

	for (int i = 1; i <= MOVE_ROWS; i++)
		votes += cells_gains(cells, cells->rows * i / (MOVE_ROWS + 1),
				     lines);
	return votes;
}

/* The move that most of these rows vote for; 0 when it is no majority. */
static int cells_lines(const struct cells *cells)
{
	int best = MOVE_ROWS / 2;
	int found = 0;

	if (cells->shifted != 0)
		return cells_votes(cells, cells->shifted) > best
			       ? cells->shifted
			       : 0;
	for (int i = 1; i <= MOVE_LINES; i++) {
		for (int lines = -i; lines <= i; lines += 2 * i) {
			int votes = cells_votes(cells, lines);

			if (votes > best) {
				best = votes;
				found = lines;
			}
		}
		if (best == MOVE_ROWS)
			break;
	}
	return found;
}

static int cells_changed(const struct cells *cells)
{
	int changed = 0;

	for (int i = 0; i < cells->rows; i++)
		changed += cells->changed[i];
	return changed;
}

bool cells_moved(const struct cells *cells, struct cells_move *ret)
{
	int first = cells->rows / 2;
	int last = first;

	if (cells->rows < 2 * MOVE_ROWS ||
	    cells_changed(cells) < cells->rows / 2)
		return false;
	ret->lines = cells_lines(cells);
	if (ret->lines == 0)
		return false;
	while (first > 0 && cells_gains(cells, first - 1, ret->lines))
		first--;
	while (last + 1 < cells->rows &&
	       cells_gains(cells, last + 1, ret->lines))
		last++;
	ret->first = first;
	ret->last = last;
	return last - first >= MOVE_ROWS;
}

void cells_scroll(struct cells *cells, const struct cells_move *move)
{
	size_t columns = (size_t)cells->columns;
	int lines = move->lines < 0 ? -move->lines : move->lines;
	int first = move->first + (move->lines < 0 ? move->lines : 0);
	int last = move->last + (move->lines > 0 ? move->lines : 0);
	int fresh = move->lines > 0 ? last - lines + 1 : first;

	memmove(cells_shown(cells, move->first),
		cells_shown(cells, move->first + move->lines),
		(size_t)(move->last - move->first + 1) * columns *
			sizeof(cells->shown[0]));
	for (int i = 0; i < lines; i++) {
		struct cell *row = cells_shown(cells, fresh + i);

		for (size_t j = 0; j < columns; j++)
			row[j] = blank;
	}
	for (int i = first; i <= last; i++)
		cells->changed[i] = true;
}
