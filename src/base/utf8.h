#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTF-8, code point by code point. What is not valid (overlong forms,
 * surrogates, more than U+10FFFF, cut sequences) is never passed on. */

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes one code point from bytes[0..len), len > 0. Returns the number of
 * bytes taken (at least 1) and sets *ret_code; bytes that are not UTF-8 give
 * UTF8_REPLACEMENT and the length of the maximal subpart (Unicode 3.9). */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *ret_code);

/* Writes a code point to out (at least 4 bytes, no NUL added) and returns the
 * number of bytes; surrogates and what is too large become U+FFFD. */
size_t utf8_encode(uint32_t code, char out[4]);

/* Code points of bytes[0..len); what is not valid counts as it is decoded. */
size_t utf8_count(const char *bytes, size_t len);

/* True when all of bytes[0..len) is valid UTF-8. */
bool utf8_valid(const char *bytes, size_t len);

#endif
