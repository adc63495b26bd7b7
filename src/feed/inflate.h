#ifndef FEED_INFLATE_H
#define FEED_INFLATE_H

#include <stddef.h>

#include "feed/verdict.h"

/* Compressed input (gzip, zstd), found by its first bytes and decompressed as
 * it comes; what is not compressed goes through as it is. Members and frames
 * may follow one another. The home of zlib and libzstd, each of which the
 * program may have been built without. */

struct inflate;

/* Gets bytes; valid during the call. */
typedef void inflate_sink(const char *bytes, size_t len, void *context);

/* A fresh one; the caller frees it (NULL is fine). It refuses through
 * `verdict`, which outlives it, with the class "compressed": damaged data, a
 * format that this program was built without, a window of more than 128 MiB.
 * Once something was refused, by it or by the sink, it does nothing more. */
struct inflate *inflate_new(struct verdict *verdict, inflate_sink *sink,
			    void *context);
void inflate_free(struct inflate *flow);

/* Gives it bytes, in any chunks. */
void inflate_push(struct inflate *flow, const char *bytes, size_t len);

/* No more bytes: what waited goes out, and data that end too early are
 * refused. */
void inflate_end(struct inflate *flow);

#endif
