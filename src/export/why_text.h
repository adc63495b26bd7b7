#ifndef EXPORT_WHY_TEXT_H
#define EXPORT_WHY_TEXT_H

#include "arxiv/ident.h"
#include "base/str.h"
#include "library/why.h"

/* Appends why a paper is or is not in the listing that the reader opens with,
 * one reason a line: the facts of why_load() in words. */
void why_text(const struct why *why, paper_key key, struct str *out);

#endif
