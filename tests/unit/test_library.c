/* Opening a library: what is made, what is refused, and that a refusal leaves
 * the file as it was. */
#include "library/library.h"

#include <errno.h>
#include <grp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "library/db.h"
#include "library/marks.h"
#include "library/schema.h"
#include "library_fixture.h"

static void beside(const struct place *place, const char *name, char out[400])
{
	snprintf(out, 400, "%s/%s", place->folder, name);
}

static void make_library(const char *path)
{
	struct library *library = fixture_open(path, LIBRARY_WRITE);

	fixture_begin(library);
	fixture_announce(library, 20000, "cs.IR", ANNOUNCE_NEW, "2510.07784v1",
			 0);
	fixture_ledger(library, 20000, "cs.IR", DAY_COMPLETE, 1);
	fixture_commit(library);
	library_close(library);
}

static void test_makes_file_and_folder(void **state)
{
	struct place *place = *state;
	struct stat info;
	char path[400], folder[400];

	beside(place, "a/b/library.db", path);
	beside(place, "a/b", folder);
	library_close(fixture_open(path, LIBRARY_WRITE));
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(stat(folder, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0700);
	assert_int_equal(sql_number(path, "PRAGMA user_version"),
			 schema_version());
	assert_int_equal(sql_number(path, "PRAGMA application_id"),
			 SCHEMA_APPLICATION_ID);
	assert_int_equal(sql_number(path, "PRAGMA page_size"), 8192);
	assert_int_equal(sql_number(path, "SELECT value FROM meta WHERE "
					  "key = 'papers'"),
			 0);
	library_close(fixture_open(path, LIBRARY_WRITE));
}

static int64_t setting(struct library *library, const char *sql)
{
	struct error err = { 0 };
	int64_t value = -1;

	if (db_number(library, sql, &value, &err) != STATUS_OK)
		fail_msg("%s: %s", sql, err.text);
	return value;
}

static void test_settings(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct str bytes;

	assert_int_equal(setting(library, "PRAGMA synchronous"), 2);
	assert_int_equal(setting(library, "PRAGMA foreign_keys"), 1);
	assert_int_equal(setting(library, "PRAGMA busy_timeout"), 5000);
	assert_int_equal(setting(library, "PRAGMA cache_size"), -8192);
	assert_int_equal(setting(library, "PRAGMA mmap_size"), 0);
	assert_int_equal(setting(library, "PRAGMA trusted_schema"), 0);
	assert_int_equal(setting(library, "PRAGMA cell_size_check"), 1);
	assert_int_equal(setting(library, "PRAGMA journal_size_limit"),
			 16 * 1024 * 1024);
	assert_int_equal(setting(library, "SELECT journal_mode = 'wal' FROM "
					  "pragma_journal_mode"),
			 1);
	/* Defensive mode: the schema cannot be written by hand. */
	assert_int_equal(db_run(library,
				"PRAGMA writable_schema = ON;"
				"UPDATE sqlite_schema SET sql = 'x'",
				NULL),
			 STATUS_DB);
	library_close(library);
	bytes = file_bytes(place->path);
	/* Bytes 18 and 19 of the header are 2 in WAL mode. */
	assert_int_equal(bytes.data[18], 2);
	str_free(&bytes);
}

static void test_read_of_nothing(void **state)
{
	struct place *place = *state;
	struct library *library;
	struct error err = { 0 };
	struct listing listing;
	bool empty = false;
	char path[400];

	beside(place, "no/such/library.db", path);
	library = fixture_open(path, LIBRARY_READ);
	assert_int_equal(library_is_empty(library, &empty, &err), STATUS_OK);
	assert_true(empty);
	assert_int_equal(listing_load(library, 20000, &listing, &err),
			 STATUS_OK);
	assert_false(listing.known);
	assert_int_equal(listing.count, 0);
	assert_string_equal(listing.categories, "");
	listing_clear(&listing);
	assert_int_not_equal(library_begin(library, &err), STATUS_OK);
	library_close(library);
	assert_false(file_exists(path));
	beside(place, "no", path);
	assert_false(file_exists(path));
}

static void test_read_only(void **state)
{
	struct place *place = *state;
	struct library *library;
	struct error err = { 0 };
	paper_key key = fixture_key("2510.07784");
	unsigned mask = 1;

	make_library(place->path);
	library = fixture_open(place->path, LIBRARY_READ);
	assert_int_equal(library_begin(library, &err), STATUS_SYSTEM);
	assert_int_equal(
		marks_set(library,
			  &(struct marks_change){ MARK_STAR, true, &key, 1, 5 },
			  NULL, &err),
		STATUS_SYSTEM);
	assert_non_null(strstr(err.text, "cannot be written"));
	assert_int_equal(marks_get(library, key, &mask, &err), STATUS_OK);
	assert_int_equal(mask, 0);
	library_close(library);
}

/* An empty file is a library that holds nothing yet. */
static void test_empty_file(void **state)
{
	struct place *place = *state;
	struct str bytes;

	file_put(place->path, "", 0);
	bytes = file_bytes(place->path);
	library_close(fixture_open(place->path, LIBRARY_READ));
	assert_file_is(place->path, &bytes);
	make_library(place->path);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM paper"),
			 1);
	str_free(&bytes);
}

/* No name means anything but a file. */
static void test_odd_names(void **state)
{
	static const char *const names[] = {
		":memory:",     "file:x.db?mode=memory",
		"a?b.db",       "100%25.db",
		"50%.db",       "a#b c.db",
		"-library.db",  "\xc3\xa9t\xc3\xa9.db",
		"a'b\".db",     "?immutable=1",
		"file::memory:"
	};
	struct place *place = *state;
	char old[400];

	assert_non_null(getcwd(old, sizeof(old)));
	assert_int_equal(chdir(place->folder), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct library *library;
		struct error err = { 0 };
		bool empty = true;
		char path[400];

		make_library(names[i]);
		beside(place, names[i], path);
		assert_true(file_exists(path));
		library = fixture_open(path, LIBRARY_READ);
		assert_int_equal(library_is_empty(library, &empty, &err),
				 STATUS_OK);
		assert_false(empty);
		library_close(library);
		library_close(fixture_open(names[i], LIBRARY_READ));
	}
	fixture_refused("", LIBRARY_READ, STATUS_DB, "name");
	fixture_refused("", LIBRARY_WRITE, STATUS_DB, "name");
	assert_int_equal(chdir(old), 0);
}

static void refused_untouched(const char *path, enum status status,
			      const char *word)
{
	struct str bytes = file_bytes(path);
	char log[500];

	fixture_refused(path, LIBRARY_READ, status, word);
	assert_file_is(path, &bytes);
	fixture_refused(path, LIBRARY_WRITE, status, word);
	assert_file_is(path, &bytes);
	str_free(&bytes);
	snprintf(log, sizeof(log), "%s-journal", path);
	assert_false(file_exists(log));
}

static void test_not_a_database(void **state)
{
	static const char text[] = "Dear diary, this is no database at all.\n";
	struct place *place = *state;
	struct str big = STR_INIT;

	file_put(place->path, text, sizeof(text) - 1);
	refused_untouched(place->path, STATUS_DB, "not a library");
	for (int i = 0; i < 1000; i++)
		str_add(&big, text);
	file_put(place->path, big.data, big.len);
	refused_untouched(place->path, STATUS_DB, "not a library");
	file_put(place->path, "x", 1);
	refused_untouched(place->path, STATUS_DB, "not a library");
	str_free(&big);
}

static void test_foreign_database(void **state)
{
	struct place *place = *state;
	char log[400];

	sql_run(place->path, "CREATE TABLE entry(id); INSERT INTO entry "
			     "VALUES(1)");
	refused_untouched(place->path, STATUS_DB, "another program");
	sql_run(place->path, "PRAGMA application_id = 77");
	refused_untouched(place->path, STATUS_DB, "another program");
	/* In WAL mode too, and without a log left behind. */
	sql_run(place->path, "PRAGMA journal_mode = WAL");
	refused_untouched(place->path, STATUS_DB, "another program");
	beside(place, "library.db-wal", log);
	assert_false(file_exists(log));
	beside(place, "library.db-shm", log);
	assert_false(file_exists(log));
}

/* An upgrade of arxday takes an old library along, also for who only reads. */
static void test_older_schema(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);

	library_close(library);
	sql_run(place->path, "DROP TABLE validator; DROP TABLE quiet;"
			     "DROP TABLE harvest; DROP TABLE intake;"
			     "DROP TABLE former_comments; DROP TABLE event;"
			     "DROP TABLE journal_text; DROP TABLE place;"
			     "DROP INDEX tag_use; PRAGMA user_version = 1;");
	assert_int_equal(chmod(place->path, 0400), 0);
	if (geteuid() != 0)
		fixture_refused(place->path, LIBRARY_READ, STATUS_DB,
				"older schema 1");
	assert_int_equal(chmod(place->path, 0600), 0);
	library = fixture_open(place->path, LIBRARY_READ);
	library_close(library);
	assert_int_equal(sql_number(place->path, "PRAGMA user_version"),
			 schema_version());
}

static void test_newer_schema(void **state)
{
	struct place *place = *state;
	char knows[32];

	snprintf(knows, sizeof(knows), "knows %d;", schema_version());
	make_library(place->path);
	sql_run(place->path, "PRAGMA user_version = 4711");
	refused_untouched(place->path, STATUS_SCHEMA_NEWER, "4711");
	refused_untouched(place->path, STATUS_SCHEMA_NEWER, knows);
}

/* A library that a newer arxday changes while this one has it open. */
static void test_newer_while_open(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct error err = { 0 };

	sql_run(place->path, "PRAGMA user_version = 4711");
	assert_int_equal(library_begin(library, &err), STATUS_SCHEMA_NEWER);
	assert_non_null(strstr(err.text, "4711"));
	assert_false(db_in_transaction(library));
	library_close(library);
}

static void test_foreign_parts(void **state)
{
	static const char *const plants[] = {
		"CREATE TRIGGER t AFTER INSERT ON mark BEGIN"
		" DELETE FROM mark; END",
		"CREATE VIEW v AS SELECT 1",
		"CREATE TABLE more(x)",
		"CREATE INDEX more ON paper(title)",
		"CREATE VIRTUAL TABLE f USING fts5(x)",
		"ALTER TABLE note RENAME COLUMN text TO words",
		"ALTER TABLE paper ADD COLUMN more TEXT",
		"DROP INDEX mark_star",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
		" sql = replace(sql, 'version >= 0', 'version >= 1')"
		" WHERE name = 'paper'",
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(plants) / sizeof(plants[0]); i++) {
		make_library(place->path);
		sql_run(place->path, plants[i]);
		refused_untouched(place->path, STATUS_DB, "not arxday's");
		assert_int_equal(unlink(place->path), 0);
	}
	/* What VACUUM may put in another order is the same schema. */
	make_library(place->path);
	sql_run(place->path, "VACUUM");
	library_close(fixture_open(place->path, LIBRARY_WRITE));
	sql_run(place->path, "CREATE TABLE sqlite(x); DROP TABLE sqlite;"
			     "DROP INDEX mark_star; CREATE INDEX mark_star ON"
			     " mark (star_at) WHERE star_at IS NOT NULL");
	library_close(fixture_open(place->path, LIBRARY_READ));
	/* Statistics are no foreign part. */
	sql_run(place->path, "ANALYZE");
	library_close(fixture_open(place->path, LIBRARY_WRITE));
	sql_run(place->path, "INSERT INTO meta VALUES('analyzed', 1)");
	library_close(fixture_open(place->path, LIBRARY_READ));
}

static void test_no_ordinary_file(void **state)
{
	struct place *place = *state;
	char path[400];

	fixture_refused(place->folder, LIBRARY_READ, STATUS_DB, "a folder");
	fixture_refused(place->folder, LIBRARY_WRITE, STATUS_DB, "a folder");
	beside(place, "fifo", path);
	assert_int_equal(mkfifo(path, 0600), 0);
	fixture_refused(path, LIBRARY_READ, STATUS_DB, "no ordinary file");
	fixture_refused(path, LIBRARY_WRITE, STATUS_DB, "no ordinary file");
	fixture_refused("/dev/null", LIBRARY_WRITE, STATUS_DB,
			"no ordinary file");
	beside(place, "link", path);
	assert_int_equal(symlink("/dev/zero", path), 0);
	fixture_refused(path, LIBRARY_READ, STATUS_DB, "no ordinary file");
	file_put(place->path, "", 0);
	beside(place, "library.db/x", path);
	fixture_refused(path, LIBRARY_READ, STATUS_SYSTEM, "directory");
	fixture_refused(path, LIBRARY_WRITE, STATUS_SYSTEM, "");
}

static void test_links(void **state)
{
	struct place *place = *state;
	struct stat info;
	char path[400], target[400];

	beside(place, "link.db", path);
	beside(place, "target.db", target);
	assert_int_equal(symlink("target.db", path), 0);
	library_close(fixture_open(path, LIBRARY_READ));
	assert_false(file_exists(target));
	make_library(path);
	assert_int_equal(lstat(target, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(lstat(path, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	library_close(fixture_open(path, LIBRARY_WRITE));
}

/* Pages overwritten: an error or an answer, never a crash, and what a read
 * refuses keeps its bytes. */
static void test_damage(void **state)
{
	struct place *place = *state;
	struct str whole;
	unsigned random = 12345;
	int refused = 0;

	make_library(place->path);
	whole = file_bytes(place->path);
	for (int round = 0; round < 200; round++) {
		struct str bytes = STR_INIT;
		struct library *library = NULL;
		struct listing listing;
		struct error err = { 0 };

		str_add_n(&bytes, whole.data, whole.len);
		for (int i = 0; i < 20; i++) {
			random = random * 1103515245 + 12345;
			bytes.data[100 + (random >> 8) % (whole.len - 100)] =
				(char)(random >> 3);
		}
		if (round % 4 == 0)
			str_cut(&bytes, whole.len / 8192 * 4096);
		file_put(place->path, bytes.data, bytes.len);
		if (library_open(place->path, LIBRARY_READ, &library, &err) !=
		    STATUS_OK) {
			assert_true(err.text[0] != '\0');
			assert_file_is(place->path, &bytes);
			refused++;
		} else {
			if (listing_load(library, 20000, &listing, &err) ==
			    STATUS_OK)
				listing_clear(&listing);
			library_close(library);
		}
		str_free(&bytes);
	}
	assert_true(refused > 20);
	str_free(&whole);
}

static void test_truncated(void **state)
{
	struct place *place = *state;
	struct str whole;

	make_library(place->path);
	whole = file_bytes(place->path);
	file_put(place->path, whole.data, 8192 * 3);
	refused_untouched(place->path, STATUS_DB, "damaged");
	memset(whole.data, 0, 16);
	file_put(place->path, whole.data, whole.len);
	refused_untouched(place->path, STATUS_DB, "not a library");
	str_free(&whole);
}

/* Runs `body` as a user whom permissions hold; the result is its exit code. */
static int as_nobody(const struct place *place, void (*body)(const char *))
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		if (geteuid() == 0 &&
		    (setgroups(0, NULL) != 0 || setgid(65534) != 0 ||
		     setuid(65534) != 0))
			_exit(77);
		body(place->path);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void read_as_nobody(const char *path)
{
	struct library *library = NULL;
	struct error err = { 0 };
	struct listing listing;

	if (library_open(path, LIBRARY_READ, &library, &err) != STATUS_OK)
		_exit(1);
	if (listing_load(library, 20000, &listing, &err) != STATUS_OK ||
	    listing.count != 1)
		_exit(2);
	listing_clear(&listing);
	library_close(library);
	if (library_open(path, LIBRARY_WRITE, &library, &err) != STATUS_SYSTEM)
		_exit(3);
	if (strstr(err.text, "permissions") == NULL)
		_exit(4);
}

static void unreadable_as_nobody(const char *path)
{
	struct library *library = NULL;
	struct error err = { 0 };

	if (library_open(path, LIBRARY_READ, &library, &err) != STATUS_SYSTEM)
		_exit(1);
	if (strstr(err.text, "permissions") == NULL)
		_exit(2);
}

static void test_read_only_folder(void **state)
{
	struct place *place = *state;
	struct str bytes;
	int code;

	make_library(place->path);
	bytes = file_bytes(place->path);
	assert_int_equal(chmod(place->path, 0444), 0);
	assert_int_equal(chmod(place->folder, 0555), 0);
	code = as_nobody(place, read_as_nobody);
	if (code != 77) {
		assert_int_equal(code, 0);
		assert_file_is(place->path, &bytes);
		/* A file that may be written in a folder that may not. */
		assert_int_equal(chmod(place->path, 0666), 0);
		assert_int_equal(as_nobody(place, read_as_nobody), 0);
		assert_file_is(place->path, &bytes);
		assert_int_equal(chmod(place->path, 0), 0);
		assert_int_equal(as_nobody(place, unreadable_as_nobody), 0);
	}
	assert_int_equal(chmod(place->folder, 0700), 0);
	str_free(&bytes);
	if (code == 77)
		skip();
}

static void test_memory(void **state)
{
	struct library *one, *two, *other;
	struct error err = { 0 };
	bool empty = true;

	(void)state;
	one = fixture_open("/a library?100%", LIBRARY_MEMORY);
	two = fixture_open("/a library?100%", LIBRARY_MEMORY);
	other = fixture_open("/b", LIBRARY_MEMORY);
	fixture_begin(one);
	fixture_announce(one, 20000, "cs.IR", ANNOUNCE_NEW, "2510.07784v1", 0);
	fixture_commit(one);
	assert_int_equal(library_is_empty(two, &empty, &err), STATUS_OK);
	assert_false(empty);
	assert_int_equal(library_is_empty(other, &empty, &err), STATUS_OK);
	assert_true(empty);
	library_close(one);
	assert_int_equal(library_is_empty(two, &empty, &err), STATUS_OK);
	assert_false(empty);
	fixture_begin(two);
	fixture_commit(two);
	library_close(two);
	one = fixture_open("/a library?100%", LIBRARY_MEMORY);
	assert_int_equal(library_is_empty(one, &empty, &err), STATUS_OK);
	assert_true(empty);
	library_close(one);
	library_close(other);
}

static void test_transactions(void **state)
{
	struct place *place = *state;
	struct library *library = fixture_open(place->path, LIBRARY_WRITE);
	struct paper paper = fixture_paper("2510.07784v1", "A");
	enum store_result result;
	struct error err = { 0 };

	assert_int_equal(library_commit(library, &err), STATUS_DB);
	assert_int_equal(store_paper(library, &paper, 20000, &result, &err),
			 STATUS_DB);
	fixture_begin(library);
	assert_int_equal(library_begin(library, &err), STATUS_DB);
	fixture_store(library, &paper);
	library_rollback(library);
	library_rollback(library);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM paper"),
			 0);
	fixture_begin(library);
	fixture_store(library, &paper);
	/* Closing takes back what is open. */
	library_close(library);
	library_close(NULL);
	assert_int_equal(sql_number(place->path, "SELECT count(*) FROM paper"),
			 0);
	paper_clear(&paper);
}

static void test_data_version(void **state)
{
	struct place *place = *state;
	struct library *one = fixture_open(place->path, LIBRARY_WRITE);
	struct library *two = fixture_open(place->path, LIBRARY_READ);
	int64_t before = library_data_version(two);

	assert_true(before >= 0);
	assert_int_equal(library_data_version(two), before);
	fixture_begin(one);
	fixture_announce(one, 20000, "cs.IR", ANNOUNCE_NEW, "2510.07784v1", 0);
	assert_int_equal(library_data_version(two), before);
	fixture_commit(one);
	assert_int_not_equal(library_data_version(two), before);
	library_close(one);
	library_close(two);
}

/* Nothing of a path is lost on its way through a message. */
static void test_messages_are_clean(void **state)
{
	struct place *place = *state;
	struct library *library = NULL;
	struct error err = { 0 };
	char path[400];

	beside(place, "a\x1b]0;x\x07.db", path);
	file_put(path, "not a database", 14);
	assert_int_equal(library_open(path, LIBRARY_READ, &library, &err),
			 STATUS_DB);
	assert_null(strchr(err.text, '\x1b'));
	assert_null(strchr(err.text, '\x07'));
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_makes_file_and_folder),
		TEST(test_settings),
		TEST(test_read_of_nothing),
		TEST(test_read_only),
		TEST(test_empty_file),
		TEST(test_odd_names),
		TEST(test_not_a_database),
		TEST(test_foreign_database),
		TEST(test_older_schema),
		TEST(test_newer_schema),
		TEST(test_newer_while_open),
		TEST(test_foreign_parts),
		TEST(test_no_ordinary_file),
		TEST(test_links),
		TEST(test_damage),
		TEST(test_truncated),
		TEST(test_read_only_folder),
		TEST(test_memory),
		TEST(test_transactions),
		TEST(test_data_version),
		TEST(test_messages_are_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
