#ifndef TUI_LIST_PANE_H
#define TUI_LIST_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/match.h"
#include "tui/reading.h"
#include "tui/row_format.h"
#include "tui/view.h"

/* The list of papers. It remembers what stands on the screen and draws only
 * the lines that differ. */
struct list_pane {
	struct area area;
	struct row_format format;  /* of the lines of papers */
	bool away;                 /* the focus is elsewhere */
	size_t top;                /* first line that is shown */
	const struct match *match; /* whose hits are shown; NULL none */
	bool raw;                  /* titles with TeX as stored */
	bool all;                  /* all has to be drawn */
	bool current;              /* the cursor's line has to be drawn */
	size_t shown_top;
	size_t shown_cursor;
};

/* Sets the format of its lines (tui/row_format.h); one that is none changes
 * nothing. */
void list_pane_format(struct list_pane *pane, const char *format);

/* Frees what it holds. */
void list_pane_clear(struct list_pane *pane);

/* Scrolls so that the cursor, and a heading right above it, are in view. A
 * hidden list stays where it is. */
void list_pane_follow(struct list_pane *pane, const struct reading *reading);

/* Scrolls by lines and keeps the cursor in view. */
void list_pane_scroll(struct list_pane *pane, struct reading *reading,
		      long lines);

/* Puts the cursor on the paper of a row of the screen. */
void list_pane_click(const struct list_pane *pane, struct reading *reading,
		     int row);

/* Draws the lines that differ from what stands on the screen. */
void list_pane_draw(struct list_pane *pane, const struct reading *reading,
		    struct screen *screen);

#endif
