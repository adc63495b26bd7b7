/* Folders, papers and rows for the tests of the library. */
#include "library_fixture.h"

#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

int place_setup(void **state)
{
	struct place *place = mem_zalloc(1, sizeof(*place));
	const char *base = getenv("TMPDIR");

	snprintf(place->folder, sizeof(place->folder), "%s/arxday-test-XXXXXX",
		 base != NULL ? base : "/tmp");
	if (mkdtemp(place->folder) == NULL) {
		free(place);
		return -1;
	}
	snprintf(place->path, sizeof(place->path), "%s/library.db",
		 place->folder);
	*state = place;
	return 0;
}

static int remove_one(const char *path, const struct stat *info, int type,
		      struct FTW *where)
{
	(void)info;
	(void)type;
	(void)where;
	return remove(path);
}

int place_teardown(void **state)
{
	struct place *place = *state;

	nftw(place->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(place);
	return 0;
}

struct library *fixture_open(const char *path, enum library_mode mode)
{
	struct library *library = NULL;
	struct error err = { 0 };

	if (library_open(path, mode, &library, &err) != STATUS_OK)
		fail_msg("open %s: %s", path, err.text);
	assert_non_null(library);
	return library;
}

void fixture_refused(const char *path, enum library_mode mode,
		     enum status status, const char *word)
{
	struct library *library = (struct library *)&status;
	struct error err = { 0 };

	assert_int_equal(library_open(path, mode, &library, &err), status);
	assert_null(library);
	assert_int_equal(err.status, status);
	if (strstr(err.text, word) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
	/* A second time without anybody to tell. */
	assert_int_equal(library_open(path, mode, &library, NULL), status);
}

void fixture_begin(struct library *library)
{
	struct error err = { 0 };

	if (library_begin(library, &err) != STATUS_OK)
		fail_msg("begin: %s", err.text);
}

void fixture_commit(struct library *library)
{
	struct error err = { 0 };

	if (library_commit(library, &err) != STATUS_OK)
		fail_msg("commit: %s", err.text);
}

paper_key fixture_key(const char *id)
{
	struct ident ident;

	if (!ident_parse_bare(id, &ident))
		fail_msg("%s is no identifier", id);
	return ident.key;
}

struct paper fixture_paper(const char *id, const char *title)
{
	struct paper paper = PAPER_INIT;

	if (!ident_parse_bare(id, &paper.id))
		fail_msg("%s is no identifier", id);
	paper.title = mem_strdup_null(title);
	return paper;
}

enum store_result fixture_store(struct library *library,
				const struct paper *paper)
{
	enum store_result result = STORE_SAME;
	struct error err = { 0 };

	if (store_paper(library, paper, 20000, &result, &err) != STATUS_OK)
		fail_msg("store: %s", err.text);
	return result;
}

bool fixture_announce(struct library *library, day_t day, const char *category,
		      enum announce_type type, const char *id, int position)
{
	struct paper paper = fixture_paper(id, id);
	struct announcement announcement = { .day = day,
					     .type = type,
					     .paper = paper.id.key,
					     .version = paper.id.version,
					     .position = position };
	struct error err = { 0 };
	enum store_result result = STORE_SAME;

	snprintf(announcement.category, sizeof(announcement.category), "%s",
		 category);
	fixture_store(library, &paper);
	if (store_announcement(library, &announcement, &result, &err) !=
	    STATUS_OK)
		fail_msg("announce: %s", err.text);
	paper_clear(&paper);
	return result != STORE_SAME;
}

void fixture_ledger(struct library *library, day_t day, const char *category,
		    enum day_state state, int held)
{
	struct ledger_entry entry = { .day = day,
				      .state = state,
				      .expected = -1,
				      .held = held,
				      .source = "rss",
				      .at = 1 };
	struct error err = { 0 };

	snprintf(entry.category, sizeof(entry.category), "%s", category);
	if (ledger_put(library, &entry, &err) != STATUS_OK)
		fail_msg("ledger: %s", err.text);
}

static sqlite3 *raw_open(const char *path)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	return db;
}

int64_t sql_number(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);
	sqlite3_stmt *stmt = NULL;
	int64_t number;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK ||
	    sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return number;
}

void sql_run(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);

	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

struct str file_bytes(const char *path)
{
	struct str bytes = STR_INIT;
	struct error err = { 0 };

	if (file_read(path, 64u * 1024 * 1024, &bytes, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return bytes;
}

void assert_file_is(const char *path, const struct str *bytes)
{
	struct str now = file_bytes(path);

	assert_int_equal(now.len, bytes->len);
	assert_memory_equal(str_text(&now), str_text(bytes), now.len);
	str_free(&now);
}

void file_put(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	assert_int_equal(close(fd), 0);
}
