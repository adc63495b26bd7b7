#ifndef ARXIV_AUTHOR_H
#define ARXIV_AUTHOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Splits one text of authors as the feeds and reports write it ("A. Bee, Cee
 * Dee (Univ. X, Dept. Y), Eff") at the commas outside parentheses and appends
 * the trimmed, non-empty names to *out, one a line. A parenthesis that is
 * never closed does not hide the commas behind it. Text must be clean. False
 * when there were more than PAPER_MAX_AUTHORS (the rest is left out). */
bool author_split(const char *text, struct str *out);

/* The same for a text as its authors wrote it (arXivRaw, arXivOld, snapshot):
 * " and " and " & " separate names too, and a last "et al" is no name, which
 * is how arXiv itself makes names of it. */
bool author_split_raw(const char *text, struct str *out);

/* Walks names (one a line): sets *ret_name and *ret_len to the next one and
 * moves *names on; false at the end. NULL has none. */
bool author_next(const char **names, const char **ret_name, size_t *ret_len);

/* Number of names. */
size_t author_count(const char *names);

/* Appends the names joined by `separator` (", "). */
void author_join(const char *names, const char *separator, struct str *out);

/* The same with TeX accents as Unicode (tex_accents), for people. */
void author_join_shown(const char *names, const char *separator,
		       struct str *out);

#endif
