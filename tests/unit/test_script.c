/* src/tui/script.c */
#include "test.h"

#include <string.h>

#include "base/str.h"
#include "tui/key.h"
#include "tui/script.h"

/* Reads a script; `want` has the names of its keys apart by blanks, or
 * by _ within a word, or what is wrong with it. */
static void check(const char *text, const char *want)
{
	struct script script;
	struct str got = STR_INIT;
	struct error err;
	enum status status =
		script_parse("demo", text, strlen(text), &script, &err);

	for (size_t i = 0; i < script.count; i++) {
		char name[KEY_NAME_SIZE];

		str_addf(&got, "%s%s",
			 i == 0                  ? ""
			 : script.keys[i].joined ? "_"
						 : " ",
			 key_format(script.keys[i].key, name));
	}
	if (status != STATUS_OK) {
		assert_int_equal(status, STATUS_USAGE);
		assert_int_equal(script.count, 0);
		str_add(&got, err.text);
	}
	assert_string_equal(str_text(&got), want);
	str_free(&got);
	script_clear(&script);
}

static void test_keys(void **state)
{
	(void)state;
	check("", "");
	check("\n\n# nothing\n", "");
	check("j", "j");
	check("j k\nEnter ^D # down\n\tyi g<Home> <#>",
	      "j k Enter ^D y_i g_Home #");
	check("5j Space", "5_j Space");
	check("; a;", "; a ;");
}

static void test_text(void **state)
{
	(void)state;
	check("/ \"ab c\" Enter", "/ a_b_Space_c Enter");
	check("\"Enter\" '\"' \"\\\\\"", "E_n_t_e_r \" \\");
	check("\"\" '\xc3\xa9#'", "\xc3\xa9_#");
}

static void test_faults(void **state)
{
	(void)state;
	check("j\nk tab\n", "demo:2:3: expected keys, or text in quotes");
	check("\"\xc3\xa9\" tab", "demo:1:5: expected keys, or text in quotes");
	check("j \"k", "demo:1:3: expected a closing \"");
	check("j\n\n \x01", "demo:3:2: expected no control characters");
	check("tab \"", "demo:1:1: expected keys, or text in quotes");
}

static void test_files(void **state)
{
	struct script script;
	struct error err;

	(void)state;
	assert_int_equal(script_read("/no/such/file", &script, &err),
			 STATUS_SYSTEM);
	assert_null(script.keys);
	assert_int_equal(script_read("/", &script, &err), STATUS_SYSTEM);
	script_clear(&script);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
