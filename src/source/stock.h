#ifndef SOURCE_STOCK_H
#define SOURCE_STOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "arxiv/paper.h"
#include "base/error.h"
#include "library/memory.h"
#include "source/context.h"

/* The papers of a long file going into the library, in transactions of 5,000
 * papers or a quarter of a second. Each also keeps how far the file was read
 * and the figures so far, so that an import which is killed at any moment goes
 * on where it was. */

struct stock;

/* An import of a file, which `file` tells ("": nothing is kept of how far it
 * came); borrowed, as is the context. The caller frees it with stock_free()
 * (NULL is fine), which takes back a transaction that is open. */
struct stock *stock_new(const struct source_context *context, const char *file);
void stock_free(struct stock *stock);

/* Goes on where an earlier import of the file ended, if it did. Before anything
 * else; figures->offset says where that is. */
enum status stock_resume(struct stock *stock, struct error *err) MUST_CHECK;

/* Stores a paper and what its versions say. `offset`: bytes of the file up to
 * the end of its line. A transaction may be open afterwards. */
enum status stock_take(struct stock *stock, const struct paper *paper,
		       uint64_t offset, struct error *err) MUST_CHECK;

/* Counts an entry that could not be kept. */
void stock_skip(struct stock *stock, uint64_t offset);

/* Commits what is open. */
enum status stock_commit(struct stock *stock, struct error *err) MUST_CHECK;

/* The file came to its end: the days become reconstructed, and how far it came
 * is forgotten. */
enum status stock_finish(struct stock *stock, struct error *err) MUST_CHECK;

/* The figures so far, of the whole file, and what is not committed too. */
const struct intake *stock_figures(const struct stock *stock);

#endif
