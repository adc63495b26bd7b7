#ifndef ARXIV_OAI_SET_H
#define ARXIV_OAI_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/category.h"

/* OAI sets (INTERFACES section 3): "group", "group:archive" and
 * "group:archive:CLASS". The group of most archives is the archive itself; the
 * archives of physics share one. */

/* Longest name of a set that is kept, in bytes without NUL. */
#define OAI_SET_MAX 63

/* Most requests that a set stands for: the archives of physics. */
#define OAI_SET_REQUESTS 32

/* The set of a category or archive: "cs.IR" gives "cs:cs:IR", "hep-th" gives
 * "physics:hep-th", "cs" gives "cs:cs"; of an alias that of its canonical
 * name. False, and out is "", for a name that the taxonomy does not have. */
bool oai_set_of(const char *name, char out[OAI_SET_MAX + 1]);

/* The set that a word of a command line means: a set as it is ("cs:cs:IR"), a
 * group ("cs", "physics"), a category or an archive in any case; "all" gives
 * "", all of arXiv. False when it is none of them. */
bool oai_set_parse(const char *word, char out[OAI_SET_MAX + 1]);

/* The canonical categories or archives that a set covers, and their number.
 * None for "", which covers everything, and for a set that the taxonomy does
 * not have. */
size_t oai_set_requests(const char *set,
			char out[OAI_SET_REQUESTS][CATEGORY_MAX + 1]);

#endif
