#ifndef LIBRARY_DB_H
#define LIBRARY_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* The one door to SQLite, for the files of this room: a hardened connection,
 * the named statements of statement.def and the errors in our words. Nothing
 * here knows what the tables mean. */

enum statement {
#define STATEMENT(name, sql) STATEMENT_##name,
#include "library/statement.def"
#undef STATEMENT
	STATEMENT_COUNT
};

struct sqlite3;
struct sqlite3_stmt;

/* A connection; library.h shows it to the other rooms as an opaque type. */
struct library {
	struct sqlite3 *db;
	struct sqlite3_stmt *statements[STATEMENT_COUNT]; /* NULL: not yet */
	char *path;    /* as the user named it, for messages */
	int64_t added; /* papers added by the open transaction */
};

enum db_kind {
	DB_FILE, /* an existing file, to read and write; only to read when the
		    system allows no more */
	DB_IMMUTABLE, /* the bytes of the file alone: no lock, no journal and
			 no write-ahead log is looked at, nothing is written */
	DB_SHARED_MEMORY, /* memory shared under a name that starts with '/' */
	DB_MEMORY /* memory of this connection; `path` is only for messages */
};

/* Opens a connection and hardens it: defensive mode, no trusted schema. Nothing
 * is read from the file yet. No part of `path` has a meaning but as a file
 * name. */
enum status db_open(const char *path, enum db_kind kind, struct library **ret,
		    struct error *err) MUST_CHECK;

/* Rolls back, frees the statements and closes; NULL is fine. Until
 * db_allow_checkpoint() was called, closing leaves a write-ahead log as it is
 * instead of moving it into the file. */
void db_close(struct library *library);
void db_allow_checkpoint(struct library *library);

/* True when the system lets us only read the file. */
bool db_is_readonly(struct library *library);

/* True between begin and commit or rollback, however they came about. */
bool db_in_transaction(struct library *library);

/* Takes back what is open, if anything is. It cannot fail in a way that
 * matters: what it leaves open, closing takes back. */
void db_rollback(struct library *library);

/* Runs SQL that returns nothing of interest (several statements are fine). */
enum status db_run(struct library *library, const char *sql,
		   struct error *err) MUST_CHECK;

/* Runs SQL that gives one number. */
enum status db_number(struct library *library, const char *sql, int64_t *ret,
		      struct error *err) MUST_CHECK;

/* Ends what runs on the connection, from any thread. */
void db_interrupt(struct library *library);

/* A result code of SQLite as a status and a sentence that says what to do. */
enum status db_fail(struct library *library, int rc, struct error *err);

/* The SQL of a named statement, static. */
const char *db_statement_text(enum statement name);

/* A named statement while it runs. Parameters count from 1, columns from 0. A
 * failure before the first step is kept and reported by it. */
struct stmt {
	struct library *library;
	struct sqlite3_stmt *handle;
	int rc; /* SQLite's code of the first failure */
};

/* Readies a statement, which must not be running already. */
void stmt_start(struct library *library, enum statement name, struct stmt *ret);

/* Give a parameter its value. stmt_set_text: NULL is SQL's NULL and the text
 * must live until the statement ends; stmt_set_time: TIME_NONE is NULL. */
void stmt_set_int(struct stmt *stmt, int index, int64_t value);
void stmt_set_time(struct stmt *stmt, int index, int64_t value);
void stmt_set_text(struct stmt *stmt, int index, const char *text);

/* STATUS_OK with a row, STATUS_DONE after the last one, else an error. The
 * statement has ended unless there is a row. */
enum status stmt_step(struct stmt *stmt, struct error *err) MUST_CHECK;

/* Ends a statement before its last row; ending twice is fine. */
void stmt_end(struct stmt *stmt);

/* Runs a statement that gives no rows, to its end. */
enum status stmt_run(struct stmt *stmt, struct error *err) MUST_CHECK;

/* The first column of the first row, then the statement ends. STATUS_NOTFOUND
 * (without a text in *err) when there is no row. */
enum status stmt_one_int(struct stmt *stmt, int64_t *ret,
			 struct error *err) MUST_CHECK;

/* Columns of the row: a number (0 for NULL), an instant (TIME_NONE for NULL),
 * a text (NULL for NULL, valid until the next step) and a copy of it that the
 * caller frees. */
int64_t stmt_int(const struct stmt *stmt, int column);
int64_t stmt_time(const struct stmt *stmt, int column);
const char *stmt_text(const struct stmt *stmt, int column);
char *stmt_dup(const struct stmt *stmt, int column);

/* A read transaction over several statements, so that they see one state.
 * Inside a transaction it does nothing. *ret_owned goes to db_snapshot_end. */
enum status db_snapshot_begin(struct library *library, bool *ret_owned,
			      struct error *err) MUST_CHECK;
void db_snapshot_end(struct library *library, bool owned);

#endif
