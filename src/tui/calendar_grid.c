/* The places of days. */

#include "tui/calendar_grid.h"

#define WEEK 7

/* A block is not made narrower than this in favour of a second one. */
#define BLOCK_COLUMNS 79

/* Columns of "Oct 2025 " and of "Oct ", and from which width on they stand
 * there. */
#define LONG_LABEL  9
#define LONG_FROM   60
#define SHORT_LABEL 4
#define SHORT_FROM  32

day_t calendar_monday(day_t day)
{
	return day - (date_weekday(day) + WEEK - 1) % WEEK;
}

static int grid_label(int columns)
{
	if (columns >= LONG_FROM)
		return LONG_LABEL;
	return columns >= SHORT_FROM ? SHORT_LABEL : 0;
}

void calendar_grid_fit(struct calendar_grid *grid, int rows, int columns)
{
	grid->blocks = columns / BLOCK_COLUMNS;
	if (grid->blocks < 1)
		grid->blocks = 1;
	grid->label = grid_label(columns / grid->blocks);
	grid->cell = (columns / grid->blocks - grid->label) / WEEK;
	if (grid->cell < 1)
		grid->cell = 1;
	grid->weeks = rows > 1 ? rows : 1;
}

int calendar_grid_weeks(const struct calendar_grid *grid)
{
	return grid->blocks * grid->weeks;
}

day_t calendar_grid_last(const struct calendar_grid *grid)
{
	return grid->first + calendar_grid_weeks(grid) * WEEK - 1;
}

void calendar_grid_end(struct calendar_grid *grid, day_t day)
{
	grid->first =
		calendar_monday(day) - (calendar_grid_weeks(grid) - 1) * WEEK;
}

void calendar_grid_follow(struct calendar_grid *grid, day_t day)
{
	if (day < grid->first)
		grid->first = calendar_monday(day);
	else if (day > calendar_grid_last(grid))
		calendar_grid_end(grid, day);
}

bool calendar_grid_spot(const struct calendar_grid *grid, day_t day,
			struct calendar_spot *ret)
{
	int width = grid->label + WEEK * grid->cell;
	int week, block;

	if (day < grid->first || day > calendar_grid_last(grid))
		return false;
	week = (day - grid->first) / WEEK;
	block = week / grid->weeks;
	ret->row = week % grid->weeks;
	ret->col = block * width + grid->label +
		   (day - grid->first) % WEEK * grid->cell;
	return true;
}

day_t calendar_grid_day(const struct calendar_grid *grid, int row, int col)
{
	int width = grid->label + WEEK * grid->cell;
	int block, in_block;

	if (row < 0 || row >= grid->weeks || col < 0)
		return DAY_NONE;
	block = col / width;
	in_block = col % width - grid->label;
	if (in_block < 0 || block >= grid->blocks)
		return DAY_NONE;
	return grid->first + (block * grid->weeks + row) * WEEK +
	       in_block / grid->cell;
}

day_t calendar_add_months(day_t day, int months)
{
	int year, month, of_month;
	day_t found;

	date_to_civil(day, &year, &month, &of_month);
	month += months - 1;
	year += month / 12;
	month %= 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	do {
		found = date_from_civil(year, month + 1, of_month--);
	} while (found == DAY_NONE && of_month > 27);
	return found != DAY_NONE ? found : day;
}
