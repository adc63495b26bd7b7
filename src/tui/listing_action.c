/* The actions of the listing view. They change the reading (reading.h) and say
 * which part of the screen that touches; drawing happens once, after all keys
 * that were typed have been done, so that a held key never lags behind. */

#include "tui/listing_action.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/listing_found.h"

#define SPLIT_STEP  5
#define SPLIT_LEAST 20
#define SPLIT_MOST  80

/* Paging to its end and opening a paper read it, unless that is never to
 * happen by itself. */
static void listing_read(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);
	paper_key key;

	if (row == NULL || (row->marks & MARK_READ) != 0 ||
	    v->view.session->settings->config.mark_read == CONFIG_READ_NEVER)
		return;
	key = row->key;
	session_mark(v->view.session, MARK_READ, true, &key, 1);
}

static void listing_zoom(struct listing_view *v, bool zoom)
{
	if (zoom && reading_current(&v->reading) == NULL)
		return;
	v->zoom = zoom;
	v->dirty = true;
	v->paper.top = 0;
	if (zoom)
		listing_read(v);
}

static void listing_focus(struct listing_view *v, bool paper)
{
	if (v->focus_paper == paper || v->zoom)
		return;
	v->focus_paper = paper;
	v->dirty = true;
}

static void listing_split(struct listing_view *v, int split)
{
	if (split < SPLIT_LEAST)
		split = SPLIT_LEAST;
	if (split > SPLIT_MOST)
		split = SPLIT_MOST;
	v->split = split;
	v->dirty = true;
}

/* Pages the abstract; at its end the paper is read and the next unread one is
 * shown. */
static void listing_page_on(struct listing_view *v)
{
	long rows = v->paper.area.rows > 2 ? v->paper.area.rows - 1 : 1;

	listing_sync(v);
	if (paper_pane_scroll(&v->paper, rows))
		return;
	listing_read(v);
	if (!reading_unread(&v->reading, 1))
		session_say(v->view.session,
			    "no unread paper below; p goes back");
	listing_moved(v);
}

static void listing_scroll_paper(struct listing_view *v, long lines)
{
	listing_sync(v);
	paper_pane_scroll(&v->paper, lines);
}

static void listing_day(struct listing_view *v, enum action action, int count)
{
	struct session *session = v->view.session;
	day_t day = v->reading.listing.day;
	int step = action == ACTION_PREVIOUS_DAY ? -1 : 1;
	struct error err;
	enum status status = STATUS_OK;

	if (action == ACTION_LATEST_DAY || day == DAY_NONE)
		status = day_latest(session->library, &day, &err);
	for (int i = 0; action != ACTION_LATEST_DAY &&
			i < (count ? count : 1) && status == STATUS_OK;
	     i++)
		status = day_step(session->library, day, step, &day, &err);
	if (status == STATUS_NOTFOUND)
		session_say(session, "no %s day is held",
			    step < 0 ? "earlier" : "later");
	if (status == STATUS_OK || day != v->reading.listing.day)
		status = listing_go(v, day, &err);
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		session_complain(session, "%s", err.text);
}

static void listing_unread(struct listing_view *v, int step)
{
	if (!reading_unread(&v->reading, step))
		session_say(v->view.session, "no unread paper %s",
			    step > 0 ? "below" : "above");
}

static void listing_hit(struct listing_view *v, int step)
{
	if (v->reading.query == NULL)
		listing_unread(v, step);
	else if (!reading_next_hit(&v->reading, step, false))
		session_say(v->view.session, "no hit for %s", v->reading.query);
	v->list.all = v->list.all || v->reading.query != NULL;
}

/* Rows of a page, never 0. */
static long page_rows(int rows)
{
	return rows > 1 ? rows - 1 : 1;
}

/* Moves in the list; false when the action is another one. */
static bool list_action(struct listing_view *v, enum action action, long count)
{
	struct reading *reading = &v->reading;
	long times = count > 0 ? count : 1;
	int rows = v->list.area.rows;

	switch ((int)action) {
	case ACTION_DOWN:
		reading_move(reading, times);
		break;
	case ACTION_UP:
		reading_move(reading, -times);
		break;
	case ACTION_FIRST:
		reading_number(reading, count > 0 ? (size_t)count : 1);
		break;
	case ACTION_LAST:
		reading_number(reading, count > 0 ? (size_t)count : SIZE_MAX);
		break;
	case ACTION_HALF_DOWN:
		list_pane_scroll(&v->list, reading,
				 times * page_rows(rows / 2 + 1));
		break;
	case ACTION_HALF_UP:
		list_pane_scroll(&v->list, reading,
				 -times * page_rows(rows / 2 + 1));
		break;
	case ACTION_PAGE_DOWN:
		list_pane_scroll(&v->list, reading, times * page_rows(rows));
		break;
	case ACTION_PAGE_UP:
		list_pane_scroll(&v->list, reading, -times * page_rows(rows));
		break;
	default:
		return false;
	}
	return true;
}

/* The same keys in the paper. */
static bool paper_action(struct listing_view *v, enum action action, int count)
{
	if (action == ACTION_PAGE_PAPER)
		return false;
	listing_sync(v);
	return paper_pane_action(&v->paper, action, count);
}

/* Moves that mean the list whatever the focus. */
static bool move_action(struct listing_view *v, enum action action, int count)
{
	struct reading *reading = &v->reading;
	long times = count > 0 ? count : 1;
	size_t rows = v->list.area.rows > 0 ? (size_t)v->list.area.rows : 1;

	switch ((int)action) {
	case ACTION_NEXT:
		reading_move(reading, times);
		break;
	case ACTION_PREVIOUS:
		reading_move(reading, -times);
		break;
	case ACTION_TOP:
		reading_place(reading, v->list.top, 1);
		break;
	case ACTION_MIDDLE:
		reading_place(reading, v->list.top + rows / 2, 1);
		break;
	case ACTION_BOTTOM:
		reading_place(reading, v->list.top + rows - 1, -1);
		break;
	case ACTION_NEXT_UNREAD:
		listing_hit(v, 1);
		break;
	case ACTION_PREVIOUS_HIT:
		listing_hit(v, -1);
		break;
	case ACTION_PREVIOUS_UNREAD:
		listing_unread(v, -1);
		break;
	case ACTION_NEXT_SECTION:
		reading_section(reading, 1);
		break;
	case ACTION_PREVIOUS_SECTION:
		reading_section(reading, -1);
		break;
	default:
		return false;
	}
	return true;
}

static bool pane_action(struct listing_view *v, enum action action, int count)
{
	switch ((int)action) {
	case ACTION_FOCUS_LIST:
		listing_focus(v, false);
		break;
	case ACTION_FOCUS_PAPER:
		listing_focus(v, true);
		break;
	case ACTION_FOCUS_OTHER:
		listing_focus(v, !v->focus_paper);
		break;
	case ACTION_OPEN:
	case ACTION_ZOOM:
		listing_zoom(v, !v->zoom);
		break;
	case ACTION_NARROWER:
		listing_split(v, v->split - SPLIT_STEP);
		break;
	case ACTION_WIDER:
		listing_split(v, v->split + SPLIT_STEP);
		break;
	case ACTION_RESET:
		listing_split(v, v->view.session->settings->config.list_size);
		break;
	case ACTION_SCROLL_DOWN:
		listing_scroll_paper(v, count > 0 ? count : 1);
		break;
	case ACTION_SCROLL_UP:
		listing_scroll_paper(v, count > 0 ? -count : -1);
		break;
	case ACTION_PAGE_PAPER:
		listing_page_on(v);
		break;
	case ACTION_PAGE_PAPER_BACK:
		listing_scroll_paper(v, -page_rows(v->paper.area.rows));
		break;
	default:
		return false;
	}
	return true;
}

static void listing_rules(struct listing_view *v,
			  const struct reading_rules *rules)
{
	reading_set_rules(&v->reading, rules);
	v->dirty = true;
}

/* The next order of the list, or with a count the same the other way round. */
static void listing_sort(struct listing_view *v, int count)
{
	struct reading_rules rules = v->reading.rules;

	if (count > 0)
		rules.reverse = !rules.reverse;
	else
		rules.order =
			(enum order)(((int)rules.order + 1) % (int)ORDER_COUNT);
	listing_rules(v, &rules);
	session_say(v->view.session, "sorted by %s%s", order_name(rules.order),
		    rules.reverse ? ", turned round" : "");
}

static void listing_select(struct listing_view *v)
{
	reading_select(&v->reading);
	reading_move(&v->reading, 1);
	v->list.all = true;
	listing_moved(v);
}

static bool show_action(struct listing_view *v, enum action action, int count)
{
	struct reading_rules rules = v->reading.rules;

	switch ((int)action) {
	case ACTION_UNREAD_ONLY:
		rules.unread_only = !rules.unread_only;
		listing_rules(v, &rules);
		break;
	case ACTION_SHOW_HIDDEN:
		rules.show_hidden = !rules.show_hidden;
		listing_rules(v, &rules);
		break;
	case ACTION_SORT:
		listing_sort(v, count);
		break;
	case ACTION_SELECT:
		listing_select(v);
		break;
	case ACTION_SELECT_RANGE:
		reading_select_range(&v->reading, v->reading.anchor == 0);
		v->list.all = true;
		break;
	case ACTION_RAW:
		v->list.raw = !v->list.raw;
		v->paper.raw = v->list.raw;
		listing_changed(v);
		break;
	default:
		return false;
	}
	return true;
}

/* Remembers where a jump begins, so that ' comes back. */
static void listing_jump(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);

	if (row != NULL)
		v->jumped = row->key;
}

/* Goes back to where the last jump began; the next one comes forth again. */
static void listing_jump_back(struct listing_view *v)
{
	paper_key back = v->jumped;

	listing_jump(v);
	if (back == 0 || !reading_find(&v->reading, back))
		session_say(v->view.session, "no jump to take back here");
	listing_moved(v);
}

static bool is_jump(enum action action)
{
	switch ((int)action) {
	case ACTION_FIRST:
	case ACTION_LAST:
	case ACTION_NEXT_UNREAD:
	case ACTION_PREVIOUS_UNREAD:
	case ACTION_PREVIOUS_HIT:
	case ACTION_NEXT_SECTION:
	case ACTION_PREVIOUS_SECTION:
		return true;
	default:
		return false;
	}
}

/* Esc and q: what stands open inside the view goes first. */
static enum reaction listing_back(struct listing_view *v, enum action action)
{
	if (action == ACTION_CANCEL && reading_select_none(&v->reading)) {
		v->list.all = true;
		return REACTION_DONE;
	}
	if (action == ACTION_CANCEL && v->reading.query != NULL) {
		reading_search(&v->reading, "");
		v->list.all = true;
		return REACTION_DONE;
	}
	if (action == ACTION_CANCEL && v->filter != NULL) {
		listing_filter(v, NULL);
		return REACTION_DONE;
	}
	if (v->zoom) {
		listing_zoom(v, false);
		return REACTION_DONE;
	}
	if (action == ACTION_CANCEL && v->focus_paper) {
		listing_focus(v, false);
		return REACTION_DONE;
	}
	return REACTION_NONE;
}

/* What is otherwise among papers that were found. */
static bool found_action(struct listing_view *v, enum action action)
{
	switch ((int)action) {
	case ACTION_PREVIOUS_DAY:
	case ACTION_NEXT_DAY:
	case ACTION_LATEST_DAY:
		session_say(v->view.session,
			    "these papers are of many days; q goes back");
		return true;
	case ACTION_REFRESH:
		listing_find_again(v);
		return true;
	default:
		return false;
	}
}

/* r brings in the papers that wait; without any it is the app's. */
static enum reaction listing_news_in(struct listing_view *v)
{
	struct error err;
	struct listing fresh;

	if (v->news == 0)
		return REACTION_NONE;
	if (listing_load(v->view.session->library, v->reading.listing.day,
			 &fresh, &err) != STATUS_OK) {
		session_complain(v->view.session, "%s", err.text);
		return REACTION_DONE;
	}
	reading_take(&v->reading, &fresh);
	listing_filter_again(v);
	v->news = 0;
	listing_changed(v);
	return REACTION_DONE;
}

/* Esc and q in papers that were found leave them, when nothing is open. */
static enum reaction found_back(struct listing_view *v, enum action action)
{
	enum reaction reaction = listing_back(v, action);

	return v->found.text != NULL && reaction == REACTION_NONE
		       ? REACTION_CLOSE
		       : reaction;
}

enum reaction listing_action(struct listing_view *v, enum action action,
			     int count)
{
	bool paper = v->zoom || v->focus_paper;

	if (action == ACTION_BACK || action == ACTION_CANCEL)
		return found_back(v, action);
	if (action == ACTION_PLACE) {
		listing_jump_back(v);
		return REACTION_DONE;
	}
	if (is_jump(action))
		listing_jump(v);
	if (action == ACTION_REFRESH && v->found.text == NULL)
		return listing_news_in(v);
	if (v->found.text != NULL && found_action(v, action))
		return REACTION_DONE;
	if (action == ACTION_PREVIOUS_DAY || action == ACTION_NEXT_DAY ||
	    action == ACTION_LATEST_DAY) {
		listing_day(v, action, count);
		return REACTION_DONE;
	}
	if ((paper ? paper_action(v, action, count)
		   : list_action(v, action, count)) ||
	    move_action(v, action, count)) {
		listing_moved(v);
		return REACTION_DONE;
	}
	return pane_action(v, action, count) || show_action(v, action, count)
		       ? REACTION_DONE
		       : REACTION_NONE;
}
