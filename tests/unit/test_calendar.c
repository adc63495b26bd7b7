/* The announcement calendar: instants are given in UTC, Eastern time is 5 or 4
 * hours behind. */
#include "arxiv/calendar.h"

#include "test.h"

static int64_t at(const char *text)
{
	int64_t time = 0;

	if (!date_parse_rfc3339(text, &time, NULL))
		fail_msg("no instant: %s", text);
	return time;
}

static day_t day(const char *text)
{
	day_t date = date_parse_iso(text);

	assert_int_not_equal(date, DAY_NONE);
	return date;
}

static void daylight_time_turns(void **state)
{
	static const struct {
		const char *time;
		int hours;
	} turns[] = {
		{"2025-03-09T06:59:59Z",  -5},
                { "2025-03-09T07:00:00Z", -4},
		{ "2025-11-02T05:59:59Z", -4},
                { "2025-11-02T06:00:00Z", -5},
		{ "2026-03-08T07:00:00Z", -4},
                { "2026-11-01T06:00:00Z", -5},
		{ "2026-12-31T23:59:59Z", -5},
                { "2026-07-04T00:00:00Z", -4},
		{ "2007-03-11T07:00:00Z", -4},
                { "2007-11-04T05:59:59Z", -4},
		{ "2006-04-02T06:59:59Z", -5},
                { "2006-04-02T07:00:00Z", -4},
		{ "2006-10-29T05:59:59Z", -4},
                { "2006-10-29T06:00:00Z", -5},
		{ "1992-04-05T07:00:00Z", -4},
                { "1992-10-25T06:00:00Z", -5},
		{ "2026-01-01T02:00:00Z", -5},
	};
	(void)state;

	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++)
		if (calendar_eastern_offset(at(turns[i].time)) !=
		    turns[i].hours * 3600)
			fail_msg("wrong at %s", turns[i].time);
}

static void eastern_days(void **state)
{
	int second = 0;
	(void)state;

	assert_int_equal(
		calendar_eastern_day(at("2025-10-10T03:59:59Z"), &second),
		day("2025-10-09"));
	assert_int_equal(second, 86399);
	assert_int_equal(
		calendar_eastern_day(at("2025-10-10T04:00:00Z"), &second),
		day("2025-10-10"));
	assert_int_equal(second, 0);
	assert_int_equal(calendar_eastern_day(at("2025-12-10T04:59:59Z"), NULL),
			 day("2025-12-09"));
	/* Instants that no calendar has do no harm. */
	calendar_eastern_day(INT64_MIN, NULL);
	calendar_eastern_day(INT64_MAX, NULL);
}

static void today_is_a_weekday(void **state)
{
	(void)state;
	assert_int_equal(calendar_today(at("2025-10-10T12:00:00Z")),
			 day("2025-10-10"));
	assert_int_equal(calendar_today(at("2025-10-11T04:00:00Z")),
			 day("2025-10-10"));
	assert_int_equal(calendar_today(at("2025-10-12T23:59:59Z")),
			 day("2025-10-10"));
	assert_int_equal(calendar_today(at("2025-10-13T03:59:59Z")),
			 day("2025-10-10"));
	assert_int_equal(calendar_today(at("2025-10-13T04:00:00Z")),
			 day("2025-10-13"));
	/* It does not turn at 20:00, when papers become public. */
	assert_int_equal(calendar_today(at("2025-10-09T00:30:00Z")),
			 day("2025-10-08"));
}

static void listing_turns_at_eight(void **state)
{
	static const char *const cases[][2] = {
		{"2025-10-06T23:59:59Z",  "2025-10-06"}, /* Mon 19:59 */
		{ "2025-10-07T00:00:00Z", "2025-10-07"}, /* Mon 20:00 */
		{ "2025-10-10T00:00:00Z", "2025-10-10"}, /* Thu 20:00 */
		{ "2025-10-11T00:00:00Z", "2025-10-10"}, /* Fri 20:00 */
		{ "2025-10-11T12:00:00Z", "2025-10-10"}, /* Sat */
		{ "2025-10-12T23:59:59Z", "2025-10-10"}, /* Sun 19:59 */
		{ "2025-10-13T00:00:00Z", "2025-10-13"}, /* Sun 20:00 */
		{ "2025-12-09T00:59:59Z", "2025-12-08"}, /* Mon 19:59 EST */
		{ "2025-12-09T01:00:00Z", "2025-12-09"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (calendar_listing_day(at(cases[i][0])) != day(cases[i][1]))
			fail_msg("wrong at %s", cases[i][0]);
}

static void submissions_are_cut_off(void **state)
{
	static const char *const cases[][2] = {
		{"2025-10-09T18:00:00Z",  "2025-10-13"}, /* Thu 14:00 */
		{ "2025-10-10T17:59:59Z", "2025-10-13"}, /* Fri 13:59 */
		{ "2025-10-10T18:00:00Z", "2025-10-14"}, /* Fri 14:00 */
		{ "2025-10-12T12:00:00Z", "2025-10-14"}, /* Sun */
		{ "2025-10-13T17:59:59Z", "2025-10-14"}, /* Mon 13:59 */
		{ "2025-10-13T18:00:00Z", "2025-10-15"}, /* Mon 14:00 */
		{ "2025-10-14T18:00:00Z", "2025-10-16"}, /* Tue 14:00 */
		{ "2025-10-15T17:59:59Z", "2025-10-16"}, /* Wed 13:59 */
		{ "2025-10-15T18:00:00Z", "2025-10-17"}, /* Wed 14:00 */
		{ "2025-10-09T17:59:59Z", "2025-10-10"}, /* Thu 13:59 */
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (calendar_day_of_submission(at(cases[i][0])) !=
		    day(cases[i][1]))
			fail_msg("wrong at %s", cases[i][0]);
}

static void weekdays(void **state)
{
	(void)state;
	assert_true(calendar_is_weekend(day("2025-10-11")));
	assert_true(calendar_is_weekend(day("2025-10-12")));
	assert_false(calendar_is_weekend(day("2025-10-13")));
	assert_false(calendar_is_weekend(day("2025-10-10")));
	assert_int_equal(calendar_next_weekday(day("2025-10-10")),
			 day("2025-10-13"));
	assert_int_equal(calendar_next_weekday(day("2025-10-11")),
			 day("2025-10-13"));
	assert_int_equal(calendar_next_weekday(day("2025-10-13")),
			 day("2025-10-14"));
	assert_int_equal(calendar_previous_weekday(day("2025-10-13")),
			 day("2025-10-10"));
	assert_int_equal(calendar_previous_weekday(day("2025-10-12")),
			 day("2025-10-10"));
}

static void check_holiday(const char *date, const char *name)
{
	const char *found = calendar_holiday(day(date));

	if (name == NULL)
		assert_null(found);
	else
		assert_string_equal(found != NULL ? found : "none", name);
}

static void holidays_explain_gaps(void **state)
{
	(void)state;
	check_holiday("2026-11-26", "Thanksgiving");
	check_holiday("2026-11-27", "Thanksgiving");
	check_holiday("2026-11-25", NULL);
	check_holiday("2026-11-30", NULL);
	check_holiday("2025-07-07", "Independence Day");
	check_holiday("2026-07-03", "Independence Day");
	check_holiday("2026-07-06", "Independence Day");
	check_holiday("2025-12-25", "Christmas");
	check_holiday("2025-12-26", "Christmas");
	check_holiday("2026-12-31", "the end of the year");
	check_holiday("2026-01-01", "New Year's Day");
	check_holiday("2026-01-02", "New Year's Day");
	check_holiday("2025-10-10", NULL);
	check_holiday("2024-11-28", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(daylight_time_turns),
		cmocka_unit_test(eastern_days),
		cmocka_unit_test(today_is_a_weekday),
		cmocka_unit_test(listing_turns_at_eight),
		cmocka_unit_test(submissions_are_cut_off),
		cmocka_unit_test(weekdays),
		cmocka_unit_test(holidays_explain_gaps),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
