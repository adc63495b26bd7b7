/* Decoded TeX on its way out. The array of styles is filled only as far as a
 * style was used, so that texts without any do not pay for it. */
#include "arxiv/tex_sink.h"

#include <string.h>

#include "base/utf8.h"

void tex_sink_clear(struct tex_sink *sink)
{
	str_free(&sink->text);
	str_free(&sink->styles);
}

/* Gives every byte before `end` its place in the styles. */
static void reach(struct tex_sink *sink, size_t end, unsigned style)
{
	while (sink->styles.len < end)
		str_add_char(&sink->styles, (char)style);
}

void tex_sink_put(struct tex_sink *sink, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	if (sink->style != 0) {
		reach(sink, sink->text.len, 0);
		reach(sink, sink->text.len + len, sink->style);
	}
	str_add_n(&sink->text, bytes, len);
}

void tex_sink_add(struct tex_sink *sink, const char *text)
{
	tex_sink_put(sink, text, strlen(text));
}

void tex_sink_code(struct tex_sink *sink, uint32_t code)
{
	char bytes[4];

	tex_sink_put(sink, bytes, utf8_encode(code, bytes));
}

/* Opens a gap of len bytes at `at`. */
static char *widen(struct str *s, size_t at, const char *bytes, size_t len)
{
	size_t tail = s->len - at;

	str_add_n(s, bytes, len);
	memmove(s->data + at + len, s->data + at, tail);
	return s->data + at;
}

void tex_sink_insert(struct tex_sink *sink, size_t at, const char *bytes,
		     size_t len)
{
	if (len == 0)
		return;
	if (at < sink->styles.len)
		memset(widen(&sink->styles, at, bytes, len), (int)sink->style,
		       len);
	memcpy(widen(&sink->text, at, bytes, len), bytes, len);
}

void tex_sink_cut(struct tex_sink *sink, size_t len)
{
	str_cut(&sink->text, len);
	str_cut(&sink->styles, len);
}

void tex_sink_take(struct tex_sink *sink, size_t start,
		   struct tex_sink *ret_piece)
{
	*ret_piece = (struct tex_sink){ 0 };
	str_add_n(&ret_piece->text, str_text(&sink->text) + start,
		  sink->text.len - start);
	if (sink->styles.len > start)
		str_add_n(&ret_piece->styles, sink->styles.data + start,
			  sink->styles.len - start);
	tex_sink_cut(sink, start);
}

void tex_sink_put_from(struct tex_sink *sink, const struct tex_sink *piece,
		       size_t at, size_t len)
{
	unsigned style = sink->style;

	for (size_t i = at; i < at + len;) {
		size_t next = i + 1;

		sink->style = tex_sink_style_at(piece, i);
		while (next < at + len &&
		       tex_sink_style_at(piece, next) == sink->style)
			next++;
		tex_sink_put(sink, piece->text.data + i, next - i);
		i = next;
	}
	sink->style = style;
}

void tex_sink_back(struct tex_sink *sink, const struct tex_sink *piece)
{
	tex_sink_put_from(sink, piece, 0, piece->text.len);
}

unsigned tex_sink_style_at(const struct tex_sink *sink, size_t at)
{
	return at < sink->styles.len ? (unsigned char)sink->styles.data[at] : 0;
}

char tex_sink_last(const struct tex_sink *sink)
{
	return sink->text.len > 0 ? sink->text.data[sink->text.len - 1] : '\0';
}
