#ifndef TUI_READING_H
#define TUI_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "library/library.h"
#include "library/listing.h"
#include "library/marks.h"
#include "tui/keyset.h"
#include "tui/order.h"
#include "tui/row_texts.h"

/* Papers as they are read: sections with headings, a cursor that stands on a
 * paper, filters, an order, a selection, a search. No terminal here.
 *
 * Lines are what the list shows, from 0: headings and papers. The cursor is a
 * line with a paper, or READING_NONE when there is none. */
#define READING_NONE ((size_t)-1)

struct reading_line {
	bool heading;
	size_t row;    /* of the listing; of a heading: the first below it */
	size_t papers; /* of a heading: papers below it */
};

/* Which papers are lines, and in which order. */
struct reading_rules {
	bool unread_only;
	bool show_hidden;
	enum order order;
	bool reverse;
};

struct reading {
	struct listing listing;
	struct reading_rules rules;
	size_t *order; /* rows in the order of the rules */
	bool *matches; /* of each row, whether a query matches; NULL all do */
	struct reading_line *lines;
	size_t count;
	size_t papers; /* lines that are papers */
	size_t cursor;
	struct keyset selected;
	struct keyset before; /* what was selected when a range began */
	paper_key anchor;     /* where it began, 0: none */
	char *query;          /* what is searched; NULL no search is shown */
	bool exact;           /* the query has capitals: case counts */
	struct row_texts texts;
};

#define READING_INIT                                       \
	((struct reading){ .listing = { .day = DAY_NONE }, \
			   .cursor = READING_NONE })

/* Loads a day: the cursor on its first paper, search, selection and matches
 * ended, the rules kept. On failure the reading is as it was. */
enum status reading_load(struct reading *reading, struct library *library,
			 day_t day, struct error *err) MUST_CHECK;

/* Takes other rows, such as the same day read again; *fresh is taken over and
 * empty then. The cursor stays on its paper, or else where it was; unread
 * papers that were in view stay in view. The matches are gone: the caller
 * gives those of the new rows. */
void reading_take(struct reading *reading, struct listing *fresh);

/* To be called when others have changed the marks of its rows: papers that are
 * hidden now go out of view, those that are no longer come back. */
void reading_marked(struct reading *reading);

/* Takes the marks of a fresh listing for the rows that both have, and nothing
 * else of it. */
void reading_remark(struct reading *reading, const struct listing *fresh);

/* Adds more rows at the end; *more is taken over and empty then. Cursor, search
 * and selection stay; the matches are gone, as above. */
void reading_append(struct reading *reading, struct listing *more);

/* Frees all of it and makes it READING_INIT. */
void reading_clear(struct reading *reading);

/* The paper under the cursor, or of a line; NULL when there is none. */
const struct listing_row *reading_current(const struct reading *reading);
const struct listing_row *reading_row(const struct reading *reading,
				      size_t line);

/* Appends the words of a heading: "NEW SUBMISSIONS", "cs.IR". */
void reading_heading(const struct reading *reading, size_t line,
		     struct str *out);

/* Moves by papers, or to the nearest paper to a line going in the direction
 * `step`, or the other way when there is none. False when it did not move. */
bool reading_move(struct reading *reading, long papers);
bool reading_place(struct reading *reading, size_t line, int step);

/* Goes to the n-th paper in view (from 1; too large is the last one). */
bool reading_number(struct reading *reading, size_t n);

/* The number of the paper under the cursor among those in view, 0 none. */
size_t reading_position(const struct reading *reading);

/* Goes to a paper when it is in view. */
bool reading_find(struct reading *reading, paper_key key);

/* Goes to the next (step > 0) or previous unread paper; false at the end. */
bool reading_unread(struct reading *reading, int step);

/* Goes to the first paper of the next or previous section; back goes to the
 * beginning of the section first. */
bool reading_section(struct reading *reading, int step);

/* Sets the rules, or which rows a query matches (a fresh array of
 * listing.count that is taken over; NULL all). The cursor stays on its paper
 * or the nearest below. */
void reading_set_rules(struct reading *reading,
		       const struct reading_rules *rules);
void reading_set_matches(struct reading *reading, bool *matches);

/* Shows marks that are being written: changes rows and figures. Papers that
 * are hidden now go out of view unless hidden ones are shown. True when lines
 * went or came. */
bool reading_mark(struct reading *reading, unsigned marks, bool on,
		  const paper_key *keys, size_t count);

/* Selecting. A range goes from where it began to the cursor, wherever that
 * goes, and is added to what was selected before. */
bool reading_selected(const struct reading *reading, size_t line);
/* How many of those selected are in view. */
size_t reading_selected_count(const struct reading *reading);
void reading_select(struct reading *reading); /* the cursor's, or no more */
void reading_select_range(struct reading *reading, bool on);
void reading_select_follow(struct reading *reading); /* the cursor moved */
/* Selects the rows in view with matches[row]; returns how many. */
size_t reading_select_rows(struct reading *reading, const bool *matches);
bool reading_select_none(struct reading *reading); /* false: none was */

/* Searches for a text ("" ends the search): a line is a hit when title,
 * authors or identifier hold it; case counts when the text has capitals. */
void reading_search(struct reading *reading, const char *text);
bool reading_hit(const struct reading *reading, size_t line);

/* Goes to the next or previous hit, around the ends; with `here` the cursor's
 * own paper counts too. False when there is none. */
bool reading_next_hit(struct reading *reading, int step, bool here);

/* Number of hits, and which of them the cursor is on (0 none). */
size_t reading_hits(const struct reading *reading, size_t *ret_place);

#endif
