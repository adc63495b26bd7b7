/* The figures of a span are those of the days. */
#include "library/calendar_days.h"

#include <stdio.h>
#include <stdlib.h>

#include "library/follow.h"
#include "library/marks.h"
#include "library_fixture.h"
#include "random.h"

#define FIRST 20000
#define DAYS  60

static const char *const CATEGORIES[] = { "cs.IR", "cs.CL", "hep-th" };

static void say(struct library *library, const char *id, unsigned marks)
{
	paper_key key = fixture_key(id);
	struct marks_change change = { marks, true, &key, 1, 5 };
	struct error err = { 0 };

	if (marks != 0 && marks_set(library, &change, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* Papers of one day in one category, some of them announced elsewhere too. */
static void fill_day(struct library *library, int day, uint64_t *seed)
{
	const char *category = CATEGORIES[random_below(seed, 3)];
	uint64_t papers = random_below(seed, 5);

	for (uint64_t i = 0; i < papers; i++) {
		char id[IDENT_TEXT_SIZE];
		unsigned type = (unsigned)random_below(seed, ANNOUNCE_COUNT);

		snprintf(id, sizeof(id), "2510.%05uv1",
			 (unsigned)random_below(seed, 50) + 1);
		fixture_announce(library, day, category,
				 (enum announce_type)type, id, (int)i);
	}
	if (random_below(seed, 4) > 0)
		fixture_ledger(library, day, category,
			       (enum day_state)random_below(seed, 5),
			       (int)papers);
}

static void fill(struct library *library, uint64_t seed)
{
	fixture_begin(library);
	for (int i = 0; i < DAYS * 2; i++)
		fill_day(library, FIRST + i % DAYS, &seed);
	for (int i = 1; i <= 50; i++) {
		char id[IDENT_TEXT_SIZE];
		struct paper paper;

		snprintf(id, sizeof(id), "2510.%05dv1", i);
		paper = fixture_paper(id, "T");
		fixture_store(library, &paper);
		paper_clear(&paper);
	}
	fixture_commit(library);
	for (int i = 1; i <= 50; i++) {
		char id[IDENT_TEXT_SIZE];

		snprintf(id, sizeof(id), "2510.%05d", i);
		say(library, id, (unsigned)random_below(&seed, 16));
	}
}

/* The row of a day among those of days_load; NULL when it has none. */
static const struct day_row *find(const struct day_row *rows, size_t count,
				  day_t day)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].day == day)
			return &rows[i];
	return NULL;
}

static void compare(struct library *library, day_t from, day_t until)
{
	struct day_row *days = NULL;
	struct calendar_day *rows = NULL;
	size_t day_count = 0, count = 0, known = 0, want = 0;
	struct error err = { 0 };

	assert_int_equal(days_load(library, &days, &day_count, &err),
			 STATUS_OK);
	assert_int_equal(
		calendar_days_load(library, from, until, &rows, &count, &err),
		STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		const struct day_row *day = find(days, day_count, rows[i].day);
		struct listing listing;

		assert_true(rows[i].day >= from && rows[i].day <= until);
		assert_true(i == 0 || rows[i].day > rows[i - 1].day);
		assert_int_equal(rows[i].known, day != NULL);
		assert_int_equal(
			listing_load(library, rows[i].day, &listing, &err),
			STATUS_OK);
		assert_int_equal(rows[i].papers, listing.count);
		assert_int_equal(rows[i].unread, listing.unread);
		assert_int_equal(rows[i].favourites, listing.favourites);
		listing_clear(&listing);
		if (day == NULL)
			continue;
		known++;
		assert_int_equal(rows[i].papers, day->papers);
		assert_int_equal(rows[i].unread, day->unread);
		assert_int_equal(rows[i].favourites, day->favourites);
		assert_int_equal(rows[i].state, day->state);
	}
	for (size_t i = 0; i < day_count; i++)
		want += days[i].day >= from && days[i].day <= until;
	assert_int_equal(known, want);
	free(rows);
	days_free(days, day_count);
}

static void test_same_as_days(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct error err = { 0 };
	const char *const names[] = { "cs.IR" };

	compare(library, FIRST, FIRST + DAYS);
	fill(library, random_seed(20251010));
	for (int follow = 0; follow < 2; follow++) {
		compare(library, FIRST - 10, FIRST + DAYS + 10);
		compare(library, FIRST + 7, FIRST + 21);
		compare(library, FIRST + 9, FIRST + 9);
		compare(library, FIRST + 9, FIRST + 8);
		compare(library, FIRST + 2 * DAYS, FIRST + 3 * DAYS);
		assert_int_equal(follow_set(library, FOLLOW_CATEGORY, names, 1,
					    true, &err),
				 STATUS_OK);
	}
	library_close(library);
}

/* Announcements of which the ledger says nothing make a day too. */
static void test_unknown_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct calendar_day *rows = NULL;
	struct error err = { 0 };
	size_t count = 0;

	fixture_begin(library);
	fixture_announce(library, FIRST, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 1);
	fixture_ledger(library, FIRST + 3, "cs.IR", DAY_FAILED, 0);
	fixture_commit(library);
	assert_int_equal(calendar_days_load(library, FIRST - 5, FIRST + 5,
					    &rows, &count, &err),
			 STATUS_OK);
	assert_int_equal(count, 2);
	assert_false(rows[0].known);
	assert_int_equal(rows[0].papers, 1);
	assert_int_equal(rows[0].unread, 1);
	assert_true(rows[1].known);
	assert_int_equal(rows[1].state, DAY_FAILED);
	free(rows);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_same_as_days),
		TEST(test_unknown_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
