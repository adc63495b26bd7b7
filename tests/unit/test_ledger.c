/* The ledger: what replaces what, and the time of the last refresh. */
#include "library/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library_fixture.h"

#define DAY 20371

static struct ledger_entry get(struct library *library, const char *category)
{
	struct ledger_entry entry;
	struct error err = { 0 };

	if (ledger_get(library, DAY, category, &entry, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return entry;
}

static void put(struct library *library, enum day_state state, int held)
{
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs.IR", state, held);
	fixture_commit(library);
}

static void test_row_comes_back(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct ledger_entry entry = { .day = DAY,
				      .category = "math.IT",
				      .state = DAY_INCOMPLETE,
				      .expected = 2000,
				      .held = 1999,
				      .source = "atom",
				      .at = -5,
				      .why = "cut at 2000" };
	struct ledger_entry found;
	struct error err = { 0 };

	assert_int_equal(ledger_put(library, &entry, &err), STATUS_DB);
	fixture_begin(library);
	assert_int_equal(ledger_put(library, &entry, &err), STATUS_OK);
	fixture_commit(library);
	found = get(library, "math.IT");
	assert_int_equal(found.day, DAY);
	assert_string_equal(found.category, "math.IT");
	assert_int_equal(found.state, DAY_INCOMPLETE);
	assert_int_equal(found.expected, 2000);
	assert_int_equal(found.held, 1999);
	assert_string_equal(found.source, "atom");
	assert_int_equal(found.at, -5);
	assert_string_equal(found.why, "cut at 2000");
	assert_int_equal(ledger_get(library, DAY, "cs.IT", &found, &err),
			 STATUS_NOTFOUND);
	assert_int_equal(ledger_get(library, DAY + 1, "math.IT", &found, NULL),
			 STATUS_NOTFOUND);
	library_close(library);
}

/* For each state held before: which state stands after each later one. */
static void test_what_replaces_what(void **state)
{
	enum {
		C = DAY_COMPLETE,
		I = DAY_INCOMPLETE,
		F = DAY_FAILED,
		R = DAY_RECONSTRUCTED,
		M = DAY_IMPORTED
	};
	static const struct {
		int before, held, after, expected;
	} cases[] = {
		{C,  5, C, C},
                { C, 5, I, I},
                { C, 5, F, C},
                { C, 5, R, C},
		{ C, 5, M, C},
                { C, 0, F, C},
                { I, 5, C, C},
                { I, 5, I, I},
		{ I, 5, F, I},
                { I, 0, F, F},
                { I, 5, R, R},
                { I, 5, M, M},
		{ F, 0, C, C},
                { F, 0, I, I},
                { F, 0, F, F},
                { F, 0, R, R},
		{ F, 0, M, M},
                { R, 5, C, C},
                { R, 5, F, R},
                { R, 5, M, M},
		{ M, 5, C, C},
                { M, 5, F, M},
                { M, 5, M, M},
                { M, 5, R, R},
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct library *library =
			fixture_open("/ledger", LIBRARY_MEMORY);

		put(library, (enum day_state)cases[i].before, cases[i].held);
		put(library, (enum day_state)cases[i].after, 3);
		if ((int)get(library, "cs.IR").state != cases[i].expected)
			fail_msg("case %zu", i);
		library_close(library);
	}
	assert_string_equal(place->path + strlen(place->folder), "/library.db");
}

static void test_rows_of_a_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct ledger_entry *entries = NULL;
	struct error err = { 0 };
	size_t count = 9;

	fixture_begin(library);
	fixture_ledger(library, DAY, "hep-th", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY, "", DAY_IMPORTED, 2);
	fixture_ledger(library, DAY, "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, DAY + 1, "cs.IR", DAY_COMPLETE, 3);
	fixture_commit(library);
	assert_int_equal(ledger_of_day(library, DAY, &entries, &count, &err),
			 STATUS_OK);
	assert_int_equal(count, 3);
	assert_string_equal(entries[0].category, "");
	assert_string_equal(entries[1].category, "cs.IR");
	assert_string_equal(entries[2].category, "hep-th");
	free(entries);
	assert_int_equal(ledger_of_day(library, 7, &entries, &count, &err),
			 STATUS_OK);
	assert_int_equal(count, 0);
	free(entries);
	library_close(library);
}

static void refresh(struct library *library, enum day_state state, int64_t at,
		    const char *source)
{
	struct ledger_entry entry = {
		.day = DAY, .category = "cs", .state = state, .at = at
	};
	struct error err = { 0 };

	snprintf(entry.source, sizeof(entry.source), "%s", source);
	fixture_begin(library);
	assert_int_equal(ledger_put(library, &entry, &err), STATUS_OK);
	fixture_commit(library);
}

static int64_t last_refresh(struct library *library)
{
	struct error err = { 0 };
	int64_t at = 1;

	assert_int_equal(ledger_last_refresh(library, &at, &err), STATUS_OK);
	return at;
}

static void test_last_refresh(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	assert_true(last_refresh(library) == TIME_NONE);
	refresh(library, DAY_IMPORTED, 900, "rss");
	refresh(library, DAY_FAILED, 950, "feed");
	assert_true(last_refresh(library) == TIME_NONE);
	refresh(library, DAY_COMPLETE, 1000, "feed");
	assert_int_equal(last_refresh(library), 1000);
	refresh(library, DAY_COMPLETE, 990, "feed");
	assert_int_equal(last_refresh(library), 1000);
	refresh(library, DAY_INCOMPLETE, 2000, "feed");
	assert_int_equal(last_refresh(library), 2000);
	library_close(library);
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(day_state_name(DAY_COMPLETE), "complete");
	assert_string_equal(day_state_name(DAY_INCOMPLETE), "incomplete");
	assert_string_equal(day_state_name(DAY_FAILED), "failed");
	assert_string_equal(day_state_name(DAY_RECONSTRUCTED), "reconstructed");
	assert_string_equal(day_state_name(DAY_IMPORTED), "imported");
	for (int i = DAY_COMPLETE; i <= DAY_IMPORTED; i++)
		assert_int_equal(day_state_of(i), i);
	assert_int_equal(day_state_of(-1), DAY_INCOMPLETE);
	assert_int_equal(day_state_of(1LL << 32), DAY_INCOMPLETE);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_row_comes_back), TEST(test_what_replaces_what),
		TEST(test_rows_of_a_day),  TEST(test_last_refresh),
		TEST(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
