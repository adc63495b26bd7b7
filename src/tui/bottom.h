#ifndef TUI_BOTTOM_H
#define TUI_BOTTOM_H

#include "tui/fetcher.h"
#include "tui/session.h"

/* The bottom line: what is to be said at the left, progress at the right. */

/* What stands there, so that the same is not drawn again. Zeroed: nothing. */
struct bottom {
	char *left;
	char *right;
	unsigned look;
	char *hints;   /* the usual ones, as they were made; NULL not yet */
	int hint_room; /* for so many columns */
};

/* Forgets what stands there; the next bottom_draw() draws all of it. */
void bottom_forget(struct bottom *bottom);

/* Draws it: the message that is shown, else `status`, else the hints made from
 * the key map; at the right the progress of a child (NULL none) or the
 * keys that are on their way ("" none). */
void bottom_draw(struct bottom *bottom, struct session *session,
		 const char *status, const struct fetcher_state *child,
		 const char *typed);

/* Appends the hints that fit into `columns`. */
void bottom_hints(const struct keymap *keymap, int columns, struct str *out);

/* Appends the progress of a child: "refreshing ▓▓▓░░░░░ cs.CL"; ASCII when
 * `plain`. */
void bottom_progress(const struct fetcher_state *child, bool plain,
		     struct str *out);

#endif
