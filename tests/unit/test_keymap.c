/* src/tui/key.c and src/tui/keymap.c */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "tui/key.h"
#include "tui/keymap.h"

static void test_names_and_back(void **state)
{
	static const char *const names[] = { "j",  "G",    "^D",    "Space",
					     "^Z", "PgDn", "S-Tab", "Esc",
					     "F1", "F12",  "é",     "/",
					     "<",  "^",    "^]",    "^_" };
	char out[KEY_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		uint32_t key;

		assert_true(key_parse(names[i], &key));
		assert_string_equal(key_format(key, out), names[i]);
	}
	for (size_t i = 0; key_special_name(i); i++) {
		uint32_t key;

		assert_true(key_parse(key_special_name(i), &key));
		assert_string_equal(key_format(key, out), key_special_name(i));
	}
}

static void test_no_keys(void **state)
{
	static const char *const names[] = { "",   "jj", "^a",   "F13", "space",
					     " ",  "^I", "^H",   "^M",  "^J",
					     "^[", "^@", "\x7f", "\xff" };
	uint32_t key;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_false(key_parse(names[i], &key));
}

/* A text, and how the keys that it names are written. */
static void check_row(const char *text, const char *back, size_t want)
{
	uint32_t keys[KEYMAP_MAX_KEYS];
	uint32_t again[KEYMAP_MAX_KEYS];
	struct str out = STR_INIT;
	size_t count;
	size_t same;

	if (!keys_parse(text, KEYMAP_MAX_KEYS, keys, &count))
		fail_msg("%s", text);
	assert_int_equal(count, want);
	keys_format(keys, count, &out);
	assert_string_equal(str_text(&out), back);
	assert_true(keys_parse(str_text(&out), KEYMAP_MAX_KEYS, again, &same));
	assert_int_equal(same, count);
	assert_memory_equal(keys, again, count * sizeof(keys[0]));
	str_free(&out);
}

static void test_rows(void **state)
{
	(void)state;
	check_row("yi", "yi", 2);
	check_row("gg", "gg", 2);
	check_row("g<Home>", "g<Home>", 2);
	check_row("g<home>", "g<Home>", 2);
	check_row("^Xs", "^Xs", 2);
	check_row("<^x>", "^X", 1);
	check_row("<C-x>s", "^Xs", 2);
	check_row("<c-X>s", "^Xs", 2);
	check_row("<^X>", "^X", 1);
	check_row("<<>", "<", 1);
	check_row("<>>", ">", 1);
	check_row("a<", "a<<>", 2);
	check_row("<>", "<<>>", 2);
	check_row("<j", "<<>j", 2);
	check_row("a<^>D", "a<^>D", 3);
	check_row("<T>ab", "<T>ab", 3);
	check_row("<f>1", "<f>1", 2);
	check_row("<F1>", "F1", 1);
	check_row("éß", "éß", 2);
	check_row(" j  k ", "jk", 2);
	check_row("Down Space x", "<Down><Space>x", 3);
	check_row("abcdefgh", "abcdefgh", 8);
}

static void test_no_rows(void **state)
{
	static const char *const texts[] = {
		"",      " ",     "tab",       "F01x\x01",           "up",
		"SPACE", "a\xff", "abcdefghi", "Up a b c d e f g h", "x\x7fy",
		"f1",
	};
	uint32_t keys[KEYMAP_MAX_KEYS];
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (keys_parse(texts[i], KEYMAP_MAX_KEYS, keys, &count))
			fail_msg("%s", texts[i]);
}

/* Every default of the table can be parsed, and is written as the table writes
 * it. */
static void test_defaults(void **state)
{
	struct keymap *keymap = keymap_new();

	(void)state;
	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct str keys = STR_INIT;

		keymap_keys(keymap, (enum action)i, &keys);
		assert_string_equal(str_text(&keys), info->keys);
		assert_int_equal(action_find(info->name), i);
		str_free(&keys);
	}
	assert_null(action_info(ACTION_NONE));
	assert_int_equal(action_find("nothing"), ACTION_NONE);
	keymap_free(keymap);
}

static bool begins(const struct binding *a, const struct binding *b)
{
	return a->count <= b->count && a->room == b->room &&
	       memcmp(a->keys, b->keys, a->count * sizeof(a->keys[0])) == 0;
}

/* No default stands twice in a room or begins another one of it. */
static void test_defaults_apart(void **state)
{
	struct keymap *keymap = keymap_new();
	const struct binding *one;
	const struct binding *other;

	(void)state;
	for (size_t i = 0; (one = keymap_binding(keymap, i)) != NULL; i++) {
		assert_false(keymap_changed(keymap, i));
		for (size_t j = 0; (other = keymap_binding(keymap, j)); j++)
			if (i != j && begins(one, other))
				fail_msg("%s and %s",
					 action_info(one->action)->name,
					 action_info(other->action)->name);
	}
	keymap_free(keymap);
}

/* Looks a text of keys up: an action's name, a command, "..." when more keys
 * are needed, with + behind when they could be; "" when there is nothing. */
static void check_look(const struct keymap *keymap, enum room room,
		       const char *text, const char *want)
{
	struct keymap_hit hit = { ACTION_NONE, NULL };
	uint32_t keys[KEYMAP_MAX_KEYS];
	struct str got = STR_INIT;
	enum keymap_result result;
	size_t count;

	assert_true(keys_parse(text, KEYMAP_MAX_KEYS, keys, &count));
	result = keymap_look(keymap, room, keys, count, &hit);
	if (result == KEYMAP_PREFIX)
		str_add(&got, "...");
	else if (hit.command)
		str_addf(&got, ":%s", hit.command);
	else if (result != KEYMAP_NONE)
		str_add(&got, action_info(hit.action)->name);
	if (result == KEYMAP_FOUND_PREFIX)
		str_add_char(&got, '+');
	assert_string_equal(str_text(&got), want);
	str_free(&got);
}

static void bind(struct keymap *keymap, enum room room, const char *keys,
		 enum action action)
{
	struct keymap_hit hit = { action, NULL };

	assert_true(keymap_bind(keymap, room, keys, hit));
}

static void test_look(void **state)
{
	struct keymap *keymap = keymap_new();

	(void)state;
	check_look(keymap, ROOM_ANY, "j", "down");
	check_look(keymap, ROOM_LISTING, "Down", "down");
	check_look(keymap, ROOM_LISTING, "h", "focus-list");
	check_look(keymap, ROOM_CALENDAR, "h", "day-before");
	check_look(keymap, ROOM_CALENDAR, "j", "down");
	check_look(keymap, ROOM_LISTING, "y", "...");
	check_look(keymap, ROOM_LISTING, "yi", "copy-id");
	check_look(keymap, ROOM_LISTING, "yx", "");
	check_look(keymap, ROOM_LISTING, "yii", "");
	check_look(keymap, ROOM_LISTING, "g", "first");
	check_look(keymap, ROOM_LISTING, "F12", "");
	assert_int_equal(keymap_look(keymap, ROOM_ANY, NULL, 0, NULL),
			 KEYMAP_NONE);
	keymap_free(keymap);
}

static void test_bind(void **state)
{
	struct keymap *keymap = keymap_new();
	struct keymap_hit command = { ACTION_NONE, "go today" };
	struct str keys = STR_INIT;

	(void)state;
	bind(keymap, ROOM_ANY, "gn", ACTION_NEXT);
	check_look(keymap, ROOM_PAPER, "g", "first+");
	check_look(keymap, ROOM_PAPER, "gn", "next");
	keymap_keys(keymap, ACTION_NEXT, &keys);
	assert_string_equal(str_text(&keys), "J gn");
	str_free(&keys);
	assert_true(keymap_bind(keymap, ROOM_TOPICS, "gn", command));
	check_look(keymap, ROOM_TOPICS, "gn", ":go today");
	check_look(keymap, ROOM_PAPER, "gn", "next");
	bind(keymap, ROOM_TOPICS, "gn", ACTION_LAST);
	check_look(keymap, ROOM_TOPICS, "gn", "last");
	assert_false(keymap_bind(keymap, ROOM_ANY, "tab", command));
	/* The room's own key does not wait for what holds everywhere. */
	bind(keymap, ROOM_PAPER, "y", ACTION_COPY);
	check_look(keymap, ROOM_PAPER, "y", "copy");
	check_look(keymap, ROOM_LISTING, "y", "...");
	bind(keymap, ROOM_PAPER, "yi", ACTION_COPY_ID);
	check_look(keymap, ROOM_PAPER, "y", "copy+");
	keymap_free(keymap);
}

static void test_unbind(void **state)
{
	struct keymap *keymap = keymap_new();

	(void)state;
	bind(keymap, ROOM_ANY, "gn", ACTION_NEXT);
	assert_true(keymap_unbind(keymap, ROOM_ANY, "gn"));
	check_look(keymap, ROOM_ANY, "g", "first");
	assert_true(keymap_unbind(keymap, ROOM_CALENDAR, "h"));
	check_look(keymap, ROOM_CALENDAR, "h", "");
	check_look(keymap, ROOM_LISTING, "h", "focus-list");
	assert_true(keymap_unbind(keymap, ROOM_LISTING, "yi"));
	check_look(keymap, ROOM_LISTING, "yi", "");
	check_look(keymap, ROOM_LISTING, "y", "...");
	check_look(keymap, ROOM_PAPER, "yi", "copy-id");
	assert_true(keymap_unbind(keymap, ROOM_ANY, "F12"));
	assert_false(keymap_unbind(keymap, ROOM_ANY, ""));
	keymap_free(keymap);
}

/* A default that comes back is where it was; the list says what changed. */
static void test_defaults_come_back(void **state)
{
	struct keymap *keymap = keymap_new();
	struct str keys = STR_INIT;
	size_t changed = 0;

	(void)state;
	assert_true(keymap_unbind(keymap, ROOM_ANY, "j"));
	for (size_t i = 0; keymap_binding(keymap, i); i++)
		changed += keymap_changed(keymap, i);
	assert_int_equal(changed, 1);
	bind(keymap, ROOM_ANY, "j", ACTION_DOWN);
	keymap_keys(keymap, ACTION_DOWN, &keys);
	assert_string_equal(str_text(&keys), "j Down");
	for (size_t i = 0; keymap_binding(keymap, i); i++)
		assert_false(keymap_changed(keymap, i));
	str_free(&keys);
	keymap_free(keymap);
}

static void test_unbind_all(void **state)
{
	struct keymap *keymap = keymap_new();
	struct keymap_hit hit;

	(void)state;
	bind(keymap, ROOM_CALENDAR, "gn", ACTION_NEXT);
	keymap_unbind_all(keymap, ROOM_CALENDAR);
	check_look(keymap, ROOM_CALENDAR, "gn", "");
	check_look(keymap, ROOM_CALENDAR, "h", "");
	check_look(keymap, ROOM_CALENDAR, "j", "down");
	keymap_unbind_all(keymap, ROOM_ANY);
	check_look(keymap, ROOM_ANY, "^C", "interrupt");
	for (uint32_t key = ' '; key < 0x7F; key++)
		assert_int_equal(keymap_look(keymap, ROOM_PAPER, &key, 1, &hit),
				 KEYMAP_NONE);
	keymap_free(keymap);
}

static void test_rooms(void **state)
{
	(void)state;
	for (int i = 0; i < (int)ROOM_COUNT; i++)
		assert_int_equal(room_find(room_info((enum room)i)->name), i);
	assert_int_equal(room_find("kitchen"), ROOM_COUNT);
	assert_null(room_info(ROOM_COUNT));
}

static void test_count(void **state)
{
	int count = 0;

	(void)state;
	assert_false(keymap_count('0', &count));
	assert_true(keymap_count('1', &count));
	assert_true(keymap_count('2', &count));
	assert_true(keymap_count('0', &count));
	assert_int_equal(count, 120);
	assert_false(keymap_count('j', &count));
	for (int i = 0; i < 20; i++)
		assert_true(keymap_count('9', &count));
	assert_int_equal(count, KEYMAP_MAX_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_and_back),
		cmocka_unit_test(test_no_keys),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_no_rows),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_defaults_apart),
		cmocka_unit_test(test_look),
		cmocka_unit_test(test_bind),
		cmocka_unit_test(test_unbind),
		cmocka_unit_test(test_defaults_come_back),
		cmocka_unit_test(test_unbind_all),
		cmocka_unit_test(test_rooms),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
