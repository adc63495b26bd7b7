/* src/tui/history.c */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "tui/history.h"

struct place {
	char folder[64];
	char *below;
	char *path;
};

static int setup(void **state)
{
	struct place *place = mem_zalloc(1, sizeof(*place));

	snprintf(place->folder, sizeof(place->folder), "test_history.XXXXXX");
	*state = place;
	if (!mkdtemp(place->folder))
		return 1;
	place->below = file_join(place->folder, "below");
	place->path = file_join(place->below, "history");
	return 0;
}

static int teardown(void **state)
{
	struct place *place = *state;

	unlink(place->path);
	rmdir(place->below);
	rmdir(place->folder);
	free(place->below);
	free(place->path);
	free(place);
	return 0;
}

/* The lines of a kind, the newest first. */
static void check(const struct history *history, enum history_kind kind,
		  const char *beginning, const char *want)
{
	struct str got = STR_INIT;
	const char *line;

	assert_null(history_get(history, kind, beginning, 0));
	for (size_t i = 1; (line = history_get(history, kind, beginning, i));
	     i++)
		str_addf(&got, "%s|", line);
	assert_string_equal(str_text(&got), want);
	str_free(&got);
}

static void save(struct history *history)
{
	struct error err;

	assert_int_equal(history_save(history, &err), STATUS_OK);
}

static void test_lines(void **state)
{
	struct place *place = *state;
	struct history *history = history_open(place->path, 3);

	check(history, HISTORY_COMMAND, "", "");
	history_add(history, HISTORY_COMMAND, "set a");
	history_add(history, HISTORY_SEARCH, "words");
	history_add(history, HISTORY_COMMAND, "set b");
	history_add(history, HISTORY_COMMAND, "go today");
	history_add(history, HISTORY_COMMAND, "");
	check(history, HISTORY_COMMAND, "", "go today|set b|set a|");
	check(history, HISTORY_COMMAND, "set", "set b|set a|");
	check(history, HISTORY_SEARCH, "", "words|");
	history_add(history, HISTORY_COMMAND,
		    history_get(history, HISTORY_COMMAND, "", 3));
	check(history, HISTORY_COMMAND, "", "set a|go today|set b|");
	history_add(history, HISTORY_COMMAND, "star");
	check(history, HISTORY_COMMAND, "", "star|set a|go today|");
	check(history, HISTORY_SEARCH, "", "words|");
	history_free(history);
}

static void test_file(void **state)
{
	struct place *place = *state;
	struct history *history = history_open(place->path, 10);
	struct stat info;

	save(history);
	assert_false(file_exists(place->path));
	history_add(history, HISTORY_COMMAND, " a  b");
	history_add(history, HISTORY_FILE, "~/x");
	save(history);
	history_free(history);
	assert_int_equal(stat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	history = history_open(place->path, 10);
	check(history, HISTORY_COMMAND, "", " a  b|");
	check(history, HISTORY_FILE, "", "~/x|");
	history_free(history);
}

/* Two sessions at once: what both typed is kept. */
static void test_two_sessions(void **state)
{
	struct place *place = *state;
	struct history *one = history_open(place->path, 3);
	struct history *two = history_open(place->path, 3);

	history_add(one, HISTORY_TAGS, "a");
	history_add(one, HISTORY_TAGS, "b");
	history_add(two, HISTORY_TAGS, "a");
	history_add(two, HISTORY_TAGS, "c");
	save(one);
	save(two);
	check(two, HISTORY_TAGS, "", "c|a|b|");
	history_add(one, HISTORY_TAGS, "d");
	save(one);
	check(one, HISTORY_TAGS, "", "d|c|a|");
	history_free(one);
	history_free(two);
}

static void test_foreign_lines(void **state)
{
	static const char text[] = "command\tone\nnonsense\nother\tx\n\t\n"
				   "command\ta\x1b[31mb\ncommand\t\xff\n"
				   "command\tz\0z\ncommand\t\ncommand\ttwo";
	struct place *place = *state;
	struct history *history;
	struct error err;

	assert_int_equal(file_make_folders(place->below, &err), STATUS_OK);
	assert_int_equal(
		file_write_atomic(place->path, text, sizeof(text) - 1, &err),
		STATUS_OK);
	history = history_open(place->path, 10);
	check(history, HISTORY_COMMAND, "", "two|one|");
	history_free(history);
	history = history_open(place->path, 0);
	history_add(history, HISTORY_COMMAND, "three");
	check(history, HISTORY_COMMAND, "", "");
	save(history);
	history_free(history);
	history = history_open(place->path, 1);
	check(history, HISTORY_COMMAND, "", "two|");
	history_free(history);
}

static void test_no_folder(void **state)
{
	struct history *history = history_open("/dev/null/x/history", 10);
	struct error err;

	(void)state;
	history_add(history, HISTORY_COMMAND, "a");
	assert_int_equal(history_save(history, &err), STATUS_SYSTEM);
	check(history, HISTORY_COMMAND, "", "a|");
	history_free(history);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_sessions, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_foreign_lines, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_no_folder, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
