/* Days that were missed: who owes them and what pays for them. */
#include "library/gaps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library/ledger.h"
#include "library_fixture.h"

/* January 2020; the 6th is a Monday. */
static day_t january(int day)
{
	return date_from_civil(2020, 1, day);
}

static void put(struct library *library, int day, const char *category,
		const char *source, enum day_state state)
{
	struct ledger_entry entry = { .day = january(day),
				      .state = state,
				      .expected = -1,
				      .held = state == DAY_FAILED ? 0 : 1,
				      .at = 1 };
	struct error err = { 0 };

	snprintf(entry.category, sizeof(entry.category), "%s", category);
	snprintf(entry.source, sizeof(entry.source), "%s", source);
	fixture_begin(library);
	if (ledger_put(library, &entry, &err) != STATUS_OK)
		fail_msg("ledger: %s", err.text);
	fixture_commit(library);
}

/* The gaps from the 6th to the 17th as "7 8 13"; *ret_since may be NULL. */
static const char *gaps(struct library *library, const char *category,
			day_t *ret_since)
{
	static char text[200];
	struct gaps found;
	struct error err = { 0 };
	size_t len = 0;

	if (gaps_find(library, category, january(6), january(17), &found,
		      &err) != STATUS_OK)
		fail_msg("gaps: %s", err.text);
	text[0] = '\0';
	for (size_t i = 0; i < found.count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%d",
					i > 0 ? " " : "",
					found.days[i] - january(1) + 1);
	if (ret_since != NULL)
		*ret_since = found.since;
	free(found.days);
	return text;
}

static void test_nobody_asked(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	day_t since = 0;

	assert_string_equal(gaps(library, "cs.IR", &since), "");
	assert_int_equal(since, DAY_NONE);
	/* Files and rebuilt days start no duty. */
	put(library, 7, "cs.IR", "rss", DAY_IMPORTED);
	put(library, 8, "cs.IR", "snapshot", DAY_RECONSTRUCTED);
	assert_string_equal(gaps(library, "cs.IR", NULL), "");
	library_close(library);
}

static void test_since_the_first_refresh(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	day_t since = 0;

	put(library, 8, "cs.IR", "feed", DAY_COMPLETE);
	assert_string_equal(gaps(library, "cs.IR", &since),
			    "9 10 13 14 15 16 17");
	assert_int_equal(since, DAY_NONE);
	assert_string_equal(gaps(library, "cs.CL", NULL), "");
	library_close(library);
}

static void test_what_settles_a_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct error err = { 0 };

	put(library, 6, "cs.IR", LEDGER_STALE, DAY_FAILED);
	put(library, 7, "cs.IR", "feed", DAY_INCOMPLETE);
	put(library, 8, "cs.IR", "feed", DAY_COMPLETE);
	put(library, 9, "cs.IR", "rss", DAY_IMPORTED);
	put(library, 10, "cs.IR", LEDGER_HARVEST, DAY_RECONSTRUCTED);
	/* A file had what it had. */
	put(library, 16, "cs.IR", "oai", DAY_RECONSTRUCTED);
	/* The feed of the archive covers the category, not the other way. */
	put(library, 13, "cs", "rss", DAY_IMPORTED);
	put(library, 14, "cs.CL", "rss", DAY_IMPORTED);
	fixture_begin(library);
	assert_int_equal(
		gaps_note_quiet(library, "cs.IR", january(15), 1, &err),
		STATUS_OK);
	assert_int_equal(
		gaps_note_quiet(library, "cs.IR", january(15), 2, &err),
		STATUS_OK);
	assert_int_equal(
		gaps_note_quiet(library, "cs.CL", january(16), 1, &err),
		STATUS_OK);
	fixture_commit(library);
	assert_string_equal(gaps(library, "cs.IR", NULL), "6 7 14 16 17");
	library_close(library);
}

/* A refresh before the span: all of it is owed, and more may be. */
static void test_long_absence(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	day_t since = DAY_NONE;

	put(library, 2, "cs.IR", "feed", DAY_COMPLETE);
	put(library, 3, "cs.IR", "feed", DAY_COMPLETE);
	assert_string_equal(gaps(library, "cs.IR", &since),
			    "6 7 8 9 10 13 14 15 16 17");
	assert_int_equal(since, january(3));
	put(library, 9, "cs.IR", "feed", DAY_COMPLETE);
	assert_string_equal(gaps(library, "cs.IR", &since),
			    "6 7 8 10 13 14 15 16 17");
	assert_int_equal(since, DAY_NONE);
	library_close(library);
}

static void test_empty_span(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct gaps found = { .count = 9 };

	assert_int_equal(gaps_find(library, "cs.IR", january(7), january(6),
				   &found, NULL),
			 STATUS_OK);
	assert_int_equal(found.count, 0);
	assert_null(found.days);
	library_close(library);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody_asked),
		TEST(test_since_the_first_refresh),
		TEST(test_what_settles_a_day),
		TEST(test_long_absence),
		TEST(test_empty_span),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
