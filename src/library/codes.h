#ifndef LIBRARY_CODES_H
#define LIBRARY_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include "arxiv/announce.h"
#include "arxiv/category.h"

/* What a library holds of our enums, counts and names. A file may hold
 * anything, so each is checked on its way in. */

/* ANNOUNCE_NONE for a number that is no type. */
enum announce_type code_announce(int64_t number);

/* A number of versions, papers or positions: 0 when it is out of bounds. */
int code_small(int64_t number);

/* Copies a name of the file; false when it is none that we wrote. */
bool code_category(const char *text, char ret[CATEGORY_MAX + 1]);

#endif
