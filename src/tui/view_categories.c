/* The chooser of categories: a line to type into, a line that says what is
 * chosen, and the rows. */

#include "tui/view_categories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "library/category_counts.h"
#include "library/follow.h"
#include "library/listing.h"
#include "tui/area_text.h"
#include "tui/chooser.h"
#include "tui/hints.h"
#include "tui/key.h"
#include "tui/pick.h"

/* Lines above the rows. */
#define HEAD_ROWS 2

/* Columns of a row: the sign of the choice, the code, the number of papers;
 * where there are fewer than SLIM_COLUMNS, names in words go. */
#define CODE_COLUMN   5
#define NAME_COLUMN   25
#define PAPER_COLUMNS 7
#define SLIM_COLUMNS  40

/* Bytes that can be typed to find. */
#define FIND_BYTES 60

struct categories_view {
	struct view view;
	struct area area;
	struct chooser chooser;
	struct pick pick;
	struct str find;
	day_t day; /* whose papers are counted; DAY_NONE none */
};

static struct categories_view *self(struct view *view)
{
	return (struct categories_view *)(void *)view;
}

static const struct categories_view *self_const(const struct view *view)
{
	return (const struct categories_view *)(const void *)view;
}

static void categories_close(struct view *view)
{
	struct categories_view *v = self(view);

	chooser_clear(&v->chooser);
	str_free(&v->find);
	free(v);
}

static enum room categories_room(const struct view *view)
{
	(void)view;
	return ROOM_CATEGORIES;
}

static const struct chooser_row *categories_row(const struct categories_view *v)
{
	return v->chooser.row_count > 0 ? &v->chooser.rows[v->pick.cursor]
					: NULL;
}

/* Puts the cursor on a row; on a heading it goes on in its direction. */
static void categories_go(struct categories_view *v, size_t row, bool back)
{
	const struct chooser *chooser = &v->chooser;

	v->pick.count = chooser->row_count;
	pick_go(&v->pick, row);
	if (categories_row(v) == NULL)
		return;
	if (categories_row(v)->heading != NULL)
		pick_move(&v->pick, back && v->pick.cursor > 0 ? -1 : 1);
	if (v->pick.cursor > 0 &&
	    v->chooser.rows[v->pick.cursor - 1].heading != NULL)
		pick_show_above(&v->pick);
}

static void categories_place(struct view *view, struct area area)
{
	struct categories_view *v = self(view);

	v->area = area;
	v->pick.rows =
		area.rows > HEAD_ROWS ? (size_t)(area.rows - HEAD_ROWS) : 1;
	categories_go(v, v->pick.cursor, false);
}

static void put(const struct categories_view *v, int row, int col,
		unsigned style, const char *text)
{
	area_text(v->view.session->screen, &v->area, row, col, style, text);
}

static void draw_find(const struct categories_view *v)
{
	static const char label[] = " find: ";
	int col = (int)sizeof(label) - 1;

	put(v, 0, 0, LOOK_BOLD, label);
	if (v->find.len == 0)
		put(v, 0, col + 2, LOOK_DIM,
		    "type a code or a word, such as retriev or cs.i");
	else
		put(v, 0, col, LOOK_NORMAL, str_text(&v->find));
	col += text_columns(str_text(&v->find), v->find.len);
	screen_blank(v->view.session->screen, v->area.row, v->area.col + col, 1,
		     LOOK_NORMAL | STYLE_CURSOR);
}

static void draw_chosen(const struct categories_view *v)
{
	struct str names = STR_INIT;
	struct str line = STR_INIT;
	size_t count = chooser_names(&v->chooser, &names);

	if (count == 0)
		str_add(&line, " nothing is chosen");
	else
		str_addf(&line, " chosen %zu: %s", count, str_text(&names));
	put(v, 1, 0, LOOK_HEADING, str_text(&line));
	str_free(&names);
	str_free(&line);
}

static void draw_entry(const struct categories_view *v, size_t entry, int row,
		       unsigned style)
{
	const struct chooser_entry *one = &v->chooser.entries[entry];
	bool slim = v->area.columns < SLIM_COLUMNS;
	const char *sign = chooser_covered(&v->chooser, entry) ? "[+]" : "[ ]";
	unsigned look = one->chosen ? LOOK_BOLD : LOOK_NORMAL;
	char papers[16] = "";

	put(v, row, 0, look | style, "");
	put(v, row, 1, look | style, one->chosen ? "[x]" : sign);
	put(v, row, CODE_COLUMN, look | style, one->name);
	if (slim)
		return;
	put(v, row, NAME_COLUMN, look | style, one->text);
	if (one->papers < 0)
		return;
	snprintf(papers, sizeof(papers), " %5d ", one->papers);
	put(v, row, v->area.columns - PAPER_COLUMNS, LOOK_DIM | style, papers);
}

static void draw_row(const struct categories_view *v, size_t number, int row)
{
	const struct chooser_row *one = &v->chooser.rows[number];
	struct str heading = STR_INIT;

	if (one->heading == NULL) {
		draw_entry(v, one->entry, row,
			   number == v->pick.cursor ? STYLE_CURSOR : 0);
		return;
	}
	str_addf(&heading, " %s", one->heading);
	put(v, row, 0, LOOK_HEADING, str_text(&heading));
	str_free(&heading);
}

static void categories_draw(struct view *view)
{
	const struct categories_view *v = self_const(view);

	draw_find(v);
	draw_chosen(v);
	for (size_t i = 0; i < v->pick.rows; i++) {
		if (v->pick.top + i < v->chooser.row_count)
			draw_row(v, v->pick.top + i, HEAD_ROWS + (int)i);
		else
			put(v, HEAD_ROWS + (int)i, 0, LOOK_NORMAL, "");
	}
	if (v->chooser.row_count == 0)
		put(v, HEAD_ROWS, 0, LOOK_DIM, " no category is named so");
}

static void categories_title(const struct view *view, struct bar *bar)
{
	const struct categories_view *v = self_const(view);
	char day[DATE_TEXT_SIZE];

	bar_add(bar, 2, false, "Categories");
	if (v->day != DAY_NONE)
		bar_add(bar, 2, true, "numbers: papers of %s",
			date_format_human(v->day, day));
}

static void categories_status(const struct view *view, struct str *out)
{
	static const struct hint done[] = {
		{ACTION_OPEN,        ACTION_NONE,   "",     "chooses"             },
		{ ACTION_CATEGORIES, ACTION_CANCEL, " or ", "done"                },
		{ ACTION_INTERRUPT,  ACTION_NONE,   "",     "leaves all as it was"},
	};
	static const struct hint found[] = {
		{ACTION_OPEN,        ACTION_NONE, "", "chooses"  },
		{ ACTION_CANCEL,     ACTION_NONE, "", "shows all"},
		{ ACTION_CATEGORIES, ACTION_NONE, "", "done"     },
	};
	const struct keymap *keymap = view->session->keymap;
	int columns = screen_columns(view->session->screen);

	if (self_const(view)->find.len > 0)
		hints_add(keymap, found, 3, columns, out);
	else
		hints_add(keymap, done, 3, columns, out);
}

static void categories_speak(const struct view *view, struct str *out)
{
	const struct categories_view *v = self_const(view);
	const struct chooser_row *row = categories_row(v);
	const struct chooser_entry *entry;

	if (row == NULL) {
		str_add(out, "no category is named so");
		return;
	}
	entry = &v->chooser.entries[row->entry];
	str_addf(out, "%s, %s%s", entry->name, entry->text,
		 entry->chosen ? ", chosen" : "");
	if (entry->papers >= 0)
		str_addf(out, ", %d papers", entry->papers);
}

/* The text to find changed. The best row comes under the cursor; when all are
 * shown again, the one that it was on. */
static void categories_find(struct categories_view *v)
{
	const struct chooser_row *row = categories_row(v);
	size_t entry = row != NULL ? row->entry : 0;

	chooser_find(&v->chooser, str_text(&v->find));
	v->pick.top = 0;
	categories_go(v,
		      v->find.len > 0 ? 0 : chooser_row_of(&v->chooser, entry),
		      false);
}

static bool categories_type(struct categories_view *v, uint32_t key)
{
	if (v->find.len >= FIND_BYTES || !text_code_ok(key))
		return false;
	str_add_code(&v->find, key);
	categories_find(v);
	return true;
}

/* Takes in as many characters as there is room for. */
static void categories_paste(struct categories_view *v, const char *text)
{
	size_t room = v->find.len < FIND_BYTES ? FIND_BYTES - v->find.len : 0;
	size_t len = strlen(text) < room ? strlen(text) : room;

	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	str_add_n(&v->find, text, len);
	categories_find(v);
}

/* Takes away the last character. */
static void categories_backspace(struct categories_view *v)
{
	size_t len = v->find.len;

	while (len > 0 && ((unsigned char)v->find.data[len - 1] & 0xc0) == 0x80)
		len--;
	str_cut(&v->find, len > 0 ? len - 1 : 0);
	categories_find(v);
}

static void categories_toggle(struct categories_view *v)
{
	const struct chooser_row *row = categories_row(v);

	if (row != NULL && row->heading == NULL)
		v->chooser.entries[row->entry].chosen =
			!v->chooser.entries[row->entry].chosen;
}

static bool categories_key(struct view *view, uint32_t key)
{
	struct categories_view *v = self(view);

	if (key == ' ' && v->find.len == 0) {
		categories_toggle(v);
		return true;
	}
	if (key == (uint32_t)SPECIAL_PASTE) {
		categories_paste(v, screen_paste(view->session->screen));
		return true;
	}
	if (key == (uint32_t)SPECIAL_BACKSPACE) {
		categories_backspace(v);
		return true;
	}
	if (key == KEY_CONTROL('U') && v->find.len > 0) {
		str_clear(&v->find);
		categories_find(v);
		return true;
	}
	return key >= ' ' && key < (uint32_t)SPECIAL_NONE &&
	       categories_type(v, key);
}

/* Goes, and asks for what was chosen. */
static enum reaction categories_done(struct categories_view *v)
{
	struct str names = STR_INIT;
	struct wish wish = { .kind = WISH_FOLLOW };

	chooser_names(&v->chooser, &names);
	wish.text = names.data;
	if (chooser_changed(&v->chooser))
		session_wish(v->view.session, &wish);
	str_free(&names);
	return REACTION_CLOSE;
}

static enum reaction categories_escape(struct categories_view *v)
{
	if (v->find.len == 0)
		return categories_done(v);
	str_clear(&v->find);
	categories_find(v);
	return REACTION_DONE;
}

static enum reaction categories_action(struct view *view, enum action action,
				       int count)
{
	struct categories_view *v = self(view);
	size_t before = v->pick.cursor;

	switch ((int)action) {
	case ACTION_OPEN:
	case ACTION_FOCUS_OTHER:
		categories_toggle(v);
		return REACTION_DONE;
	case ACTION_CANCEL:
		return categories_escape(v);
	case ACTION_BACK:
	case ACTION_CATEGORIES:
		return categories_done(v);
	case ACTION_INTERRUPT:
		session_say(view->session, "what you follow stays as it was");
		return REACTION_CLOSE;
	default:
		break;
	}
	if (!pick_action(&v->pick, action, count))
		return REACTION_NONE;
	categories_go(v, v->pick.cursor, v->pick.cursor < before);
	return REACTION_DONE;
}

static void categories_mouse(struct view *view, const struct mouse *mouse)
{
	struct categories_view *v = self(view);
	size_t before = v->pick.cursor;
	bool twice = pick_mouse(&v->pick, v->area.row + HEAD_ROWS, mouse);

	categories_go(v, v->pick.cursor, v->pick.cursor < before);
	if (twice)
		categories_toggle(v);
}

/* The papers of the latest day in each category, as far as they are held. */
static void categories_count(struct categories_view *v)
{
	struct library *library = v->view.session->library;
	struct category_count *counts = NULL;
	struct error ignored;
	size_t count;

	if (day_latest(library, &v->day, &ignored) != STATUS_OK ||
	    category_counts_load(library, v->day, &counts, &count, &ignored) !=
		    STATUS_OK)
		count = 0;
	if (count == 0)
		v->day = DAY_NONE;
	for (size_t i = 0; i < count; i++)
		chooser_set_papers(&v->chooser, counts[i].name,
				   counts[i].papers);
	free(counts);
}

static const struct view_ops categories_ops = {
	.name = "categories",
	.room = categories_room,
	.close = categories_close,
	.place = categories_place,
	.draw = categories_draw,
	.title = categories_title,
	.status = categories_status,
	.speak = categories_speak,
	.key = categories_key,
	.mouse = categories_mouse,
	.action = categories_action,
};

struct view *view_categories_open(struct session *session)
{
	struct categories_view *v = mem_zalloc(1, sizeof(*v));
	char *none[] = { NULL };
	char **followed = NULL;
	struct error err;
	size_t count;

	v->view.ops = &categories_ops;
	v->view.session = session;
	v->day = DAY_NONE;
	if (follow_list(session->library, FOLLOW_CATEGORY, &followed, &count,
			&err) != STATUS_OK)
		session_complain(session, "%s", err.text);
	chooser_init(&v->chooser, followed != NULL ? followed : none);
	mem_free_texts(followed);
	categories_count(v);
	categories_go(v, 0, false);
	return &v->view;
}
