#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

static void test_alloc(void **state)
{
	char *block = mem_alloc(0);
	int *zeros = mem_zalloc(10, sizeof(*zeros));
	int i;

	(void)state;
	assert_non_null(block);
	block = mem_realloc(block, 3, 5);
	memset(block, 'x', 15);
	for (i = 0; i < 10; i++)
		assert_int_equal(zeros[i], 0);
	free(block);
	free(zeros);
}

static void test_strings(void **state)
{
	char *all = mem_strdup("abc");
	char *part = mem_strndup("abc", 2);
	char *more = mem_strndup("abc", 9);

	(void)state;
	assert_string_equal(all, "abc");
	assert_string_equal(part, "ab");
	assert_string_equal(more, "abc");
	assert_null(mem_strdup_null(NULL));
	free(all);
	free(part);
	free(more);
}

static void test_grow(void **state)
{
	int *array = NULL;
	size_t cap = 0;
	size_t moves = 0;
	size_t before;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		before = cap;
		array = mem_grow(array, &cap, (size_t)i + 1, sizeof(*array));
		moves += cap != before;
		array[i] = i;
	}
	for (i = 0; i < 1000; i++)
		assert_int_equal(array[i], i);
	assert_in_range(moves, 1, 12);
	array = mem_grow(array, &cap, 5000, sizeof(*array));
	assert_true(cap >= 5000);
	free(array);
}

static void say_restored(void)
{
	if (write(STDERR_FILENO, "restored\n", 9) != 9)
		_exit(9);
}

static void say_and_die(void)
{
	say_restored();
	mem_die();
}

static void overflow(void)
{
	free(mem_realloc(NULL, (size_t)-1, 16));
}

/* Runs `act` in a child whose standard error is read into text. */
static int run_child(void (*hook)(void), void (*act)(void), char *text,
		     size_t size)
{
	int fds[2];
	int how;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	if (pid == 0) {
		dup2(fds[1], STDERR_FILENO);
		mem_set_death_hook(hook);
		act();
		_exit(77);
	}
	assert_true(pid > 0);
	close(fds[1]);
	while ((n = read(fds[0], text + len, size - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	close(fds[0]);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	assert_true(WIFEXITED(how));
	return WEXITSTATUS(how);
}

static void test_death(void **state)
{
	char text[200];

	(void)state;
	assert_int_equal(run_child(say_restored, mem_die, text, sizeof(text)),
			 1);
	assert_string_equal(text, "restored\narxday: out of memory\n");
	assert_int_equal(run_child(NULL, overflow, text, sizeof(text)), 1);
	assert_string_equal(text, "arxday: out of memory\n");
}

/* A hook that runs out of memory itself ends the process all the same. */
static void test_death_in_the_hook(void **state)
{
	char text[200];

	(void)state;
	assert_int_equal(run_child(say_and_die, mem_die, text, sizeof(text)),
			 1);
	assert_string_equal(text, "restored\narxday: out of memory\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alloc),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_death),
		cmocka_unit_test(test_death_in_the_hook),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
