/* src/tui/reading.c over a library of its own */
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/mem.h"
#include "library/marks.h"
#include "library_fixture.h"
#include "tui/reading.h"

#define DAY 20371

/* Three new papers, one cross-list, two replacements. */
static struct library *fill(const struct place *place)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001", 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00002", 1);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00003", 2);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_CROSS, "2510.00010",
			 3);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_REPLACE, "2510.00020",
			 4);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_REPLACE, "2510.00021",
			 5);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 6);
	fixture_commit(library);
	return library;
}

static void load(struct reading *reading, struct library *library)
{
	struct error err;

	assert_int_equal(reading_load(reading, library, DAY, &err), STATUS_OK);
}

static void reload(struct reading *reading, struct library *library)
{
	struct listing fresh;
	struct error err;

	assert_int_equal(listing_load(library, DAY, &fresh, &err), STATUS_OK);
	reading_take(reading, &fresh);
}

static void unread_only(struct reading *reading, bool on)
{
	struct reading_rules rules = reading->rules;

	rules.unread_only = on;
	reading_set_rules(reading, &rules);
}

static void assert_at(const struct reading *reading, const char *id)
{
	const struct listing_row *row = reading_current(reading);
	char text[IDENT_TEXT_SIZE];

	assert_non_null(row);
	assert_string_equal(ident_format(row->key, text), id);
}

static void test_moves(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;

	load(&reading, library);
	assert_int_equal(reading.count, 9);
	assert_int_equal(reading.papers, 6);
	assert_true(reading.lines[0].heading);
	assert_int_equal(reading.lines[0].papers, 3);
	assert_null(reading_row(&reading, 0));
	assert_at(&reading, "2510.00001");
	assert_false(reading_move(&reading, -1));
	assert_true(reading_move(&reading, 3));
	assert_at(&reading, "2510.00010");
	assert_true(reading_move(&reading, 100));
	assert_at(&reading, "2510.00021");
	assert_true(reading_number(&reading, 2));
	assert_at(&reading, "2510.00002");
	assert_true(reading_place(&reading, 4, 1));
	assert_at(&reading, "2510.00010");
	assert_true(reading_place(&reading, 0, -1));
	assert_at(&reading, "2510.00001");
	reading_clear(&reading);
	library_close(library);
}

static void test_sections(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;

	load(&reading, library);
	assert_true(reading_section(&reading, 1));
	assert_at(&reading, "2510.00010");
	assert_true(reading_section(&reading, 1));
	assert_at(&reading, "2510.00020");
	assert_false(reading_section(&reading, 1));
	assert_true(reading_move(&reading, 1));
	assert_true(reading_section(&reading, -1));
	assert_at(&reading, "2510.00020");
	assert_true(reading_section(&reading, -1));
	assert_at(&reading, "2510.00010");
	assert_true(reading_section(&reading, -1));
	assert_at(&reading, "2510.00001");
	assert_false(reading_section(&reading, -1));
	reading_clear(&reading);
	library_close(library);
}

static void test_marks_and_filter(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	paper_key keys[2] = { fixture_key("2510.00010"),
			      fixture_key("2510.00001") };

	load(&reading, library);
	reading_mark(&reading, MARK_READ | MARK_DONE, true, keys, 2);
	reading_mark(&reading, MARK_STAR, true, keys, 1);
	reading_mark(&reading, MARK_STAR, true, keys, 1);
	assert_int_equal(reading.listing.unread, 4);
	assert_int_equal(reading.listing.favourites, 1);
	assert_true(reading_unread(&reading, 1));
	assert_at(&reading, "2510.00002");
	assert_false(reading_unread(&reading, -1));
	assert_true(reading_find(&reading, keys[0]));
	unread_only(&reading, true);
	assert_int_equal(reading.papers, 4);
	assert_at(&reading, "2510.00020");
	assert_false(reading_find(&reading, keys[0]));
	unread_only(&reading, false);
	assert_int_equal(reading.papers, 6);
	assert_at(&reading, "2510.00020");
	reading_mark(&reading, MARK_READ, false, keys, 2);
	assert_int_equal(reading.listing.unread, 6);
	reading_clear(&reading);
	library_close(library);
}

/* Reading again keeps the cursor on its paper, and under the filter the papers
 * that were in view. */
static void test_reload(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	paper_key key = fixture_key("2510.00003");
	struct error err;

	load(&reading, library);
	unread_only(&reading, true);
	assert_true(reading_find(&reading, key));
	reading_search(&reading, "00003");
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00000", 9);
	fixture_commit(library);
	assert_int_equal(
		marks_set(library,
			  &(struct marks_change){ MARK_READ, true, &key, 1, 1 },
			  NULL, &err),
		STATUS_OK);
	reload(&reading, library);
	assert_int_equal(reading.papers, 7);
	assert_at(&reading, "2510.00003");
	assert_true(reading_hit(&reading, reading.cursor));
	unread_only(&reading, true);
	assert_int_equal(reading.papers, 6);
	reading_clear(&reading);
	library_close(library);
}

static void test_search(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	struct paper paper =
		fixture_paper("2510.00002", "On Poincar\\'e and Zebras");
	size_t place;

	paper.id.version = 2;
	paper.authors = mem_strdup("Ann \\'Evil\nBob Zebrafish");
	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_commit(library);
	paper_clear(&paper);
	load(&reading, library);
	reading_search(&reading, "poincaré");
	assert_true(reading_next_hit(&reading, 1, true));
	assert_at(&reading, "2510.00002");
	reading_search(&reading, "Poincar\\'e");
	assert_int_equal(reading_hits(&reading, &place), 1);
	assert_int_equal(place, 1);
	reading_search(&reading, "bob zebra");
	assert_int_equal(reading_hits(&reading, &place), 1);
	reading_search(&reading, "ZEBRA");
	assert_int_equal(reading_hits(&reading, &place), 0);
	assert_false(reading_next_hit(&reading, 1, false));
	reading_search(&reading, "2510.0002");
	assert_int_equal(reading_hits(&reading, &place), 2);
	assert_int_equal(place, 0);
	assert_true(reading_next_hit(&reading, -1, false));
	assert_at(&reading, "2510.00021");
	assert_true(reading_next_hit(&reading, 1, false));
	assert_at(&reading, "2510.00020");
	reading_search(&reading, "");
	assert_null(reading.query);
	assert_int_equal(reading_hits(&reading, &place), 0);
	reading_clear(&reading);
	library_close(library);
}

/* A range goes where the cursor goes and is added to what was selected. */
static void test_select(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	bool matches[6] = { false, false, false, false, true, true };

	load(&reading, library);
	reading_move(&reading, 5);
	reading_select(&reading);
	assert_true(reading_selected(&reading, reading.cursor));
	reading_number(&reading, 2);
	reading_select_range(&reading, true);
	reading_move(&reading, 2);
	reading_select_follow(&reading);
	assert_int_equal(reading.selected.count, 4);
	reading_move(&reading, -2);
	reading_select_follow(&reading);
	assert_int_equal(reading.selected.count, 2);
	reading_move(&reading, -1);
	reading_select_follow(&reading);
	assert_true(reading_selected(&reading, 1));
	assert_int_equal(reading.selected.count, 3);
	reading_select_range(&reading, false);
	assert_int_equal(reading_select_rows(&reading, matches), 2);
	assert_int_equal(reading.selected.count, 4);
	assert_true(reading_select_none(&reading));
	assert_false(reading_select_none(&reading));
	reading_clear(&reading);
	library_close(library);
}

/* What is hidden goes out of view, and the cursor to the next paper. */
static void test_hidden(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	paper_key key = fixture_key("2510.00002");
	struct reading_rules rules;

	load(&reading, library);
	reading_number(&reading, 2);
	assert_false(reading_mark(&reading, MARK_STAR, true, &key, 1));
	assert_int_equal(reading.listing.favourites, 1);
	assert_true(
		reading_mark(&reading, MARK_HIDDEN | MARK_READ, true, &key, 1));
	assert_at(&reading, "2510.00003");
	assert_int_equal(reading.papers, 5);
	assert_int_equal(reading.listing.unread, 5);
	rules = reading.rules;
	rules.show_hidden = true;
	reading_set_rules(&reading, &rules);
	assert_int_equal(reading.papers, 6);
	assert_at(&reading, "2510.00003");
	reading_clear(&reading);
	library_close(library);
}

static void test_orders(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	struct reading_rules rules = { .order = ORDER_IDENTIFIER,
				       .reverse = true };
	struct str heading = STR_INIT;

	load(&reading, library);
	reading_set_rules(&reading, &rules);
	assert_at(&reading, "2510.00001");
	reading_number(&reading, 1);
	assert_at(&reading, "2510.00021");
	reading_heading(&reading, 0, &heading);
	assert_string_equal(str_text(&heading), "BY IDENTIFIER");
	assert_int_equal(reading_position(&reading), 1);
	rules = (struct reading_rules){ .order = ORDER_ANNOUNCEMENT };
	reading_set_rules(&reading, &rules);
	assert_at(&reading, "2510.00021");
	assert_int_equal(reading_position(&reading), 6);
	str_clear(&heading);
	reading_heading(&reading, 0, &heading);
	assert_string_equal(str_text(&heading), "NEW SUBMISSIONS");
	str_free(&heading);
	reading_clear(&reading);
	library_close(library);
}

/* Titles go by what is shown, first authors by the last word of the name. */
static void test_order_of_texts(void **state)
{
	char zebra[] = "Zebras";
	char alpha[] = "$\\beta$ decay";
	char apple[] = "\\'Apples";
	char young[] = "Ann Young\nBob Able";
	char able[] = "Zoe \\'Able";
	struct listing_row rows[3] = {
		{.key = 1,  .title = zebra, .authors = young},
		{ .key = 2, .title = alpha, .authors = able },
		{ .key = 3, .title = apple, .authors = NULL },
	};
	struct listing listing = { .rows = rows, .count = 3 };
	size_t *order = order_rows(&listing, ORDER_AUTHOR, false);

	(void)state;
	assert_int_equal(order[0], 2);
	assert_int_equal(order[1], 0);
	assert_int_equal(order[2], 1);
	free(order);
	order = order_rows(&listing, ORDER_TITLE, true);
	assert_int_equal(order[0], 1);
	assert_int_equal(order[2], 0);
	free(order);
}

/* More rows and fresh marks leave the cursor where it is. */
static void test_append_and_remark(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	struct listing more = { .day = DAY_NONE };
	struct listing fresh;
	struct error err;

	load(&reading, library);
	reading_number(&reading, 3);
	more.rows = mem_zalloc(1, sizeof(more.rows[0]));
	more.rows[0].key = fixture_key("2510.00099");
	more.rows[0].type = ANNOUNCE_NONE;
	more.rows[0].title = mem_strdup("More");
	more.count = 1;
	more.unread = 1;
	reading_append(&reading, &more);
	assert_int_equal(more.count, 0);
	assert_int_equal(reading.papers, 7);
	assert_int_equal(reading.listing.unread, 7);
	assert_at(&reading, "2510.00003");
	assert_int_equal(listing_load(library, DAY, &fresh, &err), STATUS_OK);
	fresh.rows[0].marks = MARK_STAR | MARK_READ;
	reading_remark(&reading, &fresh);
	listing_clear(&fresh);
	assert_int_equal(reading.listing.unread, 6);
	assert_int_equal(reading.listing.favourites, 1);
	assert_at(&reading, "2510.00003");
	reading_clear(&reading);
	library_close(library);
}

/* Only the rows that match are lines. */
static void test_matches(void **state)
{
	struct library *library = fill(*state);
	struct reading reading = READING_INIT;
	bool *matches = mem_zalloc(6, sizeof(matches[0]));

	load(&reading, library);
	reading_number(&reading, 2);
	matches[2] = true;
	matches[5] = true;
	reading_set_matches(&reading, matches);
	assert_int_equal(reading.papers, 2);
	assert_at(&reading, "2510.00003");
	reading_set_matches(&reading, NULL);
	assert_int_equal(reading.papers, 6);
	assert_at(&reading, "2510.00003");
	reading_clear(&reading);
	library_close(library);
}

static void test_empty(void **state)
{
	const struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct reading reading = READING_INIT;

	load(&reading, library);
	assert_int_equal(reading.count, 0);
	assert_null(reading_current(&reading));
	assert_false(reading_move(&reading, 1));
	assert_false(reading_place(&reading, 3, 1));
	assert_false(reading_number(&reading, 1));
	assert_false(reading_unread(&reading, 1));
	assert_false(reading_section(&reading, -1));
	unread_only(&reading, true);
	reading_search(&reading, "x");
	assert_false(reading_next_hit(&reading, 1, true));
	reading_clear(&reading);
	library_close(library);
}

/* The option sort names the same orders. */
static void test_orders_of_the_option(void **state)
{
	struct str problem = STR_INIT;
	struct config config;

	(void)state;
	config_init(&config);
	for (int i = 0; i < (int)ORDER_COUNT; i++) {
		assert_true(config_set(&config, config_find("sort"),
				       order_name((enum order)i), NULL,
				       &problem));
		assert_int_equal(config.sort, i);
	}
	config_clear(&config);
	str_free(&problem);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_moves),
		TEST(test_sections),
		TEST(test_marks_and_filter),
		TEST(test_reload),
		TEST(test_search),
		TEST(test_select),
		TEST(test_hidden),
		TEST(test_orders),
		cmocka_unit_test(test_order_of_texts),
		cmocka_unit_test(test_orders_of_the_option),
		TEST(test_append_and_remark),
		TEST(test_matches),
		TEST(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
