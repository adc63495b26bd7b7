#ifndef ARXIV_ANNOUNCE_H
#define ARXIV_ANNOUNCE_H

#include "arxiv/ident.h"
#include "base/date.h"

/* What arXiv says of one version of a paper on one day in one category. The
 * smaller, the stronger; NONE is what a report leaves open. Stored as these
 * numbers: never renumber. */
enum announce_type {
#define ANNOUNCE(name, text, heading) ANNOUNCE_##name,
#include "arxiv/announce.def"
#undef ANNOUNCE
	ANNOUNCE_NONE
};

/* Number of real types. */
#define ANNOUNCE_COUNT ANNOUNCE_NONE

/* "new", "cross", ...; NULL for NONE. */
const char *announce_name(enum announce_type type);

/* "NEW SUBMISSIONS", ...; "PAPERS" for NONE. */
const char *announce_heading(enum announce_type type);

/* The type of a name, exactly as feeds write it; NONE when it is none. */
enum announce_type announce_parse(const char *text);

/* The type that an announcement made for a whole request has in one category:
 * relative to `category` a paper is new (or replace) only when its primary
 * category is that one or an alias of it, else cross (INTERFACES section 2). */
enum announce_type announce_relative(enum announce_type type,
				     const char *primary, const char *category);

#endif
