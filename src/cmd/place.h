#ifndef CMD_PLACE_H
#define CMD_PLACE_H

#include "base/error.h"

/* Where things are: the user's folders by the XDG rules, and the programs. */

/* The user's folder, fresh; NULL when there is none. */
char *place_home(void);

/* $XDG_DATA_HOME/arxday/NAME and $XDG_CONFIG_HOME/arxday/NAME with their
 * defaults below the home, fresh; a value that is not absolute does not count.
 * NULL when there is no home. */
char *place_data(const char *name);
char *place_config(const char *name);

/* $XDG_STATE_HOME/arxday, likewise. */
char *place_state(void);

/* Absolute paths of arxday itself and of its two helpers, fresh: beside arxday
 * in a build tree, else where they are installed; PATH is never asked. */
enum status place_programs(char **ret_self, char **ret_fetch, char **ret_parse,
			   struct error *err) MUST_CHECK;

#endif
