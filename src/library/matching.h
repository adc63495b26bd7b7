#ifndef LIBRARY_MATCHING_H
#define LIBRARY_MATCHING_H

#include <stdbool.h>

#include "arxiv/query.h"
#include "library/listing.h"

/* What the library knows of a paper, as queries see it. */

/* The states of a query that marks (bits of enum mark) mean. */
unsigned matching_states(unsigned marks);

/* True when a query matches a paper; its type and day are those that *listed
 * says. */
bool matching_listed(const struct query *query, const struct listed *listed);

#endif
