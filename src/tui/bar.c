/* The top line. */

#include "tui/bar.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Columns between what stands left and what stands right. */
#define BAR_MIDDLE 3

void bar_add(struct bar *bar, int gap, bool right, const char *format, ...)
{
	struct bar_piece *piece;
	va_list args;

	if (bar->count == BAR_MAX)
		return;
	piece = &bar->pieces[bar->count++];
	piece->gap = gap;
	piece->right = right;
	va_start(args, format);
	vsnprintf(piece->text, sizeof(piece->text), format, args);
	va_end(args);
}

bool bar_same(const struct bar *a, const struct bar *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++) {
		const struct bar_piece *one = &a->pieces[i];
		const struct bar_piece *other = &b->pieces[i];

		same = one->gap == other->gap && one->right == other->right &&
		       strcmp(one->text, other->text) == 0;
	}
	return same;
}

static int piece_columns(const struct bar_piece *piece)
{
	return text_columns(piece->text, strlen(piece->text));
}

/* Columns of the pieces [from, to) with their gaps. */
static int bar_columns(const struct bar *bar, size_t from, size_t to)
{
	int columns = 0;

	for (size_t i = from; i < to; i++)
		columns += bar->pieces[i].gap + piece_columns(&bar->pieces[i]);
	return columns;
}

/* The first piece that stands at the right. */
static size_t bar_right(const struct bar *bar)
{
	size_t i = 0;

	while (i < bar->count && !bar->pieces[i].right)
		i++;
	return i;
}

size_t bar_fit(const struct bar *bar, int columns)
{
	size_t count = bar->count;
	size_t right = bar_right(bar);

	while (count > 1 && bar_columns(bar, 0, count) + 1 +
					    (count > right ? BAR_MIDDLE : 0) >
				    columns)
		count--;
	return count;
}

void bar_draw(const struct bar *bar, struct screen *screen, int row)
{
	int columns = screen_columns(screen);
	size_t count = bar_fit(bar, columns);
	size_t right = bar_right(bar);
	int col = 0;

	screen_blank(screen, row, 0, columns, LOOK_BAR);
	for (size_t i = 0; i < count; i++) {
		const struct bar_piece *piece = &bar->pieces[i];

		if (i == right)
			col = columns - 1 - bar_columns(bar, i, count);
		col += piece->gap;
		col += screen_text(screen, row, col, piece_columns(piece),
				   LOOK_BAR, piece->text);
	}
}
