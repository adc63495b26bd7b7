#ifndef SOURCE_REFRESH_H
#define SOURCE_REFRESH_H

#include <stddef.h>

#include "base/error.h"
#include "source/context.h"
#include "source/refresh_event.h"

/* Today's feeds of categories at arXiv's pace, several of them in one request
 * where that loses nothing (batch.h, feed_split.h), each category stored in
 * one transaction with its row of the ledger; then the days that were missed
 * before (backfill.h).
 *
 * A second refresh of the same library waits for the first one. STATUS_OK when
 * each category was stored, the same or empty; STATUS_PARTIAL when some
 * failed, were stale or cut, or a missed day could not be rebuilt;
 * STATUS_NETWORK when all failed or nothing may be asked (err has the first
 * reason); STATUS_CANCELLED. When the server denies access (HTTP 403), the
 * categories behind fail unasked. */
enum status refresh_run(const struct source_context *context,
			const char *const *categories, size_t count,
			const struct refresh_watch *watch,
			struct error *err) MUST_CHECK;

#endif
