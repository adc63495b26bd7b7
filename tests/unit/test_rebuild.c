/* Listings from the dates of versions: on which days, beside what feeds have
 * told, and what the ledger says meanwhile and afterwards. */
#include "library/rebuild.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/gaps.h"
#include "library_fixture.h"

#define ID "2001.00001"

/* January 2020; the 6th is a Monday. */
static day_t january(int day)
{
	return date_from_civil(2020, 1, day);
}

/* Submitted in the morning, so that it is listed on the next weekday. */
static int64_t morning(int day)
{
	return (int64_t)january(day) * 86400 + 12 * 3600;
}

/* A paper whose versions came on these days of January; 0 ends them. */
static struct paper paper_of(const char *id, const char *categories,
			     const int *days)
{
	struct paper paper = fixture_paper(id, id);
	size_t count = 0;

	while (days[count] != 0)
		count++;
	paper.categories = mem_strdup(categories);
	paper.versions = mem_zalloc(count + 1, sizeof(*paper.versions));
	paper.version_count = count;
	paper.id.version = (int)count;
	for (size_t i = 0; i < count; i++)
		paper.versions[i] =
			(struct paper_version){ .number = (int)i + 1,
						.time = morning(days[i]) };
	return paper;
}

static struct rebuild_plan all_plan(void)
{
	return (struct rebuild_plan){
		.first = date_from_civil(1, 1, 1),
		.last = date_from_civil(9999, 12, 31),
		.source = "snapshot",
		.state = DAY_INCOMPLETE,
		.why = "not finished",
		.now = 77,
	};
}

static void begin(struct library *library, struct rebuild *rebuild)
{
	struct error err = { 0 };

	fixture_begin(library);
	if (rebuild_begin(rebuild, &err) != STATUS_OK)
		fail_msg("begin: %s", err.text);
}

static void end(struct library *library, struct rebuild *rebuild)
{
	struct error err = { 0 };

	if (rebuild_end(rebuild, &err) != STATUS_OK)
		fail_msg("end: %s", err.text);
	fixture_commit(library);
}

static void finish(struct library *library, struct rebuild *rebuild)
{
	struct error err = { 0 };

	begin(library, rebuild);
	if (rebuild_finish(rebuild, &err) != STATUS_OK)
		fail_msg("finish: %s", err.text);
	end(library, rebuild);
}

/* Stores a paper and what its versions say. */
static bool add(struct library *library, struct rebuild *rebuild,
		const struct paper *paper)
{
	bool announced = false;
	struct error err = { 0 };
	bool fresh = fixture_store(library, paper) == STORE_NEW;

	if (rebuild_paper(rebuild, paper, fresh, &announced, &err) != STATUS_OK)
		fail_msg("rebuild: %s", err.text);
	return announced;
}

/* All of it for one paper. */
static bool rebuild_one(struct library *library,
			const struct rebuild_plan *plan, const char *id,
			const char *categories, const int *days)
{
	struct paper paper = paper_of(id, categories, days);
	struct rebuild *rebuild = rebuild_new(library, plan);
	bool announced;

	begin(library, rebuild);
	announced = add(library, rebuild, &paper);
	end(library, rebuild);
	finish(library, rebuild);
	rebuild_free(rebuild);
	paper_clear(&paper);
	return announced;
}

/* Announcements of a day of January in a category with a type, a version and a
 * position. */
static int64_t rows(const struct place *place, const char *where)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "SELECT count(*) FROM (SELECT day - 18261 AS day, name, paper,"
		 " type, version, position FROM announcement JOIN category ON"
		 " category.id = announcement.category) WHERE %s",
		 where);
	return sql_number(place->path, sql);
}

static int64_t ledger(const struct place *place, const char *where)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "SELECT count(*) FROM (SELECT day - 18261 AS day, category,"
		 " state, held, source, why, at FROM ledger) WHERE %s",
		 where);
	return sql_number(place->path, sql);
}

static int64_t quiet(const struct place *place, const char *where)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "SELECT count(*) FROM (SELECT day - 18261 AS day, category"
		 " FROM quiet) WHERE %s",
		 where);
	return sql_number(place->path, sql);
}

/* A feed announces a version of a paper, which is stored with it. */
static void feed(struct library *library, int day, const char *category,
		 const char *id, int version)
{
	struct announcement announcement = { .day = january(day),
					     .type = ANNOUNCE_NEW,
					     .version = version };
	struct paper paper = fixture_paper(id, id);
	enum store_result result;
	struct error err = { 0 };

	paper.id.version = version;
	announcement.paper = paper.id.key;
	snprintf(announcement.category, sizeof(announcement.category), "%s",
		 category);
	fixture_store(library, &paper);
	if (store_announcement(library, &announcement, &result, &err) !=
		    STATUS_OK ||
	    rebuild_drop_other_days(library, &announcement, &err) != STATUS_OK)
		fail_msg("feed: %s", err.text);
	paper_clear(&paper);
}

static void test_types_and_days(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 8, 10, 0 };

	assert_true(rebuild_one(library, &plan, ID, "cs.IR cs.CL", days));
	assert_int_equal(rows(place, "1"), 6);
	assert_int_equal(rows(place, "position = -1"), 6);
	assert_int_equal(rows(place, "day = 7 AND name = 'cs.IR' AND type = 0"
				     " AND version = 1"),
			 1);
	assert_int_equal(rows(place, "day = 7 AND name = 'cs.CL' AND type = 1"
				     " AND version = 1"),
			 1);
	assert_int_equal(rows(place, "day = 9 AND name = 'cs.IR' AND type = 2"
				     " AND version = 2"),
			 1);
	assert_int_equal(rows(place, "day = 9 AND name = 'cs.CL' AND type = 3"
				     " AND version = 2"),
			 1);
	/* A Friday's version is Monday's. */
	assert_int_equal(rows(place, "day = 13 AND version = 3"), 2);
	/* The same again says nothing new. */
	assert_false(rebuild_one(library, &plan, ID, "cs.IR cs.CL", days));
	assert_int_equal(rows(place, "1"), 6);
	library_close(library);
}

static void test_late_versions_stood_in_no_feed(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 1, 2, 3, 6, 7, 8, 9, 0 };

	rebuild_one(library, &plan, ID, "cs.IR", days);
	assert_int_equal(rows(place, "1"), REBUILD_VERSIONS);
	assert_int_equal(rows(place, "version > 5"), 0);
	library_close(library);
}

static void test_versions_of_one_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int new_one[] = { 6, 6, 0 };
	const int replaced[] = { 6, 8, 8, 0 };

	rebuild_one(library, &plan, ID, "cs.IR", new_one);
	assert_int_equal(rows(place, "1"), 1);
	assert_int_equal(rows(place, "type = 0 AND version = 1"), 1);
	rebuild_one(library, &plan, "2001.00002", "cs.IR", replaced);
	assert_int_equal(rows(place, "day = 9"), 1);
	assert_int_equal(rows(place, "day = 9 AND type = 2 AND version = 3"),
			 1);
	assert_int_equal(ledger(place, "day = 7 AND held = 2"), 1);
	assert_int_equal(ledger(place, "day = 9 AND held = 1"), 1);
	library_close(library);
}

static void test_aliases_are_one(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };

	rebuild_one(library, &plan, ID, "math.IT cs.IT cs.CL", days);
	assert_int_equal(rows(place, "1"), 2);
	assert_int_equal(rows(place, "name = 'cs.IT' AND type = 0"), 1);
	assert_int_equal(rows(place, "name = 'cs.CL' AND type = 1"), 1);
	assert_int_equal(ledger(place, "category = 'cs.IT' AND held = 1"), 1);
	library_close(library);
}

/* What arXiv's feed has told of a day stays. */
static void test_feed_day_is_not_touched(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 7, 0 };

	fixture_begin(library);
	fixture_ledger(library, january(7), "cs.IR", DAY_COMPLETE, 1);
	fixture_ledger(library, january(8), "cs", DAY_IMPORTED, 1);
	feed(library, 7, "cs.IR", "2001.00009", 1);
	fixture_commit(library);
	rebuild_one(library, &plan, ID, "cs.IR cs.CL math.CO", days);
	assert_int_equal(rows(place, "day = 7 AND name = 'cs.IR'"), 1);
	assert_int_equal(rows(place, "day = 7 AND position = -1"), 2);
	/* The feed of the archive told of all its categories. */
	assert_int_equal(rows(place, "day = 8"), 1);
	assert_int_equal(rows(place, "day = 8 AND name = 'math.CO'"), 1);
	assert_int_equal(ledger(place, "state = 0 AND held = 1"), 1);
	assert_int_equal(ledger(place, "state = 4 AND held = 1"), 1);
	library_close(library);
}

static void test_feed_that_comes_later_replaces(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };
	struct error err = { 0 };

	rebuild_one(library, &plan, ID, "cs.IR cs.CL", days);
	rebuild_one(library, &plan, "2001.00002", "cs.IR", days);
	fixture_begin(library);
	feed(library, 7, "cs.IR", ID, 1);
	assert_int_equal(rebuild_drop_day(library, january(7), "cs.IR", &err),
			 STATUS_OK);
	fixture_commit(library);
	assert_int_equal(rows(place, "name = 'cs.IR'"), 1);
	assert_int_equal(rows(place, "name = 'cs.IR' AND position = 0"), 1);
	assert_int_equal(rows(place, "name = 'cs.CL' AND position = -1"), 1);
	library_close(library);
}

/* A feed announced the version on another day than the calendar gives. */
static void test_feed_of_another_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };

	/* Before the rebuilding. */
	fixture_begin(library);
	feed(library, 9, "cs.IR", ID, 1);
	fixture_commit(library);
	rebuild_one(library, &plan, ID, "cs.IR cs.CL", days);
	assert_int_equal(rows(place, "name = 'cs.IR'"), 1);
	assert_int_equal(rows(place, "name = 'cs.IR' AND day = 9"), 1);
	assert_int_equal(rows(place, "name = 'cs.CL' AND day = 7"), 1);

	/* Behind it: the day that is bare then was quiet. */
	rebuild_one(library, &plan, "2001.00002", "cs.DB", days);
	assert_int_equal(ledger(place, "category = 'cs.DB' AND state = 3"), 1);
	fixture_begin(library);
	feed(library, 8, "cs.DB", "2001.00002", 1);
	fixture_commit(library);
	assert_int_equal(rows(place, "name = 'cs.DB' AND day = 8"), 1);
	assert_int_equal(rows(place, "name = 'cs.DB'"), 1);
	assert_int_equal(ledger(place, "category = 'cs.DB'"), 0);
	assert_int_equal(quiet(place, "category = 'cs.DB' AND day = 7"), 1);
	library_close(library);
}

static void test_quiet_day_moves_on(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 9, 0 };
	struct error err = { 0 };

	fixture_begin(library);
	assert_int_equal(
		gaps_note_quiet(library, "cs.IR", january(10), 1, &err),
		STATUS_OK);
	fixture_commit(library);
	rebuild_one(library, &plan, ID, "cs.IR cs.CL", days);
	assert_int_equal(rows(place, "name = 'cs.IR' AND day = 13"), 1);
	assert_int_equal(rows(place, "name = 'cs.CL' AND day = 10"), 1);
	assert_int_equal(rows(place, "1"), 2);
	library_close(library);
}

/* An archive has rows of its own, in which a paper counts once. */
static void test_requests(void **state)
{
	static const char *const requests[] = { "cs", "math.CO", NULL };
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };

	plan.requests = requests;
	plan.source = "oai";
	rebuild_one(library, &plan, ID, "cs.IR hep-th cs.CL math.CO", days);
	assert_int_equal(rows(place, "1"), 3);
	assert_int_equal(rows(place, "name = 'hep-th'"), 0);
	assert_int_equal(ledger(place, "1"), 2);
	assert_int_equal(ledger(place, "category = 'cs' AND held = 1 AND"
				       " source = 'oai' AND state = 3"),
			 1);
	assert_int_equal(ledger(place, "category = 'math.CO' AND held = 1"), 1);
	library_close(library);
}

static void test_days_outside_the_plan(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 7, 8, 0 };

	plan.first = january(8);
	plan.last = january(8);
	rebuild_one(library, &plan, ID, "cs.IR", days);
	assert_int_equal(rows(place, "1"), 1);
	assert_int_equal(rows(place, "day = 8 AND version = 2"), 1);
	library_close(library);
}

/* Rows of the ledger over two transactions and the end. */
static void test_ledger_of_all(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };
	struct paper one = paper_of(ID, "cs.IR", days);
	struct paper two = paper_of("2001.00002", "cs.IR cs.CL", days);
	struct rebuild *rebuild = rebuild_new(library, &plan);

	begin(library, rebuild);
	add(library, rebuild, &one);
	end(library, rebuild);
	assert_int_equal(ledger(place, "day = 7 AND state = 1 AND held = 1 AND"
				       " source = 'snapshot' AND"
				       " why = 'not finished' AND at = 77"),
			 1);
	begin(library, rebuild);
	add(library, rebuild, &two);
	end(library, rebuild);
	assert_int_equal(ledger(place, "state = 1 AND held > 0"), 2);
	finish(library, rebuild);
	assert_int_equal(ledger(place, "1"), 2);
	assert_int_equal(ledger(place, "category = 'cs.IR' AND state = 3 AND"
				       " held = 2 AND why = ''"),
			 1);
	assert_int_equal(ledger(place, "category = 'cs.CL' AND state = 3 AND"
				       " held = 1"),
			 1);
	rebuild_free(rebuild);
	paper_clear(&one);
	paper_clear(&two);
	library_close(library);
}

/* One that was broken off is finished by the next. */
static void test_ledger_of_two_runs(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };
	struct paper one = paper_of(ID, "cs.IR", days);
	struct rebuild *rebuild = rebuild_new(library, &plan);

	begin(library, rebuild);
	add(library, rebuild, &one);
	end(library, rebuild);
	rebuild_free(rebuild);
	rebuild_one(library, &plan, "2001.00002", "cs.IR", days);
	assert_int_equal(ledger(place, "1"), 1);
	assert_int_equal(ledger(place, "state = 3 AND held = 2"), 1);
	/* And a third adds to the row that is finished. */
	rebuild_one(library, &plan, "2001.00003", "cs.IR", days);
	assert_int_equal(ledger(place, "state = 3 AND held = 3"), 1);
	paper_clear(&one);
	library_close(library);
}

static void test_bounded_plan(void **state)
{
	static const char *const requests[] = { "cs.IR", NULL };
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };

	fixture_begin(library);
	fixture_ledger(library, january(8), "cs.IR", DAY_INCOMPLETE, 1);
	fixture_ledger(library, january(9), "cs.IR", DAY_FAILED, 0);
	fixture_ledger(library, january(9), "cs.CL", DAY_FAILED, 0);
	fixture_ledger(library, january(10), "cs.IR", DAY_COMPLETE, 0);
	fixture_commit(library);
	plan.requests = requests;
	plan.first = january(4);
	plan.last = january(12);
	plan.bounded = true;
	/* Days of the past: of today nothing is ever concluded. */
	plan.now = (int64_t)january(20) * 86400;
	rebuild_one(library, &plan, ID, "cs.IR cs.CL", days);
	assert_int_equal(rows(place, "1"), 1);
	assert_int_equal(ledger(place, "day = 7 AND state = 3"), 1);
	assert_int_equal(ledger(place, "day = 8 AND state = 3 AND held = 1"),
			 1);
	assert_int_equal(ledger(place, "day = 9 AND category = 'cs.IR'"), 0);
	assert_int_equal(ledger(place, "day = 9 AND state = 2"), 1);
	assert_int_equal(ledger(place, "day = 10 AND state = 0"), 1);
	/* Monday and Thursday; no weekend. */
	assert_int_equal(quiet(place, "1"), 2);
	assert_int_equal(quiet(place, "day = 6 OR day = 9"), 2);
	library_close(library);
}

/* A day that failed begins anew. */
static void test_failed_day(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };

	fixture_begin(library);
	fixture_ledger(library, january(7), "cs.IR", DAY_FAILED, 0);
	fixture_commit(library);
	rebuild_one(library, &plan, ID, "cs.IR", days);
	assert_int_equal(ledger(place, "1"), 1);
	assert_int_equal(ledger(place, "state = 3 AND held = 1 AND"
				       " source = 'snapshot'"),
			 1);
	library_close(library);
}

/* Somebody else brings a feed between two transactions. */
static void test_rival(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct library *rival = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };
	struct paper one = paper_of(ID, "cs.IR cs.CL", days);
	struct paper two = paper_of("2001.00002", "cs.IR cs.CL", days);
	struct rebuild *rebuild = rebuild_new(library, &plan);
	struct error err = { 0 };

	begin(library, rebuild);
	add(library, rebuild, &one);
	end(library, rebuild);
	fixture_begin(rival);
	feed(rival, 7, "cs.IR", "2001.00003", 1);
	fixture_ledger(rival, january(7), "cs.IR", DAY_COMPLETE, 1);
	assert_int_equal(rebuild_drop_day(rival, january(7), "cs.IR", &err),
			 STATUS_OK);
	fixture_commit(rival);
	begin(library, rebuild);
	add(library, rebuild, &two);
	end(library, rebuild);
	finish(library, rebuild);
	assert_int_equal(rows(place, "name = 'cs.IR'"), 1);
	assert_int_equal(rows(place, "name = 'cs.IR' AND position = 0"), 1);
	assert_int_equal(rows(place, "name = 'cs.CL'"), 2);
	assert_int_equal(ledger(place, "category = 'cs.IR' AND state = 0 AND"
				       " held = 1"),
			 1);
	assert_int_equal(ledger(place, "category = 'cs.CL' AND state = 3 AND"
				       " held = 2"),
			 1);
	rebuild_free(rebuild);
	paper_clear(&one);
	paper_clear(&two);
	library_close(rival);
	library_close(library);
}

/* A paper that comes twice in one transaction, and another between. */
static void test_twice_in_a_transaction(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int first[] = { 6, 0 };
	const int second[] = { 6, 8, 0 };
	struct paper one = paper_of(ID, "cs.IR", first);
	struct paper again = paper_of(ID, "cs.IR", second);
	struct paper other = paper_of("2001.00002", "cs.IR", first);
	struct rebuild *rebuild = rebuild_new(library, &plan);

	begin(library, rebuild);
	assert_true(add(library, rebuild, &one));
	assert_true(add(library, rebuild, &other));
	assert_false(add(library, rebuild, &one));
	assert_true(add(library, rebuild, &again));
	end(library, rebuild);
	finish(library, rebuild);
	assert_int_equal(rows(place, "1"), 3);
	assert_int_equal(ledger(place, "day = 7 AND held = 2"), 1);
	assert_int_equal(ledger(place, "day = 9 AND held = 1"), 1);
	rebuild_free(rebuild);
	paper_clear(&one);
	paper_clear(&again);
	paper_clear(&other);
	library_close(library);
}

/* Without versions, instants or categories there is nothing to tell. */
static void test_nothing_to_tell(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	const struct rebuild_plan plan = all_plan();
	const int days[] = { 6, 0 };
	const int none[] = { 0 };
	struct paper undated = paper_of(ID, "cs.IR", days);
	struct paper bare = paper_of("2001.00002", "cs.IR", days);
	struct paper old = paper_of("2001.00003", "cs.IR", none);
	struct rebuild *rebuild = rebuild_new(library, &plan);

	undated.versions[0].time = TIME_NONE;
	free(bare.categories);
	bare.categories = NULL;
	begin(library, rebuild);
	assert_false(add(library, rebuild, &undated));
	assert_false(add(library, rebuild, &bare));
	assert_false(add(library, rebuild, &old));
	end(library, rebuild);
	finish(library, rebuild);
	assert_int_equal(rows(place, "1"), 0);
	assert_int_equal(ledger(place, "1"), 0);
	rebuild_free(rebuild);
	rebuild_free(NULL);
	paper_clear(&undated);
	paper_clear(&bare);
	paper_clear(&old);
	library_close(library);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_types_and_days),
		TEST(test_late_versions_stood_in_no_feed),
		TEST(test_versions_of_one_day),
		TEST(test_aliases_are_one),
		TEST(test_feed_day_is_not_touched),
		TEST(test_feed_that_comes_later_replaces),
		TEST(test_feed_of_another_day),
		TEST(test_quiet_day_moves_on),
		TEST(test_requests),
		TEST(test_days_outside_the_plan),
		TEST(test_ledger_of_all),
		TEST(test_ledger_of_two_runs),
		TEST(test_bounded_plan),
		TEST(test_failed_day),
		TEST(test_rival),
		TEST(test_twice_in_a_transaction),
		TEST(test_nothing_to_tell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
