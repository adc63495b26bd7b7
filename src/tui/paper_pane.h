#ifndef TUI_PAPER_PANE_H
#define TUI_PAPER_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/paper_text.h"
#include "tui/view.h"

/* The pane that shows one paper. Its text is loaded and wrapped when the paper
 * or the width changes, and not before it is drawn. */
struct paper_pane {
	struct area area;
	struct paper_text text;
	struct listed listed; /* when `held` */
	paper_key key;        /* of what is shown, 0 nothing */
	bool held;
	bool whole; /* all authors */
	bool raw;
	const struct match *match; /* as in struct paper_style */
	const char *search;
	bool exact;
	bool stale;   /* lines have to be made anew */
	bool dirty;   /* has to be drawn */
	size_t top;   /* first line that is shown */
	size_t drawn; /* rows that hold text on the screen */
};

/* Shows a paper from its beginning (NULL: none). Loads it when it is another
 * one or `again`; what could not be loaded is said in its place. */
void paper_pane_show(struct paper_pane *pane, struct library *library,
		     const struct listing_row *row, bool again);

/* Makes its lines when they are stale. To be called before it is asked for its
 * end, scrolled or drawn. */
void paper_pane_prepare(struct paper_pane *pane, const struct listing_row *row,
			const struct screen *screen);

/* Scrolls by lines; false when it was at that end already. */
bool paper_pane_scroll(struct paper_pane *pane, long lines);

/* Does what scrolls it: moves, pages and ends, `count` times (0: not typed).
 * False when the action is another one. */
bool paper_pane_action(struct paper_pane *pane, enum action action, int count);

/* Draws it when it changed. */
void paper_pane_draw(struct paper_pane *pane, struct screen *screen);

/* Appends all of the paper as lines, for those who hear it. */
void paper_pane_read_out(const struct paper_pane *pane,
			 const struct listing_row *row,
			 const struct screen *screen, struct str *out);

/* Frees what it holds. */
void paper_pane_clear(struct paper_pane *pane);

#endif
