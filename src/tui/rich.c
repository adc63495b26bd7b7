/* Styled text. A line is drawn as pieces between the places where any run
 * begins or ends; lines have few runs, so each piece asks all of them. */

#include "tui/rich.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/tex_text.h"
#include "base/mem.h"
#include "base/text.h"

void rich_reset(struct rich *rich)
{
	str_clear(&rich->text);
	rich->count = 0;
}

void rich_clear(struct rich *rich)
{
	str_free(&rich->text);
	free(rich->runs);
	*rich = (struct rich){ 0 };
}

void rich_add(struct rich *rich, const char *text)
{
	text_clean(text, strlen(text), &rich->text);
}

void rich_style(struct rich *rich, size_t start, size_t len, unsigned style)
{
	rich->runs = mem_grow(rich->runs, &rich->room, rich->count + 1,
			      sizeof(rich->runs[0]));
	rich->runs[rich->count++] = (struct rich_run){ start, len, style };
}

static unsigned rich_style_of(unsigned tex)
{
	static const struct {
		enum tex_style tex;
		unsigned style;
	} table[] = {
		{TEX_ITALIC,     STYLE_ITALIC   },
		{ TEX_BOLD,      STYLE_BOLD     },
		{ TEX_CODE,      STYLE_CODE     },
		{ TEX_UNDERLINE, STYLE_UNDERLINE},
	};
	unsigned style = 0;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		style |= tex & (unsigned)table[i].tex ? table[i].style : 0;
	return style;
}

void rich_add_tex(struct rich *rich, const char *source)
{
	struct tex_text tex = { 0 };
	size_t start = rich->text.len;

	if (tex_is_plain(source)) {
		rich_add(rich, source);
		return;
	}
	tex_text_make(source, &tex);
	/* Runs hold only while no byte is taken out. */
	if (text_is_clean(str_text(&tex.text), tex.text.len)) {
		str_add_n(&rich->text, str_text(&tex.text), tex.text.len);
		for (size_t i = 0; i < tex.count; i++)
			rich_style(rich, start + tex.runs[i].start,
				   tex.runs[i].len,
				   rich_style_of(tex.runs[i].style));
	} else {
		rich_add(rich, str_text(&tex.text));
	}
	tex_text_clear(&tex);
}

/* True when `text` begins with `what`. */
static bool rich_begins(const char *text, const char *what, bool exact)
{
	if (exact)
		return strncmp(text, what, strlen(what)) == 0;
	for (; *what != '\0'; text++, what++) {
		if (ascii_lower(*text) != ascii_lower(*what))
			return false;
	}
	return true;
}

void rich_style_all(struct rich *rich, size_t start, const char *what,
		    bool exact, unsigned style)
{
	const char *text = str_text(&rich->text);
	size_t len = strlen(what);

	while (len > 0 && start + len <= rich->text.len) {
		if (rich_begins(text + start, what, exact)) {
			rich_style(rich, start, len, style);
			start += len;
		} else {
			start++;
		}
	}
}

void rich_cut(struct rich *rich, size_t len, const char *ending)
{
	str_cut(&rich->text, len);
	str_add(&rich->text, ending);
	for (size_t i = 0; i < rich->count; i++) {
		struct rich_run *run = &rich->runs[i];

		if (run->start > len)
			run->start = len;
		if (run->len > len - run->start)
			run->len = len - run->start;
	}
}

/* The styles of all runs at a byte; *end becomes where they change next. */
static unsigned rich_at(const struct rich *rich, size_t at, size_t *end)
{
	unsigned style = 0;

	for (size_t i = 0; i < rich->count; i++) {
		const struct rich_run *run = &rich->runs[i];
		size_t after = run->start + run->len;

		if (run->start > at && run->start < *end)
			*end = run->start;
		if (run->start > at || after <= at)
			continue;
		style |= run->style;
		if (after < *end)
			*end = after;
	}
	return style;
}

int rich_draw(const struct rich *rich, size_t start, size_t len,
	      struct screen *screen, struct slot slot, unsigned style)
{
	const char *text = str_text(&rich->text);
	int columns = slot.columns;
	size_t at = start;

	if (rich->count == 0)
		return screen_text_n(screen, slot, style, text + start, len);
	while (at < start + len) {
		size_t end = start + len;
		unsigned more = rich_at(rich, at, &end);

		screen_run(screen, &slot, style | more, text + at, end - at);
		at = end;
	}
	columns -= slot.columns;
	screen_rest(screen, &slot, style);
	return columns;
}
