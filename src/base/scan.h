#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include <stddef.h>

/* How far bytes are as plain as nearly all bytes of a feed are. Whoever reads
 * characters one by one skips such runs with these, many bytes at a time, and
 * gives thought only to what ends them. */

/* Bytes at the beginning of bytes[0..len) that are printable ASCII, blanks
 * included. */
size_t scan_printable(const char *bytes, size_t len);

/* Bytes at its beginning that are words of printable ASCII with exactly one
 * blank between two of them; the first and the last byte are no blanks. What
 * follows the run may go on with its last word. */
size_t scan_words(const char *bytes, size_t len);

/* Bytes at its beginning that are neither `a` nor `b`. */
size_t scan_until(const char *bytes, size_t len, char a, char b);

#endif
