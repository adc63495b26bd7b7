#ifndef LIBRARY_STANDING_H
#define LIBRARY_STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "library/ledger.h"
#include "library/scope.h"

/* How one day stands: the states of its rows in the ledger, taken together. */
struct standing {
	size_t seen[DAY_IMPORTED + 1]; /* rows by state, without the report's */
	size_t stale; /* rows that only say that an old feed came */
	bool has_report;
	enum day_state report;
};

/* Adds one row of the day; `source` may be NULL. */
void standing_add(struct standing *standing, const char *request,
		  enum day_state state, const char *source);

/* Adds all rows of a day that are in scope. */
enum status standing_load(struct library *library, const struct scope *scope,
			  day_t day, struct standing *ret,
			  struct error *err) MUST_CHECK;

/* True when there was any row that makes a day; when one of them did not
 * fail. */
bool standing_known(const struct standing *standing);
bool standing_held(const struct standing *standing);

/* The weakest state counts, since the day is no more whole than its weakest
 * category. A failure beside something held leaves the day incomplete; the
 * report counts only where there is nothing else. */
enum day_state standing_state(const struct standing *standing);

#endif
