#ifndef CMD_MARK_PAPERS_H
#define CMD_MARK_PAPERS_H

#include "cmd/cli.h"
#include "library/listing.h"
#include "library/marks.h"

/* Makes a change of the papers that words[0..count) name; its keys and instant
 * are set here. STATUS_USAGE, and nothing is done, for a malformed identifier
 * or a change that makes no sense. Papers that the library does not hold are
 * named on standard error: STATUS_PARTIAL when it holds others, else
 * STATUS_NOTFOUND. */
enum status mark_papers(const struct cli *cli, const char *const *words,
			size_t count, const struct marks_edit *change,
			struct error *err) MUST_CHECK;

/* Loads the paper that a word names, with what is said of it; free it with
 * listed_clear(). STATUS_USAGE for a malformed identifier, STATUS_NOTFOUND for
 * a paper that the library does not hold. */
enum status mark_load(const struct cli *cli, const char *word,
		      struct listed *ret, struct error *err) MUST_CHECK;

#endif
