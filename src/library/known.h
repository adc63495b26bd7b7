#ifndef LIBRARY_KNOWN_H
#define LIBRARY_KNOWN_H

#include <stddef.h>
#include <stdint.h>

#include "arxiv/category.h"
#include "base/error.h"
#include "library/library.h"

/* Categories as papers write them, with what the library calls them. Kept in
 * memory, because a snapshot names some two hundred of them millions of
 * times. */

struct known {
	char name[CATEGORY_MAX + 1];     /* as written */
	char category[CATEGORY_MAX + 1]; /* canonical */
	int64_t id;                      /* in the library; -1 not asked yet */
	const char *request; /* that it belongs to; NULL none. Borrowed, or
				`category` */
	struct known *next;
};

#define KNOWN_HEADS 256

struct known_table {
	struct known *heads[KNOWN_HEADS];
	size_t count;
};

/* Frees all of them. */
void known_clear(struct known_table *table);

/* The entry of a name. `requests` as rebuild_plan has them; always the same for
 * one table. The entry stays where it is until the table is cleared. */
struct known *known_find(struct known_table *table, const char *name,
			 const char *const *requests);

/* Makes sure that its number in the library is there. In a transaction. */
enum status known_number(struct library *library, struct known *known,
			 struct error *err) MUST_CHECK;

#endif
