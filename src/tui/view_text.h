#ifndef TUI_VIEW_TEXT_H
#define TUI_VIEW_TEXT_H

#include "tui/view.h"

/* A view of entries in two columns under headings, which scrolls, wraps its
 * second column and can be narrowed to the entries that hold a text. */

/* Opens an empty one; `title` is static and stands in the top line. */
struct view *view_text_open(struct session *session, enum room room,
			    const char *title);

/* Adds a heading, or an entry; `hidden` is not shown but found (may be ""). */
void view_text_heading(struct view *view, const char *text);
void view_text_add(struct view *view, enum look look, const char *left,
		   const char *right, const char *hidden);

/* Goes to the end. */
void view_text_end(struct view *view);

#endif
