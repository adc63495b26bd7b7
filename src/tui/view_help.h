#ifndef TUI_VIEW_HELP_H
#define TUI_VIEW_HELP_H

#include "tui/view.h"

/* Opens the help: every action of actions.def with the keys that it has now;
 * `/` narrows it to what is typed. */
struct view *view_help_open(struct session *session);

/* Opens the list of messages, newest last. */
struct view *view_messages_open(struct session *session);

#endif
