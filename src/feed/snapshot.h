#ifndef FEED_SNAPSHOT_H
#define FEED_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "feed/page.h"

/* The snapshot of arXiv's metadata that is published as JSON, one paper a line
 * (INTERFACES section 5). A line that cannot be read is skipped; a longer one
 * than FEED_MAX_LINE is not even kept. */

struct snapshot {
	struct page *page;
	struct str line;
	uint64_t number; /* of the line, from 1 */
};

/* Sets it up; it fills the page, which outlives it, and calls it a snapshot
 * once the first object has the identifier of a paper. When it has not, the
 * document is refused. */
void snapshot_init(struct snapshot *snapshot, struct page *page);
void snapshot_clear(struct snapshot *snapshot);

/* Gives it text that passed the byte filter, with at most one line feed, which
 * is the last character. page->end says where in the input that is. */
void snapshot_push(struct snapshot *snapshot, const char *text, size_t len);

/* No more text. */
void snapshot_end(struct snapshot *snapshot);

#endif
