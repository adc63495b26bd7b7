#ifndef TUI_VIEW_TOPICS_H
#define TUI_VIEW_TOPICS_H

#include "tui/view.h"

/* Opens the topics: those of the settings, the favourites, what is unread or
 * has a note, and the tags; with the papers of a day (DAY_NONE: of none) that
 * each of the settings matches. Enter makes WISH_QUERY. */
struct view *view_topics_open(struct session *session, day_t day);

#endif
