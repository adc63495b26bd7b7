#ifndef LIBRARY_CODES_H
#define LIBRARY_CODES_H

#include <stdint.h>

#include "arxiv/announce.h"

/* Numbers that stand in a library as values of our enums. A file may hold any
 * number, so each is checked on its way in. */

/* ANNOUNCE_NONE for a number that is no type. */
enum announce_type code_announce(int64_t number);

/* A number of versions, papers or positions: 0 when it is out of bounds. */
int code_small(int64_t number);

#endif
