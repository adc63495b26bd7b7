/* What a paper's past reads as, from the two tables of texts and the events. */
#include "library/history.h"

#include "library_fixture.h"

static const char ID[] = "2510.00001";

static struct history load(struct library *library)
{
	struct history history;
	struct error err = { 0 };

	if (history_load(library, fixture_key(ID), &history, &err) != STATUS_OK)
		fail_msg("history: %s", err.text);
	return history;
}

/* A library that holds the paper; rows come into it from outside. */
static struct library *open_with_paper(const struct place *place)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = fixture_paper(ID, "Now");

	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_commit(library);
	paper_clear(&paper);
	return library;
}

static void put(const char *path, const char *into, const char *rest)
{
	struct str sql = STR_INIT;

	str_addf(&sql, "INSERT INTO %s VALUES (%lld, %s)", into,
		 (long long)fixture_key(ID), rest);
	sql_run(path, str_text(&sql));
	str_free(&sql);
}

static void test_nothing_is_known(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_paper(place);
	struct history history = load(library);

	assert_int_equal(history.version_count, 0);
	assert_int_equal(history.event_count, 0);
	history_clear(&history);
	history_clear(&history);
	library_close(library);
}

static void test_texts_of_versions(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_paper(place);
	struct history history;

	put(place->path, "former", "3, 'C', NULL, 'third'");
	put(place->path, "former", "1, 'A', 'X' || char(10) || 'Y', NULL");
	put(place->path, "former_comments", "2, 'two'");
	put(place->path, "former_comments", "3, 'three'");
	history = load(library);
	assert_int_equal(history.version_count, 3);
	assert_int_equal(history.versions[0].version, 1);
	assert_string_equal(history.versions[0].title, "A");
	assert_string_equal(history.versions[0].authors, "X\nY");
	assert_null(history.versions[0].comments);
	assert_int_equal(history.versions[1].version, 2);
	assert_null(history.versions[1].title);
	assert_string_equal(history.versions[1].comments, "two");
	assert_string_equal(history.versions[2].abstract, "third");
	assert_string_equal(history.versions[2].comments, "three");
	history_clear(&history);
	library_close(library);
}

static void test_events_by_day(void **state)
{
	struct place *place = *state;
	struct library *library = open_with_paper(place);
	struct history history;

	put(place->path, "event (paper, kind, version, day, value)",
	    "0, 3, 20371, NULL");
	put(place->path, "event (paper, kind, version, day, value)",
	    "1, 2, 20370, 'Phys. Rev.'");
	put(place->path, "event (paper, kind, version, day, value)",
	    "77, 2, 20370, 'of a newer arxday'");
	history = load(library);
	assert_int_equal(history.event_count, 2);
	assert_int_equal(history.events[0].kind, EVENT_JOURNAL_REF);
	assert_string_equal(history.events[0].value, "Phys. Rev.");
	assert_int_equal(history.events[1].kind, EVENT_WITHDRAWN);
	assert_int_equal(history.events[1].version, 3);
	assert_int_equal(history.events[1].day, 20371);
	assert_null(history.events[1].value);
	history_clear(&history);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_is_known),
		TEST(test_texts_of_versions),
		TEST(test_events_by_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
