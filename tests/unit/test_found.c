/* src/library/found.c: searching paper by paper, in portions */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/found.h"
#include "library/marks.h"
#include "library_fixture.h"

#define PAPERS 25

static struct library *fill(const struct place *place)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fixture_begin(library);
	for (int i = 1; i <= PAPERS; i++) {
		char id[16];
		struct paper paper;

		snprintf(id, sizeof(id), "2510.%05d", i);
		paper = fixture_paper(id, i % 5 ? "Plain" : "On graphs");
		fixture_store(library, &paper);
		paper_clear(&paper);
	}
	fixture_commit(library);
	return library;
}

static struct query *parsed(const char *text)
{
	struct query *query;
	struct error err;
	size_t column;

	assert_int_equal(query_parse(text, &query, &column, &err), STATUS_OK);
	return query;
}

/* Searches to the end in portions; the rows found, the newest first. */
static size_t find(struct library *library, const char *text, size_t most,
		   paper_key *keys, size_t *ret_seen)
{
	struct query *query = parsed(text);
	struct found_place place;
	size_t count = 0;

	found_begin(&place);
	while (place.before != 0) {
		struct listing listing;
		struct error err;

		assert_int_equal(found_more(library, query, most, &place,
					    &listing, &err),
				 STATUS_OK);
		for (size_t i = 0; i < listing.count; i++)
			keys[count++] = listing.rows[i].key;
		assert_int_equal(listing.unread <= listing.count, true);
		listing_clear(&listing);
	}
	*ret_seen = place.seen;
	query_free(query);
	return count;
}

static void test_all_portions_find_the_same(void **state)
{
	struct library *library = fill(*state);
	paper_key keys[PAPERS];
	size_t seen;

	for (size_t most = 1; most <= PAPERS + 1; most++) {
		assert_int_equal(find(library, "ti:graphs", most, keys, &seen),
				 5);
		assert_int_equal(seen, PAPERS);
		assert_int_equal(keys[0], fixture_key("2510.00025"));
		assert_int_equal(keys[4], fixture_key("2510.00005"));
	}
	assert_int_equal(find(library, "ti:nothing", 7, keys, &seen), 0);
	library_close(library);
}

static void edit(struct library *library, const char *id, unsigned on,
		 const char *tag, const char *note)
{
	const char *tags[2] = { tag, NULL };
	paper_key key = fixture_key(id);
	struct marks_edit change = { .on = on,
				     .tags = tag != NULL ? tags : NULL,
				     .note = note,
				     .keys = &key,
				     .count = 1,
				     .now = 1 };
	struct error err;

	assert_int_equal(marks_edit(library, &change, NULL, &err), STATUS_OK);
}

/* What asks for marks looks at no other papers. */
static void test_marks_narrow_it(void **state)
{
	struct library *library = fill(*state);
	paper_key keys[PAPERS];
	size_t seen;

	edit(library, "2510.00003", MARK_STAR, NULL, NULL);
	edit(library, "2510.00005", MARK_STAR | MARK_READ, "llm", NULL);
	edit(library, "2510.00009", 0, NULL, "read again");
	assert_int_equal(find(library, "is:starred", 2, keys, &seen), 2);
	assert_int_equal(keys[0], fixture_key("2510.00005"));
	assert_int_equal(seen, 2);
	assert_int_equal(find(library, "is:starred ti:graphs", 2, keys, &seen),
			 1);
	assert_int_equal(find(library, "tag:llm", 9, keys, &seen), 1);
	assert_int_equal(seen, 1);
	assert_int_equal(find(library, "is:noted", 9, keys, &seen), 1);
	assert_int_equal(seen, 1);
	assert_int_equal(
		find(library, "is:starred OR ti:graphs", 9, keys, &seen), 6);
	assert_int_equal(seen, PAPERS);
	assert_int_equal(find(library, "NOT is:starred", 9, keys, &seen), 23);
	assert_int_equal(find(library, "is:unread ti:graphs", 9, keys, &seen),
			 4);
	library_close(library);
}

static void test_marks_again(void **state)
{
	struct library *library = fill(*state);
	struct query *query = parsed("ti:graphs");
	struct listing listing;
	struct found_place place;
	struct marks_step step;
	struct error err;

	found_begin(&place);
	assert_int_equal(
		found_more(library, query, 100, &place, &listing, &err),
		STATUS_OK);
	assert_int_equal(listing.unread, 5);
	edit(library, "2510.00005", MARK_STAR | MARK_READ, NULL, NULL);
	assert_int_equal(found_marks(library, &listing, &err), STATUS_OK);
	assert_int_equal(listing.unread, 4);
	assert_int_equal(listing.favourites, 1);
	edit(library, "2510.00005", 0, "new", NULL);
	assert_int_equal(marks_undo(library, 0, &step, &err), STATUS_OK);
	assert_int_equal(marks_undo(library, 0, &step, &err), STATUS_OK);
	assert_int_equal(found_marks(library, &listing, &err), STATUS_OK);
	assert_int_equal(listing.unread, 5);
	assert_int_equal(listing.favourites, 0);
	listing_clear(&listing);
	query_free(query);
	library_close(library);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_portions_find_the_same),
		TEST(test_marks_narrow_it),
		TEST(test_marks_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
