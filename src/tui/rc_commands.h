#ifndef TUI_RC_COMMANDS_H
#define TUI_RC_COMMANDS_H

#include <stdbool.h>

#include "tui/rc_line.h"

/* The commands of rc.def but source, each: takes its words off the line,
 * changes the settings, or puts a message and returns false. The number of
 * words has been checked. */
bool rc_set(const struct rc_line *line);
bool rc_bind(const struct rc_line *line);
bool rc_unbind(const struct rc_line *line);
bool rc_macro(const struct rc_line *line);
bool rc_colour(const struct rc_line *line);
bool rc_color(const struct rc_line *line);
bool rc_follow(const struct rc_line *line);
bool rc_topic(const struct rc_line *line);
bool rc_untopic(const struct rc_line *line);

#endif
