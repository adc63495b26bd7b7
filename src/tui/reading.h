#ifndef TUI_READING_H
#define TUI_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "library/library.h"
#include "library/listing.h"
#include "library/marks.h"

/* A listing as it is read: sections with headings, a cursor that stands on a
 * paper, the filter "unread only", a search. No terminal here.
 *
 * Lines are what the list shows, from 0: headings and papers. The cursor is a
 * line with a paper, or READING_NONE when there is none. */
#define READING_NONE ((size_t)-1)

struct reading_line {
	bool heading;
	enum announce_type type;
	size_t row;    /* of the listing; of a heading: the first below it */
	size_t papers; /* of a heading: papers below it */
};

struct reading {
	struct listing listing;
	struct reading_line *lines;
	size_t count;
	size_t papers; /* lines that are papers */
	size_t cursor;
	bool unread_only;
	char *query;   /* what is searched; NULL no search is shown */
	bool exact;    /* the query has capitals: case counts */
	char **texts;  /* of each row, what is searched; NULL not made yet */
	char **folded; /* the same with case folded */
};

#define READING_INIT                                       \
	((struct reading){ .listing = { .day = DAY_NONE }, \
			   .cursor = READING_NONE })

/* Loads a day: the cursor on its first paper, the search ended, the filter
 * kept. On failure the reading is as it was. */
enum status reading_load(struct reading *reading, struct library *library,
			 day_t day, struct error *err) MUST_CHECK;

/* Loads the same day again: the cursor stays on its paper, or else where it
 * was; under the filter the papers that were in view stay in view. */
enum status reading_reload(struct reading *reading, struct library *library,
			   struct error *err) MUST_CHECK;

/* Frees all of it and makes it READING_INIT. */
void reading_clear(struct reading *reading);

/* The paper under the cursor, or of a line; NULL when there is none. */
const struct listing_row *reading_current(const struct reading *reading);
const struct listing_row *reading_row(const struct reading *reading,
				      size_t line);

/* Moves by papers, or to the nearest paper to a line going in the direction
 * `step`, or the other way when there is none. False when it did not move. */
bool reading_move(struct reading *reading, long papers);
bool reading_place(struct reading *reading, size_t line, int step);

/* Goes to the n-th paper in view (from 1; too large is the last one). */
bool reading_number(struct reading *reading, size_t n);

/* Goes to a paper when it is in view. */
bool reading_find(struct reading *reading, paper_key key);

/* Goes to the next (step > 0) or previous unread paper; false at the end. */
bool reading_unread(struct reading *reading, int step);

/* Goes to the first paper of the next or previous section; back goes to the
 * beginning of the section first. */
bool reading_section(struct reading *reading, int step);

/* Turns the filter on or off; the cursor stays on its paper or the nearest. */
void reading_filter(struct reading *reading, bool unread_only);

/* Shows marks that are being written: changes rows and figures. */
void reading_mark(struct reading *reading, unsigned marks, bool on,
		  const paper_key *keys, size_t count);

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
