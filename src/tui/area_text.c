/* Lines of an area. */

#include "tui/area_text.h"

#include "base/text.h"

void area_text(struct screen *screen, const struct area *area, int row, int col,
	       unsigned style, const char *text)
{
	struct str cut = STR_INIT;
	int columns = area->columns - col;

	if (columns <= 0 || row < 0 || row >= area->rows)
		return;
	text_ellipsis(text, columns, screen_utf8(screen) ? "…" : ">", &cut);
	screen_text(screen, area->row + row, area->col + col, columns, style,
		    str_text(&cut));
	str_free(&cut);
}
