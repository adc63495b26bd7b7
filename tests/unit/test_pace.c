/* The pace: its arithmetic, its lock, and what a kill leaves. */
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "source/pace.h"
#include "source/tick.h"

static void pace_below_three_is_for_loopback_only(void **state)
{
	(void)state;
	assert_int_equal(pace_milliseconds(3.0, "rss.arxiv.org"), 3000);
	assert_int_equal(pace_milliseconds(0.0, "rss.arxiv.org"), 3000);
	assert_int_equal(pace_milliseconds(2.999, "rss.arxiv.org"), 3000);
	assert_int_equal(pace_milliseconds(-1.0, "rss.arxiv.org"), 3000);
	assert_int_equal(pace_milliseconds((double)NAN, "example.org"), 3000);
	assert_int_equal(pace_milliseconds(0.3, NULL), 3000);
	assert_int_equal(pace_milliseconds(0.3, "127.0.0.1.example.org"), 3000);
	assert_int_equal(pace_milliseconds(7.5, "rss.arxiv.org"), 7500);
	assert_int_equal(pace_milliseconds(0.3, "127.0.0.1"), 300);
	assert_int_equal(pace_milliseconds(0.0, "localhost"), 0);
	assert_int_equal(pace_milliseconds(-4.0, "::1"), 0);
	assert_int_equal(pace_milliseconds((double)INFINITY, "127.0.0.1"),
			 86400000);
}

static void left_is_what_is_not_over(void **state)
{
	struct pace_stamp stamp = { .boot = "one", .at = 10000, .pid = 7 };
	struct pace_stamp none = { .boot = "" };

	(void)state;
	assert_int_equal(pace_left(&none, "one", 5, 3000), 0);
	assert_int_equal(pace_left(&stamp, "one", 10000, 3000), 3000);
	assert_int_equal(pace_left(&stamp, "one", 11000, 3000), 2000);
	assert_int_equal(pace_left(&stamp, "one", 12999, 3000), 1);
	assert_int_equal(pace_left(&stamp, "one", 13000, 3000), 0);
	assert_int_equal(pace_left(&stamp, "one", INT64_MAX, 3000), 0);
}

static void a_strange_stamp_costs_one_pace(void **state)
{
	struct pace_stamp stamp = { .boot = "one", .at = 10000, .pid = 7 };

	(void)state;
	assert_int_equal(pace_left(&stamp, "two", 99999, 3000), 3000);
	assert_int_equal(pace_left(&stamp, "one", 9999, 3000), 3000);
	stamp.at = INT64_MAX;
	assert_int_equal(pace_left(&stamp, "one", 10000, 3000), 3000);
	stamp.at = INT64_MIN;
	assert_int_equal(pace_left(&stamp, "one", 10000, 3000), 3000);
}

static void stamps_are_parsed_or_unknown(void **state)
{
	static const char *const bad[] = {
		"\n",
		"boot",
		"boot 12",
		"boot x 5\n",
		"boot 12 -3\n",
		"boot 12 5",
		" 12 5\n",
		"boot 99999999999999999999999 5\n",
		"boot 12 5 6 7\n",
		"boot 12 5 \n",
		"boot 12 5 x\n",
		"boot 12 5 6",
		"boot 12 5 99999999999999999999999\n",
	};
	struct pace_stamp stamp;

	(void)state;
	pace_stamp_parse("9ed0067e-725d 12345 678\n", &stamp);
	assert_string_equal(stamp.boot, "9ed0067e-725d");
	assert_int_equal(stamp.at, 12345);
	assert_int_equal(stamp.pid, 678);
	assert_int_equal(stamp.not_before, 0);
	pace_stamp_parse("9ed0067e-725d 12345 678 90000\n", &stamp);
	assert_int_equal(stamp.at, 12345);
	assert_int_equal(stamp.pid, 678);
	assert_int_equal(stamp.not_before, 90000);
	pace_stamp_parse("", &stamp);
	assert_string_equal(stamp.boot, "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		pace_stamp_parse(bad[i], &stamp);
		assert_string_equal(stamp.boot, "?");
	}
}

static void a_wish_counts_on_its_boot_for_a_day(void **state)
{
	struct pace_stamp stamp = { .boot = "one", .at = 10000 };
	int64_t day = (int64_t)PACE_HOLD_MAX * 1000;

	(void)state;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), 0);
	stamp.not_before = 70000;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), 60000);
	assert_int_equal(pace_hold_left(&stamp, "one", 69999), 1);
	assert_int_equal(pace_hold_left(&stamp, "one", 70000), 0);
	assert_int_equal(pace_hold_left(&stamp, "one", 90000), 0);
	assert_int_equal(pace_hold_left(&stamp, "two", 10000), 0);
	stamp.not_before = 10000 + day;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), day);
	stamp.not_before++;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), 0);
	stamp.not_before = INT64_MAX;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), 0);
	stamp.not_before = INT64_MIN;
	assert_int_equal(pace_hold_left(&stamp, "one", 10000), 0);
}

static void check_words(int64_t ms, const char *want)
{
	char words[PACE_WORDS_SIZE];

	assert_string_equal(pace_words(ms, words), want);
}

static void times_are_said_in_words(void **state)
{
	(void)state;
	check_words(0, "0 s");
	check_words(1, "1 s");
	check_words(7000, "7 s");
	check_words(119000, "119 s");
	check_words(119001, "2 min");
	check_words(3600000, "60 min");
	check_words(7140000, "119 min");
	check_words(7140001, "2 h 0 min");
	check_words(86400000, "24 h 0 min");
}

/* What the watcher of a wait was told. */
struct told {
	int count;
	char last[256];
};

static void note(const char *why, void *context)
{
	struct told *told = context;

	told->count++;
	(void)snprintf(told->last, sizeof(told->last), "%s", why);
}

/* A folder of its own for each test, one level deeper than what exists. */
struct place {
	char top[64];
	char *folder;
	char *file;
};

static int make_place(void **state)
{
	struct place *place = mem_zalloc(1, sizeof(*place));

	(void)snprintf(place->top, sizeof(place->top), "pace-XXXXXX");
	if (mkdtemp(place->top) == NULL)
		return -1;
	place->folder = file_join(place->top, "state");
	place->file = file_join(place->folder, "pace");
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	(void)unlink(place->file);
	(void)rmdir(place->folder);
	(void)rmdir(place->top);
	free(place->folder);
	free(place->file);
	free(place);
	return 0;
}

static struct pace_rule rule_of(const struct place *place, int64_t ms,
				int cancel_fd, struct told *told)
{
	return (struct pace_rule){
		.folder = place->folder,
		.pace = ms,
		.longest = 1000,
		.cancel_fd = cancel_fd,
		.watch = note,
		.context = told,
	};
}

static void the_second_request_waits(void **state)
{
	struct told told = { 0 };
	struct pace_rule rule = rule_of(*state, 200, -1, &told);
	struct pace pace;
	int64_t left_at;

	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	assert_int_equal(told.count, 0);
	pace_leave(&pace);
	left_at = tick_now();
	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	assert_true(tick_now() - left_at >= 199);
	assert_int_equal(told.count, 1);
	left_at = tick_now();
	assert_int_equal(pace_again(&pace, 100, "x", NULL), STATUS_OK);
	assert_true(tick_now() - left_at >= 199);
	left_at = tick_now();
	assert_int_equal(pace_again(&pace, 300, "for fun", NULL), STATUS_OK);
	assert_true(tick_now() - left_at >= 299);
	assert_non_null(strstr(told.last, "for fun"));
	pace_leave(&pace);
}

/* Puts a stamp there as another boot left it. */
static void plant(const struct place *place, const char *text)
{
	assert_int_equal(file_make_folders(place->folder, NULL), STATUS_OK);
	assert_int_equal(
		file_write_atomic(place->file, text, strlen(text), NULL),
		STATUS_OK);
}

static void a_reboot_costs_one_pace(void **state)
{
	struct told told = { 0 };
	struct pace_rule rule = rule_of(*state, 150, -1, &told);
	struct pace pace;
	int64_t start = tick_now();

	plant(*state, "another-boot 1 99\n");
	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	assert_true(tick_now() - start >= 149);
	pace_leave(&pace);
}

static void read_stamp(const struct place *place, struct pace_stamp *ret)
{
	struct str text;

	assert_int_equal(file_read(place->file, 1000, &text, NULL), STATUS_OK);
	pace_stamp_parse(str_text(&text), ret);
	str_free(&text);
}

static void what_the_server_asked_is_known_to_the_next(void **state)
{
	struct told told = { 0 };
	struct pace_rule rule = rule_of(*state, 0, -1, &told);
	struct pace_stamp stamp;
	struct pace pace;
	int64_t start;

	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	pace_hold(&pace, 0);
	pace_hold(&pace, -5);
	pace_hold(&pace, 1);
	start = tick_now();
	pace_leave(&pace);
	read_stamp(*state, &stamp);
	assert_true(stamp.not_before > stamp.at);
	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	assert_true(tick_now() - start >= 900);
	assert_non_null(strstr(told.last, "asked to be left alone"));
	pace_leave(&pace);
	read_stamp(*state, &stamp);
	assert_int_equal(stamp.not_before, 0);
}

static void what_is_too_long_is_said_at_once(void **state)
{
	struct told told = { 0 };
	struct pace_rule rule = rule_of(*state, 0, -1, &told);
	struct pace_stamp stamp;
	struct pace pace;
	struct error err;

	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	pace_hold(&pace, 3600);
	/* The stamp says so before the wait begins. */
	assert_int_equal(pace_again(&pace, 0, "x", NULL), STATUS_OK);
	read_stamp(*state, &stamp);
	assert_true(stamp.not_before - stamp.at > 3590000);
	pace_leave(&pace);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pace_enter(&rule, &pace, &err),
				 STATUS_THROTTLED);
		assert_non_null(strstr(err.text, "60 min"));
	}
	assert_int_equal(told.count, 0);
}

static void a_wish_is_a_day_at_most(void **state)
{
	struct pace pace = { .fd = -1 };
	int64_t now = tick_now();

	(void)state;
	pace_hold(&pace, 100L * 86400);
	assert_true(pace.not_before - now <= 86400 * 1000 + 1000);
	pace_hold(&pace, 5);
	assert_true(pace.not_before - now >= 86400 * 1000);
}

/* A descriptor that is readable: the user has cancelled. */
static int cancelled_fd(void)
{
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "x", 1), 1);
	(void)close(fds[1]);
	return fds[0];
}

static void a_cancel_ends_the_wait_and_the_lock(void **state)
{
	struct told told = { 0 };
	int fd = cancelled_fd();
	struct pace_rule rule = rule_of(*state, 60000, fd, &told);
	struct pace pace;
	int64_t start = tick_now();

	plant(*state, "another-boot 1 99\n");
	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_CANCELLED);
	assert_true(tick_now() - start < 5000);
	rule.pace = 0;
	assert_int_equal(pace_enter(&rule, &pace, NULL), STATUS_OK);
	pace_leave(&pace);
	(void)close(fd);
}

static void the_holder_is_named_while_it_holds(void **state)
{
	struct told told = { 0 };
	int fd = cancelled_fd();
	struct pace_rule rule = rule_of(*state, 0, -1, &told);
	struct pace first;
	struct pace second;
	char pid[32];

	assert_int_equal(pace_enter(&rule, &first, NULL), STATUS_OK);
	rule.cancel_fd = fd;
	assert_int_equal(pace_enter(&rule, &second, NULL), STATUS_CANCELLED);
	(void)snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	assert_int_equal(told.count, 1);
	assert_non_null(strstr(told.last, pid));
	pace_leave(&first);
	assert_int_equal(pace_enter(&rule, &second, NULL), STATUS_OK);
	pace_leave(&second);
	(void)close(fd);
}

static void a_folder_that_cannot_be_says_so(void **state)
{
	struct told told = { 0 };
	struct pace_rule rule = rule_of(*state, 0, -1, &told);
	struct pace pace;
	struct error err;

	rule.folder = "/dev/null/state";
	assert_int_equal(pace_enter(&rule, &pace, &err), STATUS_SYSTEM);
	assert_non_null(strstr(err.text, "/dev/null"));
}

#define PLACED(test) \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pace_below_three_is_for_loopback_only),
		cmocka_unit_test(left_is_what_is_not_over),
		cmocka_unit_test(a_strange_stamp_costs_one_pace),
		cmocka_unit_test(stamps_are_parsed_or_unknown),
		cmocka_unit_test(a_wish_counts_on_its_boot_for_a_day),
		cmocka_unit_test(a_wish_is_a_day_at_most),
		cmocka_unit_test(times_are_said_in_words),
		PLACED(the_second_request_waits),
		PLACED(a_reboot_costs_one_pace),
		PLACED(what_the_server_asked_is_known_to_the_next),
		PLACED(what_is_too_long_is_said_at_once),
		PLACED(a_cancel_ends_the_wait_and_the_lock),
		PLACED(the_holder_is_named_while_it_holds),
		PLACED(a_folder_that_cannot_be_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
