/* The list pane. A move of the cursor rewrites two lines; only scrolling and
 * changes of the whole listing rewrite all of them. */

#include "tui/list_pane.h"

#include "tui/list_row.h"

void list_pane_format(struct list_pane *pane, const char *format)
{
	struct str ignored = STR_INIT;
	struct row_format fresh;
	size_t at;

	if (row_format_parse(format, &fresh, &at, &ignored)) {
		row_format_free(&pane->format);
		pane->format = fresh;
	}
	str_free(&ignored);
	pane->all = true;
}

void list_pane_clear(struct list_pane *pane)
{
	row_format_free(&pane->format);
}

void list_pane_follow(struct list_pane *pane, const struct reading *reading)
{
	size_t rows = pane->area.rows > 0 ? (size_t)pane->area.rows : 0;
	size_t cursor = reading->cursor != READING_NONE ? reading->cursor : 0;
	size_t want = cursor;

	if (rows == 0)
		return;
	if (rows > 1 && want > 0 && reading->lines[want - 1].heading)
		want--;
	if (want < pane->top)
		pane->top = want;
	if (cursor >= pane->top + rows)
		pane->top = cursor - rows + 1;
	if (pane->top + rows > reading->count)
		pane->top = reading->count > rows ? reading->count - rows : 0;
}

void list_pane_scroll(struct list_pane *pane, struct reading *reading,
		      long lines)
{
	size_t rows = pane->area.rows > 0 ? (size_t)pane->area.rows : 1;
	size_t cursor = reading->cursor;
	size_t step = (size_t)(lines < 0 ? -lines : lines);

	if (cursor == READING_NONE)
		return;
	if (lines < 0) {
		pane->top = pane->top > step ? pane->top - step : 0;
		cursor = cursor > step ? cursor - step : 0;
	} else {
		size_t last = reading->count > rows ? reading->count - rows : 0;

		pane->top = pane->top + step < last ? pane->top + step : last;
		cursor = cursor + step;
	}
	reading_place(reading, cursor, lines < 0 ? -1 : 1);
	list_pane_follow(pane, reading);
}

void list_pane_click(const struct list_pane *pane, struct reading *reading,
		     int row)
{
	size_t line = pane->top + (size_t)(row - pane->area.row);

	if (reading_row(reading, line) != NULL)
		reading_place(reading, line, 1);
}

static void draw_heading(const struct list_pane *pane,
			 const struct reading *reading, size_t number,
			 struct screen *screen, int row)
{
	struct str text = STR_INIT;
	int col = pane->area.col;
	int columns = pane->area.columns;
	int used;

	str_add_char(&text, ' ');
	reading_heading(reading, number, &text);
	str_addf(&text, " %zu ", reading->lines[number].papers);
	used = screen_text(screen, row, col, columns, LOOK_HEADING,
			   str_text(&text));
	screen_rule(screen, row, col + used, columns - used - 1, LOOK_RULE);
	str_free(&text);
}

static void draw_row(const struct list_pane *pane,
		     const struct reading *reading, size_t number,
		     struct screen *screen, int line)
{
	const struct listing_row *row = reading_row(reading, number);
	struct list_look look = { .format = &pane->format,
				  .match = pane->match,
				  .search = reading->query,
				  .exact = reading->exact,
				  .raw = pane->raw };
	struct slot slot = { .row = line,
			     .col = pane->area.col,
			     .columns = pane->area.columns - 1 };
	unsigned style =
		row->marks & (MARK_READ | MARK_DONE) ? LOOK_DIM : LOOK_NORMAL;

	if (number == reading->cursor)
		style |= pane->away ? STYLE_AWAY : STYLE_CURSOR;
	if (reading_selected(reading, number))
		style |= STYLE_SELECTED;
	list_row_draw(&look, row, screen, slot, style);
	screen_blank(screen, line, slot.col + slot.columns, 1, style);
	if (style & STYLE_SELECTED)
		screen_text(screen, line, slot.col, 1, LOOK_STAR, "▌");
}

static void draw_line(const struct list_pane *pane,
		      const struct reading *reading, size_t number,
		      struct screen *screen)
{
	int line;

	if (number < pane->top || number - pane->top >= (size_t)pane->area.rows)
		return;
	line = pane->area.row + (int)(number - pane->top);
	if (number >= reading->count)
		screen_blank(screen, line, pane->area.col, pane->area.columns,
			     LOOK_NORMAL);
	else if (reading->lines[number].heading)
		draw_heading(pane, reading, number, screen, line);
	else
		draw_row(pane, reading, number, screen, line);
}

/* Lines that the list scrolls by, when most of what is shown stays in sight;
 * 0 when it does not scroll, or all of it has to be drawn. */
static int scrolled_lines(const struct list_pane *pane)
{
	long lines = (long)pane->top - (long)pane->shown_top;

	if (pane->all || 2 * lines >= pane->area.rows ||
	    2 * -lines >= pane->area.rows)
		return 0;
	return (int)lines;
}

/* Moves the lines that stay in sight, and draws those that come into it and
 * where the cursor was and is. */
static void draw_scrolled(const struct list_pane *pane,
			  const struct reading *reading, int lines,
			  struct screen *screen)
{
	struct slot slot = { .row = pane->area.row,
			     .col = pane->area.col,
			     .columns = pane->area.columns };
	size_t fresh = pane->top;

	screen_shift(screen, slot, pane->area.rows, lines);
	if (lines > 0)
		fresh += (size_t)(pane->area.rows - lines);
	for (int i = 0; i < (lines > 0 ? lines : -lines); i++)
		draw_line(pane, reading, fresh + (size_t)i, screen);
	draw_line(pane, reading, pane->shown_cursor, screen);
	draw_line(pane, reading, reading->cursor, screen);
}

void list_pane_draw(struct list_pane *pane, const struct reading *reading,
		    struct screen *screen)
{
	int lines = scrolled_lines(pane);

	if (pane->area.rows <= 0 || pane->area.columns <= 0)
		return;
	if (lines != 0) {
		draw_scrolled(pane, reading, lines, screen);
	} else if (pane->all || pane->top != pane->shown_top) {
		for (int i = 0; i < pane->area.rows; i++)
			draw_line(pane, reading, pane->top + (size_t)i, screen);
	} else if (pane->current || reading->cursor != pane->shown_cursor) {
		draw_line(pane, reading, pane->shown_cursor, screen);
		draw_line(pane, reading, reading->cursor, screen);
	}
	pane->all = false;
	pane->current = false;
	pane->shown_top = pane->top;
	pane->shown_cursor = reading->cursor;
}
