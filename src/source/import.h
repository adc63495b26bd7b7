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

/* How far the import of a long file is. */
struct import_progress {
	struct import_result so_far;
	int64_t at, size; /* bytes of the file as it lies there; both 0 when it
			     is no ordinary one */
	int64_t rate;     /* records a second, of this run */
	int64_t left;     /* seconds, at this pace; -1 unknown */
};

typedef void import_watch(const struct import_progress *progress,
			  void *context);

struct import_source {
	const char *name;    /* for messages */
	int from;            /* a descriptor to read it from, not closed */
	import_watch *watch; /* hears at the beginning and then a few times a
				second how far a long file is; NULL: nobody */
	void *watch_context;
};

/* Takes in one document, plain or compressed: through arxday-parse, checked
 * again, stored in one transaction. A snapshot (JSON lines), which may be of
 * any length, is stored in many while it is read (stream.h). Skipped entries
 * are named in *messages, one line each, and so is a feed without a day.
 * STATUS_PARTIAL when entries were skipped, or when a snapshot broke off and
 * what came before was kept; STATUS_PARSE when nothing of it could be kept.
 * *ret is set with STATUS_OK and STATUS_PARTIAL. */
enum status import_document(const struct source_context *context,
			    const struct import_source *source,
			    struct import_result *ret, struct str *messages,
			    struct error *err) MUST_CHECK;

#endif
