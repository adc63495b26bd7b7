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

/* A step of typing a search or a filter: the text changes, is accepted, or is
 * given up. */
enum search_step {
	SEARCH_BEGIN,
	SEARCH_LIVE,
	SEARCH_ACCEPT,
	SEARCH_CANCEL
};

/* Papers that an action means. */
enum scope {
	SCOPE_CHOSEN, /* those selected, else the one under the cursor */
	SCOPE_ALL     /* all in view */
};

/* One of them with its marks. */
struct chosen {
	paper_key key;
	unsigned marks;
};

struct view;

/* What a view can do. Slots that may be NULL are marked. */
struct view_ops {
	const char *name;
	/* Where it is: which keys hold. */
	enum room (*room)(const struct view *view);
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
	/* Appends the one line that tells what is selected, for those who
	 * hear the screen; may be NULL. */
	void (*speak)(const struct view *view, struct str *out);
	/* Appends what is to be read in full, as lines: a paper, a help; may
	 * be NULL. */
	void (*read_out)(struct view *view, struct str *out);
	/* Gets a key before the key map does, true when it took it; may be
	 * NULL. */
	bool (*key)(struct view *view, uint32_t key);
	/* Something was done with the mouse in its area; may be NULL. */
	void (*mouse)(struct view *view, const struct mouse *mouse);
	/* The settings are others; may be NULL. */
	void (*settings)(struct view *view);
	/* Does an action; `count` is 0 when none was typed. */
	enum reaction (*action)(struct view *view, enum action action,
				int count);
	/* The library is another one than was read: reads it again; may be
	 * NULL. */
	void (*reload)(struct view *view);
	/* Searches, or shows only what a query matches; may be NULL. What is
	 * wrong with a query goes into the status. */
	void (*search)(struct view *view, enum search_step step,
		       const char *text);
	void (*filter)(struct view *view, enum search_step step,
		       const char *text);
	/* Selects the papers in view that a query matches; may be NULL. */
	void (*select)(struct view *view, const char *text);
	/* Papers that an action means, into a fresh array that the caller
	 * frees; returns their number. May be NULL: none. */
	size_t (*papers)(const struct view *view, enum scope scope,
			 struct chosen **ret);
	/* Shows marks that are being written; may be NULL. */
	void (*mark)(struct view *view, const struct mark_change *change);
	/* A job of the worker is finished that may concern it; what it takes
	 * out of the job is its own. May be NULL. */
	void (*finished)(struct view *view, struct job *job);
	/* What was chosen has been dealt with: the selection ends and, with
	 * `step`, the cursor goes on. May be NULL. */
	void (*advance)(struct view *view, bool step);
};

/* The beginning of every view. */
struct view {
	const struct view_ops *ops;
	struct session *session; /* borrowed */
};

#endif
