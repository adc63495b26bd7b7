#include "test.h"

#include <string.h>

#include "base/json.h"

static void check_line(const struct json *json, const char *line)
{
	struct str out = STR_INIT;

	json_write_line(json, &out);
	assert_string_equal(str_text(&out), line);
	str_free(&out);
}

static void test_members_in_order(void **state)
{
	struct json *object = json_object_new();
	struct json *list = json_array_new();
	struct json *inner = json_object_new();

	(void)state;
	json_append_text(list, "cs.IR");
	json_append_text(list, "cs.CL");
	json_set_int(inner, "n", -1);
	json_set_text(object, "z", "text");
	json_set_text(object, "none", NULL);
	json_set_int(object, "big", INT64_MAX);
	json_set_bool(object, "yes", true);
	json_set_bool(object, "no", false);
	json_set_null(object, "null");
	json_set(object, "list", list);
	json_set(object, "inner", inner);
	json_set(object, "empty", json_array_new());
	check_line(object, "{\"z\":\"text\",\"none\":null,"
			   "\"big\":9223372036854775807,\"yes\":true,"
			   "\"no\":false,\"null\":null,"
			   "\"list\":[\"cs.IR\",\"cs.CL\"],\"inner\":{\"n\":-1}"
			   ",\"empty\":[]}\n");
	json_free(object);
	json_free(NULL);
}

static void test_escapes(void **state)
{
	struct json *object = json_object_new();

	(void)state;
	json_set_text(object, "t",
		      "a \"b\" \\frac /x \xC3\xA9 \xF0\x9D\x92\x9C");
	check_line(object, "{\"t\":\"a \\\"b\\\" \\\\frac /x \xC3\xA9 "
			   "\xF0\x9D\x92\x9C\"}\n");
	json_free(object);
}

/* What did not pass the gate is passed through it, not lost. */
static void test_bytes_that_are_not_utf8(void **state)
{
	struct json *object = json_object_new();

	(void)state;
	json_set_text(object, "t", "a\xFFz");
	check_line(object, "{\"t\":\"a\xEF\xBF\xBDz\"}\n");
	json_free(object);
}

static void test_lines_append(void **state)
{
	struct json *object = json_object_new();
	struct str out = STR_INIT;

	(void)state;
	json_write_line(object, &out);
	json_write_line(object, &out);
	assert_string_equal(str_text(&out), "{}\n{}\n");
	str_free(&out);
	json_free(object);
}

static void test_arrays_of_objects(void **state)
{
	struct json *object = json_object_new();
	struct json *array = json_array_new();
	struct json *item = json_object_new();

	(void)state;
	json_set_int(item, "n", 1);
	json_append(array, item);
	json_append(array, json_object_new());
	json_set(object, "items", array);
	check_line(object, "{\"items\":[{\"n\":1},{}]}\n");
	json_free(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_in_order),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_bytes_that_are_not_utf8),
		cmocka_unit_test(test_lines_append),
		cmocka_unit_test(test_arrays_of_objects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
