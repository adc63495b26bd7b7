#ifndef CMD_NAMES_H
#define CMD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* The CATEGORY... of a command line. */

/* Reads words as categories: a fresh array of at most `count` names in their
 * proper spelling, ended by NULL, each once. A name that the taxonomy does not
 * know is accepted with a message (unless `quiet`), since arXiv adds
 * categories; one that has not the form of a category is STATUS_USAGE. Free it
 * with mem_free_texts(). */
enum status names_read(const char *const *words, size_t count, bool quiet,
		       char ***ret, size_t *ret_count,
		       struct error *err) MUST_CHECK;

/* The same array for functions that only read it. */
const char *const *names_borrow(char *const *names);

#endif
