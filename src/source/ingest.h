#ifndef SOURCE_INGEST_H
#define SOURCE_INGEST_H

#include <stdint.h>

#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"
#include "source/gather.h"

/* A gathered document going into the library. Call inside a transaction. */

/* All counts are of distinct papers. */
struct ingest_result {
	uint64_t papers;
	uint64_t added;         /* the library did not hold them */
	uint64_t changed;       /* held ones that changed */
	uint64_t announcements; /* announced anew or otherwise */
};

/* Stores the papers and, when the document is a listing with a day, their
 * announcements for the request `query` (expand.h). */
enum status ingest_document(struct library *library, const struct gathered *doc,
			    const char *query, struct ingest_result *ret,
			    struct error *err) MUST_CHECK;

/* Puts a row into the ledger, except when it would say less than the row that
 * is there: one that is complete stays when this one is not, and `held` never
 * shrinks, because nothing that is held goes away. */
enum status ingest_ledger(struct library *library,
			  const struct ledger_entry *entry,
			  struct error *err) MUST_CHECK;

#endif
