#ifndef ARXIV_TEX_SINK_H
#define ARXIV_TEX_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Fonts that Unicode has not. */
enum tex_style {
	TEX_ITALIC = 1,
	TEX_BOLD = 2,
	TEX_CODE = 4,
	TEX_CAPS = 8,
	TEX_UNDERLINE = 16,
};

/* Where decoded TeX goes: a text that grows at its end, each byte with the
 * bits of its style, and whose last part can be taken off and put back in
 * another form. */
struct tex_sink {
	struct str text;
	struct str styles; /* a byte a byte; behind its end they are 0 */
	unsigned style;    /* of what is put from now on */
};

/* Frees what it holds. */
void tex_sink_clear(struct tex_sink *sink);

/* Append bytes, a text, and one code point, in the present style. */
void tex_sink_put(struct tex_sink *sink, const char *bytes, size_t len);
void tex_sink_add(struct tex_sink *sink, const char *text);
void tex_sink_code(struct tex_sink *sink, uint32_t code);

/* Puts bytes before the byte at `at`, which is at most the length. */
void tex_sink_insert(struct tex_sink *sink, size_t at, const char *bytes,
		     size_t len);

/* Shortens it to len bytes. */
void tex_sink_cut(struct tex_sink *sink, size_t len);

/* Moves what stands behind `start` into *ret_piece, which is empty or was
 * cleared; tex_sink_clear() frees it. */
void tex_sink_take(struct tex_sink *sink, size_t start,
		   struct tex_sink *ret_piece);

/* Appends len bytes of a piece at `at`, with their styles; _back all of it. */
void tex_sink_put_from(struct tex_sink *sink, const struct tex_sink *piece,
		       size_t at, size_t len);
void tex_sink_back(struct tex_sink *sink, const struct tex_sink *piece);

/* The style of a byte. */
unsigned tex_sink_style_at(const struct tex_sink *sink, size_t at);

/* The last byte, '\0' of an empty one. */
char tex_sink_last(const struct tex_sink *sink);

#endif
