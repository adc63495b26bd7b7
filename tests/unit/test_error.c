#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

static void test_table(void **state)
{
	int status;

	(void)state;
	for (status = 0; status < (int)STATUS_MAX; status++)
		assert_in_range(status_exit_code((enum status)status), 0, 4);
	assert_int_equal(STATUS_OK, 0);
	assert_int_equal(status_exit_code(STATUS_OK), 0);
	assert_int_equal(status_exit_code(STATUS_USAGE), 2);
	assert_int_equal(status_exit_code(STATUS_PARTIAL), 3);
	assert_int_equal(status_exit_code(STATUS_NOTFOUND), 4);
	assert_int_equal(status_exit_code(STATUS_NETWORK), 1);
}

static void test_set(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(error_set(&err, STATUS_DB, 5, "cannot open %s", "x"),
			 STATUS_DB);
	assert_int_equal(err.status, STATUS_DB);
	assert_int_equal(err.native, 5);
	assert_string_equal(err.text, "cannot open x");
	assert_int_equal(error_set(NULL, STATUS_DB, 5, "unheard"), STATUS_DB);
	error_clear(&err);
	assert_int_equal(err.status, STATUS_OK);
	assert_string_equal(err.text, "");
}

static void test_prefix(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, STATUS_HTTP, 503, "the server refused");
	error_prefix(&err, "harvest %s", "cs.LG");
	assert_string_equal(err.text, "harvest cs.LG: the server refused");
	assert_int_equal(err.status, STATUS_HTTP);
	assert_int_equal(err.native, 503);
	error_set(&err, STATUS_HTTP, 503, "again: %s", err.text);
	assert_string_equal(err.text,
			    "again: harvest cs.LG: the server refused");
	error_prefix(NULL, "unheard");
}

static void test_text_is_clean(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, STATUS_HTTP, 0, "%s",
		  "bad\x1b]52;c;x\x07 \xC2\x9Bgate\nway \xE2\x80\xAEon\xFF");
	assert_string_equal(err.text, "bad]52;c;x gate way on\xEF\xBF\xBD");
}

/* Whatever length it is cut at, the text is whole and clean. */
static void test_long_text(void **state)
{
	struct error err;
	struct str words = STR_INIT;
	char *again;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		size_t j;

		str_clear(&words);
		for (j = 0; j < i; j++)
			str_add_char(&words, 'x');
		for (j = 0; j < 400; j++)
			str_add(&words, "\xF0\x9D\x92\x9C ");
		error_set(&err, STATUS_PARSE, 0, "%s", str_text(&words));
		assert_in_range(strlen(err.text), ERROR_TEXT_SIZE - 8,
				ERROR_TEXT_SIZE - 1);
		assert_true(utf8_valid(err.text, strlen(err.text)));
		again = text_clean_dup(err.text);
		assert_string_equal(again, err.text);
		free(again);
	}
	str_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_text_is_clean),
		cmocka_unit_test(test_long_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
