/* The line editor. It moves and deletes by clusters, so that an accent never
 * loses its letter. */

#include "tui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/key.h"

void prompt_begin(struct prompt *prompt, const char *label, const char *text)
{
	prompt_clear(prompt);
	prompt->text = STR_CAPPED(PROMPT_MAX);
	snprintf(prompt->label, sizeof(prompt->label), "%s", label);
	str_add(&prompt->text, text);
	prompt->at = prompt->text.len;
}

void prompt_clear(struct prompt *prompt)
{
	str_free(&prompt->text);
	*prompt = (struct prompt){ 0 };
}

/* The beginning of the cluster before byte `at`. */
static size_t prompt_before(const struct prompt *prompt, size_t at)
{
	const char *text = str_text(&prompt->text);
	size_t before = 0;
	size_t next = 0;
	int columns;

	while (next < at) {
		size_t len = text_cluster(text + next, &columns);

		before = next;
		if (len == 0)
			break;
		next += len;
	}
	return before;
}

static size_t prompt_after(const struct prompt *prompt, size_t at)
{
	int columns;

	return at + text_cluster(str_text(&prompt->text) + at, &columns);
}

/* Puts bytes in place of text[from, to) and the cursor behind them. */
static void prompt_replace(struct prompt *prompt, size_t from, size_t to,
			   const char *bytes)
{
	size_t len = strlen(bytes);
	char *rest;

	if (prompt->text.len - (to - from) + len > PROMPT_MAX)
		return;
	rest = mem_strdup(str_text(&prompt->text) + to);
	str_cut(&prompt->text, from);
	str_add(&prompt->text, bytes);
	str_add(&prompt->text, rest);
	prompt->at = from + len;
	free(rest);
}

static size_t prompt_word(const struct prompt *prompt)
{
	const char *text = str_text(&prompt->text);
	size_t at = prompt->at;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '/')
		at--;
	if (at == prompt->at && at > 0)
		at--;
	return at;
}

/* Keys that delete; false when it is none of them. */
static bool prompt_delete(struct prompt *prompt, uint32_t key)
{
	size_t at = prompt->at;

	switch (key) {
	case SPECIAL_BACKSPACE:
		prompt_replace(prompt, prompt_before(prompt, at), at, "");
		return true;
	case SPECIAL_DELETE:
		prompt_replace(prompt, at, prompt_after(prompt, at), "");
		return true;
	case KEY_CONTROL('W'):
		prompt_replace(prompt, prompt_word(prompt), at, "");
		return true;
	case KEY_CONTROL('U'):
		prompt_replace(prompt, 0, at, "");
		return true;
	case KEY_CONTROL('K'):
		prompt_replace(prompt, at, prompt->text.len, "");
		return true;
	default:
		return false;
	}
}

static void prompt_move(struct prompt *prompt, uint32_t key)
{
	switch (key) {
	case SPECIAL_LEFT:
		prompt->at = prompt_before(prompt, prompt->at);
		break;
	case SPECIAL_RIGHT:
		prompt->at = prompt_after(prompt, prompt->at);
		break;
	case SPECIAL_HOME:
	case KEY_CONTROL('A'):
		prompt->at = 0;
		break;
	case SPECIAL_END:
	case KEY_CONTROL('E'):
		prompt->at = prompt->text.len;
		break;
	default:
		break;
	}
}

enum prompt_result prompt_key(struct prompt *prompt, uint32_t key)
{
	char bytes[5];

	if (key == (uint32_t)SPECIAL_ENTER)
		return PROMPT_ACCEPTED;
	if (key == (uint32_t)SPECIAL_ESCAPE || key == KEY_CONTROL('C'))
		return PROMPT_CANCELLED;
	if (key == (uint32_t)SPECIAL_BACKSPACE && prompt->text.len == 0)
		return PROMPT_CANCELLED;
	if (prompt_delete(prompt, key))
		return PROMPT_CHANGED;
	if (key < ' ' || key >= (uint32_t)SPECIAL_NONE) {
		prompt_move(prompt, key);
		return PROMPT_GOING;
	}
	bytes[utf8_encode(key, bytes)] = '\0';
	prompt_replace(prompt, prompt->at, prompt->at, bytes);
	return PROMPT_CHANGED;
}

void prompt_paste(struct prompt *prompt, const char *text)
{
	prompt_replace(prompt, prompt->at, prompt->at, text);
}

/* The first byte to draw, so that the cursor is within `columns`. */
static size_t prompt_first(const struct prompt *prompt, int columns)
{
	const char *text = str_text(&prompt->text);
	size_t first = 0;

	while (first < prompt->at &&
	       text_columns(text + first, prompt->at - first) >= columns)
		first = prompt_after(prompt, first);
	return first;
}

void prompt_draw(const struct prompt *prompt, struct screen *screen, int row,
		 int columns)
{
	const char *text = str_text(&prompt->text);
	int label = text_columns(prompt->label, strlen(prompt->label));
	int room = columns - label;
	size_t first;

	if (room < 2) {
		label = 0;
		room = columns;
	}
	first = prompt_first(prompt, room);
	screen_text(screen, row, 0, label, LOOK_BOLD, prompt->label);
	screen_text(screen, row, label, room, LOOK_NORMAL, text + first);
	screen_cursor(screen, row,
		      label + text_columns(text + first, prompt->at - first));
}
