#ifndef ARXIV_PATTERN_H
#define ARXIV_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Regular expressions of the user: the C library's extended ones without
 * regard to case, kept from eating time and memory. */
struct pattern;

/* Limits of an expression: bytes; a count like {3,100}; the size that it has
 * when its counts are written out; parentheses inside each other. */
#define PATTERN_MAX_BYTES 512
#define PATTERN_MAX_COUNT 100
#define PATTERN_MAX_SIZE  1000
#define PATTERN_MAX_DEPTH 16

/* How much of a text is looked at, in bytes: longer than any abstract. */
#define PATTERN_MAX_TEXT 8192

/* Compiles one; '^' and '$' stand for the ends of each line. STATUS_USAGE when
 * it is none, has a back reference or is beyond the limits. pattern_free()
 * frees *ret. */
enum status pattern_new(const char *text, struct pattern **ret,
			struct error *err) MUST_CHECK;

/* Frees it; NULL is fine. */
void pattern_free(struct pattern *pattern);

/* True when it matches somewhere in the text. */
bool pattern_match(const struct pattern *pattern, const char *text);

/* The first match in text at or behind *at that is not empty, where '^' does
 * not match unless a line begins there: sets *ret_start and *ret_end, offsets
 * into the text. False when there is none. */
bool pattern_find(const struct pattern *pattern, const char *text, size_t at,
		  size_t *ret_start, size_t *ret_end);

#endif
