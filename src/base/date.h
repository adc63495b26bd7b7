#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Civil dates of the proleptic Gregorian calendar as days since 1970-01-01
 * (day_t) and instants as Unix seconds (int64_t). Pure: no zone of the
 * machine, no locale, no clock. */
typedef int32_t day_t;

#define DAY_NONE  INT32_MIN
#define TIME_NONE INT64_MIN

/* Bytes for any date text below, the NUL included. */
#define DATE_TEXT_SIZE 40

/* Day of a civil date; DAY_NONE when there is no such date. Years 1..9999. */
day_t date_from_civil(int year, int month, int day);
void date_to_civil(day_t date, int *ret_year, int *ret_month, int *ret_day);

/* 0 = Sunday ... 6 = Saturday. */
int date_weekday(day_t date);

/* "YYYY-MM-DD" and "DD-Mon-YYYY" (English, any case on input, two-digit
 * day), the whole string; DAY_NONE when malformed or impossible. */
day_t date_parse_iso(const char *text);
day_t date_parse_report(const char *text);

/* "2025-10-11", "11-Oct-2025", "Fri 10 Oct 2025", "Friday"; English whatever
 * the locale. `out` has DATE_TEXT_SIZE bytes; each returns out. */
const char *date_format_iso(day_t date, char *out);
const char *date_format_report(day_t date, char *out);
const char *date_format_human(day_t date, char *out);
const char *date_weekday_name(day_t date);

/* An RFC 3339 instant ("2026-04-12T22:09:26Z", offsets, fractions of a second
 * cut off, 'T' or a blank). *ret_day, when not NULL, is the calendar date as
 * printed, without zone conversion. False when malformed; nothing is set. */
bool date_parse_rfc3339(const char *text, int64_t *ret_time, day_t *ret_day);

/* An RFC 822/1123 instant ("Thu, 18 Sep 2025 00:00:00 -0400", "2 Apr 2007
 * 19:18:42 GMT", the weekday may be missing). Same results. */
bool date_parse_rfc822(const char *text, int64_t *ret_time, day_t *ret_day);

/* "2026-04-12T22:09:26Z" in UTC. */
const char *date_format_rfc3339(int64_t time, char *out);

/* True for an instant of the years 1 to 9999, or TIME_NONE. */
bool date_time_valid(int64_t time);

/* Day and second of the day (0..86399; may be NULL) of an instant in UTC. */
day_t date_of_time(int64_t time, int *ret_second);

#endif
