/* Author names: split once, when they come in, and kept one a line, since a
 * name may hold commas (affiliations) but never a line break. */
#include "arxiv/author.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/paper.h"
#include "arxiv/tex.h"
#include "base/mem.h"

/* Marks the opening parentheses that are closed somewhere behind them. Going
 * backwards, an opening one is closed when more closing ones than opening ones
 * were met so far. The caller frees the marks. */
static bool *find_closed(const char *text, size_t len)
{
	bool *closed = mem_zalloc(len + 1, sizeof(*closed));
	size_t waiting = 0;

	for (size_t i = len; i-- > 0;) {
		if (text[i] == ')') {
			waiting++;
		} else if (text[i] == '(' && waiting > 0) {
			closed[i] = true;
			waiting--;
		}
	}
	return closed;
}

/* Appends one name as a line, trimmed; an empty one is left out. False when
 * there were enough names already. */
static bool add_name(const char *name, size_t len, size_t *count,
		     struct str *out)
{
	while (len > 0 && *name == ' ') {
		name++;
		len--;
	}
	while (len > 0 && name[len - 1] == ' ')
		len--;
	if (len == 0)
		return true;
	if (*count == PAPER_MAX_AUTHORS)
		return false;
	if (*count > 0)
		str_add_char(out, '\n');
	str_add_n(out, name, len);
	(*count)++;
	return true;
}

/* Bytes of what separates two names at text; 0 when nothing does. */
static size_t separator(const char *text, bool raw)
{
	if (text[0] == ',')
		return 1;
	/* The blank behind the word may begin the next separator. */
	if (raw && strncmp(text, " and ", 5) == 0)
		return 4;
	return raw && strncmp(text, " & ", 3) == 0 ? 2 : 0;
}

static bool is_rest(const char *name, size_t len)
{
	static const char *const WORDS[] = { "et al", "et al.", "et. al.",
					     "et. al" };

	while (len > 0 && *name == ' ') {
		name++;
		len--;
	}
	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strlen(WORDS[i]) == len &&
		    strncmp(WORDS[i], name, len) == 0)
			return true;
	return false;
}

/* Splits a text whose closed parentheses are marked; NULL when it has none,
 * which most have not. */
static bool split(const char *text, const bool *closed, bool raw,
		  struct str *out)
{
	size_t depth = 0;
	size_t start = 0;
	size_t count = 0;
	size_t i = 0;
	bool all = true;

	while (text[i] != '\0' && all) {
		size_t skip = depth == 0 ? separator(text + i, raw) : 0;

		if (closed && closed[i])
			depth++;
		else if (text[i] == ')' && depth > 0)
			depth--;
		if (skip > 0) {
			all = add_name(text + start, i - start, &count, out);
			start = i + skip;
		}
		i += skip > 0 ? skip : 1;
	}
	if (!all || (raw && is_rest(text + start, i - start)))
		return all;
	return add_name(text + start, i - start, &count, out);
}

static bool split_any(const char *text, bool raw, struct str *out)
{
	bool *closed =
		strchr(text, '(') ? find_closed(text, strlen(text)) : NULL;
	bool all = split(text, closed, raw, out);

	free(closed);
	return all;
}

bool author_split(const char *text, struct str *out)
{
	return split_any(text, false, out);
}

bool author_split_raw(const char *text, struct str *out)
{
	return split_any(text, true, out);
}

bool author_next(const char **names, const char **ret_name, size_t *ret_len)
{
	const char *name = *names;
	size_t len = 0;

	if (name == NULL || *name == '\0')
		return false;
	len = strcspn(name, "\n");
	*names = name + len + (name[len] == '\n');
	*ret_name = name;
	*ret_len = len;
	return true;
}

size_t author_count(const char *names)
{
	const char *name = NULL;
	size_t len = 0;
	size_t count = 0;

	while (author_next(&names, &name, &len))
		count++;
	return count;
}

void author_join(const char *names, const char *separator, struct str *out)
{
	const char *name = NULL;
	size_t len = 0;
	bool first = true;

	while (author_next(&names, &name, &len)) {
		if (!first)
			str_add(out, separator);
		first = false;
		str_add_n(out, name, len);
	}
}

void author_join_shown(const char *names, const char *separator,
		       struct str *out)
{
	const char *name = NULL;
	size_t len = 0;
	bool first = true;
	struct str one = STR_INIT;

	/* Each name by itself: braces and maths end with the name. */
	while (author_next(&names, &name, &len)) {
		if (!first)
			str_add(out, separator);
		first = false;
		str_clear(&one);
		str_add_n(&one, name, len);
		tex_accents(str_text(&one), out);
	}
	str_free(&one);
}
