#ifndef TUI_CALENDAR_CELL_H
#define TUI_CALENDAR_CELL_H

#include <stdbool.h>

#include "base/str.h"
#include "library/calendar_days.h"
#include "tui/theme.h"

/* What a day of the calendar says, without a screen. */
struct calendar_cell {
	day_t day;
	const struct calendar_day *figures; /* NULL: nothing is held of it */
	bool known;  /* the figures were read; else nothing is known yet */
	bool future; /* it is still to come, or was before arXiv */
	size_t most; /* papers of the fullest day in view */
	bool plain;  /* ASCII alone */
};

/* Its look: how many papers, in four steps of the fullest day. */
enum look calendar_cell_look(const struct calendar_cell *cell);

/* Appends what stands in `columns` columns: the number of the day, papers,
 * unread, stars, and a letter where the day is not as arXiv told it; holidays
 * by name where there is room, by "H" where there is not. The narrowest have
 * one sign. */
void calendar_cell_text(const struct calendar_cell *cell, int columns,
			struct str *out);

/* The letter of a state: F failed, I incomplete, R reconstructed; "" none. */
const char *calendar_letter(const struct calendar_day *figures);

/* Appends what the letters and signs mean. */
void calendar_legend(bool plain, struct str *out);

#endif
