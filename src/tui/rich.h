#ifndef TUI_RICH_H
#define TUI_RICH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "tui/screen.h"

/* Text with styles: italics and the like from TeX, and what a search found.
 * Runs may lie over one another; where they do, all of their styles hold. */
struct rich_run {
	size_t start; /* bytes of the text */
	size_t len;
	unsigned style; /* STYLE_ bits */
};

struct rich {
	struct str text;
	struct rich_run *runs;
	size_t count;
	size_t room;
};

/* Empties it and keeps its room, or frees it. */
void rich_reset(struct rich *rich);
void rich_clear(struct rich *rich);

/* Appends a text as it stands, cleaned. */
void rich_add(struct rich *rich, const char *text);

/* Appends a text with its TeX decoded and styled, cleaned. */
void rich_add_tex(struct rich *rich, const char *source);

/* Adds a style to a part of the text. */
void rich_style(struct rich *rich, size_t start, size_t len, unsigned style);

/* Adds a style wherever `what` stands in the text from byte `start` on; ASCII
 * letters match in both cases unless `exact`. */
void rich_style_all(struct rich *rich, size_t start, const char *what,
		    bool exact, unsigned style);

/* Cuts the text, and the runs with it, to `len` bytes and appends an ending. */
void rich_cut(struct rich *rich, size_t len, const char *ending);

/* Draws the bytes [start, start + len) into a slot, in a look and its runs, and
 * blanks the rest of it. Returns the columns that the text took. */
int rich_draw(const struct rich *rich, size_t start, size_t len,
	      struct screen *screen, struct slot slot, unsigned style);

#endif
