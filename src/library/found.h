#ifndef LIBRARY_FOUND_H
#define LIBRARY_FOUND_H

#include "arxiv/query.h"
#include "base/error.h"
#include "library/library.h"
#include "library/listing.h"

/* Papers of the library that a query matches, newest identifier first, in
 * portions, so that whoever waits can be shown what is there and can stop. */

/* Where a search stands. */
struct found_place {
	paper_key before; /* only papers below it are left; 0: none is */
	size_t seen;      /* papers that were looked at */
};

/* At the newest paper, nothing seen. */
void found_begin(struct found_place *place);

/* Looks at `most` papers at most. *ret gets those that match, with DAY_NONE
 * and no types; the caller frees it with listing_clear(). place is moved on;
 * place->before is 0 when all have been seen. A query that asks for a mark, a
 * tag or a note looks only at papers that have any; others at every paper, some
 * 20 microseconds each. */
enum status found_more(struct library *library, const struct query *query,
		       size_t most, struct found_place *place,
		       struct listing *ret, struct error *err) MUST_CHECK;

/* Reads the marks of all rows again, which others may have changed. */
enum status found_marks(struct library *library, struct listing *listing,
			struct error *err) MUST_CHECK;

#endif
