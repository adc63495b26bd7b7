#ifndef SOURCE_IMPORT_H
#define SOURCE_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "arxiv/record.h"
#include "base/error.h"
#include "base/str.h"
#include "source/context.h"

/* What came of one file. */
struct import_result {
	enum document document;
	uint64_t items;         /* entries met in the file */
	uint64_t papers;        /* distinct identifiers */
	uint64_t added;         /* papers that the library did not hold */
	uint64_t changed;       /* held papers that changed */
	uint64_t announcements; /* papers announced anew or otherwise */
	uint64_t skipped;       /* entries that could not be kept */
	day_t day; /* of the listing; DAY_NONE when it makes none */
};

/* Takes in one document: through arxday-parse, checked again, stored in one
 * transaction. `name` is for messages, `from` a descriptor to read it from
 * (not closed). Skipped entries are named in *messages, one line each, and so
 * is a feed without a day. STATUS_PARTIAL when entries were skipped,
 * STATUS_PARSE when nothing of it could be kept (nothing is stored then). */
enum status import_document(const struct source_context *context,
			    const char *name, int from,
			    struct import_result *ret, struct str *messages,
			    struct error *err) MUST_CHECK;

#endif
