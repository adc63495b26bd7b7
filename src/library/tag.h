#ifndef LIBRARY_TAG_H
#define LIBRARY_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "library/library.h"

/* Tags: the user's own words for papers. A name has 1 to TAG_MAX bytes: letters
 * and digits of any script and "-_./:", and begins with a letter or a digit,
 * so that it needs no quotes in a shell or a query. It is kept as it was
 * typed: "llm" and "LLM" are two tags. */

/* Bytes of a name, without and with the NUL. */
#define TAG_MAX  64
#define TAG_SIZE (TAG_MAX + 1)

/* Whether a name is one. */
bool tag_is_name(const char *name);

/* STATUS_USAGE, with a text that says the rule, when it is none. */
enum status tag_check(const char *name, struct error *err) MUST_CHECK;

/* The tags of a paper, one a line, in the order of their bytes; *ret is fresh,
 * NULL when it has none. */
enum status tags_of_paper(struct library *library, paper_key key, char **ret,
			  struct error *err) MUST_CHECK;

/* One tag as it is used. */
struct tag_use {
	char name[TAG_SIZE];
	size_t papers;
	int64_t last; /* when it was last given, Unix seconds */
};

/* All tags, in the order of their bytes; the caller frees *ret_uses. The cost
 * is that of all rows of all tags, from an index: 10 ms for 100,000. */
enum status tags_load(struct library *library, struct tag_use **ret_uses,
		      size_t *ret_count, struct error *err) MUST_CHECK;

#endif
