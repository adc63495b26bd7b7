/* The one door to SQLite. A connection trusts neither the file nor its schema:
 * defensive mode, no triggers, no views, no extensions, small limits. Named
 * statements are prepared when they are first used and kept, because preparing
 * costs more than most of them take to run. */
#include "library/db.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"

/* How long a connection waits for another writer, in milliseconds. */
#define BUSY_MS 5000

static const char *const statement_texts[STATEMENT_COUNT] = {
#define STATEMENT(name, sql) [STATEMENT_##name] = sql,
#include "library/statement.def"
#undef STATEMENT
};

const char *db_statement_text(enum statement name)
{
	return statement_texts[name];
}

static enum status fail_open(struct library *library, int rc, struct error *err)
{
	int native = sqlite3_system_errno(library->db);
	const char *reason =
		native != 0 ? strerror(native) : sqlite3_errstr(rc);

	return error_set(err, STATUS_SYSTEM, native,
			 "cannot open the library %s: %s; check the "
			 "permissions of the file and of its folder",
			 library->path, reason);
}

enum status db_fail(struct library *library, int rc, struct error *err)
{
	const char *path = library->path;

	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, STATUS_BUSY, rc,
				 "another program is writing to the library "
				 "%s; try again in a moment",
				 path);
	case SQLITE_FULL:
		return error_set(err, STATUS_DB, rc,
				 "no space left for the library %s, which is "
				 "as it was; make room and try again",
				 path);
	case SQLITE_IOERR:
		return error_set(err, STATUS_DB, rc,
				 "the library %s could not be read or written "
				 "(%s); check the disk and its free space, "
				 "then try again",
				 path, sqlite3_errmsg(library->db));
	case SQLITE_CORRUPT:
		return error_set(err, STATUS_DB, rc,
				 "the library %s is damaged; keep a copy of "
				 "the file, then put a backup in its place or "
				 "choose another with --library",
				 path);
	case SQLITE_NOTADB:
		return error_set(err, STATUS_DB, rc,
				 "%s is not a library of arxday; choose "
				 "another file with --library",
				 path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return error_set(err, STATUS_SYSTEM, rc,
				 "the library %s cannot be written; check the "
				 "permissions of the file and of its folder",
				 path);
	case SQLITE_CANTOPEN:
		return fail_open(library, rc, err);
	case SQLITE_INTERRUPT:
		return error_set(err, STATUS_CANCELLED, rc, "cancelled");
	case SQLITE_NOMEM:
		mem_die();
	case SQLITE_TOOBIG:
		return error_set(err, STATUS_TOO_LARGE, rc,
				 "a text is too large for the library");
	default:
		return error_set(err, STATUS_DB, rc,
				 "the library %s failed: %s", path,
				 sqlite3_errmsg(library->db));
	}
}

/* Switches of the connection that the file has no say in. */
static int set_switches(struct sqlite3 *db)
{
	static const struct {
		int name, value;
	} switches[] = {
		{SQLITE_DBCONFIG_DEFENSIVE,              1},
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA,        0},
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER,        0},
		{ SQLITE_DBCONFIG_ENABLE_VIEW,           0},
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
		{ SQLITE_DBCONFIG_DQS_DML,               0},
		{ SQLITE_DBCONFIG_DQS_DDL,               0},
		{ SQLITE_DBCONFIG_ENABLE_FKEY,           1},
		{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,      1},
	};

	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
		int rc = sqlite3_db_config(db, switches[i].name,
					   switches[i].value, NULL);

		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}

static void set_limits(struct sqlite3 *db)
{
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 20 * 1000 * 1000);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
	sqlite3_limit(db, SQLITE_LIMIT_VDBE_OP, 100 * 1000);
	sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 100);
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
	sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

static enum status harden(struct library *library, struct error *err)
{
	int rc;

	sqlite3_extended_result_codes(library->db, 1);
	rc = set_switches(library->db);
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(library->db, BUSY_MS);
	if (rc != SQLITE_OK)
		return db_fail(library, rc, err);
	set_limits(library->db);
	return db_run(library,
		      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
		      "PRAGMA temp_store = MEMORY;",
		      err);
}

/* Appends the path so that SQLite reads a URI's path back as these bytes. */
static void add_encoded(const char *path, struct str *out)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/";

	for (; *path != '\0'; path++) {
		if (strchr(plain, *path) != NULL)
			str_add_char(out, *path);
		else
			str_addf(out, "%%%02X", (unsigned char)*path);
	}
}

/* The name under which SQLite opens it. A relative path gets "./" in front, so
 * that neither "", ":memory:" nor "file:x" means anything but a file. */
static void add_name(const char *path, enum db_kind kind, struct str *out)
{
	const char *lead = path[0] == '/' ? "" : "./";

	switch (kind) {
	case DB_FILE:
		str_addf(out, "%s%s", lead, path);
		break;
	case DB_IMMUTABLE:
		str_add(out, path[0] == '/' ? "file://" : "file:./");
		add_encoded(path, out);
		str_add(out, "?immutable=1");
		break;
	case DB_SHARED_MEMORY:
		str_add(out, "file:");
		add_encoded(path, out);
		str_add(out, "?vfs=memdb");
		break;
	case DB_MEMORY:
		str_add(out, ":memory:");
		break;
	}
}

static int open_flags(enum db_kind kind)
{
	switch (kind) {
	case DB_IMMUTABLE:
		return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
	case DB_SHARED_MEMORY:
		return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		       SQLITE_OPEN_URI;
	case DB_MEMORY:
		return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	case DB_FILE:
	default:
		return SQLITE_OPEN_READWRITE;
	}
}

enum status db_open(const char *path, enum db_kind kind, struct library **ret,
		    struct error *err)
{
	struct library *library = mem_zalloc(1, sizeof(*library));
	struct str name = STR_INIT;
	enum status status = STATUS_OK;
	int rc;

	library->path = mem_strdup(path);
	add_name(path, kind, &name);
	rc = sqlite3_open_v2(str_text(&name), &library->db,
			     open_flags(kind) | SQLITE_OPEN_NOMUTEX, NULL);
	str_free(&name);
	if (library->db == NULL)
		mem_die();
	if (rc != SQLITE_OK)
		status = db_fail(library, rc, err);
	else
		status = harden(library, err);
	if (status != STATUS_OK) {
		db_close(library);
		return status;
	}
	*ret = library;
	return STATUS_OK;
}

void db_close(struct library *library)
{
	if (library == NULL)
		return;
	for (int i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(library->statements[i]);
	/* Closing rolls back what is open. */
	sqlite3_close(library->db);
	free(library->path);
	free(library);
}

void db_allow_checkpoint(struct library *library)
{
	sqlite3_db_config(library->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0,
			  NULL);
}

bool db_is_readonly(struct library *library)
{
	return sqlite3_db_readonly(library->db, "main") == 1;
}

bool db_in_transaction(struct library *library)
{
	return sqlite3_get_autocommit(library->db) == 0;
}

void db_rollback(struct library *library)
{
	if (db_in_transaction(library))
		sqlite3_exec(library->db, "ROLLBACK", NULL, NULL, NULL);
}

enum status db_run(struct library *library, const char *sql, struct error *err)
{
	int rc = sqlite3_exec(library->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? STATUS_OK : db_fail(library, rc, err);
}

enum status db_number(struct library *library, const char *sql, int64_t *ret,
		      struct error *err)
{
	struct stmt stmt = { .library = library };
	enum status status;

	stmt.rc = sqlite3_prepare_v2(library->db, sql, -1, &stmt.handle, NULL);
	status = stmt_step(&stmt, err);
	if (status == STATUS_OK)
		*ret = stmt_int(&stmt, 0);
	else if (status == STATUS_DONE)
		status = error_set(err, STATUS_DB, 0,
				   "the library %s does not answer: %s",
				   library->path, sql);
	sqlite3_finalize(stmt.handle);
	return status;
}

void db_interrupt(struct library *library)
{
	sqlite3_interrupt(library->db);
}

void stmt_start(struct library *library, enum statement name, struct stmt *ret)
{
	struct sqlite3_stmt **slot = &library->statements[name];

	*ret = (struct stmt){ .library = library };
	if (*slot == NULL)
		ret->rc = sqlite3_prepare_v3(library->db, statement_texts[name],
					     -1, SQLITE_PREPARE_PERSISTENT,
					     slot, NULL);
	ret->handle = *slot;
}

static void keep_code(struct stmt *stmt, int rc)
{
	if (stmt->rc == SQLITE_OK)
		stmt->rc = rc;
}

void stmt_set_int(struct stmt *stmt, int index, int64_t value)
{
	if (stmt->rc == SQLITE_OK)
		keep_code(stmt, sqlite3_bind_int64(stmt->handle, index, value));
}

void stmt_set_time(struct stmt *stmt, int index, int64_t value)
{
	if (value != TIME_NONE)
		stmt_set_int(stmt, index, value);
	else if (stmt->rc == SQLITE_OK)
		keep_code(stmt, sqlite3_bind_null(stmt->handle, index));
}

void stmt_set_text(struct stmt *stmt, int index, const char *text)
{
	if (stmt->rc == SQLITE_OK)
		keep_code(stmt, sqlite3_bind_text(stmt->handle, index, text, -1,
						  SQLITE_STATIC));
}

enum status stmt_step(struct stmt *stmt, struct error *err)
{
	int rc = stmt->rc;
	enum status status;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt->handle);
	if (rc == SQLITE_ROW)
		return STATUS_OK;
	if (rc == SQLITE_DONE)
		status = STATUS_DONE;
	else
		status = db_fail(stmt->library, rc, err);
	stmt_end(stmt);
	return status;
}

void stmt_end(struct stmt *stmt)
{
	if (stmt->handle == NULL)
		return;
	sqlite3_reset(stmt->handle);
	sqlite3_clear_bindings(stmt->handle);
}

enum status stmt_run(struct stmt *stmt, struct error *err)
{
	enum status status = stmt_step(stmt, err);

	while (status == STATUS_OK)
		status = stmt_step(stmt, err);
	return status == STATUS_DONE ? STATUS_OK : status;
}

enum status stmt_one_int(struct stmt *stmt, int64_t *ret, struct error *err)
{
	enum status status = stmt_step(stmt, err);

	if (status == STATUS_DONE)
		return STATUS_NOTFOUND;
	if (status != STATUS_OK)
		return status;
	*ret = stmt_int(stmt, 0);
	stmt_end(stmt);
	return STATUS_OK;
}

int64_t stmt_int(const struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->handle, column);
}

int64_t stmt_time(const struct stmt *stmt, int column)
{
	if (sqlite3_column_type(stmt->handle, column) == SQLITE_NULL)
		return TIME_NONE;
	return sqlite3_column_int64(stmt->handle, column);
}

const char *stmt_text(const struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->handle, column);
}

char *stmt_dup(const struct stmt *stmt, int column)
{
	return mem_strdup_null(stmt_text(stmt, column));
}

enum status db_snapshot_begin(struct library *library, bool *ret_owned,
			      struct error *err)
{
	struct stmt stmt;
	enum status status;

	*ret_owned = false;
	if (db_in_transaction(library))
		return STATUS_OK;
	stmt_start(library, STATEMENT_BEGIN_READ, &stmt);
	status = stmt_run(&stmt, err);
	*ret_owned = status == STATUS_OK;
	return status;
}

void db_snapshot_end(struct library *library, bool owned)
{
	if (owned)
		db_rollback(library);
}
