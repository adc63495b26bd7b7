/* The line editor. It moves and deletes by clusters, so that an accent never
 * loses its letter. */

#include "tui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"
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
	completion_clear(&prompt->completion);
	free(prompt->typed);
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

void prompt_set_history(struct prompt *prompt, const struct history *history,
			enum history_kind kind)
{
	prompt->history = history;
	prompt->kind = kind;
}

static void prompt_set_text(struct prompt *prompt, const char *text)
{
	str_clear(&prompt->text);
	str_add(&prompt->text, text);
	prompt->at = prompt->text.len;
}

/* To the line that is `back` lines back; stays when there is none. */
static enum prompt_result prompt_travel(struct prompt *prompt, size_t back)
{
	const char *typed = prompt->typed ? prompt->typed : "";
	const char *line = typed;

	if (back > 0)
		line = history_get(prompt->history, prompt->kind,
				   prompt->prefix ? typed : "", back);
	if (line == NULL)
		return PROMPT_GOING;
	prompt->back = back;
	prompt_set_text(prompt, line);
	return PROMPT_CHANGED;
}

/* Up, Down, ^P, ^N; what was typed is kept at the near end. */
static enum prompt_result prompt_history(struct prompt *prompt, uint32_t key)
{
	bool older = key == (uint32_t)SPECIAL_UP || key == KEY_CONTROL('P');
	bool prefix =
		key == (uint32_t)SPECIAL_UP || key == (uint32_t)SPECIAL_DOWN;

	if (prompt->history == NULL)
		return PROMPT_GOING;
	if (prompt->back == 0 || prefix != prompt->prefix) {
		free(prompt->typed);
		prompt->typed = mem_strdup(str_text(&prompt->text));
		prompt->prefix = prefix;
		prompt->back = 0;
	}
	if (!older && prompt->back == 0)
		return PROMPT_GOING;
	return prompt_travel(prompt,
			     older ? prompt->back + 1 : prompt->back - 1);
}

static bool prompt_is_history_key(uint32_t key)
{
	return key == (uint32_t)SPECIAL_UP || key == (uint32_t)SPECIAL_DOWN ||
	       key == KEY_CONTROL('P') || key == KEY_CONTROL('N');
}

void prompt_set_completer(struct prompt *prompt,
			  void (*complete)(const void *data, const char *line,
					   size_t at, struct completion *ret),
			  const void *data)
{
	prompt->complete = complete;
	prompt->data = data;
}

/* Puts a word in the place of what is being completed; the last one, with a
 * blank behind it unless more belongs to it. */
static void prompt_put(struct prompt *prompt, const char *word, bool last)
{
	const struct completion *completion = &prompt->completion;
	size_t len = strlen(word);
	struct str shown = STR_INIT;

	if (completion->bare)
		str_add(&shown, word);
	else
		words_quote(word, false, &shown);
	if (last && len > 0 && !strchr("/:", word[len - 1]))
		str_add_char(&shown, ' ');
	prompt_replace(prompt, completion->from, prompt->upto,
		       str_text(&shown));
	prompt->upto = completion->from + shown.len;
	str_free(&shown);
}

/* The first Tab: all that is sure. */
static enum prompt_result prompt_complete(struct prompt *prompt)
{
	struct completion *completion = &prompt->completion;
	size_t common;
	char *sure;

	prompt->upto = prompt->at;
	prompt->complete(prompt->data, str_text(&prompt->text), prompt->at,
			 completion);
	prompt->chosen = completion->count;
	if (completion->count == 0) {
		completion_clear(completion);
		return PROMPT_GOING;
	}
	common = completion_common(completion);
	sure = mem_strndup(completion->items[0], common);
	if (completion->count == 1 || common > strlen(completion->typed))
		prompt_put(prompt, sure, completion->count == 1);
	free(sure);
	if (completion->count == 1)
		completion_clear(completion);
	return PROMPT_CHANGED;
}

/* The next ones: from item to item, and over what was typed. */
static enum prompt_result prompt_cycle(struct prompt *prompt, bool back)
{
	const struct completion *completion = &prompt->completion;
	size_t places = completion->count + 1;

	prompt->chosen = (prompt->chosen + (back ? places - 1 : 1)) % places;
	prompt_put(prompt,
		   prompt->chosen < completion->count
			   ? completion->items[prompt->chosen]
			   : completion->typed,
		   false);
	return PROMPT_CHANGED;
}

static enum prompt_result prompt_tab(struct prompt *prompt, uint32_t key)
{
	if (prompt->complete == NULL)
		return PROMPT_GOING;
	if (prompt->completion.count > 0)
		return prompt_cycle(prompt, key == (uint32_t)SPECIAL_BACKTAB);
	return prompt_complete(prompt);
}

/* Appends an item of the choice, the chosen one in brackets. */
static void add_choice(const struct prompt *prompt, size_t i, struct str *out)
{
	const char *item = prompt->completion.items[i];

	if (out->len > 0)
		str_add_char(out, ' ');
	str_addf(out, i == prompt->chosen ? "[%s]" : " %s ", item);
}

void prompt_choices(const struct prompt *prompt, int columns, struct str *out)
{
	size_t count = prompt->completion.count;
	struct str line = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		size_t before = line.len;

		add_choice(prompt, i, &line);
		if (text_columns(str_text(&line), line.len) <= columns)
			continue;
		if (prompt->chosen < i || prompt->chosen == count) {
			str_cut(&line, before);
			break;
		}
		str_clear(&line);
		add_choice(prompt, i, &line);
	}
	str_add(out, str_text(&line));
	str_free(&line);
}

enum prompt_result prompt_paste(struct prompt *prompt, const char *text)
{
	struct str clean = STR_INIT;
	size_t before = prompt->text.len;

	completion_clear(&prompt->completion);
	prompt->back = 0;
	text_clean(text, strlen(text), &clean);
	prompt_replace(prompt, prompt->at, prompt->at, str_text(&clean));
	str_free(&clean);
	return prompt->text.len > before ? PROMPT_CHANGED : PROMPT_GOING;
}

/* Keys that neither travel nor complete. */
static enum prompt_result prompt_edit(struct prompt *prompt, uint32_t key)
{
	char bytes[5];

	completion_clear(&prompt->completion);
	prompt->back = 0;
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

enum prompt_result prompt_key(struct prompt *prompt, uint32_t key)
{
	if (key == (uint32_t)SPECIAL_TAB || key == (uint32_t)SPECIAL_BACKTAB)
		return prompt_tab(prompt, key);
	if (prompt_is_history_key(key)) {
		completion_clear(&prompt->completion);
		return prompt_history(prompt, key);
	}
	return prompt_edit(prompt, key);
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
