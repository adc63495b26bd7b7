#ifndef ARXIV_FOLD_H
#define ARXIV_FOLD_H

#include <stddef.h>

#include "base/str.h"

/* Text as the words by which it is found. Queries, their matcher and the
 * search index all fold with this module, so they agree:
 *
 *   - letters and digits make words, everything else stands between them;
 *   - case, accents (Unicode's and TeX's) and compatibility forms do not
 *     count: "Poincaré", "Poincar\'e" and "Poincar{\'e}" are "poincare", "ﬁ"
 *     is "fi", "ß" "ss", "ø" "o", "ł" "l", "æ" "ae", "þ" "th";
 *   - a Greek letter is a word with its name, "α" like "$\alpha$" and
 *     "\varphi" like "\phi";
 *   - each Chinese or Japanese character is a word of its own (Korean is
 *     written with blanks);
 *   - TeX: a command with an argument and a switch of fonts go and what they
 *     stand around stays ("\textit{x}" is "x", "\sqrt{s}" is "s"); other
 *     commands are words ("\infty"). "$" and braces join: "{G}raph" is
 *     "graph", "$n$th" is "nth". A subscript digit joins the letter before it
 *     ("CO$_2$" and "CO₂" are "co2"); other scripts begin a word ("x^2" and
 *     "x²" are "x", "2").
 *
 * Folding what tex_accents() made of a text gives the same words, unless groups
 * touch each other ("}{"). */

/* One word: where it stands in the folded text and in the text. A character
 * like "½" (1, 2) is part of two words. */
struct fold_word {
	size_t at;    /* its first byte in the folded text */
	size_t start; /* bytes [start, end) of the text */
	size_t end;
};

/* Appends the words of text (UTF-8) in their order, with one blank between
 * them, or one line feed where a line feed stood between them in the text.
 * Linear. What *out holds already is not touched and not looked at. */
void fold_text(const char *text, struct str *out);

/* The same, and sets *ret_words to an array that the caller frees (NULL when
 * there is no word), whose `at` counts from where *out ended. Returns the
 * number of words. */
size_t fold_words(const char *text, struct str *out,
		  struct fold_word **ret_words);

#endif
