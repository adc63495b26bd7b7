#ifndef SOURCE_INGEST_H
#define SOURCE_INGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"
#include "library/rebuild.h"
#include "source/gather.h"

/* A gathered document going into the library. Call inside a transaction. */

/* All counts are of distinct papers. */
struct ingest_result {
	uint64_t papers;
	uint64_t added;         /* the library did not hold them */
	uint64_t changed;       /* held ones that changed */
	uint64_t announcements; /* announced anew or otherwise */
};

struct ingest {
	const struct gathered *doc;
	const char *query; /* what the feed was requested for (expand.h) */
	day_t seen;        /* the day on which changes count as seen */
	bool whole;        /* nothing of the feed is missing: what was rebuilt
			      of its day before is replaced by it */
	struct rebuild *rebuild; /* for announcements from the dates of
				    versions; NULL: none are made */
};

/* Stores the papers and their announcements: those of its day when the
 * document is a listing that has one, or rebuilt ones. */
enum status ingest_document(struct library *library,
			    const struct ingest *ingest,
			    struct ingest_result *ret,
			    struct error *err) MUST_CHECK;

/* Puts a row into the ledger, except when it would say less than the row that
 * is there: one that is complete stays when this one is not, and `held` never
 * shrinks, because nothing that is held goes away, but for what was rebuilt and
 * gave way to a feed (`whole`, as in struct ingest). */
enum status ingest_ledger(struct library *library,
			  const struct ledger_entry *entry, bool whole,
			  struct error *err) MUST_CHECK;

#endif
