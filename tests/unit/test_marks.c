/* Marks, and taking them back over restarts. */
#include "library/marks.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library_fixture.h"

static void fill(struct library *library, int count)
{
	fixture_begin(library);
	for (int i = 1; i <= count; i++) {
		char id[IDENT_TEXT_SIZE];
		struct paper paper;

		snprintf(id, sizeof(id), "2510.%05dv1", i);
		paper = fixture_paper(id, "T");
		fixture_store(library, &paper);
		paper_clear(&paper);
	}
	fixture_commit(library);
}

static paper_key nth(int number)
{
	char id[IDENT_TEXT_SIZE];

	snprintf(id, sizeof(id), "2510.%05d", number);
	return fixture_key(id);
}

static void set(struct library *library, enum mark mark, bool on, int number)
{
	paper_key key = nth(number);
	struct error err = { 0 };

	if (marks_set(library,
		      &(struct marks_change){ mark, on, &key, 1, 100 + number },
		      NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static unsigned mask_of(struct library *library, int number)
{
	struct error err = { 0 };
	unsigned mask = 99;

	assert_int_equal(marks_get(library, nth(number), &mask, &err),
			 STATUS_OK);
	return mask;
}

static void test_letters(void **state)
{
	char out[8];

	(void)state;
	assert_string_equal(marks_letters(0, out), "");
	assert_string_equal(marks_letters(MARK_STAR, out), "*");
	assert_string_equal(marks_letters(MARK_READ | MARK_STAR, out), "*r");
	assert_string_equal(marks_letters(MARK_NOTED | MARK_HIDDEN, out), "hn");
	assert_string_equal(marks_letters(63, out), "*rdhtn");
}

static void test_each_mark(void **state)
{
	static const enum mark marks[] = { MARK_STAR, MARK_READ, MARK_DONE,
					   MARK_HIDDEN };
	struct library *library = fixture_open("/marks", LIBRARY_MEMORY);
	unsigned all = 0;

	(void)state;
	fill(library, 2);
	for (int i = 0; i < 4; i++) {
		set(library, marks[i], true, 1);
		all |= marks[i];
		assert_int_equal(mask_of(library, 1), all);
	}
	for (int i = 0; i < 4; i++) {
		set(library, marks[i], false, 1);
		all &= ~(unsigned)marks[i];
		assert_int_equal(mask_of(library, 1), all);
	}
	assert_int_equal(mask_of(library, 2), 0);
	library_close(library);
}

static void test_known(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	paper_key keys[3];
	bool known[3] = { false, true, false };
	struct error err = { 0 };

	fill(library, 2);
	keys[0] = nth(1);
	keys[1] = nth(77);
	keys[2] = nth(2);
	assert_int_equal(
		marks_set(library,
			  &(struct marks_change){ MARK_STAR, true, keys, 3, 5 },
			  known, &err),
		STATUS_OK);
	assert_true(known[0]);
	assert_false(known[1]);
	assert_true(known[2]);
	assert_int_equal(mask_of(library, 77), 0);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM mark"),
			 2);
	assert_int_equal(marks_set(library,
				   &(struct marks_change){ MARK_TAGGED, true,
							   keys, 1, 5 },
				   NULL, &err),
			 STATUS_USAGE);
	assert_int_equal(
		marks_set(library,
			  &(struct marks_change){ MARK_STAR, true, keys, 0, 5 },
			  NULL, &err),
		STATUS_OK);
	library_close(library);
}

static void test_no_change_is_no_step(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	static const char sql[] = "SELECT count(*) FROM journal";

	fill(library, 1);
	set(library, MARK_STAR, false, 1);
	assert_int_equal(sql_number(place->path, sql), 0);
	set(library, MARK_STAR, true, 1);
	set(library, MARK_STAR, true, 1);
	set(library, MARK_STAR, true, 77);
	assert_int_equal(sql_number(place->path, sql), 1);
	/* The first instant stays. */
	assert_int_equal(sql_number(place->path, "SELECT star_at FROM mark"),
			 101);
	library_close(library);
}

static struct marks_step travel(struct library *library, bool undo)
{
	struct marks_step step = { .mark = MARK_STAR };
	struct error err = { 0 };

	if ((undo ? marks_undo : marks_redo)(library, 500, &step, &err) !=
	    STATUS_OK)
		fail_msg("%s", err.text);
	return step;
}

static void assert_end(struct library *library, bool undo)
{
	struct marks_step step = { .mark = MARK_STAR, .count = 42 };
	struct error err = { 0 };

	assert_int_equal(
		(undo ? marks_undo : marks_redo)(library, 500, &step, &err),
		STATUS_NOTFOUND);
	assert_int_equal(step.count, 42);
}

static struct library *reopen(const struct place *place,
			      struct library *library)
{
	library_close(library);
	return fixture_open(place->path, LIBRARY_WRITE);
}

static void test_undo_and_redo_over_restarts(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct marks_step step;
	paper_key keys[3];
	struct error err = { 0 };

	assert_end(library, true);
	assert_end(library, false);
	fill(library, 3);
	for (int i = 0; i < 3; i++)
		keys[i] = nth(i + 1);
	set(library, MARK_STAR, true, 2);
	assert_int_equal(marks_set(library,
				   &(struct marks_change){ MARK_READ, true,
							   keys, 3, 300 },
				   NULL, &err),
			 STATUS_OK);
	set(library, MARK_STAR, false, 2);

	library = reopen(place, library);
	step = travel(library, true);
	assert_int_equal(step.mark, MARK_STAR);
	assert_true(step.on);
	assert_int_equal(step.count, 1);
	assert_true(step.first == keys[1]);
	assert_int_equal(mask_of(library, 2), MARK_STAR | MARK_READ);
	/* With the instant at which it was starred. */
	assert_int_equal(sql_number(place->path,
				    "SELECT star_at FROM mark WHERE star_at"),
			 102);

	library = reopen(place, library);
	step = travel(library, true);
	assert_int_equal(step.mark, MARK_READ);
	assert_false(step.on);
	assert_int_equal(step.count, 3);
	assert_int_equal(mask_of(library, 1), 0);
	assert_int_equal(mask_of(library, 2), MARK_STAR);

	library = reopen(place, library);
	step = travel(library, false);
	assert_int_equal(step.count, 3);
	assert_true(step.on);
	assert_int_equal(mask_of(library, 3), MARK_READ);
	step = travel(library, false);
	assert_false(step.on);
	assert_int_equal(mask_of(library, 2), MARK_READ);
	assert_end(library, false);

	for (int i = 0; i < 3; i++)
		travel(library, true);
	assert_end(library, true);
	for (int i = 1; i <= 3; i++)
		assert_int_equal(mask_of(library, i), 0);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM mark"),
			 0);
	library_close(library);
}

/* Several marks of several papers are one step, and a paper counts once. */
static void test_several_marks_in_one_step(void **state)
{
	struct library *library = fixture_open("/marks", LIBRARY_MEMORY);
	paper_key keys[2] = { nth(1), nth(2) };
	unsigned both = MARK_READ | MARK_DONE;
	struct marks_change change = { both, true, keys, 2, 7 };
	struct marks_change wrong = { MARK_READ | MARK_NOTED, true, keys, 2,
				      7 };
	struct marks_step step;
	struct error err;

	(void)state;
	fill(library, 2);
	set(library, MARK_READ, true, 1);
	assert_int_equal(marks_set(library, &change, NULL, &err), STATUS_OK);
	assert_int_equal(mask_of(library, 1), both);
	assert_int_equal(mask_of(library, 2), both);
	assert_int_equal(marks_undo(library, 8, &step, &err), STATUS_OK);
	assert_int_equal(step.count, 2);
	assert_int_equal(step.mark, MARK_DONE);
	assert_int_equal(mask_of(library, 1), MARK_READ);
	assert_int_equal(mask_of(library, 2), 0);
	assert_int_equal(marks_redo(library, 9, &step, &err), STATUS_OK);
	assert_int_equal(mask_of(library, 2), both);
	assert_int_equal(marks_set(library, &wrong, NULL, &err), STATUS_USAGE);
	library_close(library);
}

static void test_new_change_ends_redo(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fill(library, 3);
	set(library, MARK_STAR, true, 1);
	set(library, MARK_STAR, true, 2);
	travel(library, true);
	set(library, MARK_STAR, true, 3);
	assert_end(library, false);
	assert_int_equal(mask_of(library, 2), 0);
	/* What was taken back for good is passed over. */
	travel(library, true);
	assert_int_equal(mask_of(library, 3), 0);
	travel(library, true);
	assert_int_equal(mask_of(library, 1), 0);
	assert_end(library, true);
	travel(library, false);
	travel(library, false);
	assert_end(library, false);
	assert_int_equal(mask_of(library, 1), MARK_STAR);
	assert_int_equal(mask_of(library, 2), 0);
	assert_int_equal(mask_of(library, 3), MARK_STAR);
	/* Every change is still in the journal. */
	assert_int_equal(
		sql_number(place->path, "SELECT count(*) FROM journal"), 3);
	library_close(library);
}

/* A change that changes nothing leaves the redo alone. */
static void test_empty_change_keeps_redo(void **state)
{
	struct library *library = fixture_open("/marks", LIBRARY_MEMORY);

	(void)state;
	fill(library, 2);
	set(library, MARK_STAR, true, 1);
	travel(library, true);
	set(library, MARK_STAR, false, 2);
	travel(library, false);
	assert_int_equal(mask_of(library, 1), MARK_STAR);
	library_close(library);
}

static void test_thousands_at_once(void **state)
{
	enum {
		COUNT = 5000
	};
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	paper_key *keys = mem_zalloc(COUNT + 1, sizeof(*keys));
	struct marks_step step;
	struct error err = { 0 };

	fill(library, COUNT);
	for (int i = 0; i < COUNT; i++)
		keys[i] = nth(i + 1);
	/* One of them twice. */
	keys[COUNT] = keys[7];
	assert_int_equal(marks_set(library,
				   &(struct marks_change){ MARK_READ, true,
							   keys, COUNT + 1, 5 },
				   NULL, &err),
			 STATUS_OK);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM mark"
						 " WHERE read_at = 5"),
			 COUNT);
	step = travel(library, true);
	assert_int_equal(step.count, COUNT);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM mark"),
			 0);
	free(keys);
	library_close(library);
}

/* What was said with the schema before tags had a journal is taken back too,
 * and is still there after the migration. */
static void test_history_of_an_older_schema(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	fill(library, 2);
	set(library, MARK_STAR, true, 1);
	set(library, MARK_READ, true, 2);
	travel(library, true);
	library_close(library);
	sql_run(place->path, "DROP TABLE journal_text; DROP TABLE place;"
			     "DROP INDEX tag_use; PRAGMA user_version = 2;");
	library = fixture_open(place->path, LIBRARY_WRITE);
	assert_int_equal(mask_of(library, 1), MARK_STAR);
	travel(library, false);
	assert_int_equal(mask_of(library, 2), MARK_READ);
	travel(library, true);
	travel(library, true);
	assert_int_equal(mask_of(library, 1), 0);
	assert_end(library, true);
	library_close(library);
}

/* Two programs with the same library: nothing that one did is lost. */
static void test_two_connections(void **state)
{
	struct place *place = *state;
	struct library *one = fixture_open(place->path, LIBRARY_WRITE);
	struct library *two = fixture_open(place->path, LIBRARY_WRITE);
	struct marks_step step;

	fill(one, 2);
	assert_int_equal(mask_of(two, 1), 0);
	set(one, MARK_STAR, true, 1);
	set(two, MARK_READ, true, 1);
	set(one, MARK_DONE, true, 1);
	assert_int_equal(mask_of(two, 1), MARK_STAR | MARK_READ | MARK_DONE);
	/* Undo takes back the last change, whoever made it. */
	step = travel(two, true);
	assert_int_equal(step.mark, MARK_DONE);
	assert_int_equal(mask_of(one, 1), MARK_STAR | MARK_READ);
	set(one, MARK_STAR, false, 1);
	set(two, MARK_STAR, true, 1);
	assert_int_equal(mask_of(one, 1), MARK_STAR | MARK_READ);
	library_close(one);
	library_close(two);
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_letters),
		TEST(test_each_mark),
		TEST(test_known),
		TEST(test_no_change_is_no_step),
		TEST(test_undo_and_redo_over_restarts),
		TEST(test_several_marks_in_one_step),
		TEST(test_new_change_ends_redo),
		TEST(test_empty_change_keeps_redo),
		TEST(test_thousands_at_once),
		TEST(test_history_of_an_older_schema),
		TEST(test_two_connections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
