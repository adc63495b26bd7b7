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

/* Up and Down keep to what was typed, ^P and ^N do not. */
static void test_history(void **state)
{
	struct history *history = history_open("/dev/null/none", 10);
	struct prompt prompt = { 0 };

	(void)state;
	history_add(history, HISTORY_COMMAND, "set a");
	history_add(history, HISTORY_COMMAND, "go");
	history_add(history, HISTORY_COMMAND, "set b");
	history_add(history, HISTORY_SEARCH, "set c");
	prompt_begin(&prompt, ":", "");
	assert_int_equal(prompt_key(&prompt, SPECIAL_UP), PROMPT_GOING);
	prompt_set_history(&prompt, history, HISTORY_COMMAND);
	type(&prompt, "se");
	assert_int_equal(prompt_key(&prompt, SPECIAL_DOWN), PROMPT_GOING);
	assert_int_equal(prompt_key(&prompt, SPECIAL_UP), PROMPT_CHANGED);
	assert_string_equal(str_text(&prompt.text), "set b");
	assert_int_equal(prompt.at, 5);
	prompt_key(&prompt, SPECIAL_UP);
	assert_string_equal(str_text(&prompt.text), "set a");
	assert_int_equal(prompt_key(&prompt, SPECIAL_UP), PROMPT_GOING);
	assert_string_equal(str_text(&prompt.text), "set a");
	prompt_key(&prompt, SPECIAL_DOWN);
	prompt_key(&prompt, SPECIAL_DOWN);
	assert_string_equal(str_text(&prompt.text), "se");
	assert_int_equal(prompt_key(&prompt, SPECIAL_DOWN), PROMPT_GOING);
	prompt_key(&prompt, KEY_CONTROL('P'));
	prompt_key(&prompt, KEY_CONTROL('P'));
	assert_string_equal(str_text(&prompt.text), "go");
	type(&prompt, "x");
	assert_int_equal(prompt_key(&prompt, SPECIAL_UP), PROMPT_GOING);
	assert_int_equal(prompt_key(&prompt, KEY_CONTROL('N')), PROMPT_GOING);
	assert_string_equal(str_text(&prompt.text), "gox");
	prompt_clear(&prompt);
	history_free(history);
}

/* Offers words for the one before the cursor. */
static void complete(const void *data, const char *line, size_t at,
		     struct completion *ret)
{
	char typed[64];
	size_t from = at;

	while (from > 0 && line[from - 1] != ' ')
		from--;
	memcpy(typed, line + from, at - from);
	typed[at - from] = '\0';
	completion_begin(ret, from, typed);
	completion_offer_words(ret, data);
	completion_offer(ret, "my file");
}

static void check_tab(struct prompt *prompt, uint32_t key, const char *text,
		      const char *choices)
{
	struct str shown = STR_INIT;

	assert_int_equal(prompt_key(prompt, key), PROMPT_CHANGED);
	assert_string_equal(str_text(&prompt->text), text);
	prompt_choices(prompt, 80, &shown);
	assert_string_equal(str_text(&shown), choices);
	str_free(&shown);
}

static void test_completion(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, ":", "x u behind");
	assert_int_equal(prompt_key(&prompt, SPECIAL_TAB), PROMPT_GOING);
	prompt_set_completer(&prompt, complete, "unread undo unbind star dir/");
	prompt.at = 3;
	check_tab(&prompt, SPECIAL_TAB, "x un behind",
		  " unread   undo   unbind ");
	assert_int_equal(prompt.at, 4);
	check_tab(&prompt, SPECIAL_TAB, "x unread behind",
		  "[unread]  undo   unbind ");
	assert_int_equal(prompt.at, 8);
	prompt_clear(&prompt);
}

static void test_completion_cycles(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, ":", "");
	prompt_set_completer(&prompt, complete, "unread undo unbind star dir/");
	type(&prompt, "u");
	check_tab(&prompt, SPECIAL_TAB, "un", " unread   undo   unbind ");
	check_tab(&prompt, SPECIAL_BACKTAB, "unbind",
		  " unread   undo  [unbind]");
	check_tab(&prompt, SPECIAL_TAB, "u", " unread   undo   unbind ");
	check_tab(&prompt, SPECIAL_TAB, "unread", "[unread]  undo   unbind ");
	check_tab(&prompt, SPECIAL_TAB, "undo", " unread  [undo]  unbind ");
	type(&prompt, " s");
	check_tab(&prompt, SPECIAL_TAB, "undo star ", "");
	type(&prompt, "d");
	check_tab(&prompt, SPECIAL_TAB, "undo star dir/", "");
	type(&prompt, " m");
	check_tab(&prompt, SPECIAL_TAB, "undo star dir/ \"my file\" ", "");
	type(&prompt, "zz");
	assert_int_equal(prompt_key(&prompt, SPECIAL_TAB), PROMPT_GOING);
	prompt_clear(&prompt);
}

/* The chosen one is in view however small the screen is. */
static void test_choices_in_view(void **state)
{
	struct prompt prompt = { 0 };
	struct str shown = STR_INIT;

	(void)state;
	prompt_begin(&prompt, ":", "");
	prompt_set_completer(&prompt, complete, "unread undo unbind");
	type(&prompt, "un");
	prompt_key(&prompt, SPECIAL_TAB);
	prompt_choices(&prompt, 16, &shown);
	assert_string_equal(str_text(&shown), " unread   undo ");
	str_clear(&shown);
	prompt_key(&prompt, SPECIAL_BACKTAB);
	prompt_choices(&prompt, 16, &shown);
	assert_string_equal(str_text(&shown), "[unbind]");
	str_free(&shown);
	prompt_clear(&prompt);
}

static void test_paste(void **state)
{
	struct prompt prompt = { 0 };

	(void)state;
	prompt_begin(&prompt, "/", "ab");
	prompt_key(&prompt, SPECIAL_LEFT);
	assert_int_equal(prompt_paste(&prompt, "one\ntwo\r\n\tthree\x1b"),
			 PROMPT_CHANGED);
	assert_int_equal(prompt_key(&prompt, SPECIAL_END), PROMPT_GOING);
	assert_string_equal(str_text(&prompt.text), "aone two threeb");
	assert_int_equal(prompt_paste(&prompt, "\n"), PROMPT_GOING);
	prompt_clear(&prompt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_giving_up),
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_completion),
		cmocka_unit_test(test_completion_cycles),
		cmocka_unit_test(test_choices_in_view),
		cmocka_unit_test(test_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
