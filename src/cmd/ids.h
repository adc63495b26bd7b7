#ifndef CMD_IDS_H
#define CMD_IDS_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/ident.h"
#include "base/error.h"

/* The ID... of a command line. */

/* Reads all words as identifiers into a fresh array of `count` keys. IDvN means
 * the paper. STATUS_USAGE when one is malformed. */
enum status ids_read(const char *const *words, size_t count, paper_key **ret,
		     struct error *err) MUST_CHECK;

/* Names the papers that are not known on standard error. STATUS_OK when all
 * were known, STATUS_PARTIAL when some, STATUS_NOTFOUND when none. */
enum status ids_report(const paper_key *keys, const bool *known, size_t count);

#endif
