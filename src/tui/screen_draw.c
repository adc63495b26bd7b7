/* Drawing into cells. Text is drawn in two ways: printable ASCII, which is most
 * of it, is put there as it is. All else is decoded code point by code point,
 * filtered and measured, and put there character by character. */

#include "tui/screen_draw.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tui/screen_plain.h"
#include "tui/screen_style.h"

/* Lines, as code points. */
#define BOX_RULE 0x2500u
#define BOX_WALL 0x2502u

/* Clips a run of columns to the screen; false when nothing is left. */
static bool screen_clip(const struct screen *screen, int row, int col,
			int *columns)
{
	if (screen->terminal == NULL || row < 0 || row >= screen->rows ||
	    col < 0 || col >= screen->columns)
		return false;
	if (*columns > screen->columns - col)
		*columns = screen->columns - col;
	return *columns > 0;
}

/* The character that stands for a code point in this locale. */
static wchar_t local_char(const struct screen *screen, uint32_t code)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;

	if (code < 0x80 || (screen->utf8 && !screen->ascii))
		return (wchar_t)code;
	if (screen->ascii)
		return (wchar_t)plain_char(code);
	memset(&state, 0, sizeof(state));
	if (wcwidth((wchar_t)code) > 0 &&
	    wcrtomb(bytes, (wchar_t)code, &state) != (size_t)-1)
		return (wchar_t)code;
	return (wchar_t)plain_char(code);
}

/* Appends text[0..len) to *out without what may not be shown. */
static void screen_filter(const char *text, size_t len, struct str *out)
{
	while (len > 0) {
		uint32_t code;
		size_t taken = utf8_decode(text, len, &code);

		if (text_code_ok(code))
			str_add_n(out, text,
				  code == UTF8_REPLACEMENT ? 0 : taken);
		if (code == UTF8_REPLACEMENT)
			str_add_code(out, code);
		text += taken;
		len -= taken;
	}
}

/* True when text goes out as it is. */
static bool screen_full(const struct screen *screen)
{
	return screen->utf8 && !screen->ascii;
}

/* Writes one cluster to codes[0..room); returns how many were written. Outside
 * of UTF-8 only the base is kept. */
static size_t screen_widen(const struct screen *screen, const char *cluster,
			   size_t len, uint32_t *codes, size_t room)
{
	size_t count = 0;

	while (len > 0 && count < room) {
		uint32_t code;
		size_t taken = utf8_decode(cluster, len, &code);

		codes[count++] = (uint32_t)local_char(screen, code);
		cluster += taken;
		len -= taken;
		if (!screen_full(screen))
			break;
	}
	return count;
}

/* Puts one character. A plain one that stands for a wide one is followed by a
 * blank, so that it takes as many columns as were measured. */
static void screen_add_glyph(struct screen *screen, int row, int col,
			     struct glyph *glyph, uint16_t pen)
{
	if (glyph->width == 2 && glyph->codes[0] < 0x80) {
		cells_ascii(&screen->cells, row, col + 1, " ", 1, pen);
		glyph->width = 1;
	}
	cells_put(&screen->cells, row, col, glyph, pen);
}

/* Draws the filtered text of screen->clean at the slot's beginning; returns its
 * columns. */
static int screen_add_wide(struct screen *screen, const struct slot *slot,
			   uint16_t pen, bool *ret_all)
{
	const char *text = str_text(&screen->clean);
	uint32_t codes[1 + CELL_MARKS];
	int used = 0;

	for (;;) {
		int width;
		size_t len = text_cluster(text, &width);
		struct glyph glyph = { .codes = codes, .width = width };

		if (len == 0 || used + width > slot->columns)
			break;
		if (width > 0) {
			glyph.count = screen_widen(screen, text, len, codes,
						   1 + CELL_MARKS);
			screen_add_glyph(screen, slot->row, slot->col + used,
					 &glyph, pen);
		}
		used += width;
		text += len;
	}
	*ret_all = *text == '\0';
	return used;
}

/* Printable ASCII at the beginning of text, at most len bytes. */
static size_t ascii_span(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && text[i] >= ' ' && text[i] <= '~')
		i++;
	return i;
}

/* Draws text at the slot's beginning; returns its columns. *ret_all says
 * whether all of it fitted. */
static int screen_put(struct screen *screen, const struct slot *slot,
		      unsigned style, const char *text, size_t len,
		      bool *ret_all)
{
	uint16_t pen = style_pen(screen, style);
	int used;

	if (ascii_span(text, len) == len) {
		used = len < (size_t)slot->columns ? (int)len : slot->columns;
		cells_ascii(&screen->cells, slot->row, slot->col, text, used,
			    pen);
		*ret_all = (size_t)used == len;
		return used;
	}
	str_clear(&screen->clean);
	screen_filter(text, len, &screen->clean);
	return screen_add_wide(screen, slot, pen, ret_all);
}

int screen_text_n(struct screen *screen, struct slot slot, unsigned style,
		  const char *text, size_t len)
{
	int before = slot.columns;
	int used;

	screen_run(screen, &slot, style, text, len);
	used = before - slot.columns;
	screen_rest(screen, &slot, style);
	return used;
}

void screen_run(struct screen *screen, struct slot *slot, unsigned style,
		const char *text, size_t len)
{
	struct slot clipped = *slot;
	bool all = false;
	int used;

	if (len == 0 ||
	    !screen_clip(screen, slot->row, slot->col, &clipped.columns))
		return;
	used = screen_put(screen, &clipped, style, text, len, &all);
	slot->col += used;
	slot->columns -= used;
	if (all)
		return;
	/* A wide character that has no room leaves a column behind. */
	screen_rest(screen, slot, style);
	slot->col += slot->columns;
	slot->columns = 0;
}

void screen_rest(struct screen *screen, const struct slot *slot, unsigned style)
{
	screen_blank(screen, slot->row, slot->col, slot->columns, style);
}

int screen_text(struct screen *screen, int row, int col, int columns,
		unsigned style, const char *text)
{
	struct slot slot = { .row = row, .col = col, .columns = columns };

	return screen_text_n(screen, slot, style, text, strlen(text));
}

/* Fills a run with one character, which must be one column wide. */
static void screen_repeat(struct screen *screen, const struct slot *slot,
			  uint32_t code, uint16_t pen)
{
	struct cell what = { .code = code, .pen = pen };
	int columns = slot->columns;

	if (screen_clip(screen, slot->row, slot->col, &columns))
		cells_fill(&screen->cells, slot->row, slot->col, columns, what);
}

void screen_blank(struct screen *screen, int row, int col, int columns,
		  unsigned style)
{
	struct slot slot = { .row = row, .col = col, .columns = columns };

	if (screen->terminal != NULL)
		screen_repeat(screen, &slot, ' ', style_blank(screen, style));
}

void screen_rule(struct screen *screen, int row, int col, int columns,
		 unsigned style)
{
	struct slot slot = { .row = row, .col = col, .columns = columns };

	if (screen->terminal != NULL)
		screen_repeat(screen, &slot,
			      (uint32_t)local_char(screen, BOX_RULE),
			      style_pen(screen, style));
}

void screen_wall(struct screen *screen, int row, int col, int rows,
		 unsigned style)
{
	for (int i = 0; screen->terminal != NULL && i < rows; i++) {
		struct slot slot = { .row = row + i, .col = col, .columns = 1 };

		screen_repeat(screen, &slot,
			      (uint32_t)local_char(screen, BOX_WALL),
			      style_pen(screen, style));
	}
}

void screen_shift(struct screen *screen, struct slot slot, int rows, int lines)
{
	struct cells_part part = { .row = slot.row,
				   .col = slot.col,
				   .rows = rows,
				   .columns = slot.columns };

	if (screen_clip(screen, slot.row, slot.col, &part.columns) &&
	    slot.row + rows <= screen->rows)
		cells_shift(&screen->cells, &part, lines);
}

void screen_encode(const struct screen *screen, const char *text, size_t len,
		   struct str *out)
{
	struct str clean = STR_INIT;
	uint32_t codes[64];
	mbstate_t state;
	int width;

	memset(&state, 0, sizeof(state));
	screen_filter(text, len, &clean);
	text = str_text(&clean);
	for (; (len = text_cluster(text, &width)) > 0; text += len) {
		size_t count =
			width > 0 ? screen_widen(screen, text, len, codes, 63)
				  : 0;

		if (width == 2 && count == 1 && codes[0] < 0x80)
			codes[count++] = ' ';

		for (size_t i = 0; i < count; i++) {
			char bytes[MB_LEN_MAX];
			size_t size = wcrtomb(bytes, (wchar_t)codes[i], &state);

			if (size != (size_t)-1)
				str_add_n(out, bytes, size);
		}
	}
	str_free(&clean);
}
