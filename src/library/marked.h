#ifndef LIBRARY_MARKED_H
#define LIBRARY_MARKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/* A set of (day, category) pairs, one bit each. Pairs outside the years of
 * arXiv or with a high number do not stay in it: they are asked for again. */

struct marked {
	uint64_t *bits; /* owned; NULL: none is marked */
};

/* Empties it and frees what it owns. */
void marked_clear(struct marked *marked);

/* Adds a pair, and tells whether it is there. */
void marked_add(struct marked *marked, day_t day, int64_t category);
bool marked_has(const struct marked *marked, day_t day, int64_t category);

#endif
