/* Days and their listings: order, scope, state, figures, and finding days. */
#include "library/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/category_counts.h"
#include "library/follow.h"
#include "library/marks.h"
#include "library_fixture.h"

#define DAY 20371

static void follow(struct library *library, const char *name)
{
	struct error err = { 0 };

	assert_int_equal(
		follow_set(library, FOLLOW_CATEGORY, &name, 1, true, &err),
		STATUS_OK);
}

static struct listing load(struct library *library, day_t day)
{
	struct listing listing;
	struct error err = { 0 };

	if (listing_load(library, day, &listing, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_int_equal(listing.day, day);
	return listing;
}

/* The listing as "ID type" words. */
static void assert_rows(struct library *library, day_t day,
			const char *expected)
{
	struct listing listing = load(library, day);
	struct str found = STR_INIT;

	for (size_t i = 0; i < listing.count; i++) {
		const char *type = announce_name(listing.rows[i].type);
		char id[IDENT_TEXT_SIZE];

		str_addf(&found, "%s%s:%s", i > 0 ? " " : "",
			 ident_format(listing.rows[i].key, id),
			 type != NULL ? type : "-");
	}
	assert_string_equal(str_text(&found), expected);
	str_free(&found);
	listing_clear(&listing);
}

static void test_order_and_folding(void **state)
{
	struct library *library = fixture_open("/listing", LIBRARY_MEMORY);
	struct listing listing;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_REPLACE_CROSS,
			 "2510.00009v3", 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00002v1",
			 1);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 2);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_REPLACE,
			 "hep-th/9901001v2", 3);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_REPLACE, "0704.0001v2",
			 4);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_REPLACE,
			 "2510.00009v3", 1);
	fixture_announce(library, DAY, "cs.AI", ANNOUNCE_CROSS, "2510.00003v1",
			 1);
	fixture_announce(library, DAY + 1, "cs.AI", ANNOUNCE_NEW,
			 "2510.00004v1", 1);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 5);
	fixture_commit(library);
	/* New-style identifiers come before old ones. */
	assert_rows(library, DAY,
		    "2510.00001:new 2510.00002:new 2510.00003:cross"
		    " 0704.0001:replace 2510.00009:replace"
		    " hep-th/9901001:replace");
	listing = load(library, DAY);
	assert_int_equal(listing.counts[ANNOUNCE_NEW], 2);
	assert_int_equal(listing.counts[ANNOUNCE_CROSS], 1);
	assert_int_equal(listing.counts[ANNOUNCE_REPLACE], 3);
	assert_int_equal(listing.counts[ANNOUNCE_REPLACE_CROSS], 0);
	assert_int_equal(listing.counts[ANNOUNCE_NONE], 0);
	assert_int_equal(listing.unread, 6);
	assert_string_equal(listing.categories, "cs.AI cs.CL cs.IR");
	assert_string_equal(listing.rows[0].title, "2510.00001v1");
	assert_int_equal(listing.rows[4].version, 3);
	assert_true(listing.known);
	assert_true(listing.held);
	assert_int_equal(listing.state, DAY_COMPLETE);
	listing_clear(&listing);
	library_close(library);
}

/* A report's order stays until a feed says more. */
static void test_report_then_feed(void **state)
{
	struct library *library = fixture_open("/listing", LIBRARY_MEMORY);
	struct listing listing;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "2510.00005", 0);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "2510.00001", 1);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "hep-th/9901001", 2);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "2510.00003", 3);
	fixture_ledger(library, DAY, "", DAY_IMPORTED, 4);
	fixture_commit(library);
	assert_rows(library, DAY,
		    "2510.00005:- 2510.00001:- hep-th/9901001:- 2510.00003:-");
	listing = load(library, DAY);
	assert_int_equal(listing.counts[ANNOUNCE_NONE], 4);
	assert_int_equal(listing.rows[0].version, 0);
	assert_string_equal(listing.categories, "");
	assert_int_equal(listing.state, DAY_IMPORTED);
	listing_clear(&listing);

	/* A report says nothing of categories: it is always in scope. */
	follow(library, "cs.CL");
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00003v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_NEW, "2510.00007v1",
			 1);
	fixture_ledger(library, DAY, "cs.CL", DAY_COMPLETE, 2);
	fixture_commit(library);
	assert_rows(library, DAY,
		    "2510.00007:new 2510.00003:cross 2510.00005:-"
		    " 2510.00001:- hep-th/9901001:-");
	listing = load(library, DAY);
	assert_int_equal(listing.rows[1].version, 1);
	assert_int_equal(listing.state, DAY_COMPLETE);
	assert_string_equal(listing.categories, "cs.CL");
	listing_clear(&listing);
	library_close(library);
}

static void test_followed_categories(void **state)
{
	struct library *library = fixture_open("/listing", LIBRARY_MEMORY);
	struct listing listing;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_NEW, "2510.00002v1",
			 0);
	fixture_announce(library, DAY, "hep-th", ANNOUNCE_CROSS, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.IT", ANNOUNCE_NEW, "2510.00003v1",
			 0);
	fixture_ledger(library, DAY, "cs", DAY_COMPLETE, 3);
	fixture_commit(library);
	follow(library, "hep-th");
	/* Relative to what is followed, the paper is a cross-list. */
	assert_rows(library, DAY, "2510.00001:cross");
	follow(library, "math.IT");
	assert_rows(library, DAY, "2510.00003:new 2510.00001:cross");
	listing = load(library, DAY);
	assert_string_equal(listing.categories, "hep-th cs.IT");
	listing_clear(&listing);
	follow(library, "cs");
	assert_rows(library, DAY,
		    "2510.00001:new 2510.00002:new 2510.00003:new");
	listing = load(library, DAY);
	assert_string_equal(listing.categories, "hep-th cs.IT cs.CL cs.IR");
	listing_clear(&listing);
	library_close(library);
}

static void mark(struct library *library, enum mark mark, const char *id)
{
	paper_key key = fixture_key(id);
	struct error err = { 0 };

	assert_int_equal(
		marks_set(library,
			  &(struct marks_change){ mark, true, &key, 1, 5 },
			  NULL, &err),
		STATUS_OK);
}

static void test_marks_in_a_listing(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct listing listing;
	struct str sql = STR_INIT;

	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00002v1",
			 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00003v1",
			 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00004v1",
			 0);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 4);
	fixture_commit(library);
	mark(library, MARK_STAR, "2510.00001");
	mark(library, MARK_READ, "2510.00001");
	mark(library, MARK_READ, "2510.00002");
	mark(library, MARK_DONE, "2510.00003");
	mark(library, MARK_HIDDEN, "2510.00004");
	str_addf(&sql, "INSERT INTO tag VALUES (%lld, 'x', 1)",
		 (long long)fixture_key("2510.00003"));
	sql_run(place->path, str_text(&sql));
	listing = load(library, DAY);
	/* What is hidden is still of the listing, and unread. */
	assert_int_equal(listing.count, 4);
	assert_int_equal(listing.unread, 1);
	assert_int_equal(listing.favourites, 1);
	assert_int_equal(listing.rows[0].marks, MARK_STAR | MARK_READ);
	assert_int_equal(listing.rows[1].marks, MARK_READ);
	assert_int_equal(listing.rows[2].marks, MARK_DONE | MARK_TAGGED);
	assert_int_equal(listing.rows[3].marks, MARK_HIDDEN);
	listing_clear(&listing);
	str_free(&sql);
	library_close(library);
}

static void put_authors(struct library *library, const char *authors)
{
	struct paper paper = fixture_paper("2510.00001v1", "T");

	paper.authors = mem_strdup_null(authors);
	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_commit(library);
	paper_clear(&paper);
}

static void assert_cut(const char *authors, size_t expected)
{
	struct library *library = fixture_open("/authors", LIBRARY_MEMORY);
	struct listing listing;

	put_authors(library, authors);
	listing = load(library, DAY);
	assert_int_equal(strlen(listing.rows[0].authors), expected);
	assert_memory_equal(listing.rows[0].authors, authors, expected);
	listing_clear(&listing);
	library_close(library);
}

static void test_long_authors(void **state)
{
	struct str names = STR_INIT;
	struct library *library;
	struct listing listing;

	(void)state;
	assert_cut("A. Bee\nC. Dee", 13);
	for (int i = 0; i < 3000; i++)
		str_addf(&names, "%sJos\xc3\xa9 N. %04d", i > 0 ? "\n" : "", i);
	/* 14 bytes with the line feed: 20 names, then 21 would be 293. */
	assert_cut(str_text(&names), 21 * 14 - 1);
	str_cut(&names, 300);
	assert_cut(str_text(&names), 300);
	str_clear(&names);
	for (int i = 0; i < 200; i++)
		str_add(&names, "\xc3\xa9");
	assert_cut(str_text(&names), 300);
	str_clear(&names);
	str_add_char(&names, 'x');
	for (int i = 0; i < 200; i++)
		str_add(&names, "\xc3\xa9");
	/* Never in the middle of a character. */
	assert_cut(str_text(&names), 299);
	str_free(&names);

	library = fixture_open("/authors", LIBRARY_MEMORY);
	put_authors(library, NULL);
	listing = load(library, DAY);
	assert_null(listing.rows[0].authors);
	assert_null(listing.rows[0].categories);
	listing_clear(&listing);
	library_close(library);
}

static void test_day_that_is_not_held(void **state)
{
	struct library *library = fixture_open("/listing", LIBRARY_MEMORY);
	struct listing listing;

	(void)state;
	listing = load(library, DAY);
	assert_false(listing.known);
	assert_false(listing.held);
	assert_int_equal(listing.count, 0);
	listing_clear(&listing);
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, DAY + 1, "cs.IR", DAY_COMPLETE, 0);
	fixture_commit(library);
	listing = load(library, DAY);
	assert_true(listing.known);
	assert_false(listing.held);
	assert_int_equal(listing.state, DAY_FAILED);
	listing_clear(&listing);
	/* Held and empty, as a weekend's is. */
	listing = load(library, DAY + 1);
	assert_true(listing.held);
	assert_int_equal(listing.state, DAY_COMPLETE);
	assert_int_equal(listing.count, 0);
	listing_clear(&listing);
	library_close(library);
}

/* The state of a day with these rows: "name state", "" the report. */
static void test_states_together(void **state)
{
	enum {
		C = DAY_COMPLETE,
		I = DAY_INCOMPLETE,
		F = DAY_FAILED,
		R = DAY_RECONSTRUCTED,
		M = DAY_IMPORTED,
		X = -1
	};
	static const struct {
		int ir, cl, report, expected;
		bool held;
	} cases[] = {
		{C,  C, X, C, true },
                { C, F, X, I, true },
		{ F, F, X, F, false},
                { F, X, X, F, false},
		{ F, F, M, I, true },
                { C, I, X, I, true },
		{ C, M, X, M, true },
                { M, R, X, R, true },
		{ C, C, M, C, true },
                { X, X, M, M, true },
		{ X, X, F, F, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct library *library =
			fixture_open("/states", LIBRARY_MEMORY);
		struct listing listing;

		fixture_begin(library);
		if (cases[i].ir != X)
			fixture_ledger(library, DAY, "cs.IR",
				       (enum day_state)cases[i].ir, 0);
		if (cases[i].cl != X)
			fixture_ledger(library, DAY, "cs.CL",
				       (enum day_state)cases[i].cl, 0);
		if (cases[i].report != X)
			fixture_ledger(library, DAY, "",
				       (enum day_state)cases[i].report, 0);
		fixture_commit(library);
		listing = load(library, DAY);
		if ((int)listing.state != cases[i].expected ||
		    listing.held != cases[i].held || !listing.known)
			fail_msg("case %zu: %d", i, (int)listing.state);
		listing_clear(&listing);
		library_close(library);
	}
}

/* The days that days_load lists, relative to DAY. */
static void assert_days(struct library *library, const char *expected)
{
	struct day_row *rows = NULL;
	struct str found = STR_INIT;
	struct error err = { 0 };
	size_t count = 0;

	assert_int_equal(days_load(library, &rows, &count, &err), STATUS_OK);
	for (size_t i = 0; i < count; i++)
		str_addf(&found, "%s%d:%s", i > 0 ? " " : "", rows[i].day - DAY,
			 day_state_name(rows[i].state));
	assert_string_equal(str_text(&found), expected);
	str_free(&found);
	days_free(rows, count);
}

static int latest(struct library *library)
{
	struct error err = { 0 };
	day_t day = DAY;

	if (day_latest(library, &day, &err) != STATUS_OK)
		return -99;
	return day - DAY;
}

static int step(struct library *library, int from, int way)
{
	struct error err = { 0 };
	day_t day = DAY;

	if (day_step(library, DAY + from, way, &day, &err) != STATUS_OK)
		return -99;
	return day - DAY;
}

static void test_days(void **state)
{
	struct library *library = fixture_open("/days", LIBRARY_MEMORY);

	(void)state;
	assert_days(library, "");
	assert_int_equal(latest(library), -99);
	assert_int_equal(step(library, 0, -1), -99);
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY, "cs.CL", DAY_IMPORTED, 1);
	fixture_ledger(library, DAY + 2, "", DAY_IMPORTED, 1);
	fixture_ledger(library, DAY + 3, "cs.CL", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY + 5, "cs.IR", DAY_FAILED, 0);
	fixture_commit(library);
	assert_days(library, "5:failed 3:complete 2:imported 0:imported");
	assert_int_equal(latest(library), 3);
	assert_int_equal(step(library, 3, 1), 5);
	assert_int_equal(step(library, 5, 1), -99);
	assert_int_equal(step(library, 5, -1), 3);
	assert_int_equal(step(library, 1, 1), 2);
	assert_int_equal(step(library, 1, -1), 0);
	assert_int_equal(step(library, 0, -1), -99);

	follow(library, "cs.IR");
	assert_days(library, "5:failed 2:imported 0:complete");
	assert_int_equal(latest(library), 2);
	assert_int_equal(step(library, 2, -1), 0);
	assert_int_equal(step(library, 2, 1), 5);
	follow(library, "cs");
	assert_int_equal(latest(library), 3);
	library_close(library);
}

/* Nothing of what is followed is held: all days are shown. */
static void test_days_of_other_categories(void **state)
{
	struct library *library = fixture_open("/days", LIBRARY_MEMORY);

	(void)state;
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs.CL", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY + 1, "", DAY_IMPORTED, 1);
	fixture_commit(library);
	follow(library, "hep-th");
	assert_days(library, "1:imported 0:complete");
	fixture_begin(library);
	fixture_ledger(library, DAY + 2, "hep-th", DAY_FAILED, 0);
	fixture_commit(library);
	assert_days(library, "2:failed 1:imported");
	assert_int_equal(latest(library), 1);
	library_close(library);
}

/* An archive was asked for, one of its categories is followed. */
static void test_days_of_an_archive(void **state)
{
	struct library *library = fixture_open("/days", LIBRARY_MEMORY);

	(void)state;
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY + 1, "hep-th", DAY_COMPLETE, 1);
	fixture_commit(library);
	follow(library, "cs.IR");
	assert_days(library, "0:complete");
	library_close(library);
}

static void test_figures_of_days(void **state)
{
	struct library *library = fixture_open("/days", LIBRARY_MEMORY);
	struct day_row *rows = NULL;
	struct error err = { 0 };
	size_t count = 0;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_REPLACE,
			 "2509.00001v2", 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_REPLACE_CROSS,
			 "2509.00002v2", 0);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "2509.00003", 0);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 1);
	fixture_commit(library);
	mark(library, MARK_STAR, "2510.00001");
	mark(library, MARK_READ, "2509.00001");
	assert_int_equal(days_load(library, &rows, &count, &err), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].papers, 4);
	assert_int_equal(rows[0].counts[ANNOUNCE_NEW], 1);
	assert_int_equal(rows[0].counts[ANNOUNCE_CROSS], 0);
	assert_int_equal(rows[0].counts[ANNOUNCE_REPLACE], 1);
	assert_int_equal(rows[0].counts[ANNOUNCE_REPLACE_CROSS], 1);
	assert_int_equal(rows[0].counts[ANNOUNCE_NONE], 1);
	assert_int_equal(rows[0].unread, 3);
	assert_int_equal(rows[0].favourites, 1);
	assert_string_equal(rows[0].categories, "cs.CL cs.IR");
	days_free(rows, count);
	days_free(NULL, 0);
	library_close(library);
}

static void test_is_empty(void **state)
{
	struct library *library = fixture_open("/empty", LIBRARY_MEMORY);
	struct paper paper = fixture_paper("2510.00001v1", "T");
	struct error err = { 0 };
	bool empty = false;

	(void)state;
	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_commit(library);
	/* A paper alone is no day. */
	assert_int_equal(library_is_empty(library, &empty, &err), STATUS_OK);
	assert_true(empty);
	fixture_begin(library);
	fixture_ledger(library, -20000, "cs.IR", DAY_FAILED, 0);
	fixture_commit(library);
	assert_int_equal(library_is_empty(library, &empty, &err), STATUS_OK);
	assert_false(empty);
	library_close(library);
	paper_clear(&paper);
}

static void assert_overlap(struct library *library, day_t day,
			   const char *category, size_t same, day_t previous)
{
	static const char *const ids[] = { "2510.00001v1", "2510.00002v1",
					   "2510.00003v2", "2510.00004v1" };
	struct ident papers[4];
	struct error err = { 0 };
	size_t found = 99;
	day_t before = 99;

	for (size_t i = 0; i < 4; i++)
		assert_true(ident_parse_bare(ids[i], &papers[i]));
	assert_int_equal(listing_overlap(library,
					 &(struct listing_feed){ day, category,
								 papers, 4 },
					 &found, &before, &err),
			 STATUS_OK);
	assert_int_equal(found, same);
	assert_int_equal(before, previous);
}

static void test_overlap(void **state)
{
	struct library *library = fixture_open("/overlap", LIBRARY_MEMORY);

	(void)state;
	assert_overlap(library, DAY, "cs.IR", 0, DAY_NONE);
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00002v1",
			 0);
	/* Another version, another category, another day. */
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00003v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_NEW, "2510.00004v1",
			 0);
	fixture_announce(library, DAY - 3, "cs.IR", ANNOUNCE_NEW,
			 "2510.00004v1", 0);
	fixture_ledger(library, DAY - 3, "cs.IR", DAY_COMPLETE, 1);
	fixture_ledger(library, DAY, "cs.IR", DAY_COMPLETE, 3);
	/* A weekend and a failure are no listing. */
	fixture_ledger(library, DAY + 1, "cs.IR", DAY_COMPLETE, 0);
	fixture_ledger(library, DAY + 2, "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, DAY + 2, "hep-th", DAY_COMPLETE, 9);
	fixture_commit(library);
	assert_overlap(library, DAY + 3, "cs.IR", 2, DAY);
	assert_overlap(library, DAY, "cs.IR", 1, DAY - 3);
	assert_overlap(library, DAY - 3, "cs.IR", 0, DAY_NONE);
	assert_overlap(library, DAY + 3, "cs.CL", 0, DAY_NONE);
	/* A request for the archive brought both. */
	fixture_begin(library);
	fixture_ledger(library, DAY, "cs", DAY_COMPLETE, 4);
	fixture_commit(library);
	assert_overlap(library, DAY + 3, "cs", 3, DAY);
	assert_overlap(library, DAY + 3, "cs.CL", 1, DAY);
	library_close(library);
}

static void rebuilt_ledger(struct library *library, const char *category,
			   int64_t at)
{
	struct ledger_entry entry = { .day = DAY,
				      .state = DAY_RECONSTRUCTED,
				      .expected = -1,
				      .held = 1,
				      .source = LEDGER_HARVEST,
				      .at = at };
	struct error err = { 0 };

	snprintf(entry.category, sizeof(entry.category), "%s", category);
	fixture_begin(library);
	assert_int_equal(ledger_put(library, &entry, &err), STATUS_OK);
	fixture_commit(library);
}

static bool was_announced(struct library *library, const char *category,
			  day_t day)
{
	struct error err = { 0 };
	bool found = false;

	assert_int_equal(listing_was_announced(library,
					       fixture_key("2510.00001"),
					       category, day, &found, &err),
			 STATUS_OK);
	return found;
}

static void test_was_announced(void **state)
{
	const int64_t midnight = (DAY + 3) * INT64_C(86400);
	struct library *library = fixture_open("/announced", LIBRARY_MEMORY);

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001v1",
			 0);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00001v1",
			 POSITION_REBUILT);
	fixture_commit(library);
	assert_true(was_announced(library, "cs.IR", DAY + 1));
	assert_false(was_announced(library, "cs.IR", DAY));
	/* What was rebuilt tells nothing to a feed that was mailed before. */
	assert_false(was_announced(library, "cs.CL", DAY + 3));
	rebuilt_ledger(library, "cs.CL", midnight);
	assert_false(was_announced(library, "cs.CL", DAY + 3));
	rebuilt_ledger(library, "cs.CL", midnight - 1);
	assert_true(was_announced(library, "cs.CL", DAY + 3));
	assert_false(was_announced(library, "cs.CL", DAY));
	assert_false(was_announced(library, "hep-th", DAY + 3));
	library_close(library);
}

static void test_was_announced_in_an_archive(void **state)
{
	const int64_t midnight = (DAY + 3) * INT64_C(86400);
	struct library *library = fixture_open("/announced", LIBRARY_MEMORY);

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00001v1",
			 POSITION_REBUILT);
	fixture_commit(library);
	rebuilt_ledger(library, "c", midnight - 1);
	assert_false(was_announced(library, "cs.CL", DAY + 3));
	rebuilt_ledger(library, "cs", midnight - 1);
	assert_true(was_announced(library, "cs.CL", DAY + 3));
	library_close(library);
}

static void test_counts_by_category(void **state)
{
	struct library *library = fixture_open("/listing", LIBRARY_MEMORY);
	struct category_count *counts;
	struct error err = { 0 };
	size_t count;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00001", 0);
	fixture_announce(library, DAY, "cs.IR", ANNOUNCE_NEW, "2510.00002", 1);
	fixture_announce(library, DAY, "cs.CL", ANNOUNCE_CROSS, "2510.00001",
			 0);
	fixture_announce(library, DAY + 1, "cs.CL", ANNOUNCE_NEW, "2510.00003",
			 0);
	fixture_announce(library, DAY, "", ANNOUNCE_NONE, "2510.00004", 0);
	fixture_commit(library);
	follow(library, "cs.AI");
	assert_int_equal(
		category_counts_load(library, DAY, &counts, &count, &err),
		STATUS_OK);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(counts[i].papers,
				 strcmp(counts[i].name, "cs.IR") == 0 ? 2 : 1);
	free(counts);
	library_close(library);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_order_and_folding),
		TEST(test_report_then_feed),
		TEST(test_followed_categories),
		TEST(test_marks_in_a_listing),
		TEST(test_long_authors),
		TEST(test_day_that_is_not_held),
		TEST(test_states_together),
		TEST(test_days),
		TEST(test_days_of_other_categories),
		TEST(test_days_of_an_archive),
		TEST(test_figures_of_days),
		TEST(test_is_empty),
		TEST(test_overlap),
		TEST(test_was_announced),
		TEST(test_was_announced_in_an_archive),
		TEST(test_counts_by_category),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
