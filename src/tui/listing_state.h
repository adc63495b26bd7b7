#ifndef TUI_LISTING_STATE_H
#define TUI_LISTING_STATE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"
#include "tui/list_pane.h"
#include "tui/match.h"
#include "tui/paper_pane.h"
#include "tui/places.h"
#include "tui/reading.h"
#include "tui/view.h"

/* The state of the listing view, shared by view_listing.c, which shows it, and
 * listing_action.c, which changes it. */

/* What is looked for in the whole library (listing_found.h). */
struct found {
	char *title;         /* owned; NULL with the next: a day is shown */
	char *text;          /* the query */
	struct match *match; /* it, for the look of hits */
	uint64_t number;     /* of the asker of its jobs */
	struct found_place place; /* how far it has come */
	bool asked;               /* a portion is at work */
};

/* The paper under the cursor and since when, for mark-read view. */
struct seen {
	paper_key key; /* 0: none that becomes read by being looked at */
	int64_t ticks;
};

struct listing_view {
	struct view view;
	struct area area;
	struct reading reading;
	struct list_pane list;
	struct paper_pane paper;
	bool zoom; /* the paper has the whole area */
	bool focus_paper;
	int split;              /* the list's part of the area, in per cent */
	bool dirty;             /* the area has to be laid out and drawn anew */
	paper_key origin;       /* where a search began */
	paper_key jumped;       /* where the last jump began, 0 none */
	struct match *filter;   /* what the rows must match, NULL anything */
	struct str filter_text; /* as it was typed */
	struct found found;
	size_t news;          /* papers of the day that wait to be shown */
	struct places places; /* where the cursor was on other days */
	struct seen seen;     /* the paper that is being looked at */
};

/* The paper pane gets the paper under the cursor, ready to scroll or draw. */
void listing_sync(struct listing_view *v);

/* To be called when the cursor may have moved. */
void listing_moved(struct listing_view *v);

/* To be called when the lines or what they show changed. */
void listing_changed(struct listing_view *v);

/* Shows only the papers that a query matches, or all with NULL; the query is
 * taken over. */
void listing_filter(struct listing_view *v, struct match *query);

/* The filter looks at the rows again, which are other ones. */
void listing_filter_again(struct listing_view *v);

/* Milliseconds after which a paper has been looked at. */
#define LISTING_LOOK 1000

/* Keeps the place of the cursor in what is shown; goes back to where it was
 * when that is in view, false when it is not. */
void listing_keep_place(struct listing_view *v);
bool listing_find_place(struct listing_view *v);

/* Under mark-read view, marks the paper read that the cursor has left, when it
 * was looked at for long enough. */
void listing_look(struct listing_view *v);

/* Goes to a day, which may hold nothing. */
enum status listing_go(struct listing_view *v, day_t day,
		       struct error *err) MUST_CHECK;

#endif
