/* The migrations: what they make, that doing them twice or by halves is
 * harmless, and that a file is compared with them. */
#include "library/schema.h"

#include "library_fixture.h"

static struct library *fresh(void)
{
	struct library *library = NULL;
	struct error err = { 0 };

	if (db_open("test", DB_MEMORY, &library, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return library;
}

static int64_t number(struct library *library, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(db_number(library, sql, &value, NULL), STATUS_OK);
	return value;
}

static void test_migrate(void **state)
{
	struct library *library = fresh();
	struct error err = { 0 };
	int version = -1;

	(void)state;
	assert_int_equal(schema_identify(library, &version, &err), STATUS_OK);
	assert_int_equal(version, 0);
	assert_int_equal(schema_migrate(library, &err), STATUS_OK);
	assert_int_equal(schema_identify(library, &version, &err), STATUS_OK);
	assert_int_equal(version, schema_version());
	assert_int_equal(schema_check(library, &err), STATUS_OK);
	assert_int_equal(schema_migrate(library, &err), STATUS_OK);
	assert_int_equal(schema_check(library, &err), STATUS_OK);
	assert_false(db_in_transaction(library));
	db_close(library);
}

/* A step that fails leaves neither tables nor a number. */
static void test_failed_step(void **state)
{
	struct library *library = fresh();
	struct error err = { 0 };

	(void)state;
	/* No page may be added any more. */
	assert_int_equal(db_run(library, "PRAGMA max_page_count = 3", &err),
			 STATUS_OK);
	assert_int_equal(schema_migrate(library, &err), STATUS_DB);
	assert_int_equal(number(library, "PRAGMA user_version"), 0);
	assert_int_equal(number(library, "PRAGMA application_id"), 0);
	assert_int_equal(number(library, "SELECT count(*) FROM sqlite_schema"),
			 0);
	assert_false(db_in_transaction(library));
	db_close(library);
}

static void test_every_table_is_strict(void **state)
{
	struct library *library = fresh();
	struct error err = { 0 };

	(void)state;
	assert_int_equal(schema_migrate(library, &err), STATUS_OK);
	assert_int_equal(number(library,
				"SELECT count(*) FROM sqlite_schema WHERE"
				" type = 'table' AND sql NOT LIKE '%STRICT%'"),
			 0);
	/* Nothing in the stored schema depends on how its file is laid out. */
	assert_int_equal(number(library,
				"SELECT count(*) FROM sqlite_schema WHERE"
				" sql LIKE '%--%' OR sql LIKE '%  %' OR"
				" instr(sql, char(10)) OR instr(sql, char(9))"),
			 0);
	/* Marks hang on nothing that a refresh could remove. */
	assert_int_equal(number(library,
				"SELECT count(*) FROM sqlite_schema WHERE"
				" name IN ('mark', 'tag', 'note', 'journal')"
				" AND sql LIKE '%REFERENCES%'"),
			 0);
	db_close(library);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_migrate),
		cmocka_unit_test(test_failed_step),
		cmocka_unit_test(test_every_table_is_strict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
