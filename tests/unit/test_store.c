/* Papers and announcements going in: what replaces, what fills, what stays. */
#include "library/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/ledger.h"
#include "library/marks.h"
#include "library_fixture.h"

#define ID "2510.07784"

static void set(char **field, const char *text)
{
	free(*field);
	*field = mem_strdup_null(text);
}

static struct listed load(struct library *library, const char *id)
{
	struct listed listed;
	struct error err = { 0 };

	if (listed_load(library, fixture_key(id), &listed, &err) != STATUS_OK)
		fail_msg("%s: %s", id, err.text);
	return listed;
}

static void assert_text(const char *found, const char *expected)
{
	if (expected == NULL) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_string_equal(found, expected);
}

/* Stores a paper in a transaction of its own. */
static enum store_result store(struct library *library, struct paper *paper)
{
	enum store_result result;

	fixture_begin(library);
	result = fixture_store(library, paper);
	fixture_commit(library);
	return result;
}

static struct paper whole(const char *id)
{
	struct paper paper = fixture_paper(id, "A title with $\\alpha$");

	set(&paper.abstract, "An abstract.");
	set(&paper.authors, "A. Bee\nC. Dee (Univ. X, Y)");
	set(&paper.categories, "cs.IR cs.CL");
	set(&paper.comments, "12 pages");
	set(&paper.journal_ref, "J. X 1 (2025)");
	set(&paper.doi, "10.1/x");
	set(&paper.license, "http://creativecommons.org/licenses/by/4.0/");
	paper.submitted = 1000;
	paper.updated = 2000;
	return paper;
}

static void assert_same_paper(const struct paper *a, const struct paper *b)
{
	assert_true(a->id.key == b->id.key);
	assert_int_equal(a->id.version, b->id.version);
	assert_text(a->title, b->title);
	assert_text(a->abstract, b->abstract);
	assert_text(a->authors, b->authors);
	assert_text(a->categories, b->categories);
	assert_text(a->comments, b->comments);
	assert_text(a->journal_ref, b->journal_ref);
	assert_text(a->doi, b->doi);
	assert_text(a->license, b->license);
	assert_true(a->submitted == b->submitted);
	assert_true(a->updated == b->updated);
}

static void assert_held(struct library *library, const struct paper *expected)
{
	char id[IDENT_TEXT_SIZE];
	struct listed listed =
		load(library, ident_format(expected->id.key, id));

	assert_same_paper(&listed.paper, expected);
	listed_clear(&listed);
}

static void test_whole_paper_comes_back(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = whole(ID "v1");
	struct paper bare = fixture_paper("hep-th/9901001", NULL);
	struct listed listed;
	struct error err = { 0 };

	assert_int_equal(store(library, &paper), STORE_NEW);
	assert_int_equal(store(library, &bare), STORE_NEW);
	assert_held(library, &paper);
	assert_held(library, &bare);
	assert_int_equal(store(library, &paper), STORE_SAME);
	assert_int_equal(store(library, &bare), STORE_SAME);
	assert_int_equal(
		listed_load(library, fixture_key("2510.00001"), &listed, &err),
		STATUS_NOTFOUND);
	listed = load(library, ID);
	assert_int_equal(listed.day, DAY_NONE);
	assert_int_equal(listed.type, ANNOUNCE_NONE);
	assert_int_equal(listed.marks, 0);
	assert_null(listed.tags);
	listed_clear(&listed);
	library_close(library);
	paper_clear(&paper);
	paper_clear(&bare);
}

static void test_higher_version_replaces(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper one = whole(ID "v1"), two = fixture_paper(ID "v3", "New");

	store(library, &one);
	set(&two.categories, "cs.CL stat.ML");
	assert_int_equal(store(library, &two), STORE_CHANGED);
	/* What the higher version does not say stays, but for `updated`. */
	one.id.version = 3;
	set(&one.title, "New");
	set(&one.categories, "cs.CL stat.ML");
	one.updated = TIME_NONE;
	assert_held(library, &one);
	/* The former texts are kept whole. */
	assert_int_equal(sql_number(place->path,
				    "SELECT count(*) FROM former WHERE"
				    " version = 1 AND title LIKE 'A title%'"
				    " AND abstract = 'An abstract.'"
				    " AND authors LIKE 'A. Bee%'"),
			 1);
	/* A version that says the same leaves none. */
	two.id.version = 4;
	assert_int_equal(store(library, &two), STORE_CHANGED);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM former"),
			 1);
	library_close(library);
	paper_clear(&one);
	paper_clear(&two);
}

static void test_other_versions_only_fill(void **state)
{
	static const char *const ids[] = { ID "v2", ID "v1", ID };
	struct place *place = *state;

	for (size_t i = 0; i < 3; i++) {
		struct library *library =
			fixture_open("/store", LIBRARY_MEMORY);
		struct paper held = fixture_paper(ID "v2", "Held");
		struct paper other = whole(ids[i]);

		set(&held.authors, "Held Author");
		store(library, &held);
		assert_int_equal(store(library, &other), STORE_CHANGED);
		set(&held.abstract, other.abstract);
		set(&held.categories, other.categories);
		set(&held.comments, other.comments);
		set(&held.journal_ref, other.journal_ref);
		set(&held.doi, other.doi);
		set(&held.license, other.license);
		held.submitted = 1000;
		held.updated = i == 0 ? 2000 : TIME_NONE;
		assert_held(library, &held);
		set(&other.title, "Spelled otherwise");
		assert_int_equal(store(library, &other), STORE_SAME);
		assert_held(library, &held);
		library_close(library);
		paper_clear(&held);
		paper_clear(&other);
	}
	assert_non_null(place);
}

/* A report says no version; a feed then does, with its own spelling. */
static void test_known_version_replaces_unknown(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper report = fixture_paper(ID, "As Reported");
	struct paper feed = fixture_paper(ID "v1", "As fed");

	set(&report.abstract, "Reported abstract");
	store(library, &report);
	assert_int_equal(store(library, &feed), STORE_CHANGED);
	set(&feed.abstract, "Reported abstract");
	assert_held(library, &feed);
	assert_int_equal(store(library, &report), STORE_SAME);
	assert_held(library, &feed);
	/* What had no number was no former version. */
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM former"),
			 0);
	library_close(library);
	paper_clear(&report);
	paper_clear(&feed);
}

static void test_every_text_fills(void **state)
{
	static const size_t fields[] = {
		offsetof(struct paper, title),
		offsetof(struct paper, abstract),
		offsetof(struct paper, authors),
		offsetof(struct paper, categories),
		offsetof(struct paper, comments),
		offsetof(struct paper, journal_ref),
		offsetof(struct paper, doi),
		offsetof(struct paper, license),
	};
	struct library *library = fixture_open("/store", LIBRARY_MEMORY);
	struct paper full = whole(ID "v1");

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		char id[IDENT_TEXT_SIZE];
		struct paper bare;
		char **field;

		snprintf(id, sizeof(id), "2510.0%04zuv1", i + 1);
		bare = fixture_paper(id, NULL);
		assert_int_equal(store(library, &bare), STORE_NEW);
		assert_int_equal(store(library, &bare), STORE_SAME);
		field = (char **)(void *)((char *)&bare + fields[i]);
		*field = mem_strdup("");
		assert_int_equal(store(library, &bare), STORE_SAME);
		set(field, "cs.IR");
		assert_int_equal(store(library, &bare), STORE_CHANGED);
		assert_held(library, &bare);
		assert_int_equal(store(library, &bare), STORE_SAME);
		set(field, NULL);
		bare.id.version = 2;
		assert_int_equal(store(library, &bare), STORE_CHANGED);
		set(field, "cs.IR");
		assert_held(library, &bare);
		paper_clear(&bare);
	}
	library_close(library);
	paper_clear(&full);
}

static void test_instants(void **state)
{
	struct library *library = fixture_open("/store", LIBRARY_MEMORY);
	struct paper paper = fixture_paper(ID "v2", "T");
	struct paper expected = fixture_paper(ID "v2", "T");

	(void)state;
	store(library, &paper);
	paper.submitted = 100;
	expected.submitted = 100;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	paper.submitted = 150;
	assert_int_equal(store(library, &paper), STORE_SAME);
	/* The date alone says less than the instant. */
	paper.submitted = 0;
	assert_int_equal(store(library, &paper), STORE_SAME);
	paper.submitted = -50;
	expected.submitted = -50;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_held(library, &expected);
	/* An older version may know when the first one came. */
	paper.id.version = 1;
	paper.submitted = -60;
	paper.updated = -60;
	expected.submitted = -60;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_held(library, &expected);
	paper.id.version = 2;
	paper.updated = 7;
	expected.updated = 7;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	paper.updated = 8;
	assert_int_equal(store(library, &paper), STORE_SAME);
	assert_held(library, &expected);
	paper.id.version = 3;
	paper.updated = 9;
	expected.id.version = 3;
	expected.updated = 9;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_held(library, &expected);
	library_close(library);
	paper_clear(&paper);
	paper_clear(&expected);
}

/* An instant tells more than the midnight that a date is stored as. */
static void test_dates_give_way_to_instants(void **state)
{
	struct library *library = fixture_open("/store", LIBRARY_MEMORY);
	struct paper paper = fixture_paper(ID "v1", "T");

	(void)state;
	paper.submitted = 86400;
	assert_int_equal(store(library, &paper), STORE_NEW);
	paper.submitted = 90000;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_held(library, &paper);
	/* The day before is another matter. */
	paper.submitted = 0;
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_held(library, &paper);
	library_close(library);
	paper_clear(&paper);
}

/* A cross-list makes no version but adds a category. */
static void test_categories_grow(void **state)
{
	struct library *library = fixture_open("/store", LIBRARY_MEMORY);
	struct paper paper = fixture_paper(ID "v2", "T");

	(void)state;
	set(&paper.categories, "cs.IR cs.CL");
	store(library, &paper);
	set(&paper.categories, "cs.IR stat.ML cs.CL");
	assert_int_equal(store(library, &paper), STORE_CHANGED);
	assert_int_equal(store(library, &paper), STORE_SAME);
	set(&paper.categories, "cs.CL cs.IR");
	assert_int_equal(store(library, &paper), STORE_SAME);
	paper.id.version = 1;
	set(&paper.categories, "math.OC");
	assert_int_equal(store(library, &paper), STORE_SAME);
	paper.id.version = 2;
	set(&paper.categories, "cs.IR cs.CL stat.ML");
	assert_held(library, &paper);
	library_close(library);
	paper_clear(&paper);
}

static void test_count_of_papers(void **state)
{
	static const char sql[] = "SELECT value FROM meta WHERE key = 'papers'";
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = fixture_paper(ID "v1", "T");

	store(library, &paper);
	store(library, &paper);
	assert_int_equal(sql_number(place->path, sql), 1);
	paper.id.key = fixture_key("2510.00001");
	fixture_begin(library);
	fixture_store(library, &paper);
	library_rollback(library);
	fixture_begin(library);
	paper.id.key = fixture_key("2510.00002");
	fixture_store(library, &paper);
	paper.id.key = fixture_key("2510.00003");
	fixture_store(library, &paper);
	fixture_commit(library);
	assert_int_equal(sql_number(place->path, sql), 3);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM paper"),
			 3);
	library_close(library);
	paper_clear(&paper);
}

/* What the user said is out of reach of whatever comes in. */
static void test_marks_stay(void **state)
{
	static const char *const tags[] = { "llm", "to-read", NULL };
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = whole(ID "v1");
	struct marks_edit edit = { .on = MARK_STAR | MARK_DONE | MARK_HIDDEN,
				   .tags = tags,
				   .note = "my\nwords",
				   .keys = &paper.id.key,
				   .count = 1,
				   .now = 5 };
	struct error err = { 0 };
	struct listed listed;

	store(library, &paper);
	assert_int_equal(marks_edit(library, &edit, NULL, &err), STATUS_OK);
	for (int version = 2; version < 5; version++) {
		paper.id.version = version;
		set(&paper.title, version == 3 ? "X" : "Y");
		store(library, &paper);
	}
	listed = load(library, ID);
	assert_int_equal(listed.marks, MARK_STAR | MARK_DONE | MARK_HIDDEN |
					       MARK_TAGGED | MARK_NOTED);
	assert_string_equal(listed.tags, "llm\nto-read");
	assert_string_equal(listed.note, "my\nwords");
	assert_string_equal(listed.paper.title, "Y");
	listed_clear(&listed);
	library_close(library);
	paper_clear(&paper);
}

/* Nothing known is written again: the file's log does not grow. */
static void test_known_writes_nothing(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = whole(ID "v1");
	struct str before, after;
	char log[400];

	snprintf(log, sizeof(log), "%s-wal", place->path);
	fixture_begin(library);
	fixture_store(library, &paper);
	fixture_announce(library, 20000, "cs.IR", ANNOUNCE_NEW, ID "v1", 0);
	fixture_commit(library);
	before = file_bytes(log);
	fixture_begin(library);
	assert_int_equal(fixture_store(library, &paper), STORE_SAME);
	assert_false(fixture_announce(library, 20000, "cs.IR", ANNOUNCE_NEW,
				      ID "v1", 3));
	fixture_commit(library);
	after = file_bytes(log);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, after.len);
	str_free(&before);
	str_free(&after);
	library_close(library);
	paper_clear(&paper);
}

static struct listing_row first_row(struct library *library, day_t day)
{
	struct listing listing;
	struct listing_row row;
	struct error err = { 0 };

	assert_int_equal(listing_load(library, day, &listing, &err), STATUS_OK);
	assert_int_equal(listing.count, 1);
	row = listing.rows[0];
	row.title = NULL;
	row.authors = NULL;
	row.categories = NULL;
	listing_clear(&listing);
	return row;
}

static void test_announcements_merge(void **state)
{
	enum {
		N = ANNOUNCE_NEW,
		X = ANNOUNCE_CROSS,
		R = ANNOUNCE_REPLACE,
		O = ANNOUNCE_NONE
	};
	static const struct {
		int held, held_version, type, version;
		bool changed;
		int want, want_version;
	} cases[] = {
		{N,  1, N, 1, false, N, 1},
                { O, 0, N, 1, true,  N, 1},
		{ N, 1, O, 0, false, N, 1},
                { O, 0, O, 0, false, O, 0},
		{ X, 1, N, 1, true,  N, 1},
                { N, 1, X, 1, false, N, 1},
		{ R, 2, N, 1, true,  N, 1},
                { N, 0, R, 2, true,  N, 2},
		{ R, 2, R, 3, true,  R, 3},
                { R, 3, R, 2, false, R, 3},
		{ O, 2, R, 0, true,  R, 2},
                { N, 1, R, 2, false, N, 1},
		{ O, 0, O, 2, true,  O, 2},
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct library *library =
			fixture_open("/announce", LIBRARY_MEMORY);
		struct announcement announcement = {
			.day = 20000,
			.category = "cs.IR",
			.type = (enum announce_type)cases[i].held,
			.paper = fixture_key(ID),
			.version = cases[i].held_version,
		};
		struct paper paper = fixture_paper(ID, "T");
		struct error err = { 0 };
		struct listing_row row;
		enum store_result result = STORE_SAME;

		fixture_begin(library);
		/* The paper may follow its announcement. */
		assert_int_equal(store_announcement(library, &announcement,
						    &result, &err),
				 STATUS_OK);
		assert_int_equal(result, STORE_NEW);
		fixture_store(library, &paper);
		announcement.type = (enum announce_type)cases[i].type;
		announcement.version = cases[i].version;
		assert_int_equal(store_announcement(library, &announcement,
						    &result, &err),
				 STATUS_OK);
		fixture_commit(library);
		row = first_row(library, 20000);
		if ((result != STORE_SAME) != cases[i].changed ||
		    (int)row.type != cases[i].want ||
		    row.version != cases[i].want_version)
			fail_msg("case %zu: %d %d %d", i, (int)result,
				 (int)row.type, row.version);
		paper_clear(&paper);
		library_close(library);
	}
	assert_non_null(place);
}

static void test_announcement_without_paper(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct announcement announcement = { .day = 20000,
					     .category = "cs.IR",
					     .type = ANNOUNCE_NEW,
					     .paper = fixture_key(ID) };
	struct error err = { 0 };
	enum store_result result = STORE_SAME;

	fixture_begin(library);
	assert_int_equal(
		store_announcement(library, &announcement, &result, &err),
		STATUS_OK);
	assert_int_equal(library_commit(library, &err), STATUS_DB);
	assert_int_equal(
		sql_number(place->path, "SELECT count(*) FROM announcement"),
		0);
	/* The connection goes on. */
	fixture_begin(library);
	fixture_commit(library);
	library_close(library);
}

static void test_aliases_are_one_category(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fixture_begin(library);
	assert_true(fixture_announce(library, 20000, "math.IT", ANNOUNCE_NEW,
				     ID "v1", 0));
	assert_false(fixture_announce(library, 20000, "cs.IT", ANNOUNCE_NEW,
				      ID "v1", 0));
	assert_true(fixture_announce(library, 20000, "unknown.XX",
				     ANNOUNCE_CROSS, ID "v1", 0));
	fixture_commit(library);
	assert_int_equal(
		sql_number(place->path, "SELECT count(*) FROM announcement"),
		2);
	library_close(library);
}

static void test_latest_announcement(void **state)
{
	struct library *library = fixture_open("/latest", LIBRARY_MEMORY);
	struct listed listed;

	(void)state;
	fixture_begin(library);
	fixture_announce(library, 20000, "cs.IR", ANNOUNCE_NEW, ID "v1", 0);
	fixture_announce(library, 20009, "cs.AI", ANNOUNCE_REPLACE_CROSS,
			 ID "v2", 0);
	fixture_announce(library, 20009, "cs.IR", ANNOUNCE_REPLACE, ID "v2", 0);
	fixture_announce(library, 20005, "cs.CL", ANNOUNCE_CROSS, ID "v1", 0);
	fixture_commit(library);
	listed = load(library, ID);
	assert_int_equal(listed.day, 20009);
	assert_int_equal(listed.type, ANNOUNCE_REPLACE);
	assert_int_equal(listed.paper.id.version, 2);
	listed_clear(&listed);
	library_close(library);
}

/* What is said of a paper comes with it; what is not arxday's stays out. */
static void test_tags_and_note(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = fixture_paper(ID "v1", "T");
	struct str sql = STR_INIT;
	struct listed listed;
	long long key = paper.id.key;

	store(library, &paper);
	str_addf(&sql,
		 "INSERT INTO tag VALUES (%lld, 'to-read', 1), (%lld, 'llm', "
		 "2), (%lld, 'no' || char(27) || 'ne', 2);"
		 "INSERT INTO note VALUES (%lld, 'x' || char(10, 27) || 'y', "
		 "3)",
		 key, key, key, key);
	sql_run(place->path, str_text(&sql));
	listed = load(library, ID);
	assert_string_equal(listed.tags, "llm\nto-read");
	assert_string_equal(listed.note, "x\ny");
	assert_int_equal(listed.marks, MARK_TAGGED | MARK_NOTED);
	listed_clear(&listed);
	assert_null(listed.note);
	str_free(&sql);
	library_close(library);
	paper_clear(&paper);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_whole_paper_comes_back),
		TEST(test_higher_version_replaces),
		TEST(test_other_versions_only_fill),
		TEST(test_known_version_replaces_unknown),
		TEST(test_every_text_fills),
		TEST(test_instants),
		cmocka_unit_test(test_dates_give_way_to_instants),
		TEST(test_categories_grow),
		TEST(test_count_of_papers),
		TEST(test_marks_stay),
		TEST(test_known_writes_nothing),
		TEST(test_announcements_merge),
		TEST(test_announcement_without_paper),
		TEST(test_aliases_are_one_category),
		TEST(test_latest_announcement),
		TEST(test_tags_and_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
