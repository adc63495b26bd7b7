#ifndef SOURCE_HARVEST_SPAN_H
#define SOURCE_HARVEST_SPAN_H

#include <stdint.h>

#include "base/date.h"

/* The dates of a harvest. Pure. */

/* No record is older: the beginning of arXiv's OAI-PMH, 2005-09-16. */
#define HARVEST_EARLIEST  13042

#define HARVEST_SPAN_SIZE 32

/* "2025-10-01..2025-10-05" by which a harvest is found again; "" without
 * bounds. */
const char *harvest_span(day_t first, day_t last, char out[HARVEST_SPAN_SIZE]);

/* How far `reached` is on the way from `first` to `last`; -1 when it is not
 * known. */
int harvest_per_mille(day_t first, day_t reached, day_t last);

/* The seconds that are left when the first `per_mille` of the way, of which
 * `before` were gone before, took `seconds`; -1 when it cannot be told. */
int64_t harvest_left(int before, int per_mille, int64_t seconds);

#endif
