#include "test.h"

#include <stdbool.h>
#include <string.h>

#include "base/date.h"

static void test_civil(void **state)
{
	(void)state;
	assert_int_equal(date_from_civil(1970, 1, 1), 0);
	assert_int_equal(date_from_civil(1969, 12, 31), -1);
	assert_int_equal(date_from_civil(2000, 3, 1), 11017);
	assert_int_equal(date_from_civil(2025, 10, 11), 20372);
	assert_int_equal(date_from_civil(2025, 2, 29), DAY_NONE);
	assert_int_equal(date_from_civil(1900, 2, 29), DAY_NONE);
	assert_int_not_equal(date_from_civil(2000, 2, 29), DAY_NONE);
	assert_int_equal(date_from_civil(2025, 13, 1), DAY_NONE);
	assert_int_equal(date_from_civil(2025, 0, 1), DAY_NONE);
	assert_int_equal(date_from_civil(2025, 4, 31), DAY_NONE);
	assert_int_equal(date_from_civil(2025, 4, 0), DAY_NONE);
	assert_int_equal(date_from_civil(0, 1, 1), DAY_NONE);
	assert_int_equal(date_from_civil(10000, 1, 1), DAY_NONE);
}

/* Every day of 9999 years comes back, one after another, and the weekdays
 * follow each other. */
static void test_every_day(void **state)
{
	day_t first = date_from_civil(1, 1, 1);
	day_t last = date_from_civil(9999, 12, 31);
	day_t date;
	int year;
	int month;
	int day;

	(void)state;
	for (date = first; date <= last; date++) {
		date_to_civil(date, &year, &month, &day);
		if (date_from_civil(year, month, day) != date)
			fail_msg("day %d does not come back", date);
		if (date_weekday(date + 1) != (date_weekday(date) + 1) % 7)
			fail_msg("weekday after day %d", date);
	}
	assert_int_equal(date_weekday(0), 4);
	assert_int_equal(date_weekday(first), 1);
}

static void test_parse_days(void **state)
{
	static const char *const wrong_iso[] = {
		"",
		"2025-10-1",
		"2025-1-11",
		"25-10-11",
		"2025-10-11 ",
		" 2025-10-11",
		"2025/10/11",
		"2025-02-30",
		"2025-10-111",
		"02025-10-11",
		"2025-10-11T",
		"+025-10-11",
	};
	static const char *const wrong_report[] = {
		"",
		"1-Oct-2025",
		"11-October-2025",
		"11-Okt-2025",
		"11 Oct 2025",
		"11-Oct-25",
		"31-Jun-2025",
		"11-Oct-2025 ",
		"11-10-2025",
		"11-Oct-20255",
	};
	size_t i;

	(void)state;
	assert_int_equal(date_parse_iso("2025-10-11"), 20372);
	assert_int_equal(date_parse_report("11-Oct-2025"), 20372);
	assert_int_equal(date_parse_report("11-oCT-2025"), 20372);
	for (i = 0; i < sizeof(wrong_iso) / sizeof(wrong_iso[0]); i++)
		assert_int_equal(date_parse_iso(wrong_iso[i]), DAY_NONE);
	for (i = 0; i < sizeof(wrong_report) / sizeof(wrong_report[0]); i++)
		assert_int_equal(date_parse_report(wrong_report[i]), DAY_NONE);
}

static void test_format(void **state)
{
	char out[DATE_TEXT_SIZE];

	(void)state;
	assert_string_equal(date_format_iso(20372, out), "2025-10-11");
	assert_string_equal(date_format_report(20372, out), "11-Oct-2025");
	assert_string_equal(date_format_human(20371, out), "Fri 10 Oct 2025");
	assert_string_equal(date_weekday_name(20371), "Friday");
	assert_string_equal(date_format_iso(date_from_civil(7, 2, 3), out),
			    "0007-02-03");
	assert_string_equal(date_format_rfc3339(0, out),
			    "1970-01-01T00:00:00Z");
	assert_string_equal(date_format_rfc3339(-1, out),
			    "1969-12-31T23:59:59Z");
	/* What is no date fits all the same. */
	assert_in_range(strlen(date_format_iso(DAY_NONE, out)), 1, 39);
	assert_in_range(strlen(date_format_human(INT32_MAX, out)), 1, 39);
	assert_in_range(strlen(date_format_rfc3339(INT64_MAX, out)), 1, 39);
	assert_in_range(strlen(date_format_rfc3339(INT64_MIN, out)), 1, 39);
}

struct instant {
	const char *text;
	const char *utc;
	const char *day;
};

static void check_instants(const struct instant *instants, size_t count,
			   bool (*parse)(const char *, int64_t *, day_t *))
{
	char out[DATE_TEXT_SIZE];
	int64_t time;
	day_t day;
	size_t i;

	for (i = 0; i < count; i++) {
		time = 77;
		day = 77;
		if (!instants[i].utc) {
			if (parse(instants[i].text, &time, &day))
				fail_msg("'%s' was taken", instants[i].text);
			assert_int_equal(time, 77);
			assert_int_equal(day, 77);
			continue;
		}
		if (!parse(instants[i].text, &time, &day))
			fail_msg("'%s' was refused", instants[i].text);
		assert_string_equal(date_format_rfc3339(time, out),
				    instants[i].utc);
		assert_string_equal(date_format_iso(day, out), instants[i].day);
		assert_true(parse(instants[i].text, &time, NULL));
	}
}

static void test_rfc3339(void **state)
{
	static const struct instant instants[] = {
		{"2026-04-12T22:09:26Z",           "2026-04-12T22:09:26Z",
                 "2026-04-12"						  },
		{ "2026-04-12t22:09:26z",          "2026-04-12T22:09:26Z",
                 "2026-04-12"						  },
		{ "2026-04-12 22:09:26.999+00:00", "2026-04-12T22:09:26Z",
                 "2026-04-12"						  },
		{ "2025-10-10T00:00:00-04:00",     "2025-10-10T04:00:00Z",
                 "2025-10-10"						  },
		{ "2025-10-10T23:30:00-04:00",     "2025-10-11T03:30:00Z",
                 "2025-10-10"						  },
		{ "2025-01-01T00:00:00+05:30",     "2024-12-31T18:30:00Z",
                 "2025-01-01"						  },
		{ "1969-12-31T23:59:59Z",          "1969-12-31T23:59:59Z",
                 "1969-12-31"						  },
		{ "2016-12-31T23:59:60Z",          "2017-01-01T00:00:00Z",
                 "2016-12-31"						  },
		{ "2026-04-12T22:09:26",           NULL,                   NULL},
		{ "2026-04-12T22:09Z",             NULL,                   NULL},
		{ "2026-04-12",                    NULL,                   NULL},
		{ "2026-04-12T24:00:00Z",          NULL,                   NULL},
		{ "2026-04-12T22:60:00Z",          NULL,                   NULL},
		{ "2026-04-12T22:09:61Z",          NULL,                   NULL},
		{ "2026-04-12T22:09:26.Z",         NULL,                   NULL},
		{ "2026-04-12T22:09:26+0400",      NULL,                   NULL},
		{ "2026-04-12T22:09:26+24:00",     NULL,                   NULL},
		{ "2026-04-12T22:09:26Z ",         NULL,                   NULL},
		{ "2026-02-30T22:09:26Z",          NULL,                   NULL},
		{ "",			      NULL,                   NULL},
	};

	(void)state;
	check_instants(instants, sizeof(instants) / sizeof(instants[0]),
		       date_parse_rfc3339);
}

static void test_rfc822(void **state)
{
	static const struct instant instants[] = {
		{"Thu, 18 Sep 2025 00:00:00 -0400",    "2025-09-18T04:00:00Z",
                 "2025-09-18"							      },
		{ "Mon, 2 Apr 2007 19:18:42 GMT",      "2007-04-02T19:18:42Z",
                 "2007-04-02"							      },
		{ "2 Apr 2007 19:18:42 GMT",           "2007-04-02T19:18:42Z",
                 "2007-04-02"							      },
		{ "02  apr 07 19:18 UT",               "2007-04-02T19:18:00Z", "2007-04-02"},
		{ "Mon 2 Apr 1993 01:02:03 EST",       "1993-04-02T06:02:03Z",
                 "1993-04-02"							      },
		{ "Friday, 02 Apr 93 23:02:03 PDT",    "1993-04-03T06:02:03Z",
                 "1993-04-02"							      },
		{ " Thu, 18 Sep 2025 00:00:00 +0000 ", "2025-09-18T00:00:00Z",
                 "2025-09-18"							      },
		{ "Foo, 18 Sep 2025 00:00:00 GMT",     NULL,                   NULL        },
		{ "Thu, 18 Sept 2025 00:00:00 GMT",    NULL,                   NULL        },
		{ "Thu, 31 Sep 2025 00:00:00 GMT",     NULL,                   NULL        },
		{ "Thu, 18 Sep 2025 00:00:00",         NULL,                   NULL        },
		{ "Thu, 18 Sep 2025 00:00:00 XYZ",     NULL,                   NULL        },
		{ "Thu, 18 Sep 2025 0:00:00 GMT",      NULL,                   NULL        },
		{ "Thu, 18 Sep 2025 24:00:00 GMT",     NULL,                   NULL        },
		{ "Thu, 18 Sep 205 00:00:00 GMT",      NULL,                   NULL        },
		{ "Thu, 18Sep2025 00:00:00 GMT",       NULL,                   NULL        },
		{ "Thu, 18 Sep 2025 00:00:00 GMT x",   NULL,                   NULL        },
		{ "",				  NULL,                   NULL        },
	};

	(void)state;
	check_instants(instants, sizeof(instants) / sizeof(instants[0]),
		       date_parse_rfc822);
}

static void test_of_time(void **state)
{
	int second;

	(void)state;
	assert_int_equal(date_of_time(86399, &second), 0);
	assert_int_equal(second, 86399);
	assert_int_equal(date_of_time(-1, &second), -1);
	assert_int_equal(second, 86399);
	assert_int_equal(date_of_time(-86400, &second), -1);
	assert_int_equal(second, 0);
	assert_int_equal(date_of_time(86400, NULL), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_civil),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_parse_days),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_rfc3339),
		cmocka_unit_test(test_rfc822),
		cmocka_unit_test(test_of_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
