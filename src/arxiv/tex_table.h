#ifndef ARXIV_TEX_TABLE_H
#define ARXIV_TEX_TABLE_H

#include <stddef.h>

/* The vocabulary of TeX, compiled in from data/tex.tsv. */

/* What an entry is and does; the second column of the table. */
enum tex_kind {
	TEX_KIND_ACCENT,        /* a sign as accent: \' */
	TEX_KIND_ACCENT_LETTER, /* a letter as accent: \c */
	TEX_KIND_ALPHABET,      /* a font that Unicode has: \mathbb */
	TEX_KIND_ALPHABET_ON,   /* the same to the end of the group: \cal */
	TEX_KIND_BEGIN,
	TEX_KIND_BINARY, /* an operator: \times */
	TEX_KIND_BINOMIAL,
	TEX_KIND_BOLD,
	TEX_KIND_BOLD_ON,
	TEX_KIND_BRACKET, /* the size of a bracket: \left */
	TEX_KIND_CAPS,
	TEX_KIND_CAPS_ON,
	TEX_KIND_CHOOSE,
	TEX_KIND_CODE,
	TEX_KIND_CODE_ON,
	TEX_KIND_CODE_POINT, /* \unicode{x2013} */
	TEX_KIND_DEGREE,     /* \deg, a function or a sign */
	TEX_KIND_END,
	TEX_KIND_FRACTION,
	TEX_KIND_FUNCTION, /* \log */
	TEX_KIND_GLYPH,    /* a sign of a text: \textbullet */
	TEX_KIND_ITALIC,
	TEX_KIND_ITALIC_ON,
	TEX_KIND_KEY,    /* \cite */
	TEX_KIND_LATIN,  /* a letter of a text: \ss */
	TEX_KIND_LETTER, /* the same, whose name authors reuse in maths: \o */
	TEX_KIND_LINE,   /* \overline */
	TEX_KIND_LINK,   /* \href */
	TEX_KIND_MARK,   /* an accent of maths: \hat */
	TEX_KIND_NOT,
	TEX_KIND_NOTHING,
	TEX_KIND_OPERATOR,
	TEX_KIND_OVER,
	TEX_KIND_PLAIN,
	TEX_KIND_PLAIN_ON,
	TEX_KIND_RAISE, /* \textsuperscript and \textsubscript */
	TEX_KIND_RELATION,
	TEX_KIND_ROOT,
	TEX_KIND_ROW, /* \\ */
	TEX_KIND_SPACE,
	TEX_KIND_SYMBOL,
	TEX_KIND_UNDERLINE,
	TEX_KIND_URL,
	TEX_KIND_WRAP, /* the argument between two signs: \ket */

	/* Not commands: scripts ("^2"), letters of fonts ("bb:R"), fractions
	 * of one character ("1/2") and environments ("begin:align"). */
	TEX_KIND_ALPHABETIC,
	TEX_KIND_ENVIRONMENT,
	TEX_KIND_SUBSCRIPT,
	TEX_KIND_SUPERSCRIPT,
	TEX_KIND_VULGAR,
};

#define TEX_NAME_SIZE    24
#define TEX_BECOMES_SIZE 16

/* A row of the table. The texts lie in the row, so that no pointer has to be
 * set when the program starts. */
struct tex_entry {
	char name[TEX_NAME_SIZE]; /* with its backslash */
	char becomes[TEX_BECOMES_SIZE];
	enum tex_kind kind;
};

/* Traits of kinds. */
enum tex_trait {
	TEX_BARE = 1,  /* a command without an argument */
	TEX_SCOPE = 2, /* works until the end of its group */
	TEX_TIGHT = 4, /* behind a fraction it would be read as part of it */
};

/* The traits of a kind. */
unsigned tex_table_traits(enum tex_kind kind);

/* The row whose name is name[0..len), or NULL. */
const struct tex_entry *tex_table_find(const char *name, size_t len);

/* The row named by two texts one behind the other ("^" and "2"), or NULL. */
const struct tex_entry *tex_table_find_pair(const char *prefix,
					    const char *name, size_t len);

#endif
