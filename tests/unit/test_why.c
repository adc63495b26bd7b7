/* The facts behind `why`, and the quiet days. */
#include "library/why.h"

#include "base/mem.h"
#include "library/follow.h"
#include "library/quiet_days.h"
#include "library_fixture.h"

static const char ID[] = "2510.00001";

/* 2025-10-10, a Friday. */
#define FRIDAY ((day_t)20371)

static struct why load(struct library *library, const char *id, day_t today)
{
	struct why why;
	struct error err = { 0 };

	if (why_load(library, fixture_key(id), today, &why, &err) != STATUS_OK)
		fail_msg("why: %s", err.text);
	return why;
}

static void follow(struct library *library, const char *name)
{
	struct error err = { 0 };

	assert_int_equal(
		follow_set(library, FOLLOW_CATEGORY, &name, 1, true, &err),
		STATUS_OK);
}

/* A library that follows cs.IR and holds a whole listing of a day. */
static struct library *open_with_day(const struct place *place, day_t day)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	follow(library, "cs.IR");
	fixture_begin(library);
	fixture_ledger(library, day, "cs.IR", DAY_COMPLETE, 1);
	fixture_announce(library, day, "cs.IR", ANNOUNCE_NEW, "2510.00009v1",
			 0);
	fixture_commit(library);
	return library;
}

static void announce(struct library *library, day_t day, const char *category,
		     int position)
{
	fixture_begin(library);
	fixture_announce(library, day, category, ANNOUNCE_NEW, "2510.00001v1",
			 position);
	fixture_commit(library);
}

static void test_an_empty_library(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_READ);
	struct why why = load(library, ID, FRIDAY);

	assert_false(why.held);
	assert_false(why.in_view);
	assert_int_equal(why.latest, DAY_NONE);
	assert_null(why.followed[0]);
	assert_int_equal(why.gap_count, 0);
	why_clear(&why);
	why_clear(&why);
	library_close(library);
}

static void test_in_view(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_day(place, FRIDAY);
	struct why why;

	announce(library, FRIDAY, "cs.CL", 1);
	announce(library, FRIDAY, "cs.IR", -1);
	announce(library, FRIDAY - 3, "cs.IR", 2);
	why = load(library, ID, FRIDAY);
	assert_true(why.held && why.in_view);
	assert_int_equal(why.latest, FRIDAY);
	assert_int_equal(why.announcement_count, 3);
	assert_string_equal(why.announcements[0].category, "cs.CL");
	assert_false(why.announcements[0].in_scope);
	assert_false(why.announcements[0].reconstructed);
	assert_true(why.announcements[1].in_scope);
	assert_true(why.announcements[1].reconstructed);
	assert_int_equal(why.announcements[1].version, 1);
	assert_int_equal(why.announcements[2].day, FRIDAY - 3);
	assert_int_equal(why.first, DAY_NONE);
	assert_int_equal(why.gap_count, 0);
	why_clear(&why);
	library_close(library);
}

static void test_out_of_scope(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_day(place, FRIDAY);
	struct paper paper = fixture_paper("2510.00001v1", "A title");
	struct why why;

	paper.categories = mem_strdup("cs.CL math.AG");
	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_commit(library);
	announce(library, FRIDAY, "cs.CL", 1);
	why = load(library, ID, FRIDAY);
	assert_true(why.held);
	assert_false(why.in_view || why.covered);
	follow(library, "math");
	why_clear(&why);
	why = load(library, ID, FRIDAY);
	assert_true(why.covered);
	why_clear(&why);
	paper_clear(&paper);
	library_close(library);
}

/* What is wrong with the latest day and today explains an absence, too. */
static void test_troubles_of_its_days(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_day(place, FRIDAY - 1);
	struct why why;

	announce(library, FRIDAY - 3, "cs.IR", 1);
	fixture_begin(library);
	fixture_ledger(library, FRIDAY - 3, "cs.IR", DAY_RECONSTRUCTED, 1);
	fixture_ledger(library, FRIDAY - 2, "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, FRIDAY - 1, "cs.IR", DAY_INCOMPLETE, 1);
	fixture_ledger(library, FRIDAY, "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, FRIDAY, "hep-th", DAY_FAILED, 0);
	fixture_commit(library);
	why = load(library, ID, FRIDAY);
	assert_int_equal(why.trouble_count, 3);
	assert_int_equal(why.troubles[0].day, FRIDAY);
	assert_int_equal(why.troubles[1].day, FRIDAY - 1);
	assert_int_equal(why.troubles[2].state, DAY_RECONSTRUCTED);
	why_clear(&why);
	library_close(library);
}

/* Of a paper that is not held all days of its month count, up to today; those
 * that nobody fetched are counted, but for weekends and quiet days. */
static void test_gaps_of_its_month(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_day(place, FRIDAY);
	struct why why;

	fixture_begin(library);
	fixture_ledger(library, FRIDAY - 1, "cs", DAY_FAILED, 0);
	fixture_commit(library);
	sql_run(place->path, "INSERT INTO quiet VALUES ('cs.IR', 20369, 0)");
	why = load(library, ID, FRIDAY);
	assert_false(why.held);
	assert_int_equal(why.first, FRIDAY - 9);
	assert_int_equal(why.last, FRIDAY);
	assert_int_equal(why.trouble_count, 1);
	/* 1, 2, 3, 6 and 7 October. */
	assert_int_equal(why.gap_count, 1);
	assert_int_equal(why.gaps[0].days, 5);
	assert_int_equal(why.gaps[0].first, FRIDAY - 9);
	assert_int_equal(why.gaps[0].last, FRIDAY - 3);
	why_clear(&why);
	why = load(library, ID, FRIDAY + 60);
	assert_int_equal(why.last, FRIDAY + 25);
	why_clear(&why);
	/* A month that is still to come. */
	why = load(library, "2511.00001", FRIDAY);
	assert_int_equal(why.gap_count, 0);
	why_clear(&why);
	library_close(library);
}

static void test_quiet_days(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct str names = STR_INIT;
	struct error err = { 0 };
	bool has = true;

	sql_run(place->path, "INSERT INTO quiet VALUES ('cs', 20369, 0),"
			     " ('hep-th', 20369, 0), ('math', 20370, 0)");
	assert_int_equal(quiet_days_names(library, 20369, &names, &err),
			 STATUS_OK);
	assert_string_equal(str_text(&names), "cs hep-th");
	assert_int_equal(quiet_days_has(library, "cs.IR", 20369, &has, &err),
			 STATUS_OK);
	assert_true(has);
	assert_int_equal(quiet_days_has(library, "cs.IR", 20370, &has, &err),
			 STATUS_OK);
	assert_false(has);
	str_free(&names);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_an_empty_library),  TEST(test_in_view),
		TEST(test_out_of_scope),      TEST(test_troubles_of_its_days),
		TEST(test_gaps_of_its_month), TEST(test_quiet_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
