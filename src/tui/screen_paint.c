/* Painting. Row by row, the cells between the first and the last that differ
 * are written; what lies between them and is the same already is jumped over
 * when it is long. Blanks at the end of a row are erased. */

#include "tui/screen_paint.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

#include "tui/screen_modes.h"
#include "tui/screen_style.h"

/* This header makes macros of common words, so it comes last and the words
 * that are used here are taken back. */
#include <term.h>
#undef columns
#undef lines

/* Cells that are written again rather than jumped over, and blanks that are
 * erased rather than written. */
#define PAINT_GAP    8
#define PAINT_ERASE  4
#define PAINT_ERASES 12

/* The place of the cursor is not known. */
#define PAINT_NOWHERE (-1)

/* Where the terminal takes the parameters of ANSI. */
#define ANSI_PLACE "\033[%i%p1%d;%p2%dH"
#define ANSI_RIGHT "\033[%p1%dC"

static const char *paint_capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

static bool paint_ansi(const char *capability, const char *ansi)
{
	return capability != NULL && strcmp(capability, ansi) == 0;
}

void paint_begin(struct screen *screen)
{
	struct paint *paint = &screen->paint;

	paint->place = paint_capability("cup");
	paint->clear = paint_capability("clear");
	paint->erase = paint_capability("el");
	paint->region = paint_capability("csr");
	paint->up = paint_capability("ind");
	paint->down = paint_capability("ri");
	paint->erase_some = paint_capability("ech");
	paint->right = paint_ansi(paint_capability("cuf"), ANSI_RIGHT);
	paint->ansi = paint_ansi(paint->place, ANSI_PLACE);
	paint->back_colour = tigetflag("bce") > 0;
	paint->corner = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
	paint->row = PAINT_NOWHERE;
	paint->pen = 0;
}

void paint_end(struct screen *screen)
{
	str_free(&screen->paint.out);
}

static void paint_call(struct paint *paint, const char *capability, int one,
		       int other)
{
	modes_add_text(tiparm(capability, one, other), &paint->out);
}

/* Appends a number that is not negative. */
static void paint_number(struct str *out, int number)
{
	char digits[12];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	str_add_n(out, digits + at, sizeof(digits) - at);
}

static void paint_place(struct paint *paint, int row, int col)
{
	if (paint->row == row && paint->col == col)
		return;
	if (paint->row == row && paint->right && col > paint->col) {
		str_add_n(&paint->out, "\033[", 2);
		paint_number(&paint->out, col - paint->col);
		str_add_char(&paint->out, 'C');
	} else if (paint->ansi) {
		str_add_n(&paint->out, "\033[", 2);
		paint_number(&paint->out, row + 1);
		str_add_char(&paint->out, ';');
		paint_number(&paint->out, col + 1);
		str_add_char(&paint->out, 'H');
	} else {
		paint_call(paint, paint->place, row, col);
	}
	paint->row = row;
	paint->col = col;
}

static void paint_pen(struct screen *screen, unsigned pen)
{
	struct paint *paint = &screen->paint;
	const struct str *on = &screen->pens[pen].on;

	if (paint->pen == pen)
		return;
	if (paint->pen != 0)
		str_add_n(&paint->out, str_text(&screen->reset),
			  screen->reset.len);
	str_add_n(&paint->out, str_text(on), on->len);
	paint->pen = pen;
}

/* Appends a code point in the terminal's encoding. */
static void paint_code(struct screen *screen, uint32_t code)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;
	size_t size;

	if (screen->utf8) {
		str_add_code(&screen->paint.out, code);
		return;
	}
	memset(&state, 0, sizeof(state));
	size = wcrtomb(bytes, (wchar_t)code, &state);
	if (size == (size_t)-1)
		str_add_char(&screen->paint.out, '?');
	else
		str_add_n(&screen->paint.out, bytes, size);
}

static void paint_cell(struct screen *screen, const struct cell *cell)
{
	const struct mark_set *set;

	if (cell->code == CELL_REST)
		return;
	if (cell->pen != screen->paint.pen)
		paint_pen(screen, cell->pen);
	if (cell->code < 0x80)
		str_add_char(&screen->paint.out, (char)cell->code);
	else
		paint_code(screen, cell->code);
	if (cell->marks == 0)
		return;
	set = &screen->cells.sets[cell->marks - 1];
	for (size_t i = 0; i < CELL_MARKS && set->codes[i] != 0; i++)
		paint_code(screen, set->codes[i]);
}

/* Writes the cells [from, to) of a row. */
static void paint_run(struct screen *screen, int row, int from, int to)
{
	const struct cell *cell = cells_wanted(&screen->cells, row);

	paint_place(&screen->paint, row, from);
	for (int i = from; i < to; i++)
		paint_cell(screen, &cell[i]);
	screen->paint.col = to;
	/* In the last column terminals do different things. */
	if (to == screen->cells.columns)
		screen->paint.row = PAINT_NOWHERE;
}

/* True when erasing makes cells that look like a blank of this pen. */
static bool paint_erases(const struct screen *screen, unsigned pen)
{
	return screen->pens[pen].erases &&
	       (screen->paint.back_colour || screen->pens[pen].ground < 0);
}

/* The first of the blanks, all of one pen, that end before `end`. */
static int paint_tail(const struct screen *screen, const struct cell *cell,
		      int end)
{
	const struct cell *last = &cell[end - 1];
	int i = end;

	if (last->code != ' ' || last->marks != 0 ||
	    !paint_erases(screen, last->pen))
		return end;
	while (i > 0 && cell_same(&cell[i - 1], last))
		i--;
	return i;
}

/* Erases the cells [from, to), which are blanks of one pen. */
static void paint_erase_run(struct screen *screen, int row, int from, int to)
{
	struct paint *paint = &screen->paint;
	const struct cell *cell = cells_wanted(&screen->cells, row);

	paint_place(paint, row, from);
	paint_pen(screen, cell[from].pen);
	if (to == screen->cells.columns)
		modes_add_text(paint->erase, &paint->out);
	else
		paint_call(paint, paint->erase_some, to - from, 0);
}

/* Writes or erases the cells [from, to) of a row. */
static void paint_piece(struct screen *screen, int row, int from, int to)
{
	const struct cell *cell = cells_wanted(&screen->cells, row);
	int tail = paint_tail(screen, cell, to);
	bool whole = to == screen->cells.columns;
	int least = whole ? PAINT_ERASE : PAINT_ERASES;

	if (tail < from)
		tail = from;
	if (to - tail < least || (whole ? screen->paint.erase == NULL
					: screen->paint.erase_some == NULL))
		tail = to;
	if (tail > from)
		paint_run(screen, row, from, tail);
	if (tail < to)
		paint_erase_run(screen, row, tail, to);
}

/* The end of the piece that begins at `from`, which differs: behind it stand
 * enough cells that are right already. */
static int paint_piece_end(const struct cell *wanted, const struct cell *shown,
			   int from, int last)
{
	int end = from + 1;

	for (int i = end; i <= last && i - end < PAINT_GAP; i++) {
		if (!cell_same(&wanted[i], &shown[i]) ||
		    wanted[i].code == CELL_REST)
			end = i + 1;
	}
	return end;
}

static void paint_row(struct screen *screen, int row)
{
	const struct cell *wanted = cells_wanted(&screen->cells, row);
	struct cell *shown = cells_shown(&screen->cells, row);
	int columns = screen->cells.columns;
	int last = columns - 1;
	int from = 0;

	/* Writing there would scroll the terminal. */
	if (row == screen->cells.rows - 1 && !screen->paint.corner)
		last--;
	while (last >= 0 && cell_same(&wanted[last], &shown[last]))
		last--;
	while (from <= last) {
		int end;

		if (cell_same(&wanted[from], &shown[from])) {
			from++;
			continue;
		}
		if (from > 0 && wanted[from].code == CELL_REST)
			from--;
		end = paint_piece_end(wanted, shown, from, last);
		paint_piece(screen, row, from, end);
		from = end;
	}
	memcpy(shown, wanted, (size_t)columns * sizeof(shown[0]));
	screen->cells.changed[row] = false;
}

/* Scrolls the part of the screen whose rows only moved. */
static void paint_move(struct screen *screen)
{
	struct paint *paint = &screen->paint;
	struct cells *cells = &screen->cells;
	struct cells_move move;
	int top;
	int bottom;

	if (paint->region == NULL || paint->up == NULL || paint->down == NULL ||
	    !cells_moved(cells, &move))
		return;
	top = move.first + (move.lines < 0 ? move.lines : 0);
	bottom = move.last + (move.lines > 0 ? move.lines : 0);
	paint_pen(screen, 0);
	paint_call(paint, paint->region, top, bottom);
	paint->row = PAINT_NOWHERE;
	paint_place(paint, move.lines > 0 ? bottom : top, 0);
	for (int i = 0; i < (move.lines > 0 ? move.lines : -move.lines); i++)
		modes_add_text(move.lines > 0 ? paint->up : paint->down,
			       &paint->out);
	paint_call(paint, paint->region, 0, cells->rows - 1);
	paint->row = PAINT_NOWHERE;
	cells_scroll(cells, &move);
}

void paint_flush(struct screen *screen)
{
	struct paint *paint = &screen->paint;

	str_clear(&paint->out);
	if (screen->hard) {
		paint_pen(screen, 0);
		modes_add_text(paint->clear, &paint->out);
		paint->row = PAINT_NOWHERE;
		cells_cleared(&screen->cells);
	} else {
		paint_move(screen);
	}
	screen->hard = false;
	screen->cells.shifted = 0;
	for (int i = 0; i < screen->cells.rows; i++) {
		if (screen->cells.changed[i])
			paint_row(screen, i);
	}
	paint_pen(screen, 0);
	if (screen->cursor)
		paint_place(paint, screen->cursor_row, screen->cursor_col);
	modes_write(str_text(&paint->out), paint->out.len);
}
