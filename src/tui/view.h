#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include <stdbool.h>

#include "base/str.h"
#include "tui/bar.h"
#include "tui/keymap.h"
#include "tui/session.h"

/* A part of the screen. */
struct area {
	int row;
	int col;
	int rows;
	int columns;
};

/* What became of an action. */
enum reaction {
	REACTION_NONE, /* not for this view: the app may know it */
	REACTION_DONE, /* done; the view draws what changed */
	REACTION_CLOSE /* the view wants to go */
};

/* A step of a search: the text changes, is accepted, or is given up. */
enum search_step {
	SEARCH_BEGIN,
	SEARCH_LIVE,
	SEARCH_ACCEPT,
	SEARCH_CANCEL
};

struct view;

/* What a view can do. Slots that may be NULL are marked. */
struct view_ops {
	const char *name;
	/* Frees it. */
	void (*close)(struct view *view);
	/* It has this area now, which is blank: all is to be drawn. */
	void (*place)(struct view *view, struct area area);
	/* Draws what changed since it was last drawn. */
	void (*draw)(struct view *view);
	/* Adds its pieces to the top line. */
	void (*title)(const struct view *view, struct bar *bar);
	/* Appends what stands in the bottom line instead of the hints;
	 * may be NULL. */
	void (*status)(const struct view *view, struct str *out);
	/* Does an action; `count` is 0 when none was typed. */
	enum reaction (*action)(struct view *view, enum action action,
				int count);
	/* The library is another one than was read: reads it again; may be
	 * NULL. */
	void (*reload)(struct view *view);
	/* Searches; may be NULL. */
	void (*search)(struct view *view, enum search_step step,
		       const char *text);
};

/* The beginning of every view. */
struct view {
	const struct view_ops *ops;
	struct session *session; /* borrowed */
};

#endif
