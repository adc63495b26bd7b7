#ifndef ARXIV_TEX_H
#define ARXIV_TEX_H

#include "base/str.h"

/* TeX in titles, abstracts and names, on the way out. The stored text keeps
 * its TeX. */

/* Appends text with the TeX accents and letters that make one Unicode
 * character decoded (\'e, {\'e}, \'{e}, \c c, \H{o}, \"\i, \ss, \o, \L, \aa,
 * \v{s}, \ae, ...) and everything else as it is. Braces that only grouped a
 * decoded letter go; longer commands (\lambda, \left) are left alone. Result
 * is in NFC. Maths between $ signs is not touched. */
void tex_accents(const char *text, struct str *out);

#endif
