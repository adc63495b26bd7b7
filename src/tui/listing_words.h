#ifndef TUI_LISTING_WORDS_H
#define TUI_LISTING_WORDS_H

#include "tui/bar.h"
#include "tui/listing_state.h"

/* The words of the listing view, as in struct view_ops. */

/* Adds its pieces to the top line. */
void listing_title(const struct listing_view *v, struct bar *bar);

/* Appends what stands in the bottom line; nothing when the usual hints may. */
void listing_status(const struct listing_view *v, struct str *out);

/* Appends the one line that tells the paper under the cursor. */
void listing_speak(const struct listing_view *v, struct str *out);

#endif
