/* The texts of rows, made at the first search, kept until other rows come. */

#include "tui/row_texts.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex_text.h"
#include "base/mem.h"
#include "base/text.h"

static char *row_text_of(const struct listing_row *row)
{
	char ident[IDENT_TEXT_SIZE];
	struct str text = STR_INIT;

	str_addf(&text, "%s\n%s\n", ident_format(row->key, ident), row->title);
	tex_plain(row->title, &text);
	str_add_char(&text, '\n');
	author_join_shown(row->authors, ", ", &text);
	return str_take(&text);
}

void row_texts_make(struct row_texts *texts, const struct listing *listing)
{
	if (texts->texts != NULL)
		return;
	texts->count = listing->count;
	texts->texts = mem_zalloc(texts->count + 1, sizeof(char *));
	texts->folded = mem_zalloc(texts->count + 1, sizeof(char *));
	for (size_t i = 0; i < texts->count; i++) {
		texts->texts[i] = row_text_of(&listing->rows[i]);
		texts->folded[i] = text_fold(texts->texts[i]);
	}
}

void row_texts_clear(struct row_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		free(texts->texts[i]);
		free(texts->folded[i]);
	}
	free(texts->texts);
	free(texts->folded);
	*texts = (struct row_texts){ 0 };
}

bool row_texts_have(const struct row_texts *texts, size_t row, const char *text,
		    bool exact)
{
	if (row >= texts->count)
		return false;
	return strstr(exact ? texts->texts[row] : texts->folded[row], text) !=
	       NULL;
}
