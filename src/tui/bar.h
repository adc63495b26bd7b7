#ifndef TUI_BAR_H
#define TUI_BAR_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/screen.h"

/* The top line: pieces from the left, then pieces that stand at the right end.
 * When it is too narrow, pieces are dropped from the right. */
#define BAR_MAX 8

struct bar_piece {
	char text[160];
	int gap;    /* columns before it */
	bool right; /* this one and those after it stand at the right */
};

struct bar {
	struct bar_piece pieces[BAR_MAX];
	size_t count;
};

/* Adds a piece; more than BAR_MAX are left out. */
void bar_add(struct bar *bar, int gap, bool right, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* True when both show the same. */
bool bar_same(const struct bar *a, const struct bar *b);

/* How many pieces fit into `columns`, at least one. */
size_t bar_fit(const struct bar *bar, int columns);

/* Draws it into a row of the screen. */
void bar_draw(const struct bar *bar, struct screen *screen, int row);

#endif
