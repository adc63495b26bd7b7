/* The calendar. Its days stand there at once; their figures come from the
 * worker, one month a job, so that a mark never waits for a year of them. */

#include "tui/view_calendar.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "tui/area_text.h"
#include "tui/calendar_cell.h"
#include "tui/calendar_figures.h"
#include "tui/calendar_grid.h"
#include "tui/day_walk.h"
#include "tui/day_words.h"
#include "tui/hints.h"

/* arXiv began in August 1991; a year ahead there may be holidays to see. */
#define FIRST_YEAR 1991
#define DAYS_AHEAD 366

/* From how many rows on there is a line with the weekdays, a second line about
 * the day, and one with what the letters mean. */
#define HEAD_FROM   6
#define WHY_FROM    9
#define LEGEND_FROM 14

#define WEEK        7

/* Columns of "Wednesday", and below how many of the screen dates are short. */
#define WEEKDAY_COLUMNS 9
#define SHORT_COLUMNS   60

struct calendar_view {
	struct view view;
	struct area area;
	struct calendar_grid grid;
	struct calendar_figures figures;
	day_t day;      /* under the cursor */
	bool asked;     /* the worker reads a month */
	day_t asked_of; /* its first day */
	bool begun;     /* it has been placed once */
	bool dirty;
};

static struct calendar_view *self(struct view *view)
{
	return (struct calendar_view *)(void *)view;
}

static const struct calendar_view *self_const(const struct view *view)
{
	return (const struct calendar_view *)(const void *)view;
}

static void calendar_close(struct view *view)
{
	calendar_figures_clear(&self(view)->figures);
	free(view);
}

static enum room calendar_room(const struct view *view)
{
	(void)view;
	return ROOM_CALENDAR;
}

static day_t calendar_now(const struct calendar_view *v)
{
	return calendar_today(v->view.session->now);
}

static day_t calendar_first(void)
{
	return date_from_civil(FIRST_YEAR, 7, 1);
}

/* Asks the worker for the next month that is in view and not read. */
static void calendar_ask(struct calendar_view *v)
{
	day_t from, until;

	if (v->asked || !calendar_figures_wanted(&v->figures, v->grid.first,
						 calendar_grid_last(&v->grid),
						 &from, &until))
		return;
	v->asked = true;
	v->asked_of = from;
	session_ask_days(v->view.session, from, until);
}

static void calendar_finished(struct view *view, struct job *job)
{
	struct calendar_view *v = self(view);

	if (job->kind != JOB_DAYS || !v->asked || job->from != v->asked_of)
		return;
	v->asked = false;
	v->dirty = true;
	/* What cannot be read is asked for again when one moves or the library
	 * changes, not without end. */
	if (job->status != STATUS_OK)
		return;
	calendar_figures_take(&v->figures, job->from, job->days,
			      job->day_count);
	job->days = NULL;
	job->day_count = 0;
	calendar_ask(v);
}

static void calendar_reload(struct view *view)
{
	struct calendar_view *v = self(view);

	calendar_figures_stale(&v->figures);
	v->dirty = true;
	calendar_ask(v);
}

/* Lines above and below the weeks. */
static int head_rows(const struct calendar_view *v)
{
	return v->area.rows >= HEAD_FROM ? 1 : 0;
}

static int foot_rows(const struct calendar_view *v)
{
	return 1 + (v->area.rows >= WHY_FROM ? 1 : 0) +
	       (v->area.rows >= LEGEND_FROM ? 1 : 0);
}

static void calendar_place(struct view *view, struct area area)
{
	struct calendar_view *v = self(view);
	day_t last = calendar_now(v) > v->day ? calendar_now(v) : v->day;

	v->area = area;
	calendar_grid_fit(&v->grid, area.rows - head_rows(v) - foot_rows(v),
			  area.columns);
	if (!v->begun)
		calendar_grid_end(&v->grid, last);
	v->begun = true;
	calendar_grid_follow(&v->grid, v->day);
	calendar_ask(v);
	v->dirty = true;
}

static void put(const struct calendar_view *v, int row, int col, int columns,
		unsigned style, const char *text)
{
	screen_text(v->view.session->screen, v->area.row + row,
		    v->area.col + col, columns, style, text);
}

/* Whole names where there is room for the longest, else three letters. */
static void draw_weekday(const struct calendar_view *v, day_t day)
{
	int columns = v->grid.cell > 1 ? v->grid.cell - 1 : 1;
	struct calendar_spot spot;

	if (columns < WEEKDAY_COLUMNS && columns > 3)
		columns = 3;
	if (calendar_grid_spot(&v->grid, day, &spot))
		put(v, 0, spot.col, columns, LOOK_HEADING,
		    date_weekday_name(day));
}

static void draw_weekdays(const struct calendar_view *v)
{
	const struct calendar_grid *grid = &v->grid;

	put(v, 0, 0, v->area.columns, LOOK_HEADING, "");
	for (int block = 0; block < grid->blocks; block++) {
		for (int i = 0; i < WEEK; i++)
			draw_weekday(v, grid->first +
						block * grid->weeks * WEEK + i);
	}
}

static struct calendar_cell cell_of(const struct calendar_view *v, day_t day,
				    size_t most)
{
	struct calendar_cell cell = {
		.day = day,
		.future = day > calendar_now(v) || day < calendar_first(),
		.most = most,
		.plain = !screen_utf8(v->view.session->screen),
	};

	cell.figures = calendar_figures_of(&v->figures, day, &cell.known);
	/* There was no arXiv before, and nothing can be held of what is to come
	 * but what a file says. */
	cell.known = cell.known || day < calendar_first() ||
		     day > calendar_now(v) + WEEK;
	return cell;
}

/* The month of a week, where it begins and at the top of a block. */
static void draw_label(const struct calendar_view *v, day_t monday,
		       const struct calendar_spot *spot)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec" };
	struct str label = STR_INIT;
	int year, month, day;

	date_to_civil(monday + WEEK - 1, &year, &month, &day);
	if (day <= WEEK || spot->row == 0)
		str_addf(&label, "%s %d", names[month - 1], year);
	put(v, head_rows(v) + spot->row, spot->col - v->grid.label,
	    v->grid.label - 1, LOOK_HEADING, str_text(&label));
	str_free(&label);
}

static void draw_day(const struct calendar_view *v, day_t day, size_t most)
{
	struct calendar_cell cell = cell_of(v, day, most);
	unsigned style = calendar_cell_look(&cell);
	int columns = v->grid.cell;
	struct calendar_spot spot;
	struct str text = STR_INIT;

	if (!calendar_grid_spot(&v->grid, day, &spot))
		return;
	if (v->grid.label > 0 && day == calendar_monday(day))
		draw_label(v, day, &spot);
	if (day == v->day)
		style |= STYLE_CURSOR;
	calendar_cell_text(&cell, columns, &text);
	put(v, head_rows(v) + spot.row, spot.col,
	    columns > 2 ? columns - 1 : columns, style, str_text(&text));
	str_free(&text);
}

/* Appends the figures of the day under the cursor, or why it has none. */
static void calendar_tell(const struct calendar_view *v, struct str *out)
{
	struct calendar_cell cell = cell_of(v, v->day, 0);
	const char *short_name;
	char name[DATE_TEXT_SIZE];

	short_name = strchr(date_format_human(v->day, name), ' ') + 1;
	if (v->area.columns < SHORT_COLUMNS)
		str_addf(out, "%.*s: ", (int)(strrchr(name, ' ') - short_name),
			 short_name);
	else
		str_addf(out, "%s: ", name);
	if (cell.figures != NULL)
		day_words_figures(cell.figures, cell.plain, out);
	else if (!cell.known)
		str_add(out, "being read");
	else
		day_words_empty(v->view.session, v->day, out);
}

static void put_line(const struct calendar_view *v, int row, unsigned style,
		     const char *text)
{
	put(v, row, 0, 1, style, "");
	area_text(v->view.session->screen, &v->area, row, 1, style, text);
}

static void draw_foot(const struct calendar_view *v)
{
	int row = v->area.rows - foot_rows(v);
	struct str line = STR_INIT;

	calendar_tell(v, &line);
	put_line(v, row++, LOOK_BOLD, str_text(&line));
	str_clear(&line);
	if (v->area.rows >= WHY_FROM) {
		day_words_trouble(v->view.session, v->day, &line);
		put_line(v, row++, LOOK_WARN, str_text(&line));
		str_clear(&line);
	}
	if (v->area.rows >= LEGEND_FROM) {
		calendar_legend(!screen_utf8(v->view.session->screen), &line);
		put_line(v, row, LOOK_DIM, str_text(&line));
	}
	str_free(&line);
}

static void calendar_draw(struct view *view)
{
	struct calendar_view *v = self(view);
	day_t last = calendar_grid_last(&v->grid);
	struct calendar_sum sum =
		calendar_figures_sum(&v->figures, v->grid.first, last);

	if (!v->dirty)
		return;
	v->dirty = false;
	if (head_rows(v) > 0)
		draw_weekdays(v);
	for (day_t day = v->grid.first; day <= last; day++)
		draw_day(v, day, sum.most);
	draw_foot(v);
}

static void calendar_title(const struct view *view, struct bar *bar)
{
	const struct calendar_view *v = self_const(view);
	struct calendar_sum sum = calendar_figures_sum(
		&v->figures, v->grid.first, calendar_grid_last(&v->grid));
	char day[DATE_TEXT_SIZE];

	bar_add(bar, 2, false, "Calendar");
	bar_add(bar, 2, false, "%s", date_format_human(v->day, day));
	bar_add(bar, 0, true, "%zu day%s", sum.days, sum.days == 1 ? "" : "s");
	bar_add(bar, 2, true, "%zu paper%s in view", sum.papers,
		sum.papers == 1 ? "" : "s");
}

static void calendar_status(const struct view *view, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_DAY_BEFORE,        ACTION_DAY_AFTER,    "/", "day"  },
		{ ACTION_DOWN,             ACTION_UP,           "/", "week" },
		{ ACTION_PREVIOUS_SECTION, ACTION_NEXT_SECTION, " ", "month"},
		{ ACTION_PREVIOUS_DAY,     ACTION_NEXT_DAY,     " ", "held" },
		{ ACTION_OPEN,             ACTION_NONE,         "",  "opens"},
		{ ACTION_LEDGER,           ACTION_NONE,         "",  "why"  },
		{ ACTION_BACK,             ACTION_NONE,         "",  "back" },
	};

	hints_add(view->session->keymap, hints,
		  sizeof(hints) / sizeof(hints[0]),
		  screen_columns(view->session->screen), out);
}

static void calendar_speak(const struct view *view, struct str *out)
{
	calendar_tell(self_const(view), out);
}

static void calendar_go(struct calendar_view *v, day_t day)
{
	day_t first = calendar_first();
	day_t last = calendar_now(v) + DAYS_AHEAD;

	v->day = day < first ? first : day > last ? last : day;
	calendar_grid_follow(&v->grid, v->day);
	calendar_ask(v);
	v->dirty = true;
}

/* Goes to a day of the library, if it is one. */
static void calendar_jump_to(struct calendar_view *v, day_t day)
{
	if (day != DAY_NONE)
		calendar_go(v, day);
}

static void calendar_open_day(struct calendar_view *v)
{
	struct calendar_cell cell = cell_of(v, v->day, 0);
	struct wish wish = { .kind = WISH_DAY, .day = v->day };
	char name[DATE_TEXT_SIZE];
	struct str why = STR_INIT;

	if (!cell.known || cell.figures != NULL) {
		session_wish(v->view.session, &wish);
		return;
	}
	day_words_empty(v->view.session, v->day, &why);
	session_say(v->view.session, "%s is not held: %s",
		    date_format_human(v->day, name), str_text(&why));
	str_free(&why);
}

/* Days that an action moves by, 0 when it does not. */
static int calendar_days(const struct calendar_view *v, enum action action)
{
	int page = v->grid.weeks > 1 ? v->grid.weeks - 1 : 1;

	switch ((int)action) {
	case ACTION_DAY_BEFORE:
	case ACTION_FOCUS_LIST:
	case ACTION_PREVIOUS:
		return -1;
	case ACTION_DAY_AFTER:
	case ACTION_FOCUS_PAPER:
	case ACTION_NEXT:
		return 1;
	case ACTION_UP:
		return -WEEK;
	case ACTION_DOWN:
		return WEEK;
	case ACTION_HALF_UP:
		return -(page / 2 + 1) * WEEK;
	case ACTION_HALF_DOWN:
		return (page / 2 + 1) * WEEK;
	case ACTION_PAGE_UP:
		return -page * WEEK;
	case ACTION_PAGE_DOWN:
		return page * WEEK;
	default:
		return 0;
	}
}

/* Counts are bounded, so that no day is beyond reckoning. */
static int calendar_times(int count)
{
	static const int most = 9999;

	if (count <= 0)
		return 1;
	return count < most ? count : most;
}

static bool calendar_jump(struct calendar_view *v, enum action action,
			  int times)
{
	struct session *session = v->view.session;

	switch ((int)action) {
	case ACTION_PREVIOUS_SECTION:
		calendar_go(v, calendar_add_months(v->day, -times));
		return true;
	case ACTION_NEXT_SECTION:
		calendar_go(v, calendar_add_months(v->day, times));
		return true;
	case ACTION_PREVIOUS_DAY:
		calendar_go(v, day_walk(session, v->day, -1, times));
		return true;
	case ACTION_NEXT_DAY:
		calendar_go(v, day_walk(session, v->day, 1, times));
		return true;
	case ACTION_FIRST:
		calendar_jump_to(v, day_walk_end(session, true));
		return true;
	case ACTION_LAST:
	case ACTION_LATEST_DAY:
		calendar_jump_to(v, day_walk_end(session, false));
		return true;
	default:
		return false;
	}
}

static enum reaction calendar_action(struct view *view, enum action action,
				     int count)
{
	struct calendar_view *v = self(view);
	int times = calendar_times(count);
	int days = calendar_days(v, action);

	if (action == ACTION_BACK || action == ACTION_CANCEL ||
	    action == ACTION_CALENDAR)
		return REACTION_CLOSE;
	if (action == ACTION_OPEN) {
		calendar_open_day(v);
		return REACTION_DONE;
	}
	if (days != 0) {
		calendar_go(v, v->day + days * times);
		return REACTION_DONE;
	}
	return calendar_jump(v, action, times) ? REACTION_DONE : REACTION_NONE;
}

/* The wheel goes by weeks, a click to a day, and two open it. */
static void calendar_mouse(struct view *view, const struct mouse *mouse)
{
	struct calendar_view *v = self(view);
	day_t day = calendar_grid_day(&v->grid,
				      mouse->row - v->area.row - head_rows(v),
				      mouse->col - v->area.col);

	if (mouse->what == MOUSE_WHEEL_UP)
		calendar_go(v, v->day - WEEK);
	else if (mouse->what == MOUSE_WHEEL_DOWN)
		calendar_go(v, v->day + WEEK);
	else if (day != DAY_NONE)
		calendar_go(v, day);
	if (mouse->what == MOUSE_DOUBLE && day == v->day)
		calendar_open_day(v);
}

static const struct view_ops calendar_ops = {
	.name = "calendar",
	.room = calendar_room,
	.close = calendar_close,
	.place = calendar_place,
	.draw = calendar_draw,
	.title = calendar_title,
	.status = calendar_status,
	.speak = calendar_speak,
	.mouse = calendar_mouse,
	.action = calendar_action,
	.reload = calendar_reload,
	.finished = calendar_finished,
};

struct view *view_calendar_open(struct session *session, day_t day)
{
	struct calendar_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &calendar_ops;
	v->view.session = session;
	v->day = day != DAY_NONE ? day : calendar_now(v);
	return &v->view;
}
