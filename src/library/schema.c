/* The schema has one truth, the migrations. What a sound file looks like is
 * found by applying them to an empty database in memory, so that no second
 * list can drift from them. */
#include "library/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "library/schema.inc"

static const char *const *const migrations[] = { MIGRATIONS };

int schema_version(void)
{
	return (int)(sizeof(migrations) / sizeof(migrations[0]));
}

static enum status refuse_foreign(const struct library *library,
				  struct error *err)
{
	return error_set(err, STATUS_DB, 0,
			 "%s is a database of another program, not a library "
			 "of arxday; choose another file with --library",
			 library->path);
}

static enum status refuse_newer(const struct library *library, int64_t version,
				struct error *err)
{
	return error_set(err, STATUS_SCHEMA_NEWER, 0,
			 "the library %s has schema %lld and this arxday knows "
			 "%d; use the newer arxday that made it, or another "
			 "file with --library",
			 library->path, (long long)version, schema_version());
}

/* Whether a file without an identity holds anything. */
static enum status is_fresh(struct library *library, bool *ret,
			    struct error *err)
{
	int64_t objects = 0;
	enum status status = db_number(
		library, "SELECT count(*) FROM sqlite_schema", &objects, err);

	*ret = objects == 0;
	return status;
}

enum status schema_identify(struct library *library, int *ret_version,
			    struct error *err)
{
	int64_t id = 0, version = 0;
	bool fresh = false;
	enum status status;

	status = db_number(library, "PRAGMA application_id", &id, err);
	if (status == STATUS_OK)
		status = db_number(library, "PRAGMA user_version", &version,
				   err);
	if (status == STATUS_OK && id == 0 && version == 0)
		status = is_fresh(library, &fresh, err);
	if (status != STATUS_OK)
		return status;
	if (!fresh && (id != SCHEMA_APPLICATION_ID || version < 1))
		return refuse_foreign(library, err);
	if (version > schema_version())
		return refuse_newer(library, version, err);
	*ret_version = (int)version;
	return STATUS_OK;
}

static enum status apply(struct library *library, int number, struct error *err)
{
	char pragmas[96];

	for (const char *const *sql = migrations[number - 1]; *sql; sql++) {
		enum status status = db_run(library, *sql, err);

		if (status != STATUS_OK)
			return status;
	}
	snprintf(pragmas, sizeof(pragmas),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		 SCHEMA_APPLICATION_ID, number);
	return db_run(library, pragmas, err);
}

/* One step, or none when somebody else was faster. A fresh file takes all of
 * them at once, so that nobody ever meets one that is only half made.
 * *ret_version is the file's version afterwards. */
static enum status step(struct library *library, int *ret_version,
			struct error *err)
{
	int version = 0;
	bool fresh = false;
	enum status status = db_run(library, "BEGIN IMMEDIATE", err);

	if (status != STATUS_OK)
		return status;
	status = schema_identify(library, &version, err);
	fresh = version == 0;
	while (status == STATUS_OK && version < schema_version()) {
		status = apply(library, ++version, err);
		if (!fresh)
			break;
	}
	if (status == STATUS_OK)
		status = db_run(library, "COMMIT", err);
	if (status == STATUS_OK)
		*ret_version = version;
	else
		db_rollback(library);
	return status;
}

enum status schema_migrate(struct library *library, struct error *err)
{
	enum status status = STATUS_OK;
	int version = 0;

	while (status == STATUS_OK && version < schema_version())
		status = step(library, &version, err);
	return status;
}

/* Appends the schema as text, one object a line. */
static enum status read_schema(struct library *library, struct str *out,
			       struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_SCHEMA_TEXT, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		for (int column = 0; column < 4; column++) {
			str_add(out, stmt_text(&stmt, column));
			str_add_char(out, column < 3 ? '\t' : '\n');
		}
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static enum status expected_schema(struct str *out, struct error *err)
{
	struct library *model = NULL;
	enum status status = db_open("in memory", DB_MEMORY, &model, err);

	if (status == STATUS_OK)
		status = schema_migrate(model, err);
	if (status == STATUS_OK)
		status = read_schema(model, out, err);
	db_close(model);
	return status;
}

/* Whether the file holds the migrations' own CREATE statements, to the letter
 * and in their order, and no other: then it is sound, for SQLite goes by these
 * texts alone. Most files are found sound here, at a tenth of the cost. */
static enum status is_as_created(struct library *library, bool *ret,
				 struct error *err)
{
	const size_t expected = sizeof(created) / sizeof(created[0]);
	struct stmt stmt;
	size_t count = 0;
	enum status status;
	bool same = true;

	stmt_start(library, STATEMENT_SCHEMA_CREATED, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		same = same && count < expected &&
		       strcmp(created[count], stmt_text(&stmt, 0)) == 0;
		count++;
	}
	if (status != STATUS_DONE)
		return status;
	*ret = same && count == expected;
	return STATUS_OK;
}

enum status schema_check(struct library *library, struct error *err)
{
	struct str expected = STR_INIT, found = STR_INIT;
	bool sound = false;
	enum status status = is_as_created(library, &sound, err);

	if (status != STATUS_OK || sound)
		return status;
	status = expected_schema(&expected, err);
	if (status == STATUS_OK)
		status = read_schema(library, &found, err);
	if (status == STATUS_OK &&
	    strcmp(str_text(&expected), str_text(&found)) != 0)
		status = error_set(err, STATUS_DB, 0,
				   "the library %s has tables, triggers or "
				   "views that are not arxday's, so it is not "
				   "used; put a backup in its place or choose "
				   "another file with --library",
				   library->path);
	str_free(&expected);
	str_free(&found);
	return status;
}
