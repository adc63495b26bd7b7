#ifndef ARXIV_PATTERN_H
#define ARXIV_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Regular expressions of the user, extended as POSIX has them:
 *
 *   x|y  xy  x*  x+  x?  x{2}  x{2,}  x{,4}  x{2,4}  (x)  .  ^  $
 *   [a-z_]  [^a-z]  [[:alpha:]]  \. and any other sign  \w \W \d \D \s \S \b \B
 *
 * They never look at case, whatever the locale; '^' and '$' stand for the
 * ends of each line, and '.' for any character but a line feed. The C
 * library's are not used since some of them take minutes and gigabytes on an
 * ordinary abstract: here the time is at most in proportion to the text times
 * the size of the expression, and the memory to that size. */
struct pattern;

/* Compiles one (UTF-8). STATUS_USAGE when it is none or beyond the limits.
 * pattern_free() frees *ret; nothing changes it, so threads may share it. */
enum status pattern_new(const char *text, struct pattern **ret,
			struct error *err) MUST_CHECK;

/* Frees it; NULL is fine. */
void pattern_free(struct pattern *pattern);

/* True when it matches somewhere in the text (UTF-8). */
bool pattern_match(const struct pattern *pattern, const char *text);

/* The first match of a text that begins at or behind `at` (where a character
 * begins, or the end) and is not empty, as long as it can be: sets *ret_start
 * and *ret_end, offsets into the text. False when there is none. */
bool pattern_find(const struct pattern *pattern, const char *text, size_t at,
		  size_t *ret_start, size_t *ret_end);

#endif
