#ifndef TUI_LIST_ROW_H
#define TUI_LIST_ROW_H

#include <stdbool.h>

#include "library/listing.h"
#include "tui/match.h"
#include "tui/row_format.h"
#include "tui/screen.h"

/* How the lines of papers look. */
struct list_look {
	const struct row_format *format;
	const struct match *match; /* whose hits are shown; NULL none */
	const char *search;        /* a text that is searched; NULL none */
	bool exact;                /* its case counts */
	bool raw;                  /* TeX as it is stored */
};

/* Draws the line of a paper into a slot, in a style. */
void list_row_draw(const struct list_look *look, const struct listing_row *row,
		   struct screen *screen, struct slot slot, unsigned style);

#endif
