/* Fields of a paper, as `show` prints them. */

#include "cmd/fields.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/tex.h"
#include "base/text.h"

#define COLUMNS       78
#define LABEL_COLUMNS 12 /* where values start */

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

void fields_add_tex(const char *label, const char *value, struct str *out)
{
	struct str shown = STR_INIT;

	if (value)
		tex_accents(value, &shown);
	fields_add(label, str_text(&shown), out);
	str_free(&shown);
}
