/* The list pane. A move of the cursor rewrites two lines; only scrolling and
 * changes of the whole listing rewrite all of them. */

#include "tui/list_pane.h"

#include <string.h>

#include "arxiv/tex_text.h"
#include "base/text.h"
#include "tui/rich.h"

/* Columns of a row: selected, star, blank, state, blank, identifier. */
#define COL_STAR  1
#define COL_STATE 3
#define COL_IDENT 5

/* Identifiers shorter than this stand at its right end. */
#define IDENT_COLUMNS 5

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

/* The last five characters of a new identifier, all of an old one. */
static const char *short_ident(paper_key key, char out[IDENT_TEXT_SIZE])
{
	const char *text = ident_format(key, out);
	const char *dot = strchr(text, '.');

	if (strchr(text, '/') != NULL || dot == NULL)
		return text;
	return strlen(dot + 1) > 5 ? text + strlen(text) - 5 : dot + 1;
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

static const char *row_state(const struct listing_row *row)
{
	if (row->marks & MARK_DONE)
		return "✓";
	return row->marks & MARK_READ ? "" : "●";
}

/* True for a title of at most `columns` columns that needs no second look: most
 * of them on a wide screen. */
static bool is_plain(const char *title, int columns)
{
	for (const char *at = title; *at != '\0'; at++) {
		if (*at < ' ' || *at > '~')
			return false;
	}
	return strlen(title) <= (size_t)columns && tex_is_plain(title);
}

/* Adds the look of a hit to what is searched and to what a query found. */
static void mark_hits(const struct list_pane *pane,
		      const struct reading *reading, struct rich *rich)
{
	if (pane->match != NULL)
		match_style(pane->match, QUERY_TITLE, 0, rich);
	if (reading->query != NULL)
		rich_style_all(rich, 0, reading->query, reading->exact,
			       STYLE_MATCH);
}

static void draw_title(const struct list_pane *pane,
		       const struct reading *reading, const char *title,
		       struct screen *screen, struct slot slot, unsigned style)
{
	bool searched = pane->match != NULL || reading->query != NULL;
	struct rich rich = { 0 };
	size_t len;

	if (slot.columns <= 0)
		return;
	if (!searched && is_plain(title, slot.columns - 1)) {
		screen_text_n(screen, slot, style, title, strlen(title));
		return;
	}
	if (pane->raw)
		rich_add(&rich, title);
	else
		rich_add_tex(&rich, title);
	if (searched)
		mark_hits(pane, reading, &rich);
	len = text_fit(str_text(&rich.text), slot.columns - 1);
	if (len < rich.text.len) {
		len = text_fit(str_text(&rich.text), slot.columns - 2);
		str_cut(&rich.text, len);
		str_add(&rich.text, screen_utf8(screen) ? "…" : ">");
	}
	rich_draw(&rich, 0, rich.text.len, screen, slot, style);
	rich_clear(&rich);
}

/* Draws text into columns of the pane, as far as it goes. */
static void pane_text(const struct list_pane *pane, struct screen *screen,
		      struct slot slot, unsigned style, const char *text)
{
	int room = pane->area.columns - slot.col;

	screen_text(screen, slot.row, pane->area.col + slot.col,
		    slot.columns < room ? slot.columns : room, style, text);
}

/* The columns before the title: star, state, identifier. Returns where the
 * title begins. */
static int draw_signs(const struct list_pane *pane,
		      const struct listing_row *row, struct screen *screen,
		      int line, unsigned style)
{
	unsigned extra = style & ~0xffu;
	char ident[IDENT_TEXT_SIZE];
	const char *shown = short_ident(row->key, ident);
	int width = (int)strlen(shown);
	int before = width < IDENT_COLUMNS ? IDENT_COLUMNS - width : 0;
	struct slot slot = { .row = line, .columns = COL_IDENT + before };

	pane_text(pane, screen, slot, style, "");
	slot = (struct slot){ .row = line, .col = COL_STAR, .columns = 1 };
	if (row->marks & MARK_STAR)
		pane_text(pane, screen, slot, LOOK_STAR | extra, "★");
	slot.col = COL_STATE;
	pane_text(pane, screen, slot, LOOK_UNREAD | extra, row_state(row));
	slot.col = COL_IDENT + before;
	slot.columns = width + 1;
	pane_text(pane, screen, slot, style, shown);
	return pane->area.col + slot.col + slot.columns;
}

static void draw_row(const struct list_pane *pane,
		     const struct reading *reading, size_t number,
		     struct screen *screen, int line)
{
	const struct listing_row *row = reading_row(reading, number);
	unsigned style =
		row->marks & (MARK_READ | MARK_DONE) ? LOOK_DIM : LOOK_NORMAL;
	struct slot slot;
	int col;

	if (number == reading->cursor)
		style |= STYLE_CURSOR;
	col = draw_signs(pane, row, screen, line, style);
	if (reading_selected(reading, number))
		screen_text(screen, line, pane->area.col, 1, LOOK_STAR, "▌");
	slot.row = line;
	slot.col = col;
	slot.columns = pane->area.col + pane->area.columns - col;
	draw_title(pane, reading, row->title, screen, slot, style);
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

void list_pane_draw(struct list_pane *pane, const struct reading *reading,
		    struct screen *screen)
{
	if (pane->area.rows <= 0 || pane->area.columns <= 0)
		return;
	if (pane->all || pane->top != pane->shown_top) {
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
