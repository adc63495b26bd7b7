/* The text of notes. What lies between blanks, tabs and line breaks passes the
 * gate; they themselves stay, because a note may be a list or a quotation with
 * its indents. */
#include "library/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "library/said.h"

static size_t skip_blanks(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at;
}

/* Bytes of the line break with which text begins, 0 without one. */
static size_t line_break(const char *text, size_t len)
{
	if (text[0] == '\n')
		return 1;
	if (text[0] == '\r')
		return len > 1 && text[1] == '\n' ? 2 : 1;
	return 0;
}

static size_t skip_word(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] != ' ' && text[at] != '\t' &&
	       text[at] != '\n' && text[at] != '\r')
		at++;
	return at;
}

/* A note as it grows: white space waits until a word follows it. */
struct growing {
	struct str *out;
	size_t start;      /* where the note begins in *out */
	struct str spaces; /* that wait */
	size_t line;       /* where the last line of `spaces` begins */
};

static void add_blanks(struct growing *note, const char *text, size_t len)
{
	str_add_n(&note->spaces, text, len);
}

/* Blanks before a line break are lost with it. */
static void add_break(struct growing *note)
{
	str_cut(&note->spaces, note->line);
	str_add_char(&note->spaces, '\n');
	note->line = note->spaces.len;
}

/* The first word keeps the indent of its line, but no lines above it. */
static void add_word(struct growing *note, const struct str *word)
{
	size_t from = note->out->len == note->start ? note->line : 0;

	if (word->len == 0)
		return;
	str_add_n(note->out, str_text(&note->spaces) + from,
		  note->spaces.len - from);
	str_add_n(note->out, str_text(word), word->len);
	str_clear(&note->spaces);
	note->line = 0;
}

size_t note_clean(const char *text, size_t len, struct str *out)
{
	struct growing note = { .out = out, .start = out->len };
	struct str word = STR_INIT;
	size_t repaired = 0;
	size_t taken;

	for (size_t at = 0; at < len; at += taken) {
		taken = skip_blanks(text + at, len - at);
		if (taken > 0) {
			add_blanks(&note, text + at, taken);
			continue;
		}
		taken = line_break(text + at, len - at);
		if (taken > 0) {
			add_break(&note);
			continue;
		}
		taken = skip_word(text + at, len - at);
		str_clear(&word);
		repaired += text_clean(text + at, taken, &word);
		add_word(&note, &word);
	}
	str_free(&note.spaces);
	str_free(&word);
	return repaired;
}

enum status note_make(const char *text, size_t len, struct str *out,
		      size_t *ret_repaired, struct error *err)
{
	size_t before = out->len;
	size_t repaired = 0;

	if (len <= NOTE_TEXT_MAX)
		repaired = note_clean(text, len, out);
	if (len > NOTE_TEXT_MAX || out->len - before > NOTE_MAX)
		return error_set(err, STATUS_TOO_LARGE, 0,
				 "a note has at most %zu bytes; this one was "
				 "not kept",
				 NOTE_MAX);
	if (ret_repaired != NULL)
		*ret_repaired = repaired;
	return STATUS_OK;
}

enum status note_get(struct library *library, paper_key key, char **ret,
		     struct error *err)
{
	struct str clean = STR_INIT;
	char *text = NULL;
	int64_t at;
	enum status status = said_note_get(library, key, &at, &text, err);

	if (status != STATUS_OK)
		return status;
	if (text != NULL)
		note_clean(text, strlen(text), &clean);
	free(text);
	*ret = clean.len > 0 ? str_take(&clean) : NULL;
	str_free(&clean);
	return STATUS_OK;
}
