/* The announcement calendar. US Eastern time is computed from the rules of the
 * law, so that a machine without tzdata, or with another zone, gets the same
 * days. Everything else is arithmetic with weekdays. */
#include "arxiv/calendar.h"

#include <stddef.h>

#define HOUR            3600
#define DAY_SECONDS     86400
#define STANDARD_OFFSET (-5 * HOUR)
#define DAYLIGHT_OFFSET (-4 * HOUR)

/* Eastern hours of the day at which things happen. */
#define CUT_OFF (14 * HOUR)
#define PUBLIC  (20 * HOUR)

enum {
	SUNDAY,
	MONDAY,
	TUESDAY,
	WEDNESDAY,
	THURSDAY,
	FRIDAY,
	SATURDAY
};

/* The first Sunday on or after a date. */
static day_t sunday_from(int year, int month, int day)
{
	day_t date = date_from_civil(year, month, day);

	return date + (7 - date_weekday(date)) % 7;
}

/* Daylight time begins on this day at 02:00 standard time. */
static day_t daylight_begin(int year)
{
	if (year >= 2007)
		return sunday_from(year, 3, 8);
	if (year >= 1987)
		return sunday_from(year, 4, 1);
	return sunday_from(year, 4, 24);
}

/* It ends on this day at 02:00 daylight time. */
static day_t daylight_end(int year)
{
	if (year >= 2007)
		return sunday_from(year, 11, 1);
	return sunday_from(year, 10, 25);
}

/* Instants outside the years 2 to 9998 are taken as the nearest of them, so
 * that all arithmetic stays inside what a date can be. */
static int64_t clamp_time(int64_t time)
{
	int64_t first = (int64_t)date_from_civil(2, 1, 1) * DAY_SECONDS;
	int64_t last = (int64_t)date_from_civil(9998, 12, 31) * DAY_SECONDS;

	if (time < first)
		return first;
	return time > last ? last : time;
}

int calendar_eastern_offset(int64_t time)
{
	int64_t at = clamp_time(time);
	int year = 0;
	int month = 0;
	int day = 0;
	int second = 0;
	int64_t begin = 0;
	int64_t end = 0;

	date_to_civil(date_of_time(at + STANDARD_OFFSET, &second), &year,
		      &month, &day);
	begin = (int64_t)daylight_begin(year) * DAY_SECONDS + 2 * HOUR -
		STANDARD_OFFSET;
	end = (int64_t)daylight_end(year) * DAY_SECONDS + 2 * HOUR -
	      DAYLIGHT_OFFSET;
	return at >= begin && at < end ? DAYLIGHT_OFFSET : STANDARD_OFFSET;
}

day_t calendar_eastern_day(int64_t time, int *ret_second)
{
	int64_t at = clamp_time(time);
	int second = 0;
	day_t day = date_of_time(at + calendar_eastern_offset(at), &second);

	if (ret_second != NULL)
		*ret_second = second;
	return day;
}

bool calendar_is_weekend(day_t day)
{
	int weekday = date_weekday(day);

	return weekday == SATURDAY || weekday == SUNDAY;
}

day_t calendar_previous_weekday(day_t day)
{
	do {
		day--;
	} while (calendar_is_weekend(day));
	return day;
}

day_t calendar_next_weekday(day_t day)
{
	do {
		day++;
	} while (calendar_is_weekend(day));
	return day;
}

day_t calendar_today(int64_t time)
{
	day_t day = calendar_eastern_day(time, NULL);

	return calendar_is_weekend(day) ? calendar_previous_weekday(day) : day;
}

day_t calendar_listing_day(int64_t time)
{
	int second = 0;
	day_t day = calendar_eastern_day(time, &second);
	int weekday = date_weekday(day);

	if (second >= PUBLIC && weekday <= THURSDAY)
		return day + 1;
	return calendar_is_weekend(day) ? calendar_previous_weekday(day) : day;
}

day_t calendar_day_of_submission(int64_t time)
{
	int second = 0;
	day_t day = calendar_eastern_day(time, &second);

	/* The day whose cut-off takes the submission in: the listing that
	 * follows it carries the date of the next weekday. */
	if (second >= CUT_OFF)
		day++;
	if (calendar_is_weekend(day))
		day = calendar_next_weekday(day);
	return calendar_next_weekday(day);
}

/* Days that arXiv named as days without announcement. */
static const struct {
	int year, month, day;
	const char *name;
} holidays[] = {
	{2025,  1,  1,  "New Year's Day"            },
	{ 2025, 1,  20, "Martin Luther King Jr. Day"},
	{ 2025, 6,  19, "Juneteenth"                },
	{ 2025, 7,  6,  "Independence Day"          },
	{ 2025, 9,  1,  "Labor Day"                 },
	{ 2025, 11, 27, "Thanksgiving"              },
	{ 2025, 12, 25, "Christmas"                 },
	{ 2025, 12, 30, "the end of the year"       },
	{ 2026, 1,  1,  "New Year's Day"            },
	{ 2026, 1,  19, "Martin Luther King Jr. Day"},
	{ 2026, 6,  19, "Juneteenth"                },
	{ 2026, 7,  3,  "Independence Day"          },
	{ 2026, 9,  7,  "Labor Day"                 },
	{ 2026, 11, 26, "Thanksgiving"              },
	{ 2026, 12, 25, "Christmas"                 },
	{ 2026, 12, 29, "the end of the year"       },
	{ 2026, 12, 31, "the end of the year"       },
};

const char *calendar_holiday(day_t day)
{
	/* What is not announced in the evening is missing in the next day's
	 * listing; some years name the day itself. Both are explained. A day
	 * that is named itself goes before one that only follows another. */
	for (int after = 0; after <= 1; after++) {
		for (size_t i = 0; i < sizeof(holidays) / sizeof(holidays[0]);
		     i++) {
			day_t named = date_from_civil(holidays[i].year,
						      holidays[i].month,
						      holidays[i].day);
			day_t last =
				after ? calendar_next_weekday(named) : named;

			if (day >= named && day <= last)
				return holidays[i].name;
		}
	}
	return NULL;
}
