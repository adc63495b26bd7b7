#ifndef TUI_LISTING_ACTION_H
#define TUI_LISTING_ACTION_H

#include "tui/listing_state.h"

/* Does an action in the listing view; `count` is 0 when none was typed. */
enum reaction listing_action(struct listing_view *v, enum action action,
			     int count);

#endif
