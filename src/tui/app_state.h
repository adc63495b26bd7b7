#ifndef TUI_APP_STATE_H
#define TUI_APP_STATE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "tui/app_options.h"
#include "tui/bar.h"
#include "tui/bottom.h"
#include "tui/complete.h"
#include "tui/feed.h"
#include "tui/fetcher.h"
#include "tui/history.h"
#include "tui/linear.h"
#include "tui/loop.h"
#include "tui/prompt.h"
#include "tui/session.h"
#include "tui/signals.h"
#include "tui/view.h"
#include "tui/watch.h"

/* The state of the reader, shared by app*.c and nobody else. */

/* Views that may stand on one another. */
#define APP_VIEWS 16

/* Programs that may run in the background. */
#define APP_OUTSIDE 16

struct question; /* tui/app_ask.h */

struct app {
	const struct app_options *options;
	struct session session;
	struct loop *loop;
	struct view *views[APP_VIEWS]; /* the listing of a day is the first */
	size_t depth;
	struct linear *linear; /* instead of drawing; NULL */
	struct bar bar;        /* as it stands on the screen */
	struct bottom bottom;  /* the same */
	struct prompt prompt;
	const struct question *question; /* that is asked, NULL none */
	struct history *history;
	struct complete_context completing; /* what Tab knows */
	char **tags;                        /* of it; owned, ended by NULL */
	char *authors;                      /* of it; owned */
	paper_key *meant; /* papers that the question is about; owned */
	size_t meant_count;
	bool choices;            /* what Tab offers stands above the prompt */
	char *write_name;        /* to be written once replacing is agreed to */
	struct fetcher *fetcher; /* NULL: neither refresh nor lookup runs */
	paper_key wanted;        /* what a lookup is for; 0: it is a refresh */
	struct watch_file *watch; /* NULL: asked by a timer */
	struct signals signals;
	pid_t outside[APP_OUTSIDE]; /* programs in the background */
	size_t outside_count;
	dev_t device; /* of the library's file when it was opened */
	ino_t inode;
	int64_t version;  /* of the library when it was last read */
	bool gathering;   /* it was touched and is to be asked soon */
	int doubts;       /* times that it is to be asked for again */
	bool reload;      /* read the library again once no job is pending */
	bool first;       /* the refresh that runs brings the first real day */
	bool whole;       /* everything is to be drawn */
	struct feed feed; /* keys that are on their way */
	struct {
		int fds[2]; /* wakes the loop for the next key */
		size_t at;  /* keys given */
		bool open;
		bool awake; /* a byte is on its way */
		bool over;
	} script;
	int playing;  /* macros that play inside each other */
	int played;   /* keys of theirs since the first of them began */
	bool ended;   /* no key counts any more */
	int ended_by; /* signal that ended it, 0 none */
};

/* The view that gets the keys. */
static inline struct view *app_top(const struct app *app)
{
	return app->views[app->depth - 1];
}

/* True while keys of a script are left: nobody is there to press one. */
static inline bool app_scripted(const struct app *app)
{
	return app->script.open && app->script.at < app->options->script->count;
}

/* The listing of a day, below all others. */
static inline struct view *app_listing(const struct app *app)
{
	return app->views[0];
}

#endif
