/* Every named statement prepares, and none of them walks through a big table:
 * the plan that SQLite gives is read. */
#include <sqlite3.h>
#include <string.h>

#include "library/db.h"
#include "library_fixture.h"

/* Tables that stay small enough to walk through, and what is no table. */
static bool may_scan(const char *plan)
{
	static const char *const fine[] = {
		"SCAN ledger",          "SCAN sqlite_schema",
		"SCAN CONSTANT ROW",    "SCAN 4 CONSTANT ROWS",
		"SCAN 2 CONSTANT ROWS", "SCAN follow",
		"SCAN category",        "SCAN quiet",
		"SCAN validator",       "SCAN tag USING COVERING INDEX"
	};

	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
		if (strncmp(plan, fine[i], strlen(fine[i])) == 0)
			return true;
	}
	return false;
}

/* Returns the number of scans that are not fine. */
static int bad_scans(struct library *library, const char *sql)
{
	struct str explain = STR_INIT;
	sqlite3_stmt *stmt = NULL;
	int bad = 0;

	str_addf(&explain, "EXPLAIN QUERY PLAN %s", sql);
	assert_int_equal(sqlite3_prepare_v2(library->db, str_text(&explain), -1,
					    &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *plan = (const char *)sqlite3_column_text(stmt, 3);

		if (strncmp(plan, "SCAN", 4) != 0 || may_scan(plan))
			continue;
		print_message("%s\n  %s\n", sql, plan);
		bad++;
	}
	sqlite3_finalize(stmt);
	str_free(&explain);
	return bad;
}

static void test_all_prepare(void **state)
{
	struct library *library = fixture_open("/statements", LIBRARY_MEMORY);

	(void)state;
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		const char *sql = db_statement_text((enum statement)i);
		sqlite3_stmt *stmt = NULL;
		const char *rest = NULL;

		if (sqlite3_prepare_v2(library->db, sql, -1, &stmt, &rest) !=
		    SQLITE_OK)
			fail_msg("%s: %s", sql, sqlite3_errmsg(library->db));
		/* One statement each; what follows would be lost silently. */
		assert_string_equal(rest, "");
		sqlite3_finalize(stmt);
	}
	library_close(library);
}

static void test_plans(void **state)
{
	struct library *library = fixture_open("/statements", LIBRARY_MEMORY);
	int bad = 0;

	(void)state;
	for (int i = 0; i < STATEMENT_COUNT; i++)
		bad += bad_scans(library, db_statement_text((enum statement)i));
	assert_int_equal(bad, 0);
	library_close(library);
}

/* The reader of plans sees a scan when there is one. */
static void test_plans_can_fail(void **state)
{
	struct library *library = fixture_open("/statements", LIBRARY_MEMORY);

	(void)state;
	assert_int_equal(bad_scans(library, "SELECT title FROM paper"), 1);
	assert_int_equal(bad_scans(library, "SELECT count(*) FROM announcement"
					    " WHERE type = 1"),
			 1);
	assert_int_equal(
		bad_scans(library, "SELECT title FROM paper WHERE id = 1"), 0);
	library_close(library);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_prepare),
		cmocka_unit_test(test_plans),
		cmocka_unit_test(test_plans_can_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
