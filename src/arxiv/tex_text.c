/* Decoded TeX as a text with runs of styles. */
#include "arxiv/tex_text.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/tex_decode.h"
#include "base/mem.h"

static void add_run(struct tex_text *text, size_t start, size_t end,
		    unsigned style)
{
	if (style == 0)
		return;
	text->runs = mem_grow(text->runs, &text->room, text->count + 1,
			      sizeof(*text->runs));
	text->runs[text->count++] = (struct tex_run){
		.start = start,
		.len = end - start,
		.style = style,
	};
}

static void make_runs(const struct tex_sink *sink, struct tex_text *text)
{
	size_t start = 0;

	text->count = 0;
	for (size_t i = 0; i < sink->styles.len; i++) {
		unsigned style = tex_sink_style_at(sink, i);

		if (i + 1 < sink->styles.len &&
		    tex_sink_style_at(sink, i + 1) == style)
			continue;
		add_run(text, start, i + 1, style);
		start = i + 1;
	}
}

void tex_text_make(const char *source, struct tex_text *ret)
{
	struct tex_sink sink = { .text = ret->text };

	str_clear(&sink.text);
	if (tex_is_plain(source))
		str_add(&sink.text, source);
	else
		tex_decode(source, &sink);
	make_runs(&sink, ret);
	ret->text = sink.text;
	str_free(&sink.styles);
}

void tex_text_clear(struct tex_text *text)
{
	if (text == NULL)
		return;
	str_free(&text->text);
	free(text->runs);
	*text = (struct tex_text){ 0 };
}

void tex_plain(const char *source, struct str *out)
{
	struct tex_sink sink = { 0 };

	if (tex_is_plain(source)) {
		str_add(out, source);
		return;
	}
	tex_decode(source, &sink);
	str_add_n(out, str_text(&sink.text), sink.text.len);
	tex_sink_clear(&sink);
}

bool tex_is_plain(const char *source)
{
	for (;; source++) {
		source += strcspn(source, "\\${^_`-~");
		if (*source == '\0')
			return true;
		if (*source != '-' || source[1] == '-')
			return false;
	}
}
