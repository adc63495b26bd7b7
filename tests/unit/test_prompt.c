/* src/tui/prompt.c */
#include "test.h"

#include <string.h>

#include "tui/key.h"
#include "tui/prompt.h"

static void type(struct prompt *prompt, const char *text)
{
	for (; *text != '\0'; text++)
		assert_int_equal(prompt_key(prompt, (unsigned char)*text),
				 PROMPT_CHANGED);
}

static void test_typing(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "/", "ab");
	type(&prompt, "cd");
	assert_string_equal(str_text(&prompt.text), "abcd");
	prompt_key(&prompt, SPECIAL_LEFT);
	prompt_key(&prompt, SPECIAL_LEFT);
	prompt_key(&prompt, 0xe9);
	assert_string_equal(str_text(&prompt.text), "abécd");
	prompt_key(&prompt, SPECIAL_BACKSPACE);
	prompt_key(&prompt, SPECIAL_DELETE);
	assert_string_equal(str_text(&prompt.text), "abd");
	prompt_key(&prompt, SPECIAL_HOME);
	type(&prompt, "x");
	prompt_key(&prompt, SPECIAL_END);
	type(&prompt, "y");
	assert_string_equal(str_text(&prompt.text), "xabdy");
	assert_int_equal(prompt_key(&prompt, SPECIAL_ENTER), PROMPT_ACCEPTED);
	prompt_clear(&prompt);
}

/* A letter and its accent go together. */
static void test_clusters(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "/", "ae\xcc\x81");
	prompt_key(&prompt, SPECIAL_BACKSPACE);
	assert_string_equal(str_text(&prompt.text), "a");
	prompt_clear(&prompt);
}

static void test_words(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "w ", "/some/folder name");
	prompt_key(&prompt, KEY_CONTROL('W'));
	assert_string_equal(str_text(&prompt.text), "/some/folder ");
	prompt_key(&prompt, KEY_CONTROL('W'));
	assert_string_equal(str_text(&prompt.text), "/some/");
	prompt_key(&prompt, KEY_CONTROL('W'));
	assert_string_equal(str_text(&prompt.text), "/some");
	prompt_key(&prompt, KEY_CONTROL('A'));
	prompt_key(&prompt, SPECIAL_RIGHT);
	prompt_key(&prompt, KEY_CONTROL('K'));
	assert_string_equal(str_text(&prompt.text), "/");
	prompt_key(&prompt, KEY_CONTROL('U'));
	assert_string_equal(str_text(&prompt.text), "");
	prompt_clear(&prompt);
}

static void test_giving_up(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "/", "");
	assert_int_equal(prompt_key(&prompt, SPECIAL_BACKSPACE),
			 PROMPT_CANCELLED);
	assert_int_equal(prompt_key(&prompt, SPECIAL_ESCAPE), PROMPT_CANCELLED);
	assert_int_equal(prompt_key(&prompt, KEY_CONTROL('C')),
			 PROMPT_CANCELLED);
	assert_int_equal(prompt_key(&prompt, SPECIAL_UP), PROMPT_GOING);
	assert_int_equal(prompt_key(&prompt, KEY_CONTROL('X')), PROMPT_GOING);
	prompt_clear(&prompt);
}

/* It is full at some length and keeps whole characters. */
static void test_cap(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "/", "");
	for (int i = 0; i < PROMPT_MAX + 10; i++)
		prompt_key(&prompt, 0x20ac);
	assert_int_equal(prompt.text.len, PROMPT_MAX / 3 * 3);
	assert_int_equal(prompt.at, prompt.text.len);
	prompt_clear(&prompt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing), cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_words),  cmocka_unit_test(test_giving_up),
		cmocka_unit_test(test_cap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
