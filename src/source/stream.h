#ifndef SOURCE_STREAM_H
#define SOURCE_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "library/memory.h"
#include "source/child.h"
#include "source/context.h"
#include "source/origin.h"

/* A snapshot of any length (JSON lines) on its way into the library. Nothing
 * holds more of it than a few pieces: each process takes the next one when the
 * one behind it has room. */

/* Lines and bytes after which the parser is replaced: a small part of what it
 * may do in its limit of time, also on a machine many times slower. */
#define STREAM_PART       10000
#define STREAM_PART_BYTES ((uint64_t)32 * 1024 * 1024)

/* How far it is. */
struct stream_progress {
	struct intake figures; /* of the whole file */
	int64_t at, size; /* bytes of the file as it lies there; both 0 when it
			     is no ordinary one */
	int64_t rate;     /* records a second, of this run */
	int64_t left;     /* seconds, at this pace; -1 unknown */
};

/* Told at the beginning, then a few times a second. */
typedef void stream_watch(const struct stream_progress *progress,
			  void *context);

struct stream {
	const char *name; /* for messages */
	const struct origin *origin;
	struct feeder *feeder;     /* gives the bytes, decompressed */
	struct child_front *front; /* decompresses them; NULL none */
	stream_watch *watch;       /* NULL: nobody */
	void *watch_context;
};

/* Stores all of it, and goes on where an earlier import of the same file ended.
 * *ret are the figures of the whole file; the first skipped entries are named
 * in *messages, one line each. STATUS_OK when the whole file was read. When
 * not, what came before stays and *ret tells of it: STATUS_PARSE (its words
 * with a class, as parse_run() gives them), STATUS_CANCELLED, STATUS_SYSTEM or
 * a failure of the library. */
enum status stream_import(const struct source_context *context,
			  const struct stream *stream, struct intake *ret,
			  struct str *messages, struct error *err) MUST_CHECK;

#endif
