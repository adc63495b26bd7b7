/* Dates by arithmetic alone. The day count uses years that begin in March, so
 * that the leap day is the last of its year, and eras of 400 years, which all
 * have the same number of days. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* Instants that have a date of the years 1 to 9999. */
#define TIME_FIRST  INT64_C(-62135596800)
#define TIME_LAST   INT64_C(253402300799)

#define DAYS_OF_ERA 146097
#define DAY_SECONDS 86400

/* Days from 0000-03-01 to 1970-01-01. */
#define EPOCH 719468

static const char *const months[12] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

static const char *const weekdays[7] = {
	"Sunday",   "Monday", "Tuesday",  "Wednesday",
	"Thursday", "Friday", "Saturday",
};

static bool date_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int date_month_length(int year, int month)
{
	static const int lengths[12] = { 31, 28, 31, 30, 31, 30,
					 31, 31, 30, 31, 30, 31 };

	return month == 2 && date_is_leap(year) ? 29 : lengths[month - 1];
}

day_t date_from_civil(int year, int month, int day)
{
	int of_year; /* days since the first of March */
	int march;   /* the year that began in March */
	int era;
	int year_of_era;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > date_month_length(year, month))
		return DAY_NONE;
	march = month > 2 ? year : year - 1;
	of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	era = march / 400;
	year_of_era = march % 400;
	return era * DAYS_OF_ERA + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + of_year - EPOCH;
}

void date_to_civil(day_t date, int *ret_year, int *ret_month, int *ret_day)
{
	int64_t days = (int64_t)date + EPOCH;
	int64_t era = (days >= 0 ? days : days - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
	int of_era = (int)(days - era * DAYS_OF_ERA);
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		   365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153; /* 0 = March */

	*ret_day = of_year - (153 * month + 2) / 5 + 1;
	*ret_month = month < 10 ? month + 3 : month - 9;
	*ret_year = (int)(year + era * 400) + (*ret_month <= 2);
}

int date_weekday(day_t date)
{
	int64_t weekday = ((int64_t)date + 4) % 7;

	return (int)(weekday < 0 ? weekday + 7 : weekday);
}

/* Reading: each function below takes what it reads from *text and moves it
 * on, or returns false. */

static bool date_read_char(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

/* Between `least` and `most` decimal digits, most <= 4. */
static bool date_read_number(const char **text, int least, int most,
			     int *ret_number)
{
	int number = 0;
	int digits = 0;

	while (digits < most && **text >= '0' && **text <= '9') {
		number = number * 10 + (**text - '0');
		(*text)++;
		digits++;
	}
	if (digits < least)
		return false;
	*ret_number = number;
	return true;
}

static bool date_is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A word of `len` ASCII letters that equals `word` in any case. */
static bool date_read_word(const char **text, const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (!date_is_letter((*text)[i]) ||
		    ((*text)[i] | 0x20) != (word[i] | 0x20))
			return false;
	}
	if (date_is_letter((*text)[len]))
		return false;
	*text += len;
	return true;
}

/* A month's three letters; 1..12. */
static bool date_read_month(const char **text, int *ret_month)
{
	int i;

	for (i = 0; i < 12; i++) {
		if (date_read_word(text, months[i], 3)) {
			*ret_month = i + 1;
			return true;
		}
	}
	return false;
}

static bool date_read_iso(const char **text, day_t *ret_day)
{
	int year;
	int month;
	int day;

	if (!date_read_number(text, 4, 4, &year) ||
	    !date_read_char(text, '-') ||
	    !date_read_number(text, 2, 2, &month) ||
	    !date_read_char(text, '-') || !date_read_number(text, 2, 2, &day))
		return false;
	*ret_day = date_from_civil(year, month, day);
	return *ret_day != DAY_NONE;
}

day_t date_parse_iso(const char *text)
{
	day_t day;

	return date_read_iso(&text, &day) && *text == '\0' ? day : DAY_NONE;
}

day_t date_parse_report(const char *text)
{
	int year;
	int month;
	int day;

	if (!date_read_number(&text, 2, 2, &day) ||
	    !date_read_char(&text, '-') || !date_read_month(&text, &month) ||
	    !date_read_char(&text, '-') ||
	    !date_read_number(&text, 4, 4, &year) || *text != '\0')
		return DAY_NONE;
	return date_from_civil(year, month, day);
}

/* The part of an instant that is not its calendar date. */
struct clock_time {
	int hour;
	int minute;
	int second; /* up to 60, a leap second */
	int offset; /* minutes east of UTC */
};

static bool clock_valid(const struct clock_time *clock)
{
	return clock->hour < 24 && clock->minute < 60 && clock->second <= 60;
}

static int64_t clock_instant(const struct clock_time *clock, day_t day)
{
	return (int64_t)day * DAY_SECONDS + clock->hour * 3600 +
	       (clock->minute - clock->offset) * 60 + clock->second;
}

/* "+HH:MM" or "+HHMM". */
static bool clock_read_offset(const char **text, bool colon, int *ret_offset)
{
	bool west = **text == '-';
	int hours;
	int minutes;

	if (**text != '+' && !west)
		return false;
	(*text)++;
	if (!date_read_number(text, 2, 2, &hours) ||
	    (colon && !date_read_char(text, ':')) ||
	    !date_read_number(text, 2, 2, &minutes) || hours > 23 ||
	    minutes > 59)
		return false;
	*ret_offset = (hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static bool clock_read_fraction(const char **text)
{
	if (!date_read_char(text, '.'))
		return true;
	if (**text < '0' || **text > '9')
		return false;
	while (**text >= '0' && **text <= '9')
		(*text)++;
	return true;
}

static bool clock_read_rfc3339(const char **text, struct clock_time *ret_clock)
{
	*ret_clock = (struct clock_time){ 0 };
	if (!date_read_number(text, 2, 2, &ret_clock->hour) ||
	    !date_read_char(text, ':') ||
	    !date_read_number(text, 2, 2, &ret_clock->minute) ||
	    !date_read_char(text, ':') ||
	    !date_read_number(text, 2, 2, &ret_clock->second) ||
	    !clock_read_fraction(text) || !clock_valid(ret_clock))
		return false;
	if (date_read_char(text, 'Z') || date_read_char(text, 'z'))
		return true;
	return clock_read_offset(text, true, &ret_clock->offset);
}

static void date_give(const struct clock_time *clock, day_t day,
		      int64_t *ret_time, day_t *ret_day)
{
	if (ret_time)
		*ret_time = clock_instant(clock, day);
	if (ret_day)
		*ret_day = day;
}

bool date_parse_rfc3339(const char *text, int64_t *ret_time, day_t *ret_day)
{
	struct clock_time clock;
	day_t day;

	if (!date_read_iso(&text, &day) ||
	    (*text != 'T' && *text != 't' && *text != ' '))
		return false;
	text++;
	if (!clock_read_rfc3339(&text, &clock) || *text != '\0')
		return false;
	date_give(&clock, day, ret_time, ret_day);
	return true;
}

static void date_skip_blanks(const char **text)
{
	*text += strspn(*text, " \t");
}

/* "Thu, " or "Thursday, " or nothing. */
static bool date_read_weekday(const char **text)
{
	int i;

	if (!date_is_letter(**text))
		return true;
	for (i = 0; i < 7; i++) {
		if (date_read_word(text, weekdays[i], 3) ||
		    date_read_word(text, weekdays[i], strlen(weekdays[i]))) {
			(void)date_read_char(text, ',');
			date_skip_blanks(text);
			return true;
		}
	}
	return false;
}

/* A year of four digits, or of two as RFC 2822 completes it. */
static bool date_read_year(const char **text, int *ret_year)
{
	const char *start = *text;

	if (!date_read_number(text, 2, 4, ret_year))
		return false;
	if (*text - start == 2)
		*ret_year += *ret_year < 50 ? 2000 : 1900;
	return *text - start != 3;
}

/* A blank run that must be there. */
static bool date_read_gap(const char **text)
{
	const char *start = *text;

	date_skip_blanks(text);
	return *text > start;
}

static bool date_read_rfc822(const char **text, day_t *ret_day)
{
	int year;
	int month;
	int day;

	if (!date_read_weekday(text) || !date_read_number(text, 1, 2, &day) ||
	    !date_read_gap(text) || !date_read_month(text, &month) ||
	    !date_read_gap(text) || !date_read_year(text, &year) ||
	    !date_read_gap(text))
		return false;
	*ret_day = date_from_civil(year, month, day);
	return *ret_day != DAY_NONE;
}

/* The names of zones that RFC 822 knows, and their hours. */
static bool clock_read_zone(const char **text, int *ret_offset)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {
		{"GMT",  0 },
                { "UTC", 0 },
                { "UT",  0 },
                { "Z",   0 },
		{ "EST", -5},
                { "EDT", -4},
                { "CST", -6},
                { "CDT", -5},
		{ "MST", -7},
                { "MDT", -6},
                { "PST", -8},
                { "PDT", -7},
	};
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (date_read_word(text, zones[i].name,
				   strlen(zones[i].name))) {
			*ret_offset = zones[i].hours * 60;
			return true;
		}
	}
	return clock_read_offset(text, false, ret_offset);
}

static bool clock_read_rfc822(const char **text, struct clock_time *ret_clock)
{
	*ret_clock = (struct clock_time){ 0 };
	if (!date_read_number(text, 2, 2, &ret_clock->hour) ||
	    !date_read_char(text, ':') ||
	    !date_read_number(text, 2, 2, &ret_clock->minute))
		return false;
	if (date_read_char(text, ':') &&
	    !date_read_number(text, 2, 2, &ret_clock->second))
		return false;
	return clock_valid(ret_clock) && date_read_gap(text) &&
	       clock_read_zone(text, &ret_clock->offset);
}

bool date_parse_rfc822(const char *text, int64_t *ret_time, day_t *ret_day)
{
	struct clock_time clock;
	day_t day;

	date_skip_blanks(&text);
	if (!date_read_rfc822(&text, &day) || !clock_read_rfc822(&text, &clock))
		return false;
	date_skip_blanks(&text);
	if (*text != '\0')
		return false;
	date_give(&clock, day, ret_time, ret_day);
	return true;
}

const char *date_format_iso(day_t date, char *out)
{
	int year;
	int month;
	int day;

	date_to_civil(date, &year, &month, &day);
	snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", year, month, day);
	return out;
}

const char *date_format_report(day_t date, char *out)
{
	int year;
	int month;
	int day;

	date_to_civil(date, &year, &month, &day);
	snprintf(out, DATE_TEXT_SIZE, "%02d-%s-%04d", day, months[month - 1],
		 year);
	return out;
}

const char *date_format_human(day_t date, char *out)
{
	int year;
	int month;
	int day;

	date_to_civil(date, &year, &month, &day);
	snprintf(out, DATE_TEXT_SIZE, "%.3s %d %s %04d",
		 date_weekday_name(date), day, months[month - 1], year);
	return out;
}

const char *date_weekday_name(day_t date)
{
	return weekdays[date_weekday(date)];
}

const char *date_format_rfc3339(int64_t time, char *out)
{
	int year;
	int month;
	int day;
	int second;

	date_to_civil(date_of_time(time, &second), &year, &month, &day);
	snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", year,
		 month, day, second / 3600, second / 60 % 60, second % 60);
	return out;
}

bool date_time_valid(int64_t time)
{
	return time == TIME_NONE || (time >= TIME_FIRST && time <= TIME_LAST);
}

day_t date_of_time(int64_t time, int *ret_second)
{
	int64_t day = time / DAY_SECONDS;
	int second = (int)(time % DAY_SECONDS);

	if (second < 0) {
		second += DAY_SECONDS;
		day--;
	}
	if (ret_second)
		*ret_second = second;
	if (day > INT32_MAX)
		return INT32_MAX;
	return day < INT32_MIN ? INT32_MIN : (day_t)day;
}
