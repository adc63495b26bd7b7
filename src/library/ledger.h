#ifndef LIBRARY_LEDGER_H
#define LIBRARY_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/category.h"
#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* The ledger: per day and category what was expected and what is held, from
 * where, and why it is not whole when it is not. Stored as these numbers:
 * never renumber. */
enum day_state {
	DAY_COMPLETE,      /* arXiv's own feed of that day, whole */
	DAY_INCOMPLETE,    /* part of it is known to be missing */
	DAY_FAILED,        /* the fetch failed; nothing came */
	DAY_RECONSTRUCTED, /* rebuilt from version dates */
	DAY_IMPORTED       /* from a file: as whole as that file was */
};

/* "complete", "incomplete", "failed", "reconstructed", "imported". */
const char *day_state_name(enum day_state state);

/* The state of a stored number; DAY_INCOMPLETE, the careful one, when the
 * number is none. */
enum day_state day_state_of(int64_t number);

/* The source of rows that a refresh wrote of a feed. */
#define LEDGER_FEED "feed"

/* The source of a row that only says that a feed came which was not the day's:
 * its state is failed, and by itself it makes no day, since today's listing is
 * still to come. */
#define LEDGER_STALE "stale"

/* The source of days that a harvest rebuilt, of all that arXiv had for them.
 * Files have names of their own, "oai" and "snapshot". */
#define LEDGER_HARVEST "harvest"

struct ledger_entry {
	day_t day;
	char category[CATEGORY_MAX + 1]; /* as requested ("cs", "math.IT");
					    "" for a report */
	enum day_state state;
	int expected; /* papers; -1 unknown */
	int held;
	char source[16]; /* "feed", "rss", "atom", "report", ... */
	int64_t at;      /* when, Unix seconds */
	char why[256];   /* in words, "" when all is well; clean text */
};

/* Records an outcome inside a transaction. COMPLETE replaces all; a FAILED one
 * never replaces a row under which papers are held, nor COMPLETE; IMPORTED and
 * RECONSTRUCTED never replace COMPLETE. */
enum status ledger_put(struct library *library,
		       const struct ledger_entry *entry,
		       struct error *err) MUST_CHECK;

/* Removes a row, if it is there. In a transaction. */
enum status ledger_remove(struct library *library, day_t day,
			  const char *category, struct error *err) MUST_CHECK;

/* One row, or STATUS_NOTFOUND. */
enum status ledger_get(struct library *library, day_t day, const char *category,
		       struct ledger_entry *ret, struct error *err) MUST_CHECK;

/* The most papers that one of the last 15 days of a category held; -1 when
 * there is none. */
enum status ledger_largest(struct library *library, const char *category,
			   int *ret, struct error *err) MUST_CHECK;

/* All rows of a day, by category; the caller frees *ret_entries. */
enum status ledger_of_day(struct library *library, day_t day,
			  struct ledger_entry **ret_entries, size_t *ret_count,
			  struct error *err) MUST_CHECK;

/* When anything was last stored by a refresh (Unix seconds), or TIME_NONE: the
 * latest `at` of a row with the source "feed" that did not fail. */
enum status ledger_last_refresh(struct library *library, int64_t *ret,
				struct error *err) MUST_CHECK;

#endif
