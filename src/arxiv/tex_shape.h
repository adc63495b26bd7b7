#ifndef ARXIV_TEX_SHAPE_H
#define ARXIV_TEX_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/tex_sink.h"

/* Two-dimensional maths on one line: each function takes what a sink holds
 * from `start` on, decoded already, and gives it its form. Nothing is lost:
 * what has no form of its own keeps the signs of TeX. */

/* A script: sign is '^' or '_'. It becomes the characters that Unicode has
 * when it has all of them, else _x or _{...}. It was a `group` in the source,
 * and is `tight` when a letter or digit follows at once: then it keeps its
 * braces. A command that is no group and stays as it is written gets none. */
void tex_shape_script(struct tex_sink *sink, size_t start, char sign,
		      bool group, bool tight);

/* A fraction whose denominator begins at `middle`: one character, or a/b with
 * the brackets that it needs; in brackets as a whole when `tight`, which means
 * that something follows at once. Both parts have content. */
void tex_shape_fraction(struct tex_sink *sink, size_t start, size_t middle,
			bool tight);

/* (n choose k), in the same way. */
void tex_shape_binomial(struct tex_sink *sink, size_t start, size_t middle);

/* A root, with brackets when it needs them or is `tight`. What stands between
 * start and `middle` is its degree, empty for a square root. */
void tex_shape_root(struct tex_sink *sink, size_t start, size_t middle,
		    bool tight);

/* A mark on one letter, which may have scripts. False, with nothing changed,
 * when what is there is no such thing, or, with `composed`, when Unicode has
 * no character for the letter with its mark. */
bool tex_shape_mark(struct tex_sink *sink, size_t start, const char *mark,
		    bool composed);

/* A mark on each character. */
void tex_shape_line(struct tex_sink *sink, size_t start, const char *mark);

/* The letters and digits in a font that Unicode has: "bb", "cal", "frak". */
void tex_shape_alphabet(struct tex_sink *sink, size_t start, const char *font);

#endif
