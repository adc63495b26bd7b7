#ifndef TUI_VIEW_HELP_H
#define TUI_VIEW_HELP_H

#include "tui/view.h"

/* Opens the help: first what holds in the room that one comes from, then the
 * keys that the user bound, then every action with the keys that it has now; a
 * search narrows it to what is typed. */
struct view *view_help_open(struct session *session, enum room from);

/* Opens the list of messages, newest last. */
struct view *view_messages_open(struct session *session);

#endif
