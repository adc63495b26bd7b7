/* The paper view: a paper pane as large as the screen. It has a row of its own,
 * as a listing has, because the paper stands in none that is shown. */

#include "tui/view_paper.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/paper_pane.h"

/* Lines longer than this are hard to read. */
#define PAPER_COLUMNS 100

struct paper_view {
	struct view view;
	struct area area;
	struct paper_pane pane;
	struct listing_row row;
	bool dirty; /* the area is to be drawn anew */
};

static struct paper_view *self(struct view *view)
{
	return (struct paper_view *)(void *)view;
}

static const struct paper_view *self_const(const struct view *view)
{
	return (const struct paper_view *)(const void *)view;
}

static void paper_close(struct view *view)
{
	struct paper_view *v = self(view);

	paper_pane_clear(&v->pane);
	free(v->row.title);
	free(v);
}

/* Reads the paper and takes over what its row says. */
static void paper_load(struct paper_view *v)
{
	paper_pane_show(&v->pane, v->view.session->library, &v->row, true);
	v->row.version = v->pane.listed.paper.id.version;
	v->row.type = v->pane.listed.type;
	v->row.marks = v->pane.listed.marks;
}

static void paper_reload(struct view *view)
{
	paper_load(self(view));
}

static int paper_columns(int columns)
{
	return columns < PAPER_COLUMNS ? columns : PAPER_COLUMNS;
}

static void paper_place(struct view *view, struct area area)
{
	struct paper_view *v = self(view);

	v->area = area;
	v->pane.area = area;
	v->pane.area.col = area.col + 1;
	v->pane.area.columns = paper_columns(area.columns - 2);
	v->pane.stale = true;
	v->dirty = true;
}

static void paper_prepare(struct paper_view *v)
{
	paper_pane_prepare(&v->pane, &v->row, v->view.session->screen);
}

static void paper_blank(struct paper_view *v, struct screen *screen)
{
	for (int i = 0; i < v->area.rows; i++)
		screen_blank(screen, v->area.row + i, v->area.col,
			     v->area.columns, LOOK_NORMAL);
	v->pane.drawn = 0;
}

static void paper_draw(struct view *view)
{
	struct paper_view *v = self(view);
	struct screen *screen = view->session->screen;

	if (v->dirty)
		paper_blank(v, screen);
	v->dirty = false;
	paper_prepare(v);
	paper_pane_draw(&v->pane, screen);
}

static void paper_title(const struct view *view, struct bar *bar)
{
	const struct paper_view *v = self_const(view);
	char id[IDENT_TEXT_SIZE];
	char day[DATE_TEXT_SIZE];

	bar_add(bar, 1, false, "%s", ident_format(v->row.key, id));
	if (v->pane.listed.day != DAY_NONE)
		bar_add(bar, 3, false, "announced %s",
			date_format_human(v->pane.listed.day, day));
	else
		bar_add(bar, 3, false, "in no listing here");
}

static void paper_status(const struct view *view, struct str *out)
{
	(void)view;
	str_add(out, " j/k scroll  s star  m read  q back");
}

static void paper_mark(struct view *view, const struct mark_change *change)
{
	struct paper_view *v = self(view);

	for (size_t i = 0; i < change->count; i++) {
		if (change->keys[i] != v->row.key)
			continue;
		if (change->on)
			v->row.marks |= change->marks;
		else
			v->row.marks &= ~change->marks;
		v->pane.stale = true;
	}
}

static size_t paper_papers(const struct view *view, enum scope scope,
			   struct chosen **ret)
{
	const struct paper_view *v = self_const(view);

	(void)scope;
	*ret = mem_zalloc(1, sizeof(**ret));
	(*ret)->key = v->row.key;
	(*ret)->marks = v->row.marks;
	return 1;
}

static enum room paper_room(const struct view *view)
{
	(void)view;
	return ROOM_PAPER;
}

static void paper_speak(const struct view *view, struct str *out)
{
	const struct paper *paper = &self_const(view)->pane.listed.paper;
	char id[IDENT_TEXT_SIZE];

	str_addf(out, "paper %s: %s",
		 ident_format(self_const(view)->row.key, id),
		 paper->title != NULL ? paper->title : "without a title");
}

static bool paper_leaves(enum action action)
{
	return action == ACTION_BACK || action == ACTION_CANCEL ||
	       action == ACTION_OPEN || action == ACTION_ZOOM;
}

static enum reaction paper_action(struct view *view, enum action action,
				  int count)
{
	struct paper_view *v = self(view);

	if (paper_leaves(action))
		return REACTION_CLOSE;
	paper_prepare(v);
	if (action == ACTION_RAW) {
		v->pane.raw = !v->pane.raw;
		v->pane.stale = true;
		return REACTION_DONE;
	}
	return paper_pane_action(&v->pane, action, count) ? REACTION_DONE
							  : REACTION_NONE;
}

static void paper_read_out(struct view *view, struct str *out)
{
	struct paper_view *v = self(view);

	paper_pane_read_out(&v->pane, &v->row, view->session->screen, out);
}

static const struct view_ops paper_ops = {
	.name = "paper",
	.room = paper_room,
	.close = paper_close,
	.place = paper_place,
	.draw = paper_draw,
	.title = paper_title,
	.status = paper_status,
	.action = paper_action,
	.speak = paper_speak,
	.read_out = paper_read_out,
	.reload = paper_reload,
	.papers = paper_papers,
	.mark = paper_mark,
};

struct view *view_paper_open(struct session *session, paper_key key)
{
	struct paper_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &paper_ops;
	v->view.session = session;
	v->row.key = key;
	v->row.title = mem_strdup("");
	v->pane.whole = true;
	paper_load(v);
	if ((v->row.marks & MARK_READ) == 0 &&
	    session->settings->config.mark_read != CONFIG_READ_NEVER) {
		session_mark(session, MARK_READ, true, &key, 1);
		v->row.marks |= MARK_READ;
	}
	v->pane.raw = session->settings->config.raw_tex;
	return &v->view;
}
