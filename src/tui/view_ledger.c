/* The ledger: a list of days and categories, and below it two lines about the
 * row under the cursor. */

#include "tui/view_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "tui/area_text.h"
#include "tui/day_walk.h"
#include "tui/day_words.h"
#include "tui/hints.h"
#include "tui/ledger_rows.h"
#include "tui/pick.h"

/* From how many rows on there are the two lines below. */
#define FOOT_FROM 6
#define FOOT_ROWS 2

/* Where the columns of a row begin, and from which width on those from the
 * source on are shown. */
#define STATE_COLUMN  21
#define PAPERS_COLUMN 36
#define SOURCE_COLUMN 50
#define TIME_COLUMN   60
#define WHY_COLUMN    79
#define SLIM_COLUMNS  60
#define SLIM_STATE    14
#define SLIM_PAPERS   29

struct ledger_view {
	struct view view;
	struct area area;
	struct ledger_rows rows;
	struct pick pick;
};

static struct ledger_view *self(struct view *view)
{
	return (struct ledger_view *)(void *)view;
}

static const struct ledger_view *self_const(const struct view *view)
{
	return (const struct ledger_view *)(const void *)view;
}

static void ledger_close(struct view *view)
{
	ledger_rows_clear(&self(view)->rows);
	free(view);
}

static enum room ledger_room(const struct view *view)
{
	(void)view;
	return ROOM_LEDGER;
}

/* The row under the cursor; NULL when there is none. */
static const struct ledger_row *ledger_row(const struct ledger_view *v)
{
	return v->rows.count > 0 ? &v->rows.rows[v->pick.cursor] : NULL;
}

/* Its day; DAY_NONE when there is none. */
static day_t ledger_day(const struct ledger_view *v)
{
	const struct ledger_row *row = ledger_row(v);

	return row != NULL ? row->entry.day : DAY_NONE;
}

static void ledger_check(struct ledger_view *v, enum status status,
			 const struct error *err)
{
	if (status != STATUS_OK)
		session_complain(v->view.session, "%s", err->text);
}

/* Reads on where the cursor is less than a screen from an end. */
static void ledger_read(struct ledger_view *v)
{
	struct library *library = v->view.session->library;
	size_t page = v->pick.rows + 1;
	struct error err;
	size_t added;

	if (v->rows.count == 0)
		return;
	if (v->pick.cursor + page > v->rows.count)
		ledger_check(v,
			     ledger_rows_older(library, page, &v->rows, &added,
					       &err),
			     &err);
	if (v->pick.cursor < page) {
		ledger_check(v,
			     ledger_rows_newer(library, page, &v->rows, &added,
					       &err),
			     &err);
		v->pick.cursor += added;
		v->pick.top += added;
	}
	v->pick.count = v->rows.count;
}

/* Puts the cursor on a row, which is no heading, with its heading in view. */
static void ledger_go(struct ledger_view *v, size_t row, bool back)
{
	pick_go(&v->pick, row);
	ledger_read(v);
	if (ledger_row(v) != NULL && ledger_row(v)->heading)
		pick_move(&v->pick, back && v->pick.cursor > 0 ? -1 : 1);
	pick_go(&v->pick, v->pick.cursor);
	if (v->pick.cursor > 0 && v->rows.rows[v->pick.cursor - 1].heading)
		pick_show_above(&v->pick);
}

/* Reads from a day on; the cursor goes to its first row. */
static void ledger_open_at(struct ledger_view *v, day_t day)
{
	struct error err;

	ledger_check(
		v,
		ledger_rows_open(v->view.session->library, day, &v->rows, &err),
		&err);
	v->pick = (struct pick){ .rows = v->pick.rows, .count = v->rows.count };
	ledger_go(v, 0, false);
}

/* Reads the ledger again; the cursor stays on its day and category. */
static void ledger_reload(struct view *view)
{
	struct ledger_view *v = self(view);
	struct ledger_entry was;

	if (ledger_row(v) == NULL)
		return;
	was = ledger_row(v)->entry;
	ledger_open_at(v, was.day);
	for (size_t i = 0; i < v->rows.count; i++) {
		const struct ledger_row *row = &v->rows.rows[i];

		if (!row->heading && row->entry.day == was.day &&
		    strcmp(row->entry.category, was.category) == 0) {
			ledger_go(v, i, false);
			return;
		}
	}
}

static int foot_rows(const struct ledger_view *v)
{
	return v->area.rows >= FOOT_FROM ? FOOT_ROWS : 0;
}

static void ledger_place(struct view *view, struct area area)
{
	struct ledger_view *v = self(view);

	v->area = area;
	v->pick.rows = (size_t)(area.rows - foot_rows(v));
	ledger_go(v, v->pick.cursor, false);
}

static void put(const struct ledger_view *v, int row, int col, unsigned style,
		const char *text)
{
	area_text(v->view.session->screen, &v->area, row, col, style, text);
}

static enum look look_of(const struct ledger_entry *entry)
{
	if (entry->state == DAY_FAILED)
		return LOOK_ERROR;
	return entry->state == DAY_INCOMPLETE ? LOOK_WARN : LOOK_NORMAL;
}

/* "96 of 100 papers", or what of it is known. */
static void add_papers(const struct ledger_entry *entry, struct str *out)
{
	str_addf(out, "%d", entry->held);
	if (entry->expected >= 0)
		str_addf(out, " of %d", entry->expected);
}

/* "2025-10-10 07:12Z" */
static void add_time(int64_t at, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (!date_time_valid(at) || at == TIME_NONE)
		return;
	date_format_rfc3339(at, text);
	str_addf(out, "%.10s %.5sZ", text, text + strlen("2025-10-10T"));
}

static void draw_entry(const struct ledger_view *v,
		       const struct ledger_entry *entry, int row,
		       unsigned style)
{
	bool slim = v->area.columns < SLIM_COLUMNS;
	struct str text = STR_INIT;

	put(v, row, 0, style, "");
	put(v, row, 2, style,
	    entry->category[0] != '\0' ? entry->category : "(report)");
	put(v, row, slim ? SLIM_STATE : STATE_COLUMN, style,
	    day_state_name(entry->state));
	add_papers(entry, &text);
	put(v, row, slim ? SLIM_PAPERS : PAPERS_COLUMN, style, str_text(&text));
	str_clear(&text);
	if (!slim) {
		put(v, row, SOURCE_COLUMN, style, entry->source);
		add_time(entry->at, &text);
		put(v, row, TIME_COLUMN, style, str_text(&text));
		put(v, row, WHY_COLUMN, style, entry->why);
	}
	str_free(&text);
}

static void draw_row(const struct ledger_view *v, size_t number, int line)
{
	const struct ledger_row *row = &v->rows.rows[number];
	unsigned cursor = number == v->pick.cursor ? STYLE_CURSOR : 0;
	char day[DATE_TEXT_SIZE];
	struct str text = STR_INIT;

	if (row->heading) {
		str_addf(&text, " %s", date_format_human(row->entry.day, day));
		put(v, line, 0, LOOK_HEADING, str_text(&text));
	} else if (row->empty) {
		str_add(&text, "  ");
		day_words_empty(v->view.session, row->entry.day, &text);
		put(v, line, 0, LOOK_NORMAL | cursor, str_text(&text));
	} else {
		draw_entry(v, &row->entry, line, look_of(&row->entry) | cursor);
	}
	str_free(&text);
}

/* Two lines about the row under the cursor: why, and what now. */
static void draw_foot(const struct ledger_view *v)
{
	const struct ledger_row *row = ledger_row(v);
	int line = v->area.rows - FOOT_ROWS;
	struct str text = STR_INIT;

	put(v, line, 0, LOOK_NORMAL, "");
	put(v, line, 1, LOOK_WARN, row != NULL ? row->entry.why : "");
	if (row != NULL && !row->empty && !row->heading)
		day_words_advice(v->view.session, &row->entry, &text);
	put(v, line + 1, 0, LOOK_NORMAL, "");
	put(v, line + 1, 1, LOOK_NORMAL, str_text(&text));
	str_free(&text);
}

static void ledger_draw(struct view *view)
{
	const struct ledger_view *v = self_const(view);

	for (size_t i = 0; i < v->pick.rows; i++) {
		if (v->pick.top + i < v->rows.count)
			draw_row(v, v->pick.top + i, (int)i);
		else
			put(v, (int)i, 0, LOOK_NORMAL, "");
	}
	if (foot_rows(v) > 0)
		draw_foot(v);
}

static void ledger_title(const struct view *view, struct bar *bar)
{
	const struct ledger_row *row = ledger_row(self_const(view));
	char day[DATE_TEXT_SIZE];

	bar_add(bar, 2, false, "Ledger");
	if (row != NULL)
		bar_add(bar, 2, false, "%s",
			date_format_human(row->entry.day, day));
	bar_add(bar, 0, true, "what arXiv was asked for, and what came");
}

static void ledger_status(const struct view *view, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_DOWN,          ACTION_UP,       "/", "move"    },
		{ ACTION_PREVIOUS_DAY, ACTION_NEXT_DAY, " ", "day"     },
		{ ACTION_OPEN,         ACTION_NONE,     "",  "opens it"},
		{ ACTION_REFRESH,      ACTION_NONE,     "",  "refresh" },
		{ ACTION_BACK,         ACTION_NONE,     "",  "back"    },
	};

	hints_add(view->session->keymap, hints,
		  sizeof(hints) / sizeof(hints[0]),
		  screen_columns(view->session->screen), out);
}

static void ledger_speak(const struct view *view, struct str *out)
{
	const struct ledger_row *row = ledger_row(self_const(view));
	char day[DATE_TEXT_SIZE];

	if (row == NULL)
		return;
	str_addf(out, "%s, ", date_format_human(row->entry.day, day));
	if (row->empty) {
		day_words_empty(view->session, row->entry.day, out);
		return;
	}
	str_addf(out, "%s: %s, ", row->entry.category,
		 day_state_name(row->entry.state));
	add_papers(&row->entry, out);
	if (row->entry.why[0] != '\0')
		str_addf(out, ", %s", row->entry.why);
	str_add(out, "; ");
	day_words_advice(view->session, &row->entry, out);
}

/* Goes to the first row of a day, if it is one and another one. */
static void ledger_jump(struct ledger_view *v, day_t day)
{
	if (day != DAY_NONE && day != ledger_day(v))
		ledger_open_at(v, day);
}

/* What concerns days; false when the action is another one. */
static bool ledger_day_action(struct ledger_view *v, enum action action,
			      int times)
{
	struct session *session = v->view.session;
	struct wish wish = { .kind = WISH_DAY };

	switch ((int)action) {
	case ACTION_PREVIOUS_DAY:
		ledger_jump(v, day_walk(session, ledger_day(v), -1, times));
		return true;
	case ACTION_NEXT_DAY:
		ledger_jump(v, day_walk(session, ledger_day(v), 1, times));
		return true;
	case ACTION_FIRST:
	case ACTION_LATEST_DAY:
		ledger_jump(v, day_walk_end(session, false));
		return true;
	case ACTION_LAST:
		ledger_jump(v, day_walk_end(session, true));
		return true;
	case ACTION_OPEN:
		wish.day = ledger_day(v);
		session_wish(v->view.session, &wish);
		return true;
	default:
		return false;
	}
}

static enum reaction ledger_action(struct view *view, enum action action,
				   int count)
{
	struct ledger_view *v = self(view);
	size_t before = v->pick.cursor;
	size_t rows = v->rows.count;

	if (action == ACTION_BACK || action == ACTION_CANCEL ||
	    action == ACTION_LEDGER)
		return REACTION_CLOSE;
	if (ledger_row(v) == NULL)
		return REACTION_NONE;
	if (ledger_day_action(v, action, count > 0 ? count : 1))
		return REACTION_DONE;
	if (!pick_action(&v->pick, action, count))
		return REACTION_NONE;
	ledger_go(v, v->pick.cursor,
		  v->pick.cursor < before && v->rows.count == rows);
	return REACTION_DONE;
}

static void ledger_mouse(struct view *view, const struct mouse *mouse)
{
	struct ledger_view *v = self(view);
	size_t before = v->pick.cursor;
	bool twice = pick_mouse(&v->pick, v->area.row, mouse);

	ledger_go(v, v->pick.cursor, v->pick.cursor < before);
	if (twice && v->rows.count > 0)
		ledger_day_action(v, ACTION_OPEN, 1);
}

static const struct view_ops ledger_ops = {
	.name = "ledger",
	.room = ledger_room,
	.close = ledger_close,
	.place = ledger_place,
	.draw = ledger_draw,
	.title = ledger_title,
	.status = ledger_status,
	.speak = ledger_speak,
	.mouse = ledger_mouse,
	.action = ledger_action,
	.reload = ledger_reload,
};

struct view *view_ledger_open(struct session *session, day_t day)
{
	struct ledger_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &ledger_ops;
	v->view.session = session;
	v->pick.rows = 1;
	ledger_open_at(v, day != DAY_NONE ? day : calendar_today(session->now));
	return &v->view;
}
