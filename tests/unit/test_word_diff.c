/* Word by word: what went, what came, and that huge texts cost little. */
#include "base/word_diff.h"

#include "test.h"

static void check(const char *before, const char *after, const char *want)
{
	struct str out = STR_INIT;

	word_diff(before, after, &out);
	assert_string_equal(str_text(&out), want);
	str_free(&out);
}

static void test_changes(void **state)
{
	(void)state;
	check("", "", "");
	check("a b c", "a b c", "a b c");
	check("a b c", " a  b c ", "a b c");
	check("", "a b", "{+a b+}");
	check("a b", "", "[-a b-]");
	check("a b c", "a x c", "a [-b-] {+x+} c");
	check("a b c", "a b c d", "a b c {+d+}");
	check("b c", "a b c", "{+a+} b c");
	check("a b c d e", "a c x e", "a [-b-] c [-d-] {+x+} e");
	check("a a a", "a a", "a a [-a-]");
	check("one two", "two one", "[-one-] two {+one+}");
}

/* What is said can be read back: without what came it is the old text, without
 * what went the new one. */
static void test_appends(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	str_add(&out, "changed: ");
	word_diff("a", "b", &out);
	assert_string_equal(str_text(&out), "changed: [-a-] {+b+}");
	str_free(&out);
}

static void test_huge_texts(void **state)
{
	struct str before = STR_INIT;
	struct str after = STR_INIT;
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < 40000; i++) {
		str_addf(&before, "%d ", i);
		str_addf(&after, "x%d ", i);
	}
	word_diff(str_text(&before), str_text(&after), &out);
	assert_memory_equal(str_text(&out), "[-0 1 2", 7);
	assert_int_equal(out.len, before.len - 1 + after.len - 1 + 9);
	str_free(&before);
	str_free(&after);
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_appends),
		cmocka_unit_test(test_huge_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
