#ifndef ARXIV_TEX_MATHS_H
#define ARXIV_TEX_MATHS_H

#include <stdbool.h>
#include <stddef.h>

/* Where maths begins and ends, and which dollars are money. */

#define TEX_NOWHERE ((size_t)-1)

/* The next `closer` that no backslash escapes in source[at..end), or
 * TEX_NOWHERE. */
size_t tex_maths_find(const char *source, size_t at, size_t end,
		      const char *closer);

/* Whether source[at..close), which stands between two dollars, is maths. It is
 * prose when it has three words (two or more lower-case letters, no part of a
 * command or a group), or one and a blank at its end, or when it begins with a
 * blank and a word, or has nothing but blanks and stops. It is money when it
 * begins with a digit, has no sign of TeX, and a digit follows the second
 * dollar. */
bool tex_maths_likely(const char *source, size_t at, size_t close);

#endif
