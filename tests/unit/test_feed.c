/* src/tui/feed.c */
#include "test.h"

#include <string.h>

#include "tui/feed.h"
#include "tui/key.h"

static void say_unknown(const struct feed_result *result, struct str *out)
{
	str_addf(out, "?");
	keys_format(result->keys, result->unknown, out);
}

static void say(const struct feed_result *result, struct str *out)
{
	if (result->kind != FEED_NOTHING && out->len > 0)
		str_add_char(out, ' ');
	if (result->count > 0)
		str_addf(out, "%d", result->count);
	switch (result->kind) {
	case FEED_NOTHING:
		break;
	case FEED_ACTION:
		str_add(out, action_info(result->action)->name);
		break;
	case FEED_COMMAND:
		str_addf(out, ":%s", result->command);
		break;
	case FEED_MACRO:
		str_addf(out, ",%c", (int)result->key);
		break;
	case FEED_CANCELLED:
		str_add(out, "cancelled");
		break;
	case FEED_UNKNOWN:
		say_unknown(result, out);
		break;
	}
}

/* Types keys ("_" stands for the end of the waiting), and says what came of
 * them. */
static void check(const struct keymap *keymap, const char *text,
		  const char *want)
{
	struct feed feed = { 0 };
	struct feed_result result;
	struct str got = STR_INIT;
	uint32_t keys[64];
	size_t count;

	assert_true(keys_parse(text, 64, keys, &count));
	for (size_t i = 0; i < count; i++) {
		do {
			if (keys[i] == '_')
				feed_timeout(&feed, keymap, ROOM_LISTING,
					     &result);
			else
				feed_key(&feed, keymap, ROOM_LISTING, keys[i],
					 &result);
			say(&result, &got);
		} while (result.again);
	}
	feed_text(&feed, &got);
	assert_string_equal(str_text(&got), want);
	str_free(&got);
}

static void test_one_key(void **state)
{
	struct keymap *keymap = *state;

	check(keymap, "j", "down");
	check(keymap, "gg", "first first");
	check(keymap, "5j", "5down");
	check(keymap, "120G", "120last");
	check(keymap, "10j3k", "10down 3up");
	check(keymap, "0", "?0");
	check(keymap, "05j", "?0 5down");
	check(keymap, "F12", "?F12");
	check(keymap, "Esc", "cancel");
	check(keymap, "^C", "interrupt");
}

static void test_rows(void **state)
{
	struct keymap *keymap = *state;

	check(keymap, "yi", "copy-id");
	check(keymap, "3yy", "3copy");
	check(keymap, "12y", "12y");
	check(keymap, "yq", "?yq");
	check(keymap, "y5", "?y5");
	check(keymap, "yqj", "?yq down");
	check(keymap, "y_", "y");
}

static void test_cancel(void **state)
{
	struct keymap *keymap = *state;

	check(keymap, "12<Esc>j", "cancelled down");
	check(keymap, "y<Esc>i", "cancelled info");
	check(keymap, "y<^C>j", "cancelled down");
	check(keymap, ",<Esc>a", "cancelled ?a");
}

static void test_macro(void **state)
{
	struct keymap *keymap = *state;

	check(keymap, ",q", ",q");
	check(keymap, "3,a", "3,a");
	check(keymap, "3,", "3,");
	check(keymap, ",5j", ",5 down");
}

static void bind(struct keymap *keymap, const char *keys, struct keymap_hit hit)
{
	assert_true(keymap_bind(keymap, ROOM_LISTING, keys, hit));
}

static void test_waiting(void **state)
{
	struct keymap *keymap = keymap_new();
	struct feed feed = { 0 };
	struct feed_result result;

	(void)state;
	bind(keymap, "gn", (struct keymap_hit){ ACTION_NONE, "go -1" });
	bind(keymap, ",x", (struct keymap_hit){ ACTION_NEXT, NULL });
	bind(keymap, "7", (struct keymap_hit){ ACTION_STAR, NULL });
	check(keymap, "gn", ":go -1");
	check(keymap, "2g_", "2first");
	check(keymap, "2g", "2g");
	check(keymap, "2gj", "2first down");
	check(keymap, "2gg_", "2first first");
	check(keymap, ",x", "next");
	check(keymap, ",j", ",j");
	check(keymap, ",_j", ",j");
	check(keymap, "57", "5star");
	check(keymap, "75j", "star 5down");
	feed_key(&feed, keymap, ROOM_LISTING, 'g', &result);
	assert_true(feed_waiting(&feed, keymap, ROOM_LISTING));
	feed_timeout(&feed, keymap, ROOM_LISTING, &result);
	assert_int_equal(result.action, ACTION_FIRST);
	assert_false(feed_waiting(&feed, keymap, ROOM_LISTING));
	feed_key(&feed, keymap, ROOM_LISTING, 'y', &result);
	assert_false(feed_waiting(&feed, keymap, ROOM_LISTING));
	feed_timeout(&feed, keymap, ROOM_LISTING, &result);
	assert_int_equal(result.kind, FEED_NOTHING);
	keymap_free(keymap);
}

static void test_keys_that_mean_nothing(void **state)
{
	struct keymap *keymap = *state;
	struct feed feed = { 0 };
	struct feed_result result;

	feed_key(&feed, keymap, ROOM_LISTING, '4', &result);
	feed_key(&feed, keymap, ROOM_LISTING, SPECIAL_NONE, &result);
	assert_int_equal(result.kind, FEED_NOTHING);
	assert_int_equal(feed.count, 4);
}

static int setup(void **state)
{
	*state = keymap_new();
	return 0;
}

static int teardown(void **state)
{
	keymap_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_key),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_cancel),
		cmocka_unit_test(test_macro),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_keys_that_mean_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
