/* The text view: entries are kept as they were added; lines for the screen are
 * made from those that pass the filter whenever filter or width change. */

#include "tui/view_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/hints.h"

/* Columns before and between the two columns, and the widest left one. */
#define TEXT_INDENT    1
#define TEXT_GAP       2
#define TEXT_LEFT_MOST 24

/* Below so many columns the left one has at most a third of them. */
#define TEXT_NARROW 50

struct text_entry {
	bool heading;
	enum look look;
	char *left;
	char *right;
	char *folded; /* what the filter looks into */
};

struct text_row {
	size_t entry;
	struct text_line part; /* of the entry's right text */
	bool first;
};

struct text_view {
	struct view view;
	const char *title;
	enum room where;
	view_text_fill *fill;
	int64_t subject;
	struct chosen paper; /* it is about this one; its key is 0: none */
	struct area area;
	struct text_entry *entries;
	size_t count;
	size_t room;
	struct text_row *rows;
	size_t row_count;
	size_t row_room;
	size_t top;
	int left;     /* columns of the left column */
	char *filter; /* folded; NULL none */
	bool stale;
	bool dirty;
};

static struct text_view *self(struct view *view)
{
	return (struct text_view *)(void *)view;
}

static void text_empty(struct text_view *v)
{
	for (size_t i = 0; i < v->count; i++) {
		free(v->entries[i].left);
		free(v->entries[i].right);
		free(v->entries[i].folded);
	}
	v->count = 0;
	v->left = 0;
	v->stale = true;
}

static void text_close(struct view *view)
{
	struct text_view *v = self(view);

	text_empty(v);
	free(v->entries);
	free(v->rows);
	free(v->filter);
	free(v);
}

static void text_add(struct text_view *v, const struct text_entry *entry)
{
	v->entries = mem_grow(v->entries, &v->room, v->count + 1,
			      sizeof(v->entries[0]));
	v->entries[v->count++] = *entry;
	v->stale = true;
}

void view_text_heading(struct view *view, const char *text)
{
	struct text_entry entry = {
		.heading = true,
		.look = LOOK_HEADING,
		.left = mem_strdup(text),
		.right = mem_strdup(""),
		.folded = mem_strdup(""),
	};

	text_add(self(view), &entry);
}

void view_text_add(struct view *view, enum look look, const char *left,
		   const char *right, const char *hidden)
{
	struct text_entry entry = {
		.look = look,
		.left = mem_strdup(left),
		.right = text_clean_dup(right),
	};
	struct str all = STR_INIT;
	int columns = text_columns(left, strlen(left));

	if (self(view)->left < columns)
		self(view)->left = columns;
	str_addf(&all, "%s %s %s", left, entry.right, hidden);
	entry.folded = text_fold(str_text(&all));
	str_free(&all);
	text_add(self(view), &entry);
}

static bool text_passes(const struct text_view *v, size_t entry)
{
	if (v->filter == NULL)
		return true;
	return strstr(v->entries[entry].folded, v->filter) != NULL;
}

/* A heading passes when an entry below it does. */
static bool text_shown(const struct text_view *v, size_t entry)
{
	if (!v->entries[entry].heading)
		return text_passes(v, entry);
	for (size_t i = entry + 1; i < v->count && !v->entries[i].heading;
	     i++) {
		if (text_passes(v, i))
			return true;
	}
	return false;
}

static void text_add_row(struct text_view *v, size_t entry,
			 struct text_line part, bool first)
{
	v->rows = mem_grow(v->rows, &v->row_room, v->row_count + 1,
			   sizeof(v->rows[0]));
	v->rows[v->row_count++] = (struct text_row){ .entry = entry,
						     .part = part,
						     .first = first };
}

static int text_left(const struct text_view *v)
{
	int most = v->area.columns < TEXT_NARROW ? v->area.columns / 3
						 : TEXT_LEFT_MOST;

	return v->left < most ? v->left : most;
}

static void text_layout_entry(struct text_view *v, size_t entry, int columns)
{
	struct text_line none = { 0 };
	struct text_line *parts;
	size_t count = text_wrap(v->entries[entry].right, columns, &parts);

	if (count == 0)
		text_add_row(v, entry, none, true);
	for (size_t i = 0; i < count; i++)
		text_add_row(v, entry, parts[i], i == 0);
	free(parts);
}

static size_t text_last(const struct text_view *v)
{
	size_t rows = v->area.rows > 0 ? (size_t)v->area.rows : 1;

	return v->row_count > rows ? v->row_count - rows : 0;
}

static void text_layout(struct text_view *v)
{
	int columns =
		v->area.columns - TEXT_INDENT - text_left(v) - TEXT_GAP - 1;

	if (columns < 1)
		columns = 1;
	v->row_count = 0;
	for (size_t i = 0; i < v->count; i++) {
		if (text_shown(v, i))
			text_layout_entry(v, i, columns);
	}
	if (v->top > text_last(v))
		v->top = text_last(v);
	v->stale = false;
	v->dirty = true;
}

static void text_place(struct view *view, struct area area)
{
	struct text_view *v = self(view);

	v->area = area;
	v->stale = true;
}

static void text_draw_row(const struct text_view *v, int line)
{
	struct screen *screen = v->view.session->screen;
	const struct text_row *row = &v->rows[v->top + (size_t)line];
	const struct text_entry *entry = &v->entries[row->entry];
	int col = TEXT_INDENT + text_left(v) + TEXT_GAP;
	int left = entry->heading ? v->area.columns : text_left(v);
	struct slot slot = { .row = v->area.row + line,
			     .col = v->area.col + col,
			     .columns = v->area.columns - col };

	screen_blank(screen, slot.row, v->area.col, v->area.columns,
		     LOOK_NORMAL);
	if (row->first)
		screen_text(screen, slot.row, v->area.col + TEXT_INDENT, left,
			    entry->heading ? LOOK_HEADING : LOOK_BOLD,
			    entry->left);
	if (!entry->heading)
		screen_text_n(screen, slot, entry->look,
			      entry->right + row->part.start, row->part.len);
}

static void text_draw(struct view *view)
{
	struct text_view *v = self(view);

	if (v->stale)
		text_layout(v);
	if (!v->dirty)
		return;
	v->dirty = false;
	for (int i = 0; i < v->area.rows; i++) {
		if (v->top + (size_t)i < v->row_count)
			text_draw_row(v, i);
		else
			screen_blank(view->session->screen, v->area.row + i,
				     v->area.col, v->area.columns, LOOK_NORMAL);
	}
}

static void text_title(const struct view *view, struct bar *bar)
{
	const struct text_view *v =
		(const struct text_view *)(const void *)view;

	bar_add(bar, 2, false, "%s", v->title);
}

static void text_status(const struct view *view, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_DOWN,    ACTION_UP,   "/", "move"  },
		{ ACTION_SEARCH, ACTION_NONE, "",  "search"},
		{ ACTION_BACK,   ACTION_NONE, "",  "back"  },
	};
	const struct text_view *v =
		(const struct text_view *)(const void *)view;
	const struct keymap *keymap = view->session->keymap;

	if (v->filter == NULL) {
		hints_add(keymap, hints, sizeof(hints) / sizeof(hints[0]),
			  screen_columns(view->session->screen), out);
		return;
	}
	str_addf(out, " /%s  ", v->filter);
	hints_key(keymap, ACTION_CANCEL, out);
	str_add(out, " shows all");
}

static bool text_scroll(struct text_view *v, long lines)
{
	size_t step = (size_t)(lines < 0 ? -lines : lines);

	if (lines < 0)
		v->top = v->top > step ? v->top - step : 0;
	else
		v->top = v->top + step;
	if (v->top > text_last(v))
		v->top = text_last(v);
	v->dirty = true;
	return true;
}

static void text_filter(struct text_view *v, const char *text)
{
	free(v->filter);
	v->filter = *text != '\0' ? text_fold(text) : NULL;
	v->top = 0;
	v->stale = true;
}

static bool text_move(struct text_view *v, enum action action, long times)
{
	long page = v->area.rows > 1 ? v->area.rows - 1 : 1;

	switch ((int)action) {
	case ACTION_DOWN:
	case ACTION_SCROLL_DOWN:
		return text_scroll(v, times);
	case ACTION_UP:
	case ACTION_SCROLL_UP:
		return text_scroll(v, -times);
	case ACTION_HALF_DOWN:
		return text_scroll(v, times * (page / 2 + 1));
	case ACTION_HALF_UP:
		return text_scroll(v, -times * (page / 2 + 1));
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_PAPER:
		return text_scroll(v, times * page);
	case ACTION_PAGE_UP:
	case ACTION_PAGE_PAPER_BACK:
		return text_scroll(v, -times * page);
	case ACTION_FIRST:
		return text_scroll(v, -(long)v->row_count);
	case ACTION_LAST:
		return text_scroll(v, (long)v->row_count);
	default:
		return false;
	}
}

/* True when an action is the one that opens this room; it leaves it, too. */
static bool text_opened_by(const struct text_view *v, enum action action)
{
	return (v->where == ROOM_HELP && action == ACTION_HELP) ||
	       (v->where == ROOM_INFO && action == ACTION_INFO) ||
	       (v->where == ROOM_MESSAGES && action == ACTION_MESSAGES);
}

static enum reaction text_action(struct view *view, enum action action,
				 int count)
{
	struct text_view *v = self(view);

	if (action == ACTION_CANCEL && v->filter != NULL) {
		text_filter(v, "");
		return REACTION_DONE;
	}
	if (action == ACTION_CANCEL || action == ACTION_BACK ||
	    text_opened_by(v, action))
		return REACTION_CLOSE;
	return text_move(v, action, count > 0 ? count : 1) ? REACTION_DONE
							   : REACTION_NONE;
}

static void text_search(struct view *view, enum search_step step,
			const char *text)
{
	if (step != SEARCH_BEGIN)
		text_filter(self(view), step == SEARCH_CANCEL ? "" : text);
}

static void text_mouse(struct view *view, const struct mouse *mouse)
{
	if (mouse->what == MOUSE_WHEEL_UP)
		text_scroll(self(view), -3);
	else if (mouse->what == MOUSE_WHEEL_DOWN)
		text_scroll(self(view), 3);
}

void view_text_end(struct view *view)
{
	self(view)->top = SIZE_MAX / 2;
}

static enum room text_room(const struct view *view)
{
	return ((const struct text_view *)(const void *)view)->where;
}

static void text_read_out(struct view *view, struct str *out)
{
	const struct text_view *v = self(view);

	for (size_t i = 0; i < v->count; i++) {
		const struct text_entry *entry = &v->entries[i];

		if (text_shown(v, i))
			str_addf(out, "%s%s%s\n", entry->left,
				 *entry->right != '\0' ? ": " : "",
				 entry->right);
	}
}

static void text_reload(struct view *view)
{
	struct text_view *v = self(view);

	text_empty(v);
	v->fill(view, v->subject);
}

void view_text_set_paper(struct view *view, paper_key key, unsigned marks)
{
	self(view)->paper = (struct chosen){ .key = key, .marks = marks };
}

static size_t text_papers(const struct view *view, enum scope scope,
			  struct chosen **ret)
{
	const struct text_view *v =
		(const struct text_view *)(const void *)view;

	(void)scope;
	if (v->paper.key == 0)
		return 0;
	*ret = mem_zalloc(1, sizeof(**ret));
	**ret = v->paper;
	return 1;
}

static void text_mark(struct view *view, const struct mark_change *change)
{
	struct chosen *paper = &self(view)->paper;

	for (size_t i = 0; i < change->count; i++) {
		if (change->keys[i] != paper->key)
			continue;
		if (change->on)
			paper->marks |= change->marks;
		else
			paper->marks &= ~change->marks;
	}
}

/* The first line that is shown. */
static void text_speak(const struct view *view, struct str *out)
{
	const struct text_view *v =
		(const struct text_view *)(const void *)view;
	const struct text_entry *entry;

	if (v->top >= v->row_count)
		return;
	entry = &v->entries[v->rows[v->top].entry];
	str_addf(out, "%s%s%s", entry->left,
		 entry->left[0] != '\0' && entry->right[0] != '\0' ? ": " : "",
		 entry->right);
}

static const struct view_ops text_ops = {
	.name = "text",
	.room = text_room,
	.close = text_close,
	.place = text_place,
	.draw = text_draw,
	.title = text_title,
	.status = text_status,
	.read_out = text_read_out,
	.mouse = text_mouse,
	.speak = text_speak,
	.action = text_action,
	.reload = text_reload,
	.papers = text_papers,
	.mark = text_mark,
	.search = text_search,
};

struct view *view_text_open(struct session *session, enum room room,
			    const char *title, view_text_fill *fill,
			    int64_t subject)
{
	struct text_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &text_ops;
	v->view.session = session;
	v->title = title;
	v->where = room;
	v->fill = fill;
	v->subject = subject;
	v->stale = true;
	fill(&v->view, subject);
	return &v->view;
}
