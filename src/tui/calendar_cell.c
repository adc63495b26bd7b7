/* The words of a day in the calendar. The figures stand in columns, so that
 * they can be compared down a row of weeks. */

#include "tui/calendar_cell.h"

#include <stdio.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/text.h"

/* From which width on a cell has the papers, the stars and the unread; below
 * the first it has a sign, below TINY nothing but the sign. */
#define TINY_COLUMNS   4
#define PAPERS_COLUMNS 8
#define STAR_COLUMNS   10
#define STARS_COLUMNS  13
#define UNREAD_COLUMNS 19

/* Levels of heat. */
#define LEVELS 4

static bool cell_held(const struct calendar_cell *cell)
{
	const struct calendar_day *figures = cell->figures;

	return figures != NULL &&
	       (figures->papers > 0 ||
		(figures->known && figures->state != DAY_FAILED));
}

/* 0 for nothing, else 1 to LEVELS. */
static int cell_level(const struct calendar_cell *cell)
{
	size_t papers = cell->figures != NULL ? cell->figures->papers : 0;
	size_t most = cell->most > papers ? cell->most : papers;

	return papers > 0 ? 1 + (int)((papers - 1) * LEVELS / most) : 0;
}

enum look calendar_cell_look(const struct calendar_cell *cell)
{
	static const enum look looks[] = { LOOK_HEAT0, LOOK_HEAT1, LOOK_HEAT2,
					   LOOK_HEAT3, LOOK_HEAT4 };

	if (cell->figures != NULL && cell->figures->papers == 0)
		return cell->figures->state == DAY_FAILED ? LOOK_ERROR
							  : LOOK_HEAT0;
	return looks[cell_level(cell)];
}

const char *calendar_letter(const struct calendar_day *figures)
{
	if (figures == NULL || !figures->known)
		return "";
	switch (figures->state) {
	case DAY_FAILED:
		return "F";
	case DAY_INCOMPLETE:
		return "I";
	case DAY_RECONSTRUCTED:
		return "R";
	case DAY_COMPLETE:
	case DAY_IMPORTED:
		break;
	}
	return "";
}

static const char *cell_sign(const struct calendar_cell *cell)
{
	static const char *const shades[] = { "0", "░", "▒", "▓", "█" };
	static const char *const plain[] = { "0", ".", ":", "+", "#" };

	if (cell_held(cell))
		return (cell->plain ? plain : shades)[cell_level(cell)];
	if (!cell->known || cell->future || calendar_is_weekend(cell->day))
		return " ";
	if (calendar_holiday(cell->day) != NULL)
		return "H";
	return cell->plain ? "-" : "·";
}

static int cell_number(const struct calendar_cell *cell)
{
	int year, month, day;

	date_to_civil(cell->day, &year, &month, &day);
	return day;
}

/* A cell without room for figures: "10▓I", or only the sign. */
static void add_small(const struct calendar_cell *cell, int columns,
		      struct str *out)
{
	const char *letter = calendar_letter(cell->figures);

	if (columns < TINY_COLUMNS) {
		str_add(out, *letter != '\0' ? letter : cell_sign(cell));
		return;
	}
	str_addf(out, "%2d%s", cell_number(cell),
		 columns == TINY_COLUMNS && *letter != '\0' ? letter
							    : cell_sign(cell));
	if (columns > TINY_COLUMNS)
		str_add(out, letter);
}

static void add_figures(const struct calendar_cell *cell, int columns,
			struct str *out)
{
	const struct calendar_day *figures = cell->figures;
	const char *star = cell->plain ? "*" : "★";

	str_addf(out, "%2d %4zu", cell_number(cell), figures->papers);
	if (columns >= UNREAD_COLUMNS)
		str_addf(out, "%5zuu", figures->unread);
	if (columns >= STARS_COLUMNS && figures->favourites > 0)
		str_addf(out, " %s%zu", star, figures->favourites);
	else if (columns >= STAR_COLUMNS && figures->favourites > 0)
		str_add(out, star);
	str_add(out, calendar_letter(figures));
}

void calendar_cell_text(const struct calendar_cell *cell, int columns,
			struct str *out)
{
	const char *holiday = calendar_holiday(cell->day);
	struct str text = STR_INIT;

	if (columns < PAPERS_COLUMNS)
		add_small(cell, columns, &text);
	else if (cell_held(cell))
		add_figures(cell, columns, &text);
	else if (*calendar_letter(cell->figures) != '\0')
		str_addf(&text, "%2d    %s", cell_number(cell),
			 calendar_letter(cell->figures));
	else if (holiday != NULL && !calendar_is_weekend(cell->day))
		str_addf(&text, "%2d %s", cell_number(cell), holiday);
	else
		str_addf(&text, "%2d    %s", cell_number(cell),
			 cell_sign(cell));
	text_ellipsis(str_text(&text), columns > 2 ? columns - 1 : 1,
		      cell->plain ? ">" : "…", out);
	str_free(&text);
}

void calendar_legend(bool plain, struct str *out)
{
	str_addf(out,
		 "F failed  I incomplete  R reconstructed  H holiday  %s "
		 "starred  %s not held",
		 plain ? "*" : "★", plain ? "-" : "·");
}
