/* The bottom line. */

#include "tui/bottom.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tui/hints.h"

/* Cells of the progress bar. */
#define BOTTOM_CELLS 8

/* Columns of a message that are worth a hint beside them. */
#define BOTTOM_LEAST 24

/* What is worth a hint in a list of papers. */
static const struct hint hints[] = {
	{ACTION_DOWN,          ACTION_UP,       "/", "move"  },
	{ ACTION_PAGE_PAPER,   ACTION_NONE,     "",  "page"  },
	{ ACTION_STAR,         ACTION_NONE,     "",  "star"  },
	{ ACTION_PREVIOUS_DAY, ACTION_NEXT_DAY, " ", "day"   },
	{ ACTION_SEARCH,       ACTION_NONE,     "",  "search"},
	{ ACTION_WRITE,        ACTION_NONE,     "",  "write" },
	{ ACTION_HELP,         ACTION_NONE,     "",  "help"  },
};

#define HINT_COUNT (sizeof(hints) / sizeof(hints[0]))

void bottom_hints(const struct keymap *keymap, int columns, struct str *out)
{
	hints_add(keymap, hints, HINT_COUNT, columns, out);
}

void bottom_progress(const struct fetcher_state *child, bool plain,
		     struct str *out)
{
	const char *doing = child->doing != NULL ? child->doing : "refreshing";
	size_t full = 0;

	if (child->total > 0)
		full = child->finished * BOTTOM_CELLS / child->total;
	str_addf(out, "%s ", child->cancelled ? "stopping" : doing);
	for (size_t i = 0; i < BOTTOM_CELLS; i++) {
		if (plain)
			str_add_char(out, i < full ? '#' : '.');
		else
			str_add(out, i < full ? "▓" : "░");
	}
	if (child->category[0] != '\0')
		str_addf(out, " %s", child->category);
}

static void bottom_right(const struct session *session,
			 const struct fetcher_state *child, const char *typed,
			 struct str *out)
{
	if (*typed != '\0')
		str_add(out, typed);
	else if (child != NULL)
		bottom_progress(child, !screen_utf8(session->screen), out);
}

void bottom_forget(struct bottom *bottom)
{
	free(bottom->left);
	free(bottom->right);
	free(bottom->hints);
	*bottom = (struct bottom){ 0 };
}

/* Takes the texts over; false when they stand there already. */
static bool bottom_change(struct bottom *bottom, struct str *left,
			  struct str *right, unsigned look)
{
	if (bottom->left != NULL && bottom->look == look &&
	    strcmp(bottom->left, str_text(left)) == 0 &&
	    strcmp(bottom->right, str_text(right)) == 0) {
		str_free(left);
		str_free(right);
		return false;
	}
	free(bottom->left);
	free(bottom->right);
	bottom->left = str_take(left);
	bottom->right = str_take(right);
	bottom->look = look;
	return true;
}

static void bottom_put(const struct bottom *bottom, struct screen *screen)
{
	int row = screen_rows(screen) - 1;
	int columns = screen_columns(screen);
	int used = text_columns(bottom->right, strlen(bottom->right));

	screen_text(screen, row, 0, columns, bottom->look, bottom->left);
	if (used == 0)
		return;
	screen_blank(screen, row, columns - used - 2, 1, LOOK_NORMAL);
	screen_text(screen, row, columns - used - 1, used, LOOK_NORMAL,
		    bottom->right);
}

/* Appends a message; one that is too long says where all of it stands. */
static void bottom_message(const char *text, int columns, const char *ellipsis,
			   struct str *out)
{
	static const char more[] = " (@ shows all)";
	int room = columns - (int)sizeof(more);
	int needed = text_columns(text, strlen(text));

	str_add_char(out, ' ');
	if (needed < columns || room < BOTTOM_LEAST) {
		str_add(out, text);
		return;
	}
	text_ellipsis(text, room, ellipsis, out);
	str_add(out, more);
}

/* The hints, which are made anew only for another width: bottom_forget() drops
 * them when the keys have changed. */
static const char *bottom_usual(struct bottom *bottom,
				const struct keymap *keymap, int columns)
{
	struct str text = STR_INIT;

	if (bottom->hints == NULL || bottom->hint_room != columns) {
		bottom_hints(keymap, columns, &text);
		free(bottom->hints);
		bottom->hints = str_take(&text);
		bottom->hint_room = columns;
	}
	return bottom->hints;
}

/* What stands at the left; returns its look. */
static unsigned bottom_left(struct bottom *bottom,
			    const struct session *session, const char *status,
			    int columns, struct str *out)
{
	const struct log_entry *entry = log_shown(&session->log);

	if (entry != NULL) {
		bottom_message(entry->text, columns,
			       screen_utf8(session->screen) ? "…" : ">", out);
		return entry->error ? LOOK_ERROR : LOOK_BOLD;
	}
	if (*status != '\0') {
		str_add(out, status);
		return LOOK_BOLD;
	}
	str_add(out, bottom_usual(bottom, session->keymap, columns));
	return LOOK_DIM;
}

void bottom_draw(struct bottom *bottom, struct session *session,
		 const char *status, const struct fetcher_state *child,
		 const char *typed)
{
	int columns = screen_columns(session->screen);
	struct str left = STR_INIT;
	struct str right = STR_INIT;
	unsigned look;
	int used;

	bottom_right(session, child, typed, &right);
	used = text_columns(str_text(&right), right.len);
	if (used > 0 && used + 2 > columns)
		str_clear(&right);
	look = bottom_left(bottom, session, status,
			   columns - (used > 0 ? used + 2 : 0), &left);
	if (bottom_change(bottom, &left, &right, look))
		bottom_put(bottom, session->screen);
}
