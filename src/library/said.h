#ifndef LIBRARY_SAID_H
#define LIBRARY_SAID_H

#include <stdint.h>

#include "arxiv/ident.h"
#include "base/error.h"
#include "library/library.h"

/* What is said of one paper, row by row, for changes and for taking them back.
 * An instant is Unix seconds, TIME_NONE for what is not said. What writes
 * belongs into a transaction, together with its row of the journal. */

/* Marks that are columns of one row, in the order of the bits of enum mark. */
#define SAID_MARKS 4

struct said_marks {
	int64_t at[SAID_MARKS];
};

/* The marks of a paper; one without marks has no row. */
enum status said_marks_get(struct library *library, paper_key key,
			   struct said_marks *ret,
			   struct error *err) MUST_CHECK;
enum status said_marks_put(struct library *library, paper_key key,
			   const struct said_marks *marks,
			   struct error *err) MUST_CHECK;

/* Since when a paper has a tag; putting TIME_NONE takes it away. */
enum status said_tag_get(struct library *library, paper_key key,
			 const char *name, int64_t *ret_at,
			 struct error *err) MUST_CHECK;
enum status said_tag_put(struct library *library, paper_key key,
			 const char *name, int64_t at,
			 struct error *err) MUST_CHECK;

/* The note of a paper as it is in the file: *ret_text is fresh, NULL when there
 * is none. Putting TIME_NONE or a text of NULL takes it away. */
enum status said_note_get(struct library *library, paper_key key,
			  int64_t *ret_at, char **ret_text,
			  struct error *err) MUST_CHECK;
enum status said_note_put(struct library *library, paper_key key, int64_t at,
			  const char *text, struct error *err) MUST_CHECK;

#endif
