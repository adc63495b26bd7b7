#ifndef TUI_VIEW_CATEGORIES_H
#define TUI_VIEW_CATEGORIES_H

#include "tui/view.h"

/* Opens the chooser of categories. What is typed narrows the rows, Enter and
 * Tab choose, Space too while nothing is typed; leaving it makes WISH_FOLLOW
 * when something changed, and only ACTION_INTERRUPT leaves all as it was. */
struct view *view_categories_open(struct session *session);

#endif
