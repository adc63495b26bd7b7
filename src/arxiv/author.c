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

/* author_split() of a text without parentheses, which most are. */
static bool split_plain(const char *text, struct str *out)
{
	size_t count = 0;
	size_t len = strcspn(text, ",");

	while (text[len] == ',') {
		if (!add_name(text, len, &count, out))
			return false;
		text += len + 1;
		len = strcspn(text, ",");
	}
	return add_name(text, len, &count, out);
}

/* author_split() of any text. */
static bool split_nested(const char *text, struct str *out)
{
	size_t len = strlen(text);
	bool *closed = find_closed(text, len);
	size_t depth = 0;
	size_t start = 0;
	size_t count = 0;
	bool all = true;

	for (size_t i = 0; i <= len && all; i++) {
		if (closed[i]) {
			depth++;
		} else if (text[i] == ')' && depth > 0) {
			depth--;
		} else if (i == len || (text[i] == ',' && depth == 0)) {
			all = add_name(text + start, i - start, &count, out);
			start = i + 1;
		}
	}
	free(closed);
	return all;
}

bool author_split(const char *text, struct str *out)
{
	return strchr(text, '(') ? split_nested(text, out)
				 : split_plain(text, out);
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
