/* Drawing over curses. Text is drawn in two ways: printable ASCII, which is
 * most of it, is handed to curses as it is. All else is decoded code point by
 * code point, filtered and measured, and handed over as wide characters. */

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

static void screen_style(struct screen *screen, unsigned style)
{
	int pair;
	attr_t attributes = style_resolve(screen, style, &pair);

	attr_set(attributes, (short)pair, NULL);
}

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

/* Writes one cluster to wide[0..room); returns the characters written. Outside
 * of UTF-8 only the base is kept, in as many columns as were measured. */
static size_t screen_widen(const struct screen *screen, const char *cluster,
			   size_t len, int width, wchar_t *wide, size_t room)
{
	size_t count = 0;

	while (len > 0 && count < room) {
		uint32_t code;
		size_t taken = utf8_decode(cluster, len, &code);

		wide[count++] = local_char(screen, code);
		cluster += taken;
		len -= taken;
		if (!screen_full(screen))
			break;
	}
	if (!screen_full(screen) && width == 2 && count < room &&
	    wide[count - 1] < 0x80)
		wide[count++] = L' ';
	return count;
}

/* Draws filtered text; returns its columns. */
static int screen_add_wide(struct screen *screen, int columns, const char *text,
			   bool *ret_all)
{
	int used = 0;
	size_t count = 0;

	while (count < SCREEN_MAX_CODES) {
		int width;
		size_t len = text_cluster(text, &width);

		if (len == 0 || used + width > columns)
			break;
		if (width > 0)
			count += screen_widen(screen, text, len, width,
					      screen->wide + count,
					      SCREEN_MAX_CODES - count);
		used += width;
		text += len;
	}
	addnwstr(screen->wide, (int)count);
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

/* Draws printable ASCII as ready cells, which curses neither measures nor
 * moves its cursor for. */
static void screen_add_ascii(struct screen *screen, const char *text, int len)
{
	attr_t attributes;
	cchar_t cell;
	short pair;

	attr_get(&attributes, &pair, NULL);
	setcchar(&cell, L" ", attributes, pair, NULL);
	for (int i = 0; i < len; i++) {
		screen->cells[i] = cell;
		screen->cells[i].chars[0] = (wchar_t)text[i];
	}
	add_wchnstr(screen->cells, len);
}

/* Draws text at a place of the screen; returns its columns. *ret_all says
 * whether all of it fitted. */
static int screen_put(struct screen *screen, int columns, const char *text,
		      size_t len, bool *ret_all)
{
	int used;

	if (ascii_span(text, len) == len) {
		used = len < (size_t)columns ? (int)len : columns;
		screen_add_ascii(screen, text, used);
		*ret_all = (size_t)used == len;
		return used;
	}
	str_clear(&screen->clean);
	screen_filter(text, len, &screen->clean);
	return screen_add_wide(screen, columns, str_text(&screen->clean),
			       ret_all);
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
	int columns = slot->columns;
	bool all = false;
	int used;

	if (len == 0 || !screen_clip(screen, slot->row, slot->col, &columns))
		return;
	screen_style(screen, style);
	move(slot->row, slot->col);
	used = screen_put(screen, columns, text, len, &all);
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

/* Fills with one character, which must be one column wide. */
static void screen_repeat(int columns, wchar_t what)
{
	cchar_t cell;
	wchar_t text[2] = { what, L'\0' };
	attr_t attributes;
	short pair;

	attr_get(&attributes, &pair, NULL);
	setcchar(&cell, text, attributes, pair, NULL);
	hline_set(&cell, columns);
}

void screen_blank(struct screen *screen, int row, int col, int columns,
		  unsigned style)
{
	if (!screen_clip(screen, row, col, &columns))
		return;
	screen_style(screen, style);
	move(row, col);
	screen_repeat(columns, L' ');
}

void screen_rule(struct screen *screen, int row, int col, int columns,
		 unsigned style)
{
	if (!screen_clip(screen, row, col, &columns))
		return;
	screen_style(screen, style);
	move(row, col);
	screen_repeat(columns, local_char(screen, BOX_RULE));
}

void screen_wall(struct screen *screen, int row, int col, int rows,
		 unsigned style)
{
	int one = 1;

	screen_style(screen, style);
	for (int i = row; i < row + rows; i++) {
		if (!screen_clip(screen, i, col, &one))
			continue;
		move(i, col);
		screen_repeat(1, local_char(screen, BOX_WALL));
	}
}

void screen_encode(const struct screen *screen, const char *text, size_t len,
		   struct str *out)
{
	struct str clean = STR_INIT;
	wchar_t wide[64];
	mbstate_t state;
	int width;

	memset(&state, 0, sizeof(state));
	screen_filter(text, len, &clean);
	text = str_text(&clean);
	for (; (len = text_cluster(text, &width)) > 0; text += len) {
		size_t count = width > 0 ? screen_widen(screen, text, len,
							width, wide, 64)
					 : 0;

		for (size_t i = 0; i < count; i++) {
			char bytes[MB_LEN_MAX];
			size_t size = wcrtomb(bytes, wide[i], &state);

			if (size != (size_t)-1)
				str_add_n(out, bytes, size);
		}
	}
	str_free(&clean);
}
