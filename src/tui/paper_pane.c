/* The paper pane: one point lookup for a paper, one wrapping for a width. */

#include "tui/paper_pane.h"

#include "base/mem.h"
#include "base/text.h"

/* Columns of a paper that is read out. */
#define SPOKEN_COLUMNS 78

static void paper_pane_drop(struct paper_pane *pane)
{
	if (pane->held)
		listed_clear(&pane->listed);
	pane->held = false;
	pane->key = 0;
	pane->top = 0;
	pane->stale = true;
	pane->dirty = true;
}

void paper_pane_clear(struct paper_pane *pane)
{
	paper_pane_drop(pane);
	paper_text_clear(&pane->text);
}

/* A stand-in that says why there is no paper. */
static void paper_pane_excuse(struct paper_pane *pane,
			      const struct listing_row *row,
			      const struct error *why)
{
	pane->listed = (struct listed){ .paper = PAPER_INIT,
					.type = ANNOUNCE_NONE,
					.day = DAY_NONE };
	pane->listed.paper.title = mem_strdup(row->title);
	pane->listed.paper.abstract = text_clean_dup(why->text);
}

void paper_pane_show(struct paper_pane *pane, struct library *library,
		     const struct listing_row *row, bool again)
{
	struct error why;

	if (row == NULL) {
		if (pane->key != 0)
			paper_pane_drop(pane);
		return;
	}
	if (pane->key == row->key && !again)
		return;
	if (pane->key != row->key) {
		paper_pane_drop(pane);
	} else if (pane->held) {
		listed_clear(&pane->listed);
	}
	error_clear(&why);
	if (listed_load(library, row->key, &pane->listed, &why) != STATUS_OK)
		paper_pane_excuse(pane, row, &why);
	pane->held = true;
	pane->key = row->key;
	pane->stale = true;
	pane->dirty = true;
}

/* The largest first line. */
static size_t paper_pane_last(const struct paper_pane *pane)
{
	size_t rows = pane->area.rows > 0 ? (size_t)pane->area.rows : 1;

	return pane->text.count > rows ? pane->text.count - rows : 0;
}

void paper_pane_prepare(struct paper_pane *pane, const struct listing_row *row,
			const struct screen *screen)
{
	struct paper_style style = {
		.columns = pane->area.columns > 0 ? pane->area.columns : 1,
		.whole = pane->whole,
		.raw = pane->raw,
		.plain = !screen_utf8(screen),
		.match = pane->match,
		.search = pane->search,
		.exact = pane->exact,
	};

	if (!pane->stale)
		return;
	pane->stale = false;
	pane->dirty = true;
	pane->text.count = 0;
	if (pane->held && row != NULL)
		paper_text_make(&pane->listed, row, &style, &pane->text);
	if (pane->top > paper_pane_last(pane))
		pane->top = paper_pane_last(pane);
}

bool paper_pane_scroll(struct paper_pane *pane, long lines)
{
	size_t before = pane->top;
	size_t last = paper_pane_last(pane);
	size_t step = (size_t)(lines < 0 ? -lines : lines);

	if (lines < 0)
		pane->top = before > step ? before - step : 0;
	else
		pane->top = before + step < last ? before + step : last;
	if (pane->top != before)
		pane->dirty = true;
	return pane->top != before;
}

/* Lines that an action scrolls by; 0 when it is none that does. */
static long paper_pane_lines(const struct paper_pane *pane, enum action action)
{
	long rows = pane->area.rows;
	long page = rows > 1 ? rows - 1 : 1;
	long half = rows > 1 ? rows / 2 : 1;

	switch ((int)action) {
	case ACTION_DOWN:
	case ACTION_SCROLL_DOWN:
		return 1;
	case ACTION_UP:
	case ACTION_SCROLL_UP:
		return -1;
	case ACTION_FIRST:
		return -(long)pane->text.count - 1;
	case ACTION_LAST:
		return (long)pane->text.count + 1;
	case ACTION_HALF_DOWN:
		return half;
	case ACTION_HALF_UP:
		return -half;
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_PAPER:
		return page;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_PAPER_BACK:
		return -page;
	default:
		return 0;
	}
}

bool paper_pane_action(struct paper_pane *pane, enum action action, int count)
{
	long lines = paper_pane_lines(pane, action);

	if (lines == 0)
		return false;
	paper_pane_scroll(pane, lines * (count > 0 ? count : 1));
	return true;
}

/* Draws one row; false when it is a blank one. */
static bool paper_pane_row(const struct paper_pane *pane, struct screen *screen,
			   int row)
{
	size_t number = pane->top + (size_t)row;
	struct slot slot = { .row = pane->area.row + row,
			     .col = pane->area.col,
			     .columns = pane->area.columns };
	const struct paper_line *line;

	if (number >= pane->text.count) {
		screen_blank(screen, slot.row, slot.col, slot.columns,
			     LOOK_NORMAL);
		return false;
	}
	line = &pane->text.lines[number];
	rich_draw(&pane->text.rich, line->start, line->len, screen, slot,
		  line->look);
	return true;
}

void paper_pane_draw(struct paper_pane *pane, struct screen *screen)
{
	size_t text = 0;

	if (!pane->dirty)
		return;
	pane->dirty = false;
	for (int i = 0; i < pane->area.rows; i++) {
		bool blank = pane->top + (size_t)i >= pane->text.count;

		/* Rows that were blank already stay so. */
		if (blank && (size_t)i >= pane->drawn)
			break;
		if (paper_pane_row(pane, screen, i))
			text = (size_t)i + 1;
	}
	pane->drawn = text;
}

void paper_pane_read_out(const struct paper_pane *pane,
			 const struct listing_row *row,
			 const struct screen *screen, struct str *out)
{
	struct paper_style style = { .columns = SPOKEN_COLUMNS,
				     .whole = true,
				     .raw = pane->raw,
				     .plain = !screen_utf8(screen) };
	struct paper_text text = { 0 };

	if (!pane->held || row == NULL)
		return;
	paper_text_make(&pane->listed, row, &style, &text);
	for (size_t i = 0; i < text.count; i++) {
		str_add_n(out, str_text(&text.rich.text) + text.lines[i].start,
			  text.lines[i].len);
		str_add_char(out, '\n');
	}
	paper_text_clear(&text);
}
