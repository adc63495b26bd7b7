#ifndef TUI_LISTING_FOUND_H
#define TUI_LISTING_FOUND_H

#include "tui/listing_state.h"

/* The papers that a query finds in the whole library, in place of a day's: the
 * worker looks for them in portions, and they come into the list while it is
 * read. It stops when there are many more than the cursor has come to. */

/* Begins; `title` is what it is called, `text` the query. STATUS_USAGE with
 * *ret_column, in characters from 1, when it is none. */
enum status listing_find(struct listing_view *v, const char *title,
			 const char *text, size_t *ret_column,
			 struct error *err) MUST_CHECK;

/* Begins once more from the newest paper. */
void listing_find_again(struct listing_view *v);

/* Takes in a portion, when it is this view's. */
void listing_found(struct listing_view *v, struct job *job);

/* Looks for more when the cursor nears the end of what is there. */
void listing_find_on(struct listing_view *v);

/* Appends how far it has come: "looking: 20000 papers seen"; nothing when all
 * is found. */
void listing_find_status(const struct listing_view *v, struct str *out);

/* Frees what it holds. */
void listing_find_clear(struct listing_view *v);

#endif
