#ifndef TUI_PAPER_TEXT_H
#define TUI_PAPER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "library/listing.h"
#include "tui/match.h"
#include "tui/rich.h"
#include "tui/screen.h"

/* A paper as lines of one width, made once for a paper and a width. */
struct paper_line {
	size_t start; /* into the text, which is one string */
	size_t len;
	enum look look;
};

struct paper_text {
	struct rich rich;
	struct paper_line *lines;
	size_t count;
	size_t room;
};

/* How a paper is to be told. */
struct paper_style {
	int columns;               /* >= 1 */
	bool whole;                /* all authors; else one line of them */
	bool raw;                  /* TeX as it is stored, else decoded */
	bool plain;                /* ASCII signs only */
	const struct match *match; /* whose hits are shown; NULL none */
	const char *search;        /* a text that is searched; NULL none */
	bool exact;                /* its case counts */
};

/* Makes the lines of a paper; `row` is its row in the listing, which knows the
 * type and version that were announced. What *ret held is freed. */
void paper_text_make(const struct listed *listed, const struct listing_row *row,
		     const struct paper_style *style, struct paper_text *ret);

/* Frees the lines. */
void paper_text_clear(struct paper_text *text);

#endif
