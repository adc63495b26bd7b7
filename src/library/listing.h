#ifndef LIBRARY_LISTING_H
#define LIBRARY_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/announce.h"
#include "arxiv/paper.h"
#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"

/* Days and their listings: the announcements of a day in the followed
 * categories (category_covers), in all that are held when no category is
 * followed; announcements of reports, which name no category, always. One row a
 * paper with its strongest type. Order: type, then identifier (ident_compare);
 * papers without a type come last in the order of their report. */

/* Bytes of authors that a row of a listing carries at most. */
#define LISTING_AUTHORS 300

struct listing_row {
	paper_key key;
	int version; /* announced; else the held one; 0 unknown */
	enum announce_type type;
	unsigned marks;
	int64_t submitted; /* the first version, Unix seconds; TIME_NONE */
	char *title;       /* owned; never NULL ("" when the paper has none) */
	char *authors;     /* one name a line, cut at a name to LISTING_AUTHORS
			  bytes; NULL unknown */
	char *categories;  /* NULL unknown */
};

struct listing {
	day_t day;
	bool held; /* the ledger knows this day and holds it (it may be empty);
		      false: never fetched or imported, or it failed */
	enum day_state state; /* when the ledger has the day */
	bool known;           /* the ledger has the day */
	struct listing_row *rows;
	size_t count;
	size_t counts[ANNOUNCE_COUNT + 1]; /* rows by type; last: no type */
	size_t unread;
	size_t favourites;
	char *categories; /* canonical names in the listing, space-separated,
			     followed order; never NULL */
};

/* The listing of a day. Succeeds with no rows when nothing is held. The caller
 * frees it with listing_clear(). */
enum status listing_load(struct library *library, day_t day,
			 struct listing *ret, struct error *err) MUST_CHECK;
void listing_clear(struct listing *listing);

/* A paper with everything that `show` tells. */
struct listed {
	struct paper paper;
	enum announce_type type; /* of the latest announcement */
	day_t day; /* of the latest announcement; DAY_NONE without one */
	unsigned marks;
	char *tags; /* one a line, sorted; NULL none */
	char *note; /* its lines, as note_clean() leaves them; NULL none */
};

/* One paper by key; STATUS_NOTFOUND when the library does not hold it. */
enum status listed_load(struct library *library, paper_key key,
			struct listed *ret, struct error *err) MUST_CHECK;
void listed_clear(struct listed *listed);

/* The figures of one day, over its listing. */
struct day_row {
	day_t day;
	size_t counts[ANNOUNCE_COUNT + 1];
	size_t papers;
	size_t unread;
	size_t favourites;
	enum day_state state;
	char *categories; /* as in struct listing */
};

/* Days that have a row in the ledger for a followed category or a report (all
 * days of the ledger when no category is followed or none of them is
 * covered), newest first. Free with days_free(). */
enum status days_load(struct library *library, struct day_row **ret_rows,
		      size_t *ret_count, struct error *err) MUST_CHECK;
void days_free(struct day_row *rows, size_t count);

/* The newest such day that is held (failed days are not). STATUS_NOTFOUND in
 * an empty library. */
enum status day_latest(struct library *library, day_t *ret,
		       struct error *err) MUST_CHECK;

/* The next day before (step < 0) or after (step > 0) one among those that
 * days_load lists. STATUS_NOTFOUND at the end. */
enum status day_step(struct library *library, day_t from, int step, day_t *ret,
		     struct error *err) MUST_CHECK;

/* True when the library holds no announcement and no ledger row at all. */
enum status library_is_empty(struct library *library, bool *ret,
			     struct error *err) MUST_CHECK;

/* What a feed brought. Borrowed, alive for the call. */
struct listing_feed {
	day_t day;
	const char *category;       /* as requested */
	const struct ident *papers; /* with the versions announced */
	size_t count;
};

/* How many papers of a feed stand, in the same version, in the newest held
 * listing of its category before its day (0 when there is none): what tells a
 * stale feed. *ret_previous is that day, DAY_NONE when there is none. */
enum status listing_overlap(struct library *library,
			    const struct listing_feed *feed, size_t *ret_same,
			    day_t *ret_previous, struct error *err) MUST_CHECK;

/* Whether a paper is known to have been announced in a category, by its
 * canonical name, before a day. What was rebuilt tells it only when the records
 * came before the mailing of that day (20:00 US Eastern time on the eve, which
 * is not before midnight UTC): the paper had the category then, whatever day
 * it was announced there. */
enum status listing_was_announced(struct library *library, paper_key paper,
				  const char *category, day_t day, bool *ret,
				  struct error *err) MUST_CHECK;

#endif
