/* src/tui/key.c and src/tui/keymap.c */
#include "test.h"

#include <string.h>

#include "tui/key.h"
#include "tui/keymap.h"

static void test_names_and_back(void **state)
{
	static const char *const names[] = { "j",  "G",    "^D",    "Space",
					     "^Z", "PgDn", "S-Tab", "Esc",
					     "F1", "F12",  "é",     "/" };
	char out[KEY_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		uint32_t key;

		assert_true(key_parse(names[i], &key));
		assert_string_equal(key_format(key, out), names[i]);
	}
}

static void test_no_keys(void **state)
{
	static const char *const names[] = { "",      "jj", "^a",  "F13",
					     "space", " ",  "\xff" };
	uint32_t key;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_false(key_parse(names[i], &key));
	}
}

/* Every default of the table is a key, no key stands twice, and none is one
 * that terminals cannot tell apart. */
static void test_defaults(void **state)
{
	struct keymap *keymap = keymap_new();

	(void)state;
	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct str keys = STR_INIT;

		keymap_keys(keymap, (enum action)i, &keys);
		assert_string_equal(str_text(&keys), info->keys);
		str_free(&keys);
	}
	assert_null(action_info(ACTION_NONE));
	keymap_free(keymap);
}

/* The key of one name in a list of names is bound to this action alone. */
static void assert_bound(const struct keymap *keymap, const char *names,
			 size_t len, enum action action)
{
	char name[KEY_NAME_SIZE];
	uint32_t key;

	assert_true(len < sizeof(name));
	memcpy(name, names, len);
	name[len] = '\0';
	assert_true(key_parse(name, &key));
	assert_int_equal(keymap_find(keymap, key), action);
}

static void test_find(void **state)
{
	struct keymap *keymap = keymap_new();

	(void)state;
	for (int i = 0; i < (int)ACTION_COUNT; i++) {
		const char *names = action_info((enum action)i)->keys;

		while (*names != '\0') {
			size_t len = strcspn(names, " ");

			assert_bound(keymap, names, len, (enum action)i);
			names += len + (names[len] != '\0' ? 1 : 0);
		}
	}
	assert_int_equal(keymap_find(keymap, 'X'), ACTION_NONE);
	keymap_free(keymap);
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
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
