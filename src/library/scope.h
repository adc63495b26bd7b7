#ifndef LIBRARY_SCOPE_H
#define LIBRARY_SCOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/category.h"
#include "base/error.h"
#include "library/library.h"

/* Which part of the library the user looks at: the categories followed, and
 * the requests of the ledger that touch them. */

struct scope_request {
	char name[CATEGORY_MAX + 1]; /* as in the ledger; "" for reports */
};

/* A category of the dictionary, looked up when it is first met. */
struct scope_category {
	int64_t id;
	char name[CATEGORY_MAX + 1];
	int rank; /* the number of the first followed name that covers it; 0
		     when nothing is followed, as for the "" of reports; -1
		     when it is out of scope */
};

struct scope {
	char **followed; /* ended by NULL */
	size_t followed_count;
	bool all; /* the ledger has no row of a followed category, so all of
		     its days count */
	struct scope_request *requests; /* of the ledger that count; the first
					   is always that of reports */
	size_t request_count;
	struct scope_category *categories; /* by id; those met so far */
	size_t category_count, category_room;
};

/* Reads the scope; free it with scope_clear(), which takes an empty one too. */
enum status scope_load(struct library *library, struct scope *ret,
		       struct error *err) MUST_CHECK;
void scope_clear(struct scope *scope);

/* A scope of one category or archive alone, without requests. */
void scope_of(const char *category, struct scope *ret);

/* Moves *name to the next request of the ledger in the order of their names,
 * from "" to the first. STATUS_DONE after the last one. */
enum status scope_next_request(struct library *library,
			       struct scope_request *name,
			       struct error *err) MUST_CHECK;

/* True when a row of the ledger counts. */
bool scope_has_request(const struct scope *scope, const char *request);

/* Where a category of announcements stands. What *ret points to is valid until
 * the next call. */
enum status scope_category(struct library *library, struct scope *scope,
			   int64_t id, const struct scope_category **ret,
			   struct error *err) MUST_CHECK;

#endif
