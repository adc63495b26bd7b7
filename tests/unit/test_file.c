#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

/* Each test runs in a fresh folder, which is removed after it. */
static int enter_folder(void **state)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = file_join(tmp ? tmp : "/tmp", "arxday-file-XXXXXX");

	*state = folder;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind,
		      struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

static int leave_folder(void **state)
{
	int failed = chdir("/");

	failed |= nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return failed;
}

static void check_file(const char *path, const char *content)
{
	struct str text = STR_INIT;
	struct error err;

	assert_int_equal(file_read(path, 100000, &text, &err), STATUS_OK);
	assert_string_equal(str_text(&text), content);
	str_free(&text);
}

static void put_file(const char *path, const char *content)
{
	struct error err;

	assert_int_equal(
		file_write_atomic(path, content, strlen(content), &err),
		STATUS_OK);
}

static unsigned mode_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 0777;
}

static int entries;

static int count_one(const char *path, const struct stat *info, int kind)
{
	(void)path;
	(void)info;
	(void)kind;
	entries++;
	return 0;
}

/* Files and folders under the current folder, itself included. */
static int count_entries(void)
{
	entries = 0;
	assert_int_equal(ftw(".", count_one, 8), 0);
	return entries;
}

static void test_write_and_read(void **state)
{
	mode_t mask = umask(022);

	(void)state;
	put_file("a", "one");
	check_file("a", "one");
	assert_int_equal(mode_of("a"), 0644);
	put_file("a", "");
	check_file("a", "");
	assert_int_equal(chmod("a", 0600), 0);
	put_file("a", "private");
	check_file("a", "private");
	assert_int_equal(mode_of("a"), 0600);
	assert_int_equal(count_entries(), 2);
	umask(mask);
}

static void test_write_follows_links(void **state)
{
	struct stat info;

	(void)state;
	put_file("target", "old");
	assert_int_equal(symlink("target", "link"), 0);
	put_file("link", "new");
	check_file("target", "new");
	assert_int_equal(lstat("link", &info), 0);
	assert_true(S_ISLNK(info.st_mode));
}

/* A name of the greatest length has no room for a longer temporary one. */
static void test_write_long_name(void **state)
{
	char name[256];

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	put_file(name, "x");
	check_file(name, "x");
}

static void test_write_failures(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_int_equal(file_write_atomic("folder", "x", 1, &err),
			 STATUS_SYSTEM);
	assert_int_equal(err.native, EISDIR);
	assert_non_null(strstr(err.text, "folder"));
	assert_int_equal(file_write_atomic("none/a", "x", 1, &err),
			 STATUS_SYSTEM);
	assert_int_equal(err.native, ENOENT);
	assert_non_null(strstr(err.text, "none/a"));
	assert_int_equal(file_write_atomic("none/a", "x", 1, NULL),
			 STATUS_SYSTEM);
	assert_int_equal(count_entries(), 2);
}

/* When the disk is full (here: the file size is limited), what was held
 * stays and no temporary file is left. */
static void test_write_full_disk(void **state)
{
	struct rlimit limit;
	struct rlimit small;
	struct error err;
	char *big = mem_zalloc(1, 100000);

	(void)state;
	put_file("a", "held");
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = limit;
	small.rlim_cur = 5000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(file_write_atomic("a", big, 100000, &err),
			 STATUS_SYSTEM);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	(void)signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(err.native, EFBIG);
	check_file("a", "held");
	assert_int_equal(count_entries(), 2);
	free(big);
}

/* A device is written into; it is not replaced by a file. */
static void test_write_device(void **state)
{
	struct stat info;

	(void)state;
	put_file("/dev/null", "gone");
	assert_int_equal(stat("/dev/null", &info), 0);
	assert_true(S_ISCHR(info.st_mode));
}

static void test_read_caps(void **state)
{
	struct str text;
	struct error err;
	char *big = mem_alloc(200001);

	(void)state;
	memset(big, 'b', 200000);
	big[200000] = '\0';
	put_file("a", big);
	assert_int_equal(file_read("a", 200000, &text, &err), STATUS_OK);
	assert_int_equal(text.len, 200000);
	str_free(&text);
	assert_int_equal(file_read("a", 199999, &text, &err), STATUS_TOO_LARGE);
	assert_string_equal(str_text(&text), "");
	put_file("a", "x");
	assert_int_equal(file_read("a", 0, &text, &err), STATUS_TOO_LARGE);
	assert_int_equal(file_read("none", 9, &text, &err), STATUS_SYSTEM);
	assert_int_equal(err.native, ENOENT);
	assert_int_equal(file_read(".", 9, &text, &err), STATUS_SYSTEM);
	assert_int_equal(err.native, EISDIR);
	free(big);
}

static void test_read_stdin(void **state)
{
	int saved = dup(STDIN_FILENO);
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "piped", 5), 5);
	close(fds[1]);
	assert_int_equal(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	close(fds[0]);
	check_file("-", "piped");
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	}
}

/* A megabyte through a pipe that takes 64 KiB at a time and does not block:
 * the writer waits, the reader puts the pieces together. */
static void test_pipe(void **state)
{
	size_t size = 1 << 20;
	char *bytes = mem_zalloc(1, size);
	size_t len;
	int fds[2];
	int how;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(fds, O_NONBLOCK), 0);
	pid = fork();
	if (pid == 0) {
		memset(bytes, 'x', size);
		_exit(file_write_all(fds[1], bytes, size, NULL) != STATUS_OK);
	}
	assert_true(pid > 0);
	close(fds[1]);
	assert_int_equal(file_read_all(fds[0], bytes, size, &len, NULL),
			 STATUS_OK);
	assert_int_equal(len, size);
	assert_int_equal(bytes[0], 'x');
	assert_int_equal(bytes[size - 1], 'x');
	assert_int_equal(file_read_all(fds[0], bytes, size, &len, NULL),
			 STATUS_OK);
	assert_int_equal(len, 0);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_int_equal(how, 0);
	close(fds[0]);
	free(bytes);
}

static void test_bad_descriptor(void **state)
{
	struct error err;
	size_t len = 7;
	char byte = 'x';

	(void)state;
	assert_int_equal(file_write_all(-1, &byte, 1, &err), STATUS_SYSTEM);
	assert_int_equal(err.native, EBADF);
	assert_int_equal(file_read_all(-1, &byte, 1, &len, &err),
			 STATUS_SYSTEM);
	assert_int_equal(len, 7);
}

static void test_make_folders(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(file_make_folders("a/b//c/", &err), STATUS_OK);
	assert_int_equal(mode_of("a/b/c"), 0700);
	assert_int_equal(file_make_folders("a/b/c", &err), STATUS_OK);
	assert_int_equal(file_make_folders(*state, &err), STATUS_OK);
	assert_int_equal(file_make_folders("/", &err), STATUS_OK);
	assert_int_equal(file_make_folders(".", &err), STATUS_OK);
	assert_int_equal(file_make_folders("", &err), STATUS_SYSTEM);
	put_file("a/file", "x");
	assert_int_equal(file_make_folders("a/file/d", &err), STATUS_SYSTEM);
	assert_int_equal(err.native, ENOTDIR);
	assert_int_equal(file_make_folders("a/file", &err), STATUS_SYSTEM);
	assert_int_equal(err.native, ENOTDIR);
}

static void check_folder_of(const char *path, const char *want)
{
	char *folder = file_folder_of(path);

	assert_string_equal(folder, want);
	free(folder);
}

static void check_join(const char *folder, const char *name, const char *want)
{
	char *path = file_join(folder, name);

	assert_string_equal(path, want);
	free(path);
}

static void test_paths(void **state)
{
	(void)state;
	check_folder_of("a/b", "a");
	check_folder_of("a/b/c", "a/b");
	check_folder_of("a//b", "a");
	check_folder_of("a/b/", "a");
	check_folder_of("a", ".");
	check_folder_of("", ".");
	check_folder_of("/a", "/");
	check_folder_of("/", "/");
	check_join("a", "b", "a/b");
	check_join("a/", "b", "a/b");
	check_join("/", "b", "/b");
	check_join("", "b", "b");
}

static void test_exists(void **state)
{
	(void)state;
	assert_false(file_exists("a"));
	put_file("a", "");
	assert_true(file_exists("a"));
	assert_true(file_exists("."));
}

#define IN_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_write_and_read),
		IN_FOLDER(test_write_follows_links),
		IN_FOLDER(test_write_long_name),
		IN_FOLDER(test_write_failures),
		IN_FOLDER(test_write_full_disk),
		IN_FOLDER(test_write_device),
		IN_FOLDER(test_read_caps),
		IN_FOLDER(test_read_stdin),
		IN_FOLDER(test_pipe),
		IN_FOLDER(test_bad_descriptor),
		IN_FOLDER(test_make_folders),
		IN_FOLDER(test_paths),
		IN_FOLDER(test_exists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
