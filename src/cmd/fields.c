/* Fields of a paper, as `show` prints them. */

#include "cmd/fields.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/tex.h"
#include "base/text.h"

#define COLUMNS       78
#define LABEL_COLUMNS 12 /* where values start */
#define TAB_COLUMNS   8

void fields_wrap(const char *text, int indent, struct str *out)
{
	struct text_line *lines;
	size_t count = text_wrap(text, COLUMNS - indent, &lines);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_addf(out, "%*s", indent, "");
		str_add_n(out, text + lines[i].start, lines[i].len);
		str_add_char(out, '\n');
	}
	free(lines);
}

void fields_add(const char *label, const char *value, struct str *out)
{
	if (!value || !*value)
		return;
	str_addf(out, "%s:%*s", label, LABEL_COLUMNS - (int)strlen(label) - 1,
		 "");
	fields_wrap(value, LABEL_COLUMNS, out);
}

/* Appends text[0..len) with blanks for its tabs. */
static void expand_tabs(const char *text, size_t len, struct str *out)
{
	int column = 0;

	for (size_t at = 0; at < len;) {
		size_t run = strcspn(text + at, "\t\n");

		str_add_n(out, text + at, run);
		column += text_columns(text + at, run);
		at += run;
		if (at >= len)
			break;
		do {
			str_add_char(out, ' ');
		} while (++column % TAB_COLUMNS != 0);
		at++;
	}
}

void fields_add_lines(const char *label, const char *text, struct str *out)
{
	struct str line = STR_INIT;

	if (!text || !*text)
		return;
	str_addf(out, "%s:%*s", label, LABEL_COLUMNS - (int)strlen(label) - 1,
		 "");
	for (const char *at = text;; at++) {
		size_t len = strcspn(at, "\n");

		str_clear(&line);
		expand_tabs(at, len, &line);
		if (at > text && len > 0)
			str_addf(out, "%*s", LABEL_COLUMNS, "");
		if (len > 0)
			fields_wrap(str_text(&line), LABEL_COLUMNS, out);
		else
			str_add_char(out, '\n');
		at += len;
		if (!*at)
			break;
	}
	str_free(&line);
}

void fields_add_tex(const char *label, const char *value, struct str *out)
{
	struct str shown = STR_INIT;

	if (value)
		tex_accents(value, &shown);
	fields_add(label, str_text(&shown), out);
	str_free(&shown);
}
