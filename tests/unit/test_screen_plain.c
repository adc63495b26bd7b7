/* src/tui/screen_plain.c */
#include "test.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/screen_plain.h"

static void expect(const char *text, const char *plain)
{
	size_t len = strlen(text);

	for (; len > 0; plain++) {
		uint32_t code;
		size_t taken = utf8_decode(text, len, &code);

		if (plain_char(code) != *plain)
			fail_msg("U+%04X: '%c', not '%c'", (unsigned)code,
				 plain_char(code), *plain);
		text += taken;
		len -= taken;
	}
	assert_int_equal(*plain, '\0');
}

static void test_letters(void **state)
{
	(void)state;
	expect("éÉüñçőşžÅ", "eEuncoszA");
	expect("ßæÆøØłŁđıœ", "saAoOlLdio");
	expect("αβγδεζηθικλμνξοπρςστυφχψω", "abgdezhqiklmncoprsstufxyw");
	expect("ΑΓΩΣ", "AGWS");
	expect("άΐ", "ai");
	/* Mathematical italic x and alpha, double-struck R, full-width A. */
	expect("𝑥𝛼ℝＡ", "xaRA");
	expect("²₃ª", "23a");
}

static void test_signs(void **state)
{
	(void)state;
	expect("“”‘’–—…★●✓→←·•", "\"\"''-->*ox><-*");
}

static void test_none(void **state)
{
	(void)state;
	expect("漢字א😀\xef\xbf\xbd½ﬁ", "???????");
}

/* Whatever comes, one character of ASCII that is not a control. */
static void test_all(void **state)
{
	(void)state;
	for (uint32_t code = 0x80; code < 0x30000; code++)
		assert_in_range(plain_char(code), ' ', '~');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
