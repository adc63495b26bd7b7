#ifndef SOURCE_BACKFILL_H
#define SOURCE_BACKFILL_H

#include <stddef.h>

#include "base/error.h"
#include "source/context.h"
#include "source/refresh_event.h"

/* Days that a refresh missed, because nobody ran it or it failed: rebuilt from
 * OAI-PMH (source/harvest.h), one harvest a category. */

/* Rebuilds the missed days of categories, no further back than the
 * configuration says. Tells each with the state rebuilt or missed; a day that
 * could not be rebuilt is noted as failed, unless it was not even tried
 * (loopback-only while the configuration names the real arXiv). A feed of today
 * that turns out to be that of the day before is put there and told as stale.
 * *ret_lacking counts the categories with days that could not be rebuilt or
 * with such a feed. Fails only when the library does or it was cancelled. */
enum status backfill_run(const struct source_context *context,
			 const char *const *categories, size_t count,
			 const struct refresh_watch *watch, size_t *ret_lacking,
			 struct error *err) MUST_CHECK;

#endif
