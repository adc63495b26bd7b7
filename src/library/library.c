/* Opening a library. A path is looked at before SQLite touches it, because a
 * FIFO would block and a device would answer. Then the first page alone is
 * read, without locks or a write-ahead log, so that another program's database
 * is refused without leaving a trace beside it. Only a file that is ours, or
 * empty, is opened for good. */
#include "library/library.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/db.h"
#include "library/schema.h"

/* How long a rival may take to turn a fresh library to WAL: 5 s in all. */
#define WAL_TURNS   250
#define WAL_TURN_MS 20

enum found {
	FOUND_NOTHING,
	FOUND_EMPTY,
	FOUND_FILE
};

static enum status fail_path(const char *path, int native, struct error *err)
{
	return error_set(err, STATUS_SYSTEM, native,
			 "cannot open the library %s: %s; check the path and "
			 "its permissions, or choose another with --library",
			 path, strerror(native));
}

/* What is at the path, links followed. Nothing is opened. */
static enum status look(const char *path, enum found *ret, struct error *err)
{
	struct stat info;

	if (path[0] == '\0')
		return error_set(err, STATUS_DB, 0,
				 "the library needs the name of a file");
	if (stat(path, &info) != 0) {
		if (errno != ENOENT)
			return fail_path(path, errno, err);
		*ret = FOUND_NOTHING;
		return STATUS_OK;
	}
	if (!S_ISREG(info.st_mode))
		return error_set(err, STATUS_DB, 0,
				 "%s is %s, not a library of arxday; choose a "
				 "file with --library",
				 path,
				 S_ISDIR(info.st_mode) ? "a folder"
						       : "no ordinary file");
	/* SQLite would take a file of one byte for an empty one. */
	if (info.st_size == 1)
		return error_set(err, STATUS_DB, 0,
				 "%s is not a library of arxday; choose "
				 "another file with --library",
				 path);
	*ret = info.st_size == 0 ? FOUND_EMPTY : FOUND_FILE;
	return STATUS_OK;
}

static enum status make_folder_for(const char *path, struct error *err)
{
	struct error reason;
	char *folder = file_folder_of(path);
	enum status status = file_make_folders(folder, &reason);

	free(folder);
	if (status != STATUS_OK)
		return error_set(err, status, reason.native,
				 "%s; check the permissions, or choose another "
				 "place for the library with --library or "
				 "XDG_DATA_HOME",
				 reason.text);
	return STATUS_OK;
}

/* Makes the file, empty and for the user alone. O_EXCL matters: closing a
 * descriptor of a file that a connection of this process has open would drop
 * that connection's locks. Without it only where a dangling link leads. */
static enum status make_file(const char *path, struct error *err)
{
	enum status status = make_folder_for(path, err);
	enum found found = FOUND_NOTHING;
	int fd;

	if (status != STATUS_OK)
		return status;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST) {
		status = look(path, &found, err);
		if (status != STATUS_OK || found != FOUND_NOTHING)
			return status;
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	}
	if (fd < 0)
		return fail_path(path, errno, err);
	close(fd);
	return STATUS_OK;
}

/* Refuses a file whose first page says that it is another program's or a newer
 * arxday's. Anything else that is wrong is left to the real opening, which
 * sees the file under a lock: what looks broken here may be half written. Such
 * findings are SQLite's own and carry its code. *ret_version is the schema, 0
 * when it is not known. */
static enum status peek(const char *path, int *ret_version, struct error *err)
{
	struct library *library = NULL;
	struct error reason;
	enum status status;

	*ret_version = 0;
	error_clear(&reason);
	status = db_open(path, DB_IMMUTABLE, &library, &reason);
	if (status == STATUS_OK)
		status = schema_identify(library, ret_version, &reason);
	db_close(library);
	if (status == STATUS_OK || reason.native != 0)
		return STATUS_OK;
	if (err != NULL)
		*err = reason;
	return status;
}

/* Settings that need the file: now it is known to be ours. */
static enum status settle(struct library *library, bool writable,
			  struct error *err)
{
	enum status status = db_run(library,
				    "PRAGMA cache_size = -8192;"
				    "PRAGMA journal_size_limit = 16777216;"
				    "PRAGMA synchronous = FULL;",
				    err);

	if (status != STATUS_OK)
		return status;
	db_allow_checkpoint(library);
	return writable ? STATUS_OK
			: db_run(library, "PRAGMA query_only = ON;", err);
}

/* Turns a fresh file to WAL. SQLite answers "busy" at once, without its busy
 * timeout, while another process does the same, so the waiting is ours. A file
 * system without shared memory answers with another mode, which is as safe and
 * only slower. */
static enum status switch_to_wal(struct library *library, struct error *err)
{
	enum status status = STATUS_BUSY;

	for (int turn = 0; turn < WAL_TURNS && status == STATUS_BUSY; turn++) {
		if (turn > 0)
			(void)poll(NULL, 0, WAL_TURN_MS);
		status = db_run(library, "PRAGMA journal_mode = WAL;", err);
	}
	return status;
}

static enum status prepare_write(struct library *library, struct error *err)
{
	enum status status;

	if (db_is_readonly(library))
		return fail_path(library->path, EACCES, err);
	status = db_run(library, "PRAGMA page_size = 8192;", err);
	if (status == STATUS_OK)
		status = schema_migrate(library, err);
	if (status == STATUS_OK)
		status = schema_check(library, err);
	if (status == STATUS_OK)
		status = switch_to_wal(library, err);
	return status == STATUS_OK ? settle(library, true, err) : status;
}

/* Memory of our own or shared; it ends with its connections. */
static enum status open_memory(const char *path, enum db_kind kind,
			       struct library **ret, struct error *err)
{
	struct library *library = NULL;
	enum status status = db_open(path, kind, &library, err);

	if (status == STATUS_OK)
		status = schema_migrate(library, err);
	if (status == STATUS_OK)
		status = settle(library, kind == DB_SHARED_MEMORY, err);
	if (status != STATUS_OK) {
		db_close(library);
		return status;
	}
	*ret = library;
	return STATUS_OK;
}

static enum status open_write(const char *path, struct library **ret,
			      struct error *err)
{
	struct library *library = NULL;
	enum found found = FOUND_NOTHING;
	int version = 0;
	enum status status = look(path, &found, err);

	if (status == STATUS_OK && found == FOUND_NOTHING)
		status = make_file(path, err);
	if (status == STATUS_OK && found == FOUND_FILE)
		status = peek(path, &version, err);
	if (status == STATUS_OK)
		status = db_open(path, DB_FILE, &library, err);
	if (status == STATUS_OK)
		status = prepare_write(library, err);
	if (status != STATUS_OK) {
		db_close(library);
		return status;
	}
	*ret = library;
	return STATUS_OK;
}

static enum status refuse_older(const char *path, int version,
				struct error *err)
{
	return error_set(err, STATUS_DB, 0,
			 "the library %s has the older schema %d and cannot be "
			 "written; bring it up to %d with any command where it "
			 "can be, such as `arxday days`",
			 path, version, schema_version());
}

/* *ret_version is 0 for a file that holds nothing yet. */
static enum status prepare_read(struct library *library, int *ret_version,
				struct error *err)
{
	enum status status = schema_identify(library, ret_version, err);

	if (status != STATUS_OK || *ret_version == 0)
		return status;
	if (*ret_version < schema_version())
		return refuse_older(library->path, *ret_version, err);
	status = schema_check(library, err);
	return status == STATUS_OK ? settle(library, false, err) : status;
}

static enum status try_read(const char *path, enum db_kind kind,
			    struct library **ret, struct error *err)
{
	struct library *library = NULL;
	int version = 0;
	enum status status = db_open(path, kind, &library, err);

	if (status == STATUS_OK)
		status = prepare_read(library, &version, err);
	if (status != STATUS_OK || version == 0) {
		db_close(library);
		return status == STATUS_OK
			       ? open_memory(path, DB_MEMORY, ret, err)
			       : status;
	}
	*ret = library;
	return STATUS_OK;
}

/* True when a write-ahead log beside the file holds anything. */
static bool has_log(const char *path)
{
	struct str name = STR_INIT;
	struct stat info;
	bool found;

	str_addf(&name, "%s-wal", path);
	found = stat(str_text(&name), &info) == 0 && info.st_size > 0;
	str_free(&name);
	return found;
}

/* Brings a library of an older schema up to ours, so that nobody who only
 * looks is sent away after an upgrade. What cannot be written is refused when
 * it is read. */
static void bring_up(const char *path, int version)
{
	struct library *library = NULL;

	if (version > 0 && version < schema_version() &&
	    open_write(path, &library, NULL) == STATUS_OK)
		db_close(library);
}

/* A file in WAL mode cannot be read in a folder where its shared memory cannot
 * be made. It may be read as it is when no log holds anything newer. */
static enum status open_read(const char *path, struct library **ret,
			     struct error *err)
{
	struct error reason;
	enum found found = FOUND_NOTHING;
	int version = 0;
	enum status status = look(path, &found, err);

	if (status != STATUS_OK)
		return status;
	if (found != FOUND_FILE)
		return open_memory(path, DB_MEMORY, ret, err);
	status = peek(path, &version, err);
	if (status != STATUS_OK)
		return status;
	bring_up(path, version);
	error_clear(&reason);
	status = try_read(path, DB_FILE, ret, &reason);
	if (status == STATUS_SYSTEM && !has_log(path) &&
	    try_read(path, DB_IMMUTABLE, ret, NULL) == STATUS_OK)
		return STATUS_OK;
	if (status != STATUS_OK && err != NULL)
		*err = reason;
	return status;
}

enum status library_open(const char *path, enum library_mode mode,
			 struct library **ret, struct error *err)
{
	enum status status;

	*ret = NULL;
	switch (mode) {
	case LIBRARY_READ:
		status = open_read(path, ret, err);
		break;
	case LIBRARY_WRITE:
		status = open_write(path, ret, err);
		break;
	case LIBRARY_MEMORY:
	default:
		status = open_memory(path, DB_SHARED_MEMORY, ret, err);
		break;
	}
	if (status != STATUS_BUSY)
		return status;
	return error_set(err, STATUS_LOCKED, 0,
			 "the library %s is locked by another program; end "
			 "that one or wait, then try again",
			 path);
}

void library_close(struct library *library)
{
	db_close(library);
}

static enum status run(struct library *library, enum statement name,
		       struct error *err)
{
	struct stmt stmt;

	stmt_start(library, name, &stmt);
	return stmt_run(&stmt, err);
}

/* A newer arxday may have changed the schema while this one runs. */
static enum status check_version(struct library *library, struct error *err)
{
	struct stmt stmt;
	int64_t version = 0;
	enum status status;

	stmt_start(library, STATEMENT_SCHEMA_VERSION, &stmt);
	status = stmt_one_int(&stmt, &version, err);
	if (status != STATUS_OK || version == schema_version())
		return status;
	return error_set(err, STATUS_SCHEMA_NEWER, 0,
			 "the library %s was changed to schema %lld by a newer "
			 "arxday and this one knows %d; end this one and start "
			 "the newer",
			 library->path, (long long)version, schema_version());
}

/* Rows that come in no order find their pages in 32 MiB of cache, and a page
 * that many transactions change is moved once for several of them. */
enum status library_expect_much(struct library *library, struct error *err)
{
	return db_run(library,
		      "PRAGMA cache_size = -32768;"
		      "PRAGMA wal_autocheckpoint = 16384;",
		      err);
}

enum status library_begin(struct library *library, struct error *err)
{
	enum status status;

	if (db_in_transaction(library))
		return error_set(err, STATUS_DB, 0,
				 "a transaction is open already");
	library->added = 0;
	status = run(library, STATEMENT_BEGIN_WRITE, err);
	if (status != STATUS_OK)
		return status;
	status = check_version(library, err);
	if (status != STATUS_OK)
		library_rollback(library);
	return status;
}

/* Papers are counted once a transaction, not once a paper. */
static enum status add_counts(struct library *library, struct error *err)
{
	struct stmt stmt;

	if (library->added == 0)
		return STATUS_OK;
	stmt_start(library, STATEMENT_META_ADD, &stmt);
	stmt_set_text(&stmt, 1, "papers");
	stmt_set_int(&stmt, 2, library->added);
	return stmt_run(&stmt, err);
}

enum status library_commit(struct library *library, struct error *err)
{
	enum status status;

	if (!db_in_transaction(library))
		return error_set(err, STATUS_DB, 0,
				 "the transaction has ended already; nothing "
				 "of it was kept");
	status = add_counts(library, err);
	if (status == STATUS_OK)
		status = run(library, STATEMENT_COMMIT, err);
	if (status != STATUS_OK)
		library_rollback(library);
	library->added = 0;
	return status;
}

void library_rollback(struct library *library)
{
	library->added = 0;
	db_rollback(library);
}

enum status library_transact(struct library *library, library_work *work,
			     void *context, struct error *err)
{
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	status = work(library, context, err);
	if (status == STATUS_OK)
		status = library_commit(library, err);
	if (status != STATUS_OK)
		library_rollback(library);
	return status;
}

int64_t library_data_version(struct library *library)
{
	struct stmt stmt;
	int64_t version = -1;

	stmt_start(library, STATEMENT_DATA_VERSION, &stmt);
	if (stmt_one_int(&stmt, &version, NULL) != STATUS_OK)
		return -1;
	return version;
}

void library_interrupt(struct library *library)
{
	db_interrupt(library);
}
