/* Figures by month. */

#include "tui/calendar_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/calendar_grid.h"

struct calendar_month {
	day_t first;
	bool stale;
	struct calendar_day *rows; /* owned */
	size_t count;
};

void calendar_figures_clear(struct calendar_figures *figures)
{
	for (size_t i = 0; i < figures->count; i++)
		free(figures->months[i].rows);
	free(figures->months);
	*figures = (struct calendar_figures){ 0 };
}

static day_t month_first(day_t day)
{
	int year, month, of_month;

	date_to_civil(day, &year, &month, &of_month);
	return day - of_month + 1;
}

/* The place of a month, or where it would be put. */
static size_t month_index(const struct calendar_figures *figures, day_t first)
{
	size_t low = 0;
	size_t high = figures->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (figures->months[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct calendar_month *month_of(const struct calendar_figures *figures,
				       day_t first)
{
	size_t i = month_index(figures, first);

	return i < figures->count && figures->months[i].first == first
		       ? &figures->months[i]
		       : NULL;
}

const struct calendar_day *
calendar_figures_of(const struct calendar_figures *figures, day_t day,
		    bool *ret_known)
{
	const struct calendar_month *month =
		month_of(figures, month_first(day));

	if (ret_known != NULL)
		*ret_known = month != NULL;
	for (size_t i = 0; month != NULL && i < month->count; i++) {
		if (month->rows[i].day == day)
			return &month->rows[i];
	}
	return NULL;
}

bool calendar_figures_wanted(const struct calendar_figures *figures, day_t from,
			     day_t until, day_t *ret_from, day_t *ret_until)
{
	day_t first = month_first(until);

	for (; first >= month_first(from);
	     first = calendar_add_months(first, -1)) {
		const struct calendar_month *month = month_of(figures, first);

		if (month != NULL && !month->stale)
			continue;
		*ret_from = first;
		*ret_until = calendar_add_months(first, 1) - 1;
		return true;
	}
	return false;
}

void calendar_figures_take(struct calendar_figures *figures, day_t from,
			   struct calendar_day *rows, size_t count)
{
	size_t i = month_index(figures, from);
	struct calendar_month *month = month_of(figures, from);

	if (month == NULL) {
		figures->months =
			mem_grow(figures->months, &figures->room,
				 figures->count + 1, sizeof(*figures->months));
		month = &figures->months[i];
		memmove(month + 1, month,
			(figures->count - i) * sizeof(*month));
		figures->count++;
		month->rows = NULL;
	}
	free(month->rows);
	*month = (struct calendar_month){ .first = from,
					  .rows = rows,
					  .count = count };
}

void calendar_figures_stale(struct calendar_figures *figures)
{
	for (size_t i = 0; i < figures->count; i++)
		figures->months[i].stale = true;
}

static void sum_month(const struct calendar_month *month, day_t from,
		      day_t until, struct calendar_sum *sum)
{
	for (size_t i = 0; i < month->count; i++) {
		const struct calendar_day *row = &month->rows[i];

		if (row->day < from || row->day > until)
			continue;
		sum->days += row->papers > 0 ||
			     (row->known && row->state != DAY_FAILED);
		sum->papers += row->papers;
		if (row->papers > sum->most)
			sum->most = row->papers;
	}
}

struct calendar_sum calendar_figures_sum(const struct calendar_figures *figures,
					 day_t from, day_t until)
{
	struct calendar_sum sum = { 0 };

	for (size_t i = 0; i < figures->count; i++)
		sum_month(&figures->months[i], from, until, &sum);
	return sum;
}
