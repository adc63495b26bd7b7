#ifndef LIBRARY_MEMORY_H
#define LIBRARY_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* What the sources remember from one run to the next. Everything that writes
 * belongs into the transaction that stores what it is about: a bookmark moves
 * only together with the papers. */

/* The validator of the answer that was stored last from an address. */
struct validator {
	char *etag; /* owned */
	day_t day;  /* of the listing in that answer */
};

/* STATUS_NOTFOUND when there is none. The caller frees ret->etag. */
enum status validator_get(struct library *library, const char *url,
			  struct validator *ret, struct error *err) MUST_CHECK;

/* Replaces it; an etag of NULL forgets it. */
enum status validator_put(struct library *library, const char *url,
			  const struct validator *validator, int64_t now,
			  struct error *err) MUST_CHECK;

/* A harvest by OAI-PMH, finished or not. Texts are owned. */
struct harvest_state {
	day_t start;   /* datestamp asked for first; DAY_NONE the beginning */
	char *token;   /* of the next page; NULL none */
	day_t reached; /* datestamp up to which all pages came; DAY_NONE */
	int64_t answered; /* the server's time at the first page; TIME_NONE */
	int64_t pages, records;
	int64_t at; /* Unix seconds */
	bool done;
};

#define HARVEST_STATE_INIT                            \
	((struct harvest_state){ .start = DAY_NONE,   \
				 .reached = DAY_NONE, \
				 .answered = TIME_NONE })

/* The state of the harvest of a set ("" all of arXiv) for a span of days as
 * the user gave it ("" without one). STATUS_NOTFOUND when there was none. Free
 * it with harvest_state_clear(). */
enum status harvest_state_get(struct library *library, const char *set,
			      const char *span, struct harvest_state *ret,
			      struct error *err) MUST_CHECK;
/* NULL removes it. */
enum status harvest_state_put(struct library *library, const char *set,
			      const char *span,
			      const struct harvest_state *state,
			      struct error *err) MUST_CHECK;
void harvest_state_clear(struct harvest_state *state);

/* An import of a long file that has not come to its end. */
struct intake {
	int64_t offset; /* bytes of the (decompressed) file that are stored */
	int64_t items, papers, added, changed, announcements, skipped;
};

/* By what tells the file itself. STATUS_NOTFOUND when there is none. */
enum status intake_get(struct library *library, const char *file,
		       struct intake *ret, struct error *err) MUST_CHECK;
/* NULL removes it. */
enum status intake_put(struct library *library, const char *file,
		       const struct intake *intake, int64_t now,
		       struct error *err) MUST_CHECK;

#endif
