#ifndef EXPORT_MARKDOWN_H
#define EXPORT_MARKDOWN_H

#include "arxiv/paper.h"
#include "base/date.h"
#include "base/error.h"
#include "base/str.h"

/* The Markdown report, to the byte. */

/* Appends the heading of a day and the two lines of the table's head. */
void markdown_begin(day_t day, struct str *out);

/* Appends one row: title, link, abstract, authors. Titles and abstracts keep
 * their TeX; names are shown with their accents. The row is split and
 * unescaped again before it counts: STATUS_PARSE, which is our own fault, when
 * it does not give the same text back. */
enum status markdown_row(const struct paper *paper, struct str *out,
			 struct error *err) MUST_CHECK;

#endif
