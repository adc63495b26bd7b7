#ifndef LIBRARY_ROSTER_H
#define LIBRARY_ROSTER_H

#include <stddef.h>

#include "arxiv/announce.h"
#include "arxiv/ident.h"
#include "base/date.h"
#include "base/error.h"
#include "library/library.h"
#include "library/scope.h"

/* The papers of one day in scope, one entry a paper in the order of a listing,
 * without their texts: what days are counted by and listings are made of. */
struct roster_entry {
	paper_key key;
	enum announce_type type; /* the strongest */
	int version;    /* announced with it; else with another; 0 unknown */
	int position;   /* the first */
	unsigned marks; /* without MARK_TAGGED and MARK_NOTED */
};

struct roster {
	struct roster_entry *entries;
	size_t count;
	char *categories; /* those met, in followed order; never NULL */
};

/* Figures over the entries. */
struct roster_counts {
	size_t types[ANNOUNCE_COUNT + 1]; /* last: no type */
	size_t unread;                    /* neither read nor done */
	size_t favourites;
};

/* Reads the roster of a day; free it with roster_clear(). The scope remembers
 * the categories that it meets. */
enum status roster_load(struct library *library, struct scope *scope, day_t day,
			struct roster *ret, struct error *err) MUST_CHECK;
void roster_clear(struct roster *roster);

/* Counts the entries. */
struct roster_counts roster_count(const struct roster *roster);

#endif
