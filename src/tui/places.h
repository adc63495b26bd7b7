#ifndef TUI_PLACES_H
#define TUI_PLACES_H

#include "tui/session.h"

/* Where the cursor stood in listings and searches, by name: kept in memory and,
 * through the worker, in the library (library/place.h), so that it holds over
 * restarts. */
#define PLACES_MOST 32

struct places {
	struct {
		char *name;
		paper_key key;
	} items[PLACES_MOST]; /* the latest first */
	size_t count;
};

/* Frees what it holds. */
void places_clear(struct places *places);

/* The cursor of `name` stands on a paper; 0 is not kept. */
void places_keep(struct places *places, struct session *session,
		 const char *name, paper_key key);

/* Where it stood last, 0 when that is not known. */
paper_key places_find(const struct places *places, struct session *session,
		      const char *name);

#endif
