/* Lines of the command language as words. */

#include "base/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

/* A line that is being split. */
struct line {
	const char *text;
	size_t len;
	size_t at;
	struct words *words;
};

static bool line_fault(struct line *line, size_t at, const char *fault)
{
	line->words->fault = fault;
	line->words->fault_at = at;
	return false;
}

static bool line_is_blank(const struct line *line)
{
	char c = line->text[line->at];

	return c == ' ' || c == '\t';
}

/* True at a semicolon that ends what is before it. */
static bool line_is_stop(const struct line *line)
{
	const char *at = line->text + line->at;
	bool last = line->at + 1 == line->len;

	return *at == ';' && (last || at[1] == ' ' || at[1] == '\t');
}

static void line_skip_blanks(struct line *line)
{
	while (line->at < line->len && line_is_blank(line))
		line->at++;
}

/* Refuses what no line may hold, comments included. */
static bool line_check(struct line *line)
{
	if (line->len > WORDS_MAX_LINE)
		return line_fault(line, 0,
				  "expected a line of at most 4096 bytes");
	for (size_t i = 0; i < line->len; i++) {
		unsigned char c = (unsigned char)line->text[i];

		if ((c < ' ' && c != '\t') || c == 0x7F)
			return line_fault(line, i,
					  "expected no control characters");
	}
	return true;
}

/* Takes a word in quotes off the line. */
static bool line_read_quoted(struct line *line, struct str *word)
{
	size_t start = line->at;
	char quote = line->text[line->at++];

	while (line->at < line->len && line->text[line->at] != quote) {
		char next = line->at + 1 < line->len ? line->text[line->at + 1]
						     : '\0';

		if (quote == '"' && line->text[line->at] == '\\' &&
		    (next == '"' || next == '\\'))
			line->at++;
		str_add_char(word, line->text[line->at++]);
	}
	if (line->at == line->len)
		return line_fault(line, start,
				  quote == '"' ? "expected a closing \""
					       : "expected a closing '");
	line->at++;
	if (line->at < line->len && !line_is_blank(line) && !line_is_stop(line))
		return line_fault(line, line->at,
				  "expected a blank after the quote");
	return true;
}

static void line_read_bare(struct line *line, struct str *word)
{
	size_t start = line->at;

	do {
		line->at++;
	} while (line->at < line->len && !line_is_blank(line) &&
		 !line_is_stop(line));
	str_add_n(word, line->text + start, line->at - start);
}

/* Refuses a word that could not be shown as it is. */
static bool line_check_word(struct line *line, size_t start,
			    const struct str *word)
{
	const char *text = str_text(word);
	size_t taken;
	uint32_t code;

	if (!utf8_valid(text, word->len))
		return line_fault(line, start, "expected UTF-8");
	for (size_t at = 0; at < word->len; at += taken) {
		taken = utf8_decode(text + at, word->len - at, &code);
		if (!text_code_ok(code))
			return line_fault(line, start,
					  "expected no invisible characters");
	}
	return true;
}

static void line_add(struct line *line, const struct word *word)
{
	struct words *words = line->words;

	words->items = mem_grow(words->items, &words->room, words->count + 1,
				sizeof(words->items[0]));
	words->items[words->count++] = *word;
}

static bool line_read_word(struct line *line)
{
	struct word word = { .start = line->at };
	struct str text = STR_INIT;
	bool good = true;

	word.quoted = strchr("\"'", line->text[line->at]) != NULL;
	if (word.quoted)
		good = line_read_quoted(line, &text);
	else
		line_read_bare(line, &text);
	word.end = line->at;
	if (good && line_check_word(line, word.start, &text)) {
		word.text = str_take(&text);
		line_add(line, &word);
	}
	str_free(&text);
	return line->words->fault == NULL;
}

bool words_split(const char *text, size_t len, struct words *ret)
{
	struct line line = { .text = text, .len = len, .words = ret };

	*ret = (struct words){ 0 };
	if (!line_check(&line))
		return false;
	line_skip_blanks(&line);
	while (line.at < len && text[line.at] != '#') {
		if (!line_read_word(&line))
			break;
		line_skip_blanks(&line);
	}
	ret->end = line.at;
	return ret->fault == NULL;
}

void words_free(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i].text);
	free(words->items);
	*words = (struct words){ 0 };
}

bool words_is_bare(const struct word *word, const char *text)
{
	return !word->quoted && strcmp(word->text, text) == 0;
}

unsigned words_column(const char *line, size_t at)
{
	unsigned column = 1;
	uint32_t code;

	for (size_t i = 0; i < at; column++)
		i += utf8_decode(line + i, at - i, &code);
	return column;
}

void words_quote(const char *text, bool always, struct str *out)
{
	if (!always && *text != '\0' && !strpbrk(text, " \t#\"'\\;")) {
		str_add(out, text);
		return;
	}
	str_add_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			str_add_char(out, '\\');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
}
