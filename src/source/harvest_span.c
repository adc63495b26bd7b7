/* Arithmetic with the days of a harvest. */
#include "source/harvest_span.h"

#include <stdio.h>

const char *harvest_span(day_t first, day_t last, char out[HARVEST_SPAN_SIZE])
{
	char from[DATE_TEXT_SIZE] = "";
	char until[DATE_TEXT_SIZE] = "";

	out[0] = '\0';
	if (first == DAY_NONE && last == DAY_NONE)
		return out;
	if (first != DAY_NONE)
		(void)date_format_iso(first, from);
	if (last != DAY_NONE)
		(void)date_format_iso(last, until);
	(void)snprintf(out, HARVEST_SPAN_SIZE, "%.12s..%.12s", from, until);
	return out;
}

int harvest_per_mille(day_t first, day_t reached, day_t last)
{
	if (reached == DAY_NONE || last <= first)
		return -1;
	if (reached <= first)
		return 0;
	if (reached >= last)
		return 1000;
	return (int)((int64_t)(reached - first) * 1000 / (last - first));
}

int64_t harvest_left(int before, int per_mille, int64_t seconds)
{
	if (before < 0 || per_mille <= before || seconds <= 0)
		return -1;
	return seconds * (1000 - per_mille) / (per_mille - before);
}
