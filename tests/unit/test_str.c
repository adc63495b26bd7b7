#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void test_empty(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	assert_string_equal(str_text(&s), "");
	str_add(&s, "");
	str_add_n(&s, "x", 0);
	assert_string_equal(str_text(&s), "");
	text = str_take(&s);
	assert_string_equal(text, "");
	free(text);
	str_free(&s);
}

static void test_add(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	str_add(&s, "one");
	str_add_char(&s, ' ');
	str_add_n(&s, "two, three", 3);
	str_add_code(&s, 0x2014);
	str_addf(&s, "%d%s", 4, "!");
	assert_string_equal(str_text(&s), "one two\xE2\x80\x94"
					  "4!");
	assert_int_equal(s.len, 12);
	str_cut(&s, 100);
	assert_int_equal(s.len, 12);
	str_cut(&s, 3);
	assert_string_equal(str_text(&s), "one");
	text = str_take(&s);
	assert_string_equal(text, "one");
	assert_int_equal(s.len, 0);
	free(text);
}

/* Formatted text of any length, about the size of the inner buffer too. */
static void test_format_lengths(void **state)
{
	struct str s = STR_INIT;
	int len;

	(void)state;
	for (len = 0; len < 600; len++) {
		str_clear(&s);
		str_addf(&s, "%0*d", len > 0 ? len : 1, 7);
		assert_int_equal(s.len, len > 0 ? len : 1);
		assert_int_equal(strlen(str_text(&s)), s.len);
		assert_int_equal(str_text(&s)[s.len - 1], '7');
	}
	str_free(&s);
}

static void test_bytes_with_nul(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add_n(&s, "a\0b", 3);
	assert_int_equal(s.len, 3);
	assert_memory_equal(s.data, "a\0b", 4);
	str_free(&s);
}

static void test_cap(void **state)
{
	struct str s = STR_CAPPED(5);

	(void)state;
	str_add(&s, "abcde");
	assert_false(s.cut);
	str_add(&s, "");
	assert_false(s.cut);
	str_add(&s, "f");
	assert_true(s.cut);
	assert_string_equal(str_text(&s), "abcde");
	str_clear(&s);
	assert_false(s.cut);
	str_addf(&s, "%s", "1234567");
	assert_string_equal(str_text(&s), "12345");
	assert_true(s.cut);
	str_free(&s);
	assert_int_equal(s.cap, 5);
	assert_false(s.cut);
}

/* No hole: what comes after a refusal is refused as well. */
static void test_cap_leaves_no_hole(void **state)
{
	struct str s = STR_CAPPED(5);

	(void)state;
	str_add(&s, "abc");
	str_add_code(&s, 0x20AC);
	str_add(&s, "d");
	assert_string_equal(str_text(&s), "abc");
	assert_true(s.cut);
	str_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_format_lengths),
		cmocka_unit_test(test_bytes_with_nul),
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_cap_leaves_no_hole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
