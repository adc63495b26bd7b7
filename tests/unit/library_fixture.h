#ifndef TESTS_UNIT_LIBRARY_FIXTURE_H
#define TESTS_UNIT_LIBRARY_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "arxiv/paper.h"
#include "base/str.h"
#include "library/library.h"
#include "library/listing.h"
#include "library/store.h"
#include "test.h"

/* What the tests of the library share: a folder of their own for each test and
 * short ways to fill a library. All of it fails the test when it fails. */

struct place {
	char folder[256];
	char path[300]; /* folder/library.db, not there yet */
};

/* For cmocka's setup and teardown: *state is a struct place. */
int place_setup(void **state);
int place_teardown(void **state);

struct library *fixture_open(const char *path, enum library_mode mode);

/* Succeeds when opening fails with this status and a text that says `word`. */
void fixture_refused(const char *path, enum library_mode mode,
		     enum status status, const char *word);

void fixture_begin(struct library *library);
void fixture_commit(struct library *library);

paper_key fixture_key(const char *id);

/* A paper with a title and nothing else; free it with paper_clear(). */
struct paper fixture_paper(const char *id, const char *title);

/* Stores it in the open transaction. */
enum store_result fixture_store(struct library *library,
				const struct paper *paper);

/* Stores a paper with this title and its announcement, in the open
 * transaction. Returns whether the announcement changed anything. */
bool fixture_announce(struct library *library, day_t day, const char *category,
		      enum announce_type type, const char *id, int position);

/* A row of the ledger in the open transaction. */
void fixture_ledger(struct library *library, day_t day, const char *category,
		    enum day_state state, int held);

/* The file through a connection of SQLite's own, with nothing hardened. */
int64_t sql_number(const char *path, const char *sql);
void sql_run(const char *path, const char *sql);

/* The bytes of a file, and whether it still has the same. */
struct str file_bytes(const char *path);
void assert_file_is(const char *path, const struct str *bytes);
void file_put(const char *path, const void *bytes, size_t len);

#endif
