/* The bottom line. */

#include "tui/bottom.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Cells of the progress bar. */
#define BOTTOM_CELLS 8

/* What the hints name: one or two actions and a word. */
static const struct {
	enum action action;
	enum action other; /* ACTION_NONE: none */
	const char *between;
	const char *word;
} hints[] = {
	{ACTION_DOWN,          ACTION_UP,       "/", "move"  },
	{ ACTION_PAGE_PAPER,   ACTION_NONE,     "",  "page"  },
	{ ACTION_STAR,         ACTION_NONE,     "",  "star"  },
	{ ACTION_PREVIOUS_DAY, ACTION_NEXT_DAY, " ", "day"   },
	{ ACTION_SEARCH,       ACTION_NONE,     "",  "search"},
	{ ACTION_WRITE,        ACTION_NONE,     "",  "write" },
	{ ACTION_HELP,         ACTION_NONE,     "",  "help"  },
};

#define HINT_COUNT (sizeof(hints) / sizeof(hints[0]))

/* Appends the first key of an action; names of keys in small letters. */
static void hint_key(const struct keymap *keymap, enum action action,
		     struct str *out)
{
	struct str keys = STR_INIT;
	const char *key;
	size_t len;

	keymap_keys(keymap, action, &keys);
	key = str_text(&keys);
	len = strcspn(key, " ");
	for (size_t i = 0; i < len; i++)
		str_add_char(out, len > 1 ? (char)tolower((unsigned char)key[i])
					  : key[i]);
	str_free(&keys);
}

void bottom_hints(const struct keymap *keymap, int columns, struct str *out)
{
	for (size_t i = 0; i < HINT_COUNT; i++) {
		size_t before = out->len;

		str_add(out, i == 0 ? " " : "  ");
		hint_key(keymap, hints[i].action, out);
		if (hints[i].other != ACTION_NONE) {
			str_add(out, hints[i].between);
			hint_key(keymap, hints[i].other, out);
		}
		str_addf(out, " %s", hints[i].word);
		if (text_columns(str_text(out), out->len) > columns) {
			str_cut(out, before);
			return;
		}
	}
}

void bottom_progress(const struct fetcher_state *refresh, bool plain,
		     struct str *out)
{
	size_t full = 0;

	if (refresh->total > 0)
		full = refresh->finished * BOTTOM_CELLS / refresh->total;
	str_add(out, refresh->cancelled ? "stopping " : "refreshing ");
	for (size_t i = 0; i < BOTTOM_CELLS; i++) {
		if (plain)
			str_add_char(out, i < full ? '#' : '.');
		else
			str_add(out, i < full ? "▓" : "░");
	}
	if (refresh->category[0] != '\0')
		str_addf(out, " %s", refresh->category);
}

static void bottom_right(const struct session *session,
			 const struct fetcher_state *refresh, int count,
			 struct str *out)
{
	if (count > 0)
		str_addf(out, "%d", count);
	else if (refresh != NULL)
		bottom_progress(refresh, !screen_utf8(session->screen), out);
}

void bottom_draw(struct session *session, const char *status,
		 const struct fetcher_state *refresh, int count, int row)
{
	const struct log_entry *entry = log_shown(&session->log);
	int columns = screen_columns(session->screen);
	struct str left = STR_INIT;
	struct str right = STR_INIT;
	unsigned look = LOOK_DIM;
	int used;

	bottom_right(session, refresh, count, &right);
	used = text_columns(str_text(&right), right.len);
	if (used > 0 && used + 2 > columns)
		used = 0;
	if (entry != NULL) {
		str_addf(&left, " %s", entry->text);
		look = entry->error ? LOOK_ERROR : LOOK_BOLD;
	} else if (*status != '\0') {
		str_add(&left, status);
		look = LOOK_BOLD;
	} else {
		bottom_hints(session->keymap, columns - used - 2, &left);
	}
	screen_text(session->screen, row, 0, columns, look, str_text(&left));
	if (used > 0) {
		screen_text(session->screen, row, columns - used - 2, 1,
			    LOOK_NORMAL, "");
		screen_text(session->screen, row, columns - used - 1, used,
			    LOOK_NORMAL, str_text(&right));
	}
	str_free(&left);
	str_free(&right);
}
