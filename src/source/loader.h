#ifndef SOURCE_LOADER_H
#define SOURCE_LOADER_H

#include <stdint.h>

#include "arxiv/paper.h"
#include "base/error.h"
#include "library/memory.h"
#include "source/context.h"

/* Papers of a long file on their way into the library by a thread of its own,
 * so that the parser need not wait while a transaction is written. Loads of
 * some thousand papers go one after the other; while one is stored, the next
 * is filled, and who fills faster waits. The library is the thread's until
 * loader_settle() or loader_free(). A failure is told by a later call. */

struct loader;

/* As stock_new(). The caller frees it with loader_free() (NULL is fine), which
 * waits for the load that is being stored and forgets the one that is being
 * filled. STATUS_SYSTEM when there is no thread. */
enum status loader_new(const struct source_context *context, const char *file,
		       struct loader **ret, struct error *err) MUST_CHECK;
void loader_free(struct loader *loader);

/* Goes on where an earlier import of the file ended, if it did. Before anything
 * else; the figures' offset says where that is. */
enum status loader_resume(struct loader *loader, struct error *err) MUST_CHECK;

/* Takes a copy of a paper, or counts an entry that could not be kept. `offset`:
 * bytes of the file up to the end of its line. */
enum status loader_take(struct loader *loader, const struct paper *paper,
			uint64_t offset, struct error *err) MUST_CHECK;
enum status loader_skip(struct loader *loader, uint64_t offset,
			struct error *err) MUST_CHECK;

/* Nothing else comes for the moment: what there is goes on its way. */
enum status loader_rest(struct loader *loader, struct error *err) MUST_CHECK;

/* All that was taken is stored and committed afterwards. */
enum status loader_settle(struct loader *loader, struct error *err) MUST_CHECK;

/* The file came to its end: stock_finish(), after all that was taken. */
enum status loader_finish(struct loader *loader, struct error *err) MUST_CHECK;

/* The figures of the whole file as far as it is stored. */
struct intake loader_figures(struct loader *loader);

#endif
