#ifndef TUI_VIEW_LISTING_H
#define TUI_VIEW_LISTING_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"
#include "tui/reading.h"
#include "tui/view.h"

/* The listing of a day: the list of papers and the paper under the cursor. */

/* Opens it without a day; ops->close frees it. */
struct view *view_listing_open(struct session *session);

/* Opens the papers that a query finds in the whole library; `title` is what
 * they are called. STATUS_USAGE with *ret_column, in characters from 1, when it
 * is no query. */
enum status view_found_open(struct session *session, const char *title,
			    const char *text, struct view **ret,
			    size_t *ret_column, struct error *err) MUST_CHECK;

/* Goes to a day, which may hold nothing. */
enum status view_listing_go(struct view *view, day_t day,
			    struct error *err) MUST_CHECK;

/* The cursor goes to a paper when it is in view; false when it is not. */
bool view_listing_find(struct view *view, paper_key key);

/* What it shows; borrowed, valid until the next call. */
const struct reading *view_listing_reading(const struct view *view);

#endif
