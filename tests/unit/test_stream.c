/* The parts of a long import that need neither a file nor a library: what cuts
 * lines, what counts papers, what tells files, what feeds helpers. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "source/child.h"
#include "source/feeder.h"
#include "source/lines.h"
#include "source/origin.h"
#include "source/seen.h"

static void test_lines(void **state)
{
	struct lines lines;

	(void)state;
	lines_begin(&lines, 3, 100);
	assert_int_equal(lines_gate("a\nbc", 4, &lines), 4);
	assert_true(lines.partial);
	assert_int_equal(lines_gate("d\n", 2, &lines), 2);
	assert_false(lines.partial);
	assert_int_equal(lines.count, 2);
	assert_int_equal(lines_gate("e\nf\n", 4, &lines), 2);
	assert_int_equal(lines_gate("f\n", 2, &lines), 0);
	assert_int_equal(lines.count, 3);
	assert_int_equal(lines.bytes, 8);
	lines_begin(&lines, 2, 100);
	assert_int_equal(lines.bytes, 0);
	assert_int_equal(lines_gate("\n\n\n", 3, &lines), 2);
	assert_int_equal(lines_gate("", 0, &lines), 0);
	lines_begin(&lines, 9, 4);
	assert_int_equal(lines_gate("a\nbcd", 5, &lines), 5);
	assert_int_equal(lines_gate("e\nf\n", 4, &lines), 2);
	assert_int_equal(lines_gate("f\n", 2, &lines), 0);
	assert_int_equal(lines.bytes, 7);
	lines_begin(&lines, 9, 4);
	assert_int_equal(lines_gate("a\nb\nc\n", 6, &lines), 4);
}

static void test_seen(void **state)
{
	static const char *const ids[] = { "acc-phys/9411001", "2510.07784",
					   "2510.07785",       "0704.0001",
					   "2510.99999",       "hep-th/9901001",
					   "9012.99999" };
	struct seen *seen = seen_new();
	struct ident ident;

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_true(ident_parse(ids[i], &ident));
		assert_int_equal(seen_add(seen, ident.key, SEEN_MET), 0);
	}
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_true(ident_parse(ids[i], &ident));
		assert_int_equal(
			seen_add(seen, ident.key, SEEN_MET | SEEN_ANNOUNCED),
			SEEN_MET);
		assert_int_equal(seen_add(seen, ident.key, SEEN_CHANGED),
				 SEEN_MET | SEEN_ANNOUNCED);
		assert_int_equal(seen_add(seen, ident.key, 0),
				 SEEN_MET | SEEN_ANNOUNCED | SEEN_CHANGED);
	}
	seen_free(seen);
	seen_free(NULL);
}

/* A file of our own with these bytes, open for reading. */
static int make_file(const char *bytes, char path[256])
{
	int fd;

	snprintf(path, 256, "%s/arxday-origin-XXXXXX",
		 getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void test_origin(void **state)
{
	struct origin one, again, middle;
	char path[256];
	int fd = make_file("0123456789", path);
	int other = open(path, O_RDWR);

	(void)state;
	origin_look(fd, &one);
	origin_look(other, &again);
	assert_true(one.regular);
	assert_int_equal(one.size, 10);
	assert_string_equal(one.name, again.name);
	assert_true(origin_is_same(&one));
	assert_true(origin_seek(&one, 4));
	assert_int_equal(origin_position(&one), 4);
	origin_look(fd, &middle);
	assert_int_equal(middle.start, 4);
	assert_string_not_equal(one.name, middle.name);
	assert_true(origin_seek(&middle, 3));
	assert_int_equal(origin_position(&middle), 7);
	assert_false(origin_seek(&middle, UINT64_MAX));
	assert_int_equal(ftruncate(other, 9), 0);
	assert_false(origin_is_same(&one));
	close(other);
	close(fd);
	unlink(path);
}

static void test_origin_of_a_pipe(void **state)
{
	struct origin origin;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	origin_look(fds[0], &origin);
	assert_false(origin.regular);
	assert_string_equal(origin.name, "");
	assert_int_equal(origin_position(&origin), 0);
	assert_true(origin_is_same(&origin));
	assert_false(origin_seek(&origin, 0));
	close(fds[0]);
	close(fds[1]);
}

static void put(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

static void test_feeder(void **state)
{
	struct feeder feeder = {
		.from = -1, .bytes = "abc", .len = 3, .most = UINT64_MAX
	};
	int fds[2];
	int out[2];
	char got[16];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(pipe(out), 0);
	feeder_reopen(&feeder);
	assert_true(feeder_has(&feeder));
	assert_true(feeder_send(&feeder, out[1]));
	assert_true(feeder_is_done(&feeder));
	assert_int_equal(read(out[0], got, sizeof(got)), 3);
	/* What is left out first may come in several pieces. */
	feeder.from = fds[0];
	feeder_skip(&feeder, 6);
	put(fds[1], "0123");
	assert_int_equal(feeder_take(&feeder, NULL), STATUS_OK);
	assert_true(feeder_wants(&feeder));
	put(fds[1], "4567");
	assert_int_equal(feeder_take(&feeder, NULL), STATUS_OK);
	assert_int_equal(feeder.len, 2);
	put(fds[1], "89");
	assert_int_equal(feeder_take(&feeder, NULL), STATUS_OK);
	assert_memory_equal(feeder.bytes, "6789", 4);
	feeder_skip(&feeder, 1);
	assert_int_equal(feeder.open, 3);
	assert_int_equal(feeder.came, 10);
	close(fds[1]);
	assert_true(feeder_send(&feeder, out[1]));
	assert_true(feeder_wants(&feeder));
	assert_int_equal(feeder_take(&feeder, NULL), STATUS_OK);
	assert_true(feeder_is_done(&feeder));
	feeder_clear(&feeder);
	close(fds[0]);
	close(out[0]);
	close(out[1]);
}

static enum child_want keep_all(struct str *got, void *context)
{
	str_add_n(context, str_text(got), got->len);
	str_clear(got);
	return CHILD_MORE;
}

/* Several helpers, each of which gets its part of one stream. */
static void test_parts(void **state)
{
	struct lines lines;
	struct feeder feeder = { .from = -1,
				 .most = UINT64_MAX,
				 .gate = lines_gate,
				 .context = &lines };
	struct str all = STR_INIT;
	char path[256];
	const struct child_talk talk = { .feeder = &feeder,
					 .cancel_fd = -1,
					 .until = INT64_MAX,
					 .taker = keep_all,
					 .context = &all };
	int parts = 0;

	(void)state;
	feeder.from = make_file("a\nb\nc\nd\ne", path);
	do {
		struct child child;
		int code;

		lines_begin(&lines, 2, 100);
		assert_int_equal(child_start("/bin/cat", &child, NULL),
				 STATUS_OK);
		assert_int_equal(child_converse(&child, &talk, NULL),
				 STATUS_OK);
		assert_int_equal(child_end(&child, &code, NULL), STATUS_OK);
		str_add(&all, "|");
		parts++;
	} while (feeder.len > 0 || feeder.from >= 0);
	assert_string_equal(str_text(&all), "a\nb\n|c\nd\n|e|");
	assert_int_equal(parts, 3);
	str_free(&all);
	feeder_clear(&feeder);
	unlink(path);
}

/* A helper in front, fed by us or reading by itself. */
static void front(bool itself)
{
	char path[256];
	int fd = make_file("0123456789", path);
	struct child_front front = { .feeder = { .from = -1 } };
	struct str all = STR_INIT;
	struct feeder feeder = { .most = UINT64_MAX };
	const struct child_talk talk = { .feeder = &feeder,
					 .front = &front,
					 .cancel_fd = -1,
					 .until = INT64_MAX,
					 .taker = keep_all,
					 .context = &all };
	struct child child;
	int code;

	assert_int_equal(child_start_with("/bin/cat", "-u", itself ? fd : -1,
					  &front.child, NULL),
			 STATUS_OK);
	if (!itself) {
		front.feeder.from = fd;
		front.feeder.most = UINT64_MAX;
	}
	feeder.from = front.child.out;
	assert_int_equal(child_await(&feeder, 5, &front, -1, NULL), STATUS_OK);
	assert_int_equal(feeder.len, 10);
	assert_int_equal(child_start("/bin/cat", &child, NULL), STATUS_OK);
	assert_int_equal(child_converse(&child, &talk, NULL), STATUS_OK);
	assert_int_equal(child_end(&child, &code, NULL), STATUS_OK);
	assert_int_equal(child_end(&front.child, &code, NULL), STATUS_OK);
	assert_string_equal(str_text(&all), "0123456789");
	str_free(&all);
	feeder_clear(&feeder);
	feeder_clear(&front.feeder);
	close(fd);
	unlink(path);
}

static void test_front(void **state)
{
	(void)state;
	front(false);
	front(true);
}

static enum child_want rest_once(void *context)
{
	int *turns = context;

	(*turns)++;
	return CHILD_STOP;
}

static enum child_want take_nothing(struct str *got, void *context)
{
	(void)context;
	str_clear(got);
	return CHILD_MORE;
}

static void test_idler(void **state)
{
	int fds[2];
	int turns = 0;
	struct feeder feeder = { .most = UINT64_MAX };
	const struct child_talk talk = { .feeder = &feeder,
					 .cancel_fd = -1,
					 .until = INT64_MAX,
					 .taker = take_nothing,
					 .idler = rest_once,
					 .context = &turns };
	struct child child;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	feeder.from = fds[0];
	assert_int_equal(child_start("/bin/cat", &child, NULL), STATUS_OK);
	assert_int_equal(child_converse(&child, &talk, NULL), STATUS_OK);
	assert_int_equal(turns, 1);
	child_kill(&child);
	feeder_clear(&feeder);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_seen),
		cmocka_unit_test(test_origin),
		cmocka_unit_test(test_origin_of_a_pipe),
		cmocka_unit_test(test_feeder),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_front),
		cmocka_unit_test(test_idler),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
