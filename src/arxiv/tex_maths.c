/* What is maths. Authors write dollars for money, forget one of two, or write
 * one that means nothing; a formula is told from the text between two formulas
 * by its words. */
#include "arxiv/tex_maths.h"

#include <string.h>

#include "arxiv/ascii.h"

size_t tex_maths_find(const char *source, size_t at, size_t end,
		      const char *closer)
{
	size_t len = strlen(closer);

	for (; at + len <= end; at++) {
		if (memcmp(source + at, closer, len) == 0)
			return at;
		if (source[at] == '\\')
			at++;
	}
	return TEX_NOWHERE;
}

/* Whether a word may stand directly behind or before this. */
static bool is_edge(char c)
{
	return ascii_is_space(c) || strchr("-,.;:()?!", c) != NULL;
}

/* Bytes of the lower-case letters at text[at..end). */
static size_t letters(const char *text, size_t at, size_t end)
{
	size_t start = at;

	while (at < end && ascii_is_lower(text[at]))
		at++;
	return at - start;
}

/* Words of prose in text[at..end). */
static size_t count_words(const char *text, size_t at, size_t end)
{
	size_t start = at;
	size_t count = 0;
	int depth = 0;

	while (at < end) {
		size_t len = letters(text, at, end);

		depth += text[at] == '{';
		depth -= text[at] == '}';
		if (len >= 2 && depth == 0 &&
		    (at == start || is_edge(text[at - 1])) &&
		    (at + len == end || is_edge(text[at + len])))
			count++;
		at += len > 0 ? len : 1;
	}
	return count;
}

static bool is_prose(const char *text, size_t at, size_t end, size_t words)
{
	size_t len;

	if (words >= 3)
		return true;
	if (words >= 1 && ascii_is_space(text[end - 1]))
		return true;
	if (words == 0 || !ascii_is_space(text[at]))
		return false;
	while (at < end && ascii_is_space(text[at]))
		at++;
	len = letters(text, at, end);
	return len >= 2 && (at + len == end || is_edge(text[at + len]));
}

/* An amount before another one. */
static bool is_money(const char *text, size_t at, size_t end)
{
	if (!ascii_is_digit(text[at]) || !ascii_is_digit(text[end + 1]))
		return false;
	for (size_t i = at; i < end; i++)
		if (strchr("\\^_{}", text[i]) != NULL)
			return false;
	return true;
}

/* Nothing but blanks and stops, as between two formulas. */
static bool is_empty(const char *text, size_t at, size_t end)
{
	while (at < end &&
	       (ascii_is_space(text[at]) || strchr(",.;:", text[at]) != NULL))
		at++;
	return at == end;
}

bool tex_maths_likely(const char *source, size_t at, size_t close)
{
	if (is_empty(source, at, close))
		return false;
	return !is_prose(source, at, close, count_words(source, at, close)) &&
	       !is_money(source, at, close);
}
