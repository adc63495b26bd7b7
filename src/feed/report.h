#ifndef FEED_REPORT_H
#define FEED_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "feed/page.h"

/* The Markdown report (REPORT section 1), line by line. A line that is not a
 * row of four cells with an arXiv link is skipped and named; the others are
 * kept. */

struct report {
	struct page *page;
	struct str line; /* the unfinished one */
	uint64_t number; /* of the line, from 1 */
	bool headed;     /* the heading was read */
	bool ruled;      /* the line of dashes was read */
};

/* Sets it up for a page, which outlives it. */
void report_init(struct report *report, struct page *page);
void report_clear(struct report *report);

/* Gives it text that passed the byte filter. */
void report_push(struct report *report, const char *text, size_t len);

/* No more text: the page is finished or refused. */
void report_end(struct report *report);

#endif
