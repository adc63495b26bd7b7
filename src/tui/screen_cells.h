#ifndef TUI_SCREEN_CELLS_H
#define TUI_SCREEN_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The screen as cells, twice: what is to be shown and what the terminal shows.
 * Pure; a pen is a number here. Places lie on the screen and runs end on it:
 * the caller clips them. */

/* The code of a cell that is the second column of a wide character, and of one
 * whose contents nobody knows. */
#define CELL_REST    0u
#define CELL_UNKNOWN UINT32_MAX

/* Marks on one character at most, and how many sets of marks are kept; marks
 * that would need one more set are left out. */
#define CELL_MARKS     8
#define CELL_MARK_SETS 1024

/* One column of one row; without a gap, so that it is compared at once. */
struct cell {
	uint32_t code;
	uint16_t marks; /* the set of marks on it, 0 none */
	uint16_t pen;
};

/* Combining marks, up to a 0. */
struct mark_set {
	uint32_t codes[CELL_MARKS];
};

struct cells {
	int rows;
	int columns;
	struct cell *wanted; /* rows * columns */
	struct cell *shown;  /* the same */
	bool *changed;       /* rows in which the two may differ */
	int shifted;         /* lines of the last shift since a flush, 0 none */
	struct mark_set *sets;
	size_t set_count;
	size_t set_room;
};

/* A character of a cell: a base and its marks. */
struct glyph {
	const uint32_t *codes;
	size_t count; /* >= 1 */
	int width;    /* 1 or 2 */
};

/* Gives it a size (both >= 1); nothing is wanted then but blanks, and what is
 * shown is unknown. */
void cells_resize(struct cells *cells, int rows, int columns);

/* Frees what it holds. */
void cells_free(struct cells *cells);

/* Wants blanks everywhere. */
void cells_erase(struct cells *cells);

/* Knows that the terminal shows nothing but blanks. */
void cells_cleared(struct cells *cells);

/* Fills a run of a row with one character that is one column wide. */
void cells_fill(struct cells *cells, int row, int col, int columns,
		struct cell what);

/* Puts printable ASCII, one column a byte. */
void cells_ascii(struct cells *cells, int row, int col, const char *text,
		 int len, uint16_t pen);

/* Puts a character; col + width - 1 lies on the screen. */
void cells_put(struct cells *cells, int row, int col, const struct glyph *glyph,
	       uint16_t pen);

/* A part of the screen. */
struct cells_part {
	int row;
	int col;
	int rows;
	int columns;
};

/* Moves what is wanted in a part of the screen up by `lines` (down when
 * negative), fewer than it has. The rows that come in stay as they were. */
void cells_shift(struct cells *cells, const struct cells_part *part, int lines);

/* A row of either screen. */
struct cell *cells_wanted(const struct cells *cells, int row);
struct cell *cells_shown(const struct cells *cells, int row);

/* True when two cells look the same. */
static inline bool cell_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* Whether the rows of the screen have moved: by `lines` (> 0: up) those of
 * [first, last], which say what stands there afterwards. */
struct cells_move {
	int first;
	int last;
	int lines;
};

/* Finds rows that can be had by scrolling all columns of some rows: what was
 * shifted is tried, else a few lines. False when there are too few of them. */
bool cells_moved(const struct cells *cells, struct cells_move *ret);

/* Scrolls what is shown; rows that come in are blank. */
void cells_scroll(struct cells *cells, const struct cells_move *move);

#endif
