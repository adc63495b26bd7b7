/* The words of a command, and what is said of those that are wrong. */

#include "tui/rc_line.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

size_t rc_count(const struct rc_line *line)
{
	return line->end - line->first - 1;
}

static const struct word *rc_get(const struct rc_line *line, size_t i)
{
	return i < line->end - line->first ? &line->words.items[line->first + i]
					   : NULL;
}

const char *rc_word(const struct rc_line *line, size_t i)
{
	const struct word *word = rc_get(line, i);

	return word ? word->text : "";
}

bool rc_is_bare(const struct rc_line *line, size_t i, const char *text)
{
	const struct word *word = rc_get(line, i);

	return word && words_is_bare(word, text);
}

bool rc_begins(const struct rc_line *line, size_t i, char c)
{
	const struct word *word = rc_get(line, i);

	return word && !word->quoted && word->text[0] == c;
}

char *rc_rest(const struct rc_line *line, size_t i)
{
	const struct word *word = rc_get(line, i);
	size_t end;

	if (!word)
		return mem_strdup("");
	if (i == rc_count(line) && word->quoted)
		return mem_strdup(word->text);
	end = line->words.items[line->end - 1].end;
	return mem_strndup(line->text + word->start, end - word->start);
}

static void rc_vrefuse(const struct rc_line *line, size_t at,
		       const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void rc_vrefuse(const struct rc_line *line, size_t at,
		       const char *format, va_list args)
{
	struct str words = STR_INIT;

	if (line->rc->name)
		str_addf(&words, "%s:%u:%u: ", line->rc->name, line->number,
			 words_column(line->text, at));
	str_vaddf(&words, format, args);
	text_clean(str_text(&words), words.len, line->rc->messages);
	str_add_char(line->rc->messages, '\n');
	str_free(&words);
}

bool rc_refuse_at(const struct rc_line *line, size_t at, const char *format,
		  ...)
{
	va_list args;

	va_start(args, format);
	rc_vrefuse(line, at, format, args);
	va_end(args);
	return false;
}

/* Where a word begins; one that is missing would stand before what ends the
 * command. */
static size_t rc_place(const struct rc_line *line, size_t i)
{
	size_t at = line->first + i < line->end ? line->first + i : line->end;

	if (at < line->words.count)
		return line->words.items[at].start;
	return line->words.end;
}

bool rc_refuse(const struct rc_line *line, size_t i, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	rc_vrefuse(line, rc_place(line, i), format, args);
	va_end(args);
	return false;
}

bool rc_refuse_name(const struct rc_line *line, size_t i, const char *what,
		    const char *near)
{
	const char *word = rc_word(line, i);

	if (near)
		return rc_refuse(line, i,
				 "expected %s that exists, not '%s'; did you "
				 "mean %s?",
				 what, word, near);
	return rc_refuse(line, i, "expected %s that exists, not '%s'", what,
			 word);
}
