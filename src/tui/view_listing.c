/* How the listing view looks: where its panes are, and what stands in the top
 * and bottom lines. What keys do in it is listing_action.c. */

#include "tui/view_listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/listing_action.h"
#include "tui/listing_found.h"
#include "tui/listing_state.h"
#include "tui/listing_words.h"

/* From this width on the panes stand side by side. */
#define WIDE_COLUMNS 100

/* Lines longer than this are hard to read; a paper alone on a wide screen
 * keeps to it. */
#define PAPER_COLUMNS 100

static struct listing_view *self(struct view *view)
{
	return (struct listing_view *)(void *)view;
}

static const struct listing_view *self_const(const struct view *view)
{
	return (const struct listing_view *)(const void *)view;
}

enum status view_listing_go(struct view *view, day_t day, struct error *err)
{
	return listing_go(self(view), day, err);
}

/* Others may have changed the marks of what was found. */
static void listing_reload_found(struct listing_view *v)
{
	struct error err;

	if (found_marks(v->view.session->library, &v->reading.listing, &err) !=
	    STATUS_OK)
		session_complain(v->view.session, "%s", err.text);
	reading_marked(&v->reading);
	paper_pane_show(&v->paper, v->view.session->library,
			reading_current(&v->reading), true);
	listing_changed(v);
}

/* Papers of a fresh listing that the present one has not. */
static size_t listing_news(const struct listing_view *v,
			   const struct listing *fresh)
{
	const struct listing *held = &v->reading.listing;
	struct keyset keys = { 0 };
	size_t news = 0;

	for (size_t i = 0; i < held->count; i++)
		keyset_add(&keys, held->rows[i].key);
	for (size_t i = 0; i < fresh->count; i++)
		news += keyset_has(&keys, fresh->rows[i].key) ? 0 : 1;
	keyset_clear(&keys);
	return news;
}

/* Takes what a fresh listing says of the day. */
static void listing_take(struct listing_view *v, struct listing *fresh)
{
	reading_take(&v->reading, fresh);
	listing_filter_again(v);
	v->news = 0;
	v->dirty = v->dirty || v->reading.count == 0;
}

/* Reads the day again. Papers that came meanwhile wait until r is pressed, for
 * they would move what is being read; marks show at once. */
static void listing_reload_day(struct listing_view *v)
{
	struct session *session = v->view.session;
	struct listing fresh;
	struct error err;

	if (listing_load(session->library, v->reading.listing.day, &fresh,
			 &err) != STATUS_OK) {
		session_complain(session, "%s", err.text);
		return;
	}
	v->news = v->reading.listing.count > 0 ? listing_news(v, &fresh) : 0;
	if (v->news == 0) {
		listing_take(v, &fresh);
		return;
	}
	reading_remark(&v->reading, &fresh);
	listing_clear(&fresh);
}

static void listing_reload(struct view *view)
{
	struct listing_view *v = self(view);

	if (v->found.text != NULL) {
		listing_reload_found(v);
		return;
	}
	if (v->reading.listing.day == DAY_NONE)
		return;
	listing_reload_day(v);
	paper_pane_show(&v->paper, view->session->library,
			reading_current(&v->reading), true);
	listing_changed(v);
}

bool view_listing_find(struct view *view, paper_key key)
{
	struct listing_view *v = self(view);

	if (!reading_find(&v->reading, key))
		return false;
	listing_moved(v);
	return true;
}

const struct reading *view_listing_reading(const struct view *view)
{
	return &self_const(view)->reading;
}

static void listing_close(struct view *view)
{
	struct listing_view *v = self(view);

	listing_keep_place(v);
	places_clear(&v->places);
	reading_clear(&v->reading);
	paper_pane_clear(&v->paper);
	match_free(v->filter);
	str_free(&v->filter_text);
	listing_find_clear(v);
	list_pane_clear(&v->list);
	free(v);
}

/* List left and paper right. */
static void layout_wide(struct listing_view *v)
{
	struct area area = v->area;
	int list = area.columns * v->split / 100;

	v->list.area = area;
	v->list.area.columns = list;
	v->paper.area = area;
	v->paper.area.col = list + 3;
	v->paper.area.columns = area.columns - list - 3;
	screen_wall(v->view.session->screen, area.row, list + 1, area.rows,
		    v->focus_paper ? LOOK_HEADING : LOOK_RULE);
}

/* List above and paper below. */
static void layout_narrow(struct listing_view *v)
{
	struct area area = v->area;
	int list = area.rows * v->split / 100;

	if (list < 1)
		list = 1;
	v->list.area = area;
	v->list.area.rows = list;
	v->paper.area.row = area.row + list + 1;
	v->paper.area.rows = area.rows - list - 1;
	v->paper.area.col = 1;
	v->paper.area.columns = area.columns - 2;
	screen_rule(v->view.session->screen, area.row + list, 0, area.columns,
		    v->focus_paper ? LOOK_HEADING : LOOK_RULE);
}

static void layout_zoom(struct listing_view *v)
{
	v->list.area = v->area;
	v->list.area.rows = 0;
	v->paper.area = v->area;
	v->paper.area.col = 1;
	v->paper.area.columns = v->area.columns - 2;
	if (v->paper.area.columns > PAPER_COLUMNS)
		v->paper.area.columns = PAPER_COLUMNS;
}

/* What stands in an empty list. */
static const char *listing_excuse(const struct listing_view *v)
{
	const struct reading *reading = &v->reading;

	if (reading->count > 0)
		return "";
	if (v->filter != NULL && reading->listing.count > 0)
		return "no paper matches the filter; Esc shows all";
	if (reading->listing.count > 0 && reading->rules.unread_only)
		return "no unread papers; U shows all";
	if (reading->listing.count > 0)
		return "all papers are hidden; X shows them";
	if (v->found.text != NULL)
		return v->found.asked ? "looking" : "no paper was found";
	if (reading->listing.day == DAY_NONE)
		return "nothing is held yet: arxday follow cs.IR, then r";
	if (!reading->listing.held)
		return "this day is not held";
	return "no paper announced in the categories you follow";
}

/* Gives the panes their areas, which are blank afterwards. */
static void listing_layout(struct listing_view *v)
{
	struct screen *screen = v->view.session->screen;

	for (int i = 0; i < v->area.rows; i++)
		screen_blank(screen, v->area.row + i, 0, v->area.columns,
			     LOOK_NORMAL);
	if (v->zoom)
		layout_zoom(v);
	else if (v->area.columns >= WIDE_COLUMNS)
		layout_wide(v);
	else
		layout_narrow(v);
	v->paper.whole = v->zoom;
	v->list.away = v->focus_paper;
	v->paper.drawn = 0;
	v->dirty = false;
	listing_changed(v);
}

static void listing_place(struct view *view, struct area area)
{
	struct listing_view *v = self(view);

	v->area = area;
	v->dirty = true;
}

static void listing_draw(struct view *view)
{
	struct listing_view *v = self(view);
	struct screen *screen = view->session->screen;

	if (v->dirty)
		listing_layout(v);
	listing_find_on(v);
	listing_look(v);
	listing_sync(v);
	list_pane_draw(&v->list, &v->reading, screen);
	paper_pane_draw(&v->paper, screen);
	if (v->reading.count == 0)
		screen_text(screen, v->area.row, v->area.col + 1,
			    v->list.area.columns - 1, LOOK_DIM,
			    listing_excuse(v));
}

static void view_title(const struct view *view, struct bar *bar)
{
	listing_title(self_const(view), bar);
}

static void view_status(const struct view *view, struct str *out)
{
	listing_status(self_const(view), out);
}

static void view_speak(const struct view *view, struct str *out)
{
	listing_speak(self_const(view), out);
}

static void listing_read_out(struct view *view, struct str *out)
{
	struct listing_view *v = self(view);
	const struct listing_row *row = reading_current(&v->reading);

	paper_pane_show(&v->paper, view->session->library, row, false);
	paper_pane_read_out(&v->paper, row, view->session->screen, out);
}

static void chosen_add(const struct listing_row *row, struct chosen *papers,
		       size_t *count)
{
	papers[*count].key = row->key;
	papers[(*count)++].marks = row->marks;
}

static size_t listing_papers(const struct view *view, enum scope scope,
			     struct chosen **ret)
{
	const struct reading *reading = &self_const(view)->reading;
	const struct listing_row *row = reading_current(reading);
	bool some = scope == SCOPE_CHOSEN && reading->selected.count > 0;
	struct chosen *papers =
		mem_zalloc(reading->count + 1, sizeof(papers[0]));
	size_t count = 0;

	if (scope == SCOPE_CHOSEN && !some && row != NULL)
		chosen_add(row, papers, &count);
	for (size_t i = 0; (scope == SCOPE_ALL || some) && i < reading->count;
	     i++) {
		row = reading_row(reading, i);
		if (row != NULL && (!some || reading_selected(reading, i)))
			chosen_add(row, papers, &count);
	}
	*ret = papers;
	return count;
}

static void listing_mark(struct view *view, const struct mark_change *change)
{
	struct listing_view *v = self(view);

	/* What the user has said of it himself is not said again. */
	if (change->count == 1 && change->keys[0] == v->seen.key)
		v->seen.key = 0;
	if (reading_mark(&v->reading, change->marks, change->on, change->keys,
			 change->count))
		v->dirty = true;
	v->paper.stale = true;
	/* Keys that were typed at once may have been to a line between. */
	if (change->count == 1 && v->list.shown_cursor == v->reading.cursor)
		v->list.current = true;
	else
		v->list.all = true;
	listing_moved(v);
}

static void listing_advance(struct view *view, bool step)
{
	struct listing_view *v = self(view);

	if (reading_select_none(&v->reading))
		v->list.all = true;
	if (step)
		reading_move(&v->reading, 1);
	listing_moved(v);
}

static bool area_holds(const struct area *area, const struct mouse *mouse)
{
	return mouse->row >= area->row && mouse->row < area->row + area->rows &&
	       mouse->col >= area->col &&
	       mouse->col < area->col + area->columns;
}

/* Lines that one turn of the wheel scrolls. */
#define WHEEL_LINES 3

/* The wheel scrolls the pane below the pointer; a press selects, two open. */
static void listing_mouse(struct view *view, const struct mouse *mouse)
{
	struct listing_view *v = self(view);
	long lines = mouse->what == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES;
	bool wheel = mouse->what == MOUSE_WHEEL_UP ||
		     mouse->what == MOUSE_WHEEL_DOWN;

	listing_sync(v);
	if (area_holds(&v->list.area, mouse)) {
		if (wheel)
			list_pane_scroll(&v->list, &v->reading, lines);
		else
			list_pane_click(&v->list, &v->reading, mouse->row);
		listing_moved(v);
		if (mouse->what == MOUSE_DOUBLE)
			listing_action(v, ACTION_OPEN, 0);
	} else if (area_holds(&v->paper.area, mouse) && wheel) {
		paper_pane_scroll(&v->paper, lines);
	}
}

/* Takes over what arxdayrc or a command set: the orders of both tables are the
 * same. */
static void listing_settings(struct view *view)
{
	const struct config *config = &view->session->settings->config;
	struct listing_view *v = self(view);
	struct reading_rules rules = v->reading.rules;

	rules.unread_only = config->unread_only;
	rules.show_hidden = config->show_hidden;
	rules.order = (enum order)config->sort;
	reading_set_rules(&v->reading, &rules);
	v->list.raw = config->raw_tex;
	v->paper.raw = config->raw_tex;
	v->split = config->list_size;
	list_pane_format(&v->list, config->list_format);
	v->dirty = true;
	listing_changed(v);
}

static void listing_finished(struct view *view, struct job *job)
{
	if (job->kind == JOB_FIND)
		listing_found(self(view), job);
}

static enum room listing_room(const struct view *view)
{
	const struct listing_view *v = self_const(view);

	if (v->zoom)
		return ROOM_PAPER;
	return v->found.text != NULL ? ROOM_FOUND : ROOM_LISTING;
}

static void listing_search(struct view *view, enum search_step step,
			   const char *text)
{
	struct listing_view *v = self(view);
	const struct listing_row *row = reading_current(&v->reading);

	if (step == SEARCH_BEGIN)
		v->origin = row != NULL ? row->key : 0;
	if (step == SEARCH_CANCEL)
		text = "";
	if (step == SEARCH_LIVE || step == SEARCH_CANCEL)
		reading_find(&v->reading, v->origin);
	if (step == SEARCH_BEGIN)
		return;
	reading_search(&v->reading, text);
	if (step == SEARCH_LIVE)
		reading_next_hit(&v->reading, 1, true);
	v->list.all = true;
	v->paper.stale = true;
	listing_moved(v);
}

/* Up to so many papers are filtered while the filter is typed, for it must not
 * make the next key wait. */
#define FILTER_LIVE 5000

static void listing_type_filter(struct view *view, enum search_step step,
				const char *text)
{
	struct listing_view *v = self(view);
	struct match *query = NULL;
	struct error err;
	size_t column;

	if (step == SEARCH_BEGIN ||
	    (step == SEARCH_LIVE && v->reading.listing.count > FILTER_LIVE))
		return;
	if (step == SEARCH_CANCEL)
		text = "";
	if (text[strspn(text, " ")] != '\0' &&
	    match_parse(text, &query, &column, &err) != STATUS_OK) {
		if (step == SEARCH_ACCEPT)
			session_complain(view->session, "column %zu: %s",
					 column, err.text);
		return;
	}
	str_clear(&v->filter_text);
	str_add(&v->filter_text, text);
	listing_filter(v, query);
}

static void listing_select_matching(struct view *view, const char *text)
{
	struct listing_view *v = self(view);
	struct match *match;
	bool *matches;
	struct error err;
	size_t column;

	if (match_parse(text, &match, &column, &err) != STATUS_OK) {
		session_complain(view->session, "column %zu: %s", column,
				 err.text);
		return;
	}
	if (match_rows(match, view->session->library, &v->reading.listing,
		       &matches, &err) != STATUS_OK) {
		session_complain(view->session, "not selected: %s", err.text);
	} else {
		if (reading_select_rows(&v->reading, matches) == 0)
			session_say(view->session, "no paper in view matches");
		free(matches);
	}
	match_free(match);
	v->list.all = true;
}

static enum reaction listing_do(struct view *view, enum action action,
				int count)
{
	return listing_action(self(view), action, count);
}

static const struct view_ops listing_ops = {
	.name = "listing",
	.room = listing_room,
	.close = listing_close,
	.place = listing_place,
	.draw = listing_draw,
	.title = view_title,
	.status = view_status,
	.action = listing_do,
	.reload = listing_reload,
	.speak = view_speak,
	.read_out = listing_read_out,
	.mouse = listing_mouse,
	.settings = listing_settings,
	.search = listing_search,
	.filter = listing_type_filter,
	.select = listing_select_matching,
	.papers = listing_papers,
	.mark = listing_mark,
	.advance = listing_advance,
	.finished = listing_finished,
};

struct view *view_listing_open(struct session *session)
{
	struct listing_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &listing_ops;
	v->view.session = session;
	v->reading = READING_INIT;
	listing_settings(&v->view);
	return &v->view;
}

enum status view_found_open(struct session *session, const char *title,
			    const char *text, struct view **ret,
			    size_t *ret_column, struct error *err)
{
	struct view *view = view_listing_open(session);
	enum status status =
		listing_find(self(view), title, text, ret_column, err);

	if (status == STATUS_OK)
		*ret = view;
	else
		listing_close(view);
	return status;
}
