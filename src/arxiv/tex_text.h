#ifndef ARXIV_TEX_TEXT_H
#define ARXIV_TEX_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/tex_sink.h"
#include "base/str.h"

/* TeX on a terminal: titles, abstracts and comments as stored become what a
 * reader should see. Accents, Greek, operators, arrows, scripts, fractions,
 * fonts, quotes and dashes turn into Unicode as far as it has them; fonts that
 * it has not into styles. What is not understood (commands of the author,
 * unbalanced braces, a lone dollar) stays as it is written, so that nothing is
 * lost. arxday-tex(7) has the rules, data/tex.tsv the vocabulary. */

/* Bytes [start, start + len) of the text in a style other than 0. */
struct tex_run {
	size_t start;
	size_t len;
	unsigned style; /* bits of enum tex_style */
};

/* Decoded text and its runs, in order and disjoint. Begins as { 0 }. */
struct tex_text {
	struct str text;
	struct tex_run *runs;
	size_t count; /* runs */
	size_t room;  /* runs allocated */
};

/* Decodes source into *ret, whose former content is replaced and whose room
 * is used again. Takes time linear in the source. The result has no control
 * character that the source has not. */
void tex_text_make(const char *source, struct tex_text *ret);

/* Frees what it holds; it may be used again. NULL is nothing. */
void tex_text_clear(struct tex_text *text);

/* Appends the decoded text alone. */
void tex_plain(const char *source, struct str *out);

/* True when decoding certainly changes nothing. */
bool tex_is_plain(const char *source);

#endif
