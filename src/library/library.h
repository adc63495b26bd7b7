#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include <stdint.h>

#include "base/error.h"

/* The library: one SQLite file in WAL mode with synchronous FULL. A connection
 * belongs to one thread. Functions that fail leave the file as it was. */
struct library;

enum library_mode {
	LIBRARY_READ,  /* a file that is not there reads as an empty library and
			 is not made; nothing can be written, but a schema that
			 is older than ours is brought up where the file allows
			 it */
	LIBRARY_WRITE, /* makes the file and its folder, migrates the schema */
	LIBRARY_MEMORY /* `path` is a name starting with '/': a library in
			  memory that all connections of this process with that
			  name share while one of them is open */
};

/* Opens a library, whose file is not trusted. The caller closes it.
 * Fails with STATUS_SCHEMA_NEWER (both versions are named), STATUS_DB (damaged,
 * not a library of arxday, a schema with foreign parts), STATUS_LOCKED,
 * STATUS_SYSTEM (no access); *ret is NULL then and the file is untouched. The
 * text says what to do. */
enum status library_open(const char *path, enum library_mode mode,
			 struct library **ret, struct error *err) MUST_CHECK;

/* Rolls back what is open and closes. NULL is fine. */
void library_close(struct library *library);

/* Readies the connection for millions of rows: more memory, and the write-ahead
 * log grows further before it is moved into the file. */
enum status library_expect_much(struct library *library,
				struct error *err) MUST_CHECK;

/* One transaction at a time, BEGIN IMMEDIATE; nothing nests. Waits up to 5 s
 * for another writer, then STATUS_BUSY. */
enum status library_begin(struct library *library,
			  struct error *err) MUST_CHECK;
enum status library_commit(struct library *library,
			   struct error *err) MUST_CHECK;
void library_rollback(struct library *library);

/* What is done inside a transaction. */
typedef enum status library_work(struct library *library, void *context,
				 struct error *err);

/* Runs `work` in a transaction of its own, which counts only when it
 * succeeds. */
enum status library_transact(struct library *library, library_work *work,
			     void *context, struct error *err) MUST_CHECK;

/* A number that differs from an earlier one when another connection has
 * written since (PRAGMA data_version). -1 on failure. */
int64_t library_data_version(struct library *library);

/* Ends a statement that runs on another thread's connection; the only call
 * that is allowed from there. */
void library_interrupt(struct library *library);

#endif
