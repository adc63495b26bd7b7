#ifndef TUI_CALENDAR_GRID_H
#define TUI_CALENDAR_GRID_H

#include <stdbool.h>

#include "base/date.h"

/* Where the days of a calendar stand: a row is a week from Monday to Sunday;
 * on a wide terminal several blocks of weeks stand side by side, the oldest
 * left. Rows and columns count from those of the area. */
struct calendar_grid {
	int label;   /* columns of the name of a month, before each block */
	int cell;    /* columns of a day */
	int blocks;  /* at least one */
	int weeks;   /* rows of a block, at least one */
	day_t first; /* the Monday of the first week; 1970-01-05 at first */
};

/* What is left of a day: its place. */
struct calendar_spot {
	int row;
	int col;
};

/* The Monday of a day's week. */
day_t calendar_monday(day_t day);

/* Makes it fit into an area of rows and columns; `first` stays. */
void calendar_grid_fit(struct calendar_grid *grid, int rows, int columns);

/* Makes the week of a day the last one. */
void calendar_grid_end(struct calendar_grid *grid, day_t day);

/* Scrolls, as little as is needed, until a day is in view. */
void calendar_grid_follow(struct calendar_grid *grid, day_t day);

/* All weeks that are shown; the last day of the last one. */
int calendar_grid_weeks(const struct calendar_grid *grid);
day_t calendar_grid_last(const struct calendar_grid *grid);

/* Where a day is; false when it is not in view. */
bool calendar_grid_spot(const struct calendar_grid *grid, day_t day,
			struct calendar_spot *ret);

/* The day at a place, DAY_NONE when there is none. */
day_t calendar_grid_day(const struct calendar_grid *grid, int row, int col);

/* The day that is `months` months later (or earlier), the last one of its month
 * when the month is shorter. */
day_t calendar_add_months(day_t day, int months);

#endif
