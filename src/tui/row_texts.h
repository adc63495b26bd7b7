#ifndef TUI_ROW_TEXTS_H
#define TUI_ROW_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "library/listing.h"

/* What a search looks into: of each row of a listing its identifier, title as
 * stored and as shown, and names. Zeroed it is empty. */
struct row_texts {
	char **texts;
	char **folded; /* the same with case folded */
	size_t count;
};

/* Makes them unless they are there. */
void row_texts_make(struct row_texts *texts, const struct listing *listing);

/* Frees them; to be called when the rows are others. */
void row_texts_clear(struct row_texts *texts);

/* True when a row holds `text`; with `exact` case counts, else `text` is
 * folded. False for rows without texts. */
bool row_texts_have(const struct row_texts *texts, size_t row, const char *text,
		    bool exact);

#endif
