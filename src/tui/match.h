#ifndef TUI_MATCH_H
#define TUI_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/query.h"
#include "library/listing.h"
#include "tui/rich.h"

/* Matching the rows of a list with a query (arxday-query(7)). */
struct match;

/* Parses a query. STATUS_USAGE when it is none: what was expected, and
 * *ret_column where, in characters from 1. The caller frees it. */
enum status match_parse(const char *text, struct match **ret,
			size_t *ret_column, struct error *err) MUST_CHECK;
void match_free(struct match *match);

/* Sets *ret_matches to a fresh array of listing->count: whether the query
 * matches each row. What the row itself does not have is read from the
 * library: one point lookup a row when the query asks for more than a title. */
enum status match_rows(const struct match *match, struct library *library,
		       const struct listing *listing, bool **ret_matches,
		       struct error *err) MUST_CHECK;

/* Adds the look of a hit to what the query looks for in a text that stands in
 * *rich from byte `start` on. */
void match_style(const struct match *match, enum query_field field,
		 size_t start, struct rich *rich);

#endif
