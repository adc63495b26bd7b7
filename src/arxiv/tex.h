#ifndef ARXIV_TEX_H
#define ARXIV_TEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* TeX in titles, abstracts and names, on the way out. The stored text keeps
 * its TeX. */

/* Appends text with the TeX accents and letters that make one Unicode
 * character decoded (\'e, {\'e}, \'{e}, \c c, \H{o}, \"\i, \ss, \o, \L, \aa,
 * \v{s}, \ae, ...) and everything else as it is. Braces that only grouped a
 * decoded letter go; longer commands (\lambda, \left) are left alone. Result
 * is in NFC. Maths between $ signs is not touched. */
void tex_accents(const char *text, struct str *out);

/* Reads the one character that a command at text (a backslash) writes: an
 * accent with what is under it, or a letter; the blanks that end the command
 * belong to it. Returns its bytes and sets *ret_code; 0 when the command is
 * none of these, and nothing is set. Maths is not told apart. */
size_t tex_character(const char *text, uint32_t *ret_code);

#endif
