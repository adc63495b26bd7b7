#ifndef SOURCE_DEPOSIT_H
#define SOURCE_DEPOSIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "source/context.h"
#include "source/gather.h"
#include "source/ingest.h"

/* True when the document makes its day one that is held. A feed without
 * entries does not: arXiv sends such on every weekend. An empty report says
 * that its day was empty, but not one of which no row could be read. */
bool deposit_makes_day(const struct gathered *doc);

/* Stores gathered documents in order and in one transaction, listings with
 * rows of the ledger (state imported). `ret` has room for `count` results.
 * Nothing is stored on failure; STATUS_CANCELLED when the context's cancel_fd
 * became readable. */
enum status deposit_documents(const struct source_context *context,
			      const struct gathered *docs, size_t count,
			      struct ingest_result *ret,
			      struct error *err) MUST_CHECK;

#endif
