#ifndef TUI_VIEW_TEXT_H
#define TUI_VIEW_TEXT_H

#include "tui/view.h"

/* A view of entries in two columns under headings, which scrolls, wraps its
 * second column and can be narrowed to the entries that hold a text. */

/* Puts the entries of a view into it, which has none; `subject` is what it was
 * opened with. */
typedef void view_text_fill(struct view *view, int64_t subject);

/* Opens one and fills it. `title` is static and stands in the top line. When
 * the library is another one, it is filled again and stays where it is. */
struct view *view_text_open(struct session *session, enum room room,
			    const char *title, view_text_fill *fill,
			    int64_t subject);

/* Says which paper it is about: the one that marks are given to. */
void view_text_set_paper(struct view *view, paper_key key, unsigned marks);

/* Adds a heading, or an entry; `hidden` is not shown but found (may be ""). */
void view_text_heading(struct view *view, const char *text);
void view_text_add(struct view *view, enum look look, const char *left,
		   const char *right, const char *hidden);

/* Goes to the end. */
void view_text_end(struct view *view);

#endif
