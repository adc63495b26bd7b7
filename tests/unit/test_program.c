/* src/base/program.c */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/program.h"
#include "base/str.h"
#include "test.h"

static void put(const char *folder, const char *name, mode_t mode)
{
	char *path = file_join(folder, name);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	free(path);
}

static void test_find(void **state)
{
	char folder[] = "programXXXXXX";
	struct str path = STR_INIT;
	char *found;
	char *whole;

	(void)state;
	assert_non_null(mkdtemp(folder));
	whole = realpath(folder, NULL);
	put(folder, "edit", 0700);
	put(folder, "data", 0600);
	str_addf(&path, "relative::/nowhere:%s", whole);
	found = program_find("edit", str_text(&path));
	assert_non_null(found);
	assert_memory_equal(found, whole, strlen(whole));
	assert_string_equal(found + strlen(whole), "/edit");
	free(found);
	assert_null(program_find("data", str_text(&path)));
	assert_null(program_find("other", str_text(&path)));
	assert_null(program_find("", str_text(&path)));
	assert_null(program_find("edit", folder));
	assert_null(program_find("edit", NULL));
	assert_int_equal(chdir(folder), 0);
	found = program_find("./edit", NULL);
	assert_non_null(found);
	assert_int_equal(*found, '/');
	free(found);
	assert_null(program_find("./data", NULL));
	unlink("edit");
	unlink("data");
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(rmdir(folder), 0);
	free(whole);
	str_free(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
