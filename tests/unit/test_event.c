/* What changes about a paper: which differences are some, and which words take
 * a paper back. */
#include "library/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library_fixture.h"

#define ID "2001.00001"

static void set(char **field, const char *text)
{
	free(*field);
	*field = mem_strdup_null(text);
}

static struct paper version(int number)
{
	struct paper paper = fixture_paper(ID, "On Poincar\\'e");

	paper.id.version = number;
	set(&paper.authors, "Ren\\'e A. (Univ. X)\nB. C");
	set(&paper.abstract, "About $x$.");
	set(&paper.comments, "3 pages");
	return paper;
}

static enum store_result store(struct library *library, struct paper *paper,
			       day_t seen)
{
	enum store_result result;
	struct error err = { 0 };

	fixture_begin(library);
	if (store_paper(library, paper, seen, &result, &err) != STATUS_OK)
		fail_msg("store: %s", err.text);
	fixture_commit(library);
	return result;
}

static int64_t number(const struct place *place, const char *sql)
{
	return sql_number(place->path, sql);
}

#define FORMER   "SELECT count(*) FROM former"
#define COMMENTS "SELECT count(*) FROM former_comments"
#define EVENTS   "SELECT count(*) FROM event"

static void test_spelling_is_no_change(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper one = version(1);
	struct paper two = version(2);

	set(&two.title, "On Poincar\xc3\xa9");
	set(&two.authors, "Ren\xc3\xa9 A.\nB. C");
	store(library, &one, 100);
	assert_int_equal(store(library, &two, 101), STORE_CHANGED);
	assert_int_equal(number(place, FORMER), 0);
	assert_int_equal(number(place, COMMENTS), 0);
	/* Nor is what the new version leaves out. */
	set(&two.title, NULL);
	set(&two.authors, NULL);
	set(&two.abstract, NULL);
	set(&two.comments, NULL);
	two.id.version = 3;
	store(library, &two, 102);
	assert_int_equal(number(place, FORMER), 0);
	assert_int_equal(number(place, COMMENTS), 0);
	paper_clear(&one);
	paper_clear(&two);
	library_close(library);
}

/* Stores a second version with one text changed. */
static void change(const struct place *place, size_t offset, const char *text,
		   int former, int comments)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper one = version(1);
	struct paper two = version(2);

	set((char **)(void *)((char *)&two + offset), text);
	store(library, &one, 100);
	store(library, &two, 101);
	assert_int_equal(number(place, FORMER), former);
	assert_int_equal(number(place, COMMENTS), comments);
	sql_run(place->path, "DELETE FROM announcement; DELETE FROM former;"
			     "DELETE FROM former_comments;"
			     "DELETE FROM detail; DELETE FROM paper");
	paper_clear(&one);
	paper_clear(&two);
	library_close(library);
}

static void test_each_text(void **state)
{
	struct place *place = *state;

	change(place, offsetof(struct paper, title), "On Fermat", 1, 0);
	change(place, offsetof(struct paper, authors), "B. C\nRen\\'e A.", 1,
	       0);
	change(place, offsetof(struct paper, abstract), "About $y$.", 1, 0);
	change(place, offsetof(struct paper, comments), "4 pages", 0, 1);
	change(place, offsetof(struct paper, license), "http://x/", 0, 0);
}

static void test_former_texts(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper one = version(1);
	struct paper three = version(3);
	struct paper old = version(2);

	set(&three.title, "New");
	set(&old.title, "Old");
	store(library, &one, 100);
	store(library, &three, 101);
	/* A lower version that comes later changes nothing. */
	assert_int_equal(store(library, &old, 102), STORE_SAME);
	assert_int_equal(number(place, FORMER
				" WHERE version = 1 AND title LIKE"
				" 'On Poincar%' AND abstract LIKE 'About%'"
				" AND authors LIKE 'Ren%'"),
			 1);
	assert_int_equal(number(place, FORMER), 1);
	paper_clear(&one);
	paper_clear(&three);
	paper_clear(&old);
	library_close(library);
}

static void test_what_appears_later(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = version(1);

	store(library, &paper, 100);
	set(&paper.journal_ref, "J. X 1 (2020)");
	store(library, &paper, 101);
	set(&paper.doi, "10.1/x");
	store(library, &paper, 102);
	assert_int_equal(number(place, EVENTS), 2);
	assert_int_equal(number(place, EVENTS
				" WHERE kind = 1 AND day = 101 AND"
				" version = 1 AND value = 'J. X 1 (2020)'"),
			 1);
	assert_int_equal(number(place,
				EVENTS " WHERE kind = 2 AND day = 102 AND"
				       " value = '10.1/x'"),
			 1);
	/* Seen again, and said otherwise: it has appeared already. */
	set(&paper.doi, "10.1/y");
	store(library, &paper, 103);
	assert_int_equal(number(place, EVENTS), 2);
	paper_clear(&paper);
	/* What was there when the paper came did not appear. */
	paper = fixture_paper("2001.00002v1", "T");
	set(&paper.doi, "10.1/z");
	store(library, &paper, 104);
	assert_int_equal(number(place, EVENTS), 2);
	paper_clear(&paper);
	library_close(library);
}

static void test_first_event_stays(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = version(2);

	store(library, &paper, 100);
	fixture_begin(library);
	assert_int_equal(
		event_add(library, &paper.id, EVENT_DOI, 101, "a", NULL),
		STATUS_OK);
	assert_int_equal(
		event_add(library, &paper.id, EVENT_DOI, 102, "b", NULL),
		STATUS_OK);
	fixture_commit(library);
	assert_int_equal(number(place,
				EVENTS " WHERE day = 101 AND value = 'a' AND"
				       " version = 2"),
			 1);
	assert_int_equal(number(place, EVENTS), 1);
	paper_clear(&paper);
	library_close(library);
}

/* Whether a paper with these comments, whose history says so or not, counts as
 * withdrawn. */
static bool withdrawn(const struct place *place, const char *comments,
		      const char *abstract, bool flag)
{
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = version(2);
	int64_t found;

	set(&paper.comments, comments);
	set(&paper.abstract, abstract);
	paper.version_count = 2;
	paper.versions = mem_zalloc(2, sizeof(*paper.versions));
	paper.versions[0] = (struct paper_version){ .number = 1, .time = 1 };
	paper.versions[1] = (struct paper_version){ .number = 2,
						    .time = 2,
						    .withdrawn = flag };
	store(library, &paper, 100);
	found = number(place, EVENTS " WHERE kind = 0 AND version = 2 AND"
				     " day = 100");
	assert_int_equal(found, number(place, EVENTS));
	paper_clear(&paper);
	library_close(library);
	sql_run(place->path, "DELETE FROM event; DELETE FROM detail;"
			     "DELETE FROM paper");
	return found == 1;
}

static void test_withdrawn(void **state)
{
	struct place *place = *state;

	assert_false(withdrawn(place, "3 pages", "About.", false));
	assert_true(withdrawn(place, "3 pages", "About.", true));
	assert_true(withdrawn(place,
			      "This paper has been withdrawn by the "
			      "author",
			      "About.", false));
	assert_true(withdrawn(place, "Withdrawn", "About.", false));
	assert_true(withdrawn(place, NULL,
			      "This paper has been withdrawn due to an error.",
			      false));
	/* Words about another paper, or about anything else. */
	assert_false(withdrawn(place,
			       "supersedes 1901.00001, which has been "
			       "withdrawn",
			       "About.", false));
	assert_false(withdrawn(place, NULL,
			       "Papers that have been withdrawn are studied.",
			       false));
	assert_false(withdrawn(place, NULL,
			       "We study how money is withdrawn from banks.",
			       false));
}

/* The first version that is taken back is not the last one. */
static void test_withdrawn_before(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = version(3);

	paper.version_count = 2;
	paper.versions = mem_zalloc(2, sizeof(*paper.versions));
	paper.versions[0] = (struct paper_version){ .number = 2,
						    .time = 1,
						    .withdrawn = true };
	paper.versions[1] = (struct paper_version){ .number = 3, .time = 2 };
	store(library, &paper, 100);
	assert_int_equal(number(place, EVENTS), 0);
	paper_clear(&paper);
	library_close(library);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_spelling_is_no_change), TEST(test_each_text),
		TEST(test_former_texts),          TEST(test_what_appears_later),
		TEST(test_first_event_stays),     TEST(test_withdrawn),
		TEST(test_withdrawn_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
