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

/* Reads a text; the caller frees *ret. */
static enum json_shape read_text(const char *text, struct json **ret)
{
	char copy[512];
	uint64_t repaired = 0;

	*ret = NULL;
	assert_true(strlen(text) < sizeof(copy));
	memcpy(copy, text, strlen(text) + 1);
	return json_read(copy, strlen(text), ret, &repaired);
}

static void test_reads_members(void **state)
{
	struct json *object;

	(void)state;
	assert_int_equal(
		read_text(" {\"t\":\"x\\u00e9\\\"{\",\"n\":1,\"z\":null,"
			  "\"a\":[{\"k\":\"v\"},[],{\"k\":2}],"
			  "\"big\":99999999999999999999999} ",
			  &object),
		JSON_SHAPE_OBJECT);
	assert_string_equal(json_text(object, "t"), "x\xC3\xA9\"{");
	assert_null(json_text(object, "n"));
	assert_null(json_text(object, "z"));
	assert_null(json_text(object, "none"));
	assert_int_equal(json_count(object, "a"), 3);
	assert_int_equal(json_count(object, "t"), 0);
	assert_int_equal(json_count(object, "none"), 0);
	assert_string_equal(json_item_text(object, "a", 0, "k"), "v");
	assert_null(json_item_text(object, "a", 1, "k"));
	assert_null(json_item_text(object, "a", 2, "k"));
	assert_null(json_item_text(object, "a", 3, "k"));
	assert_null(json_item_text(object, "t", 0, "k"));
	json_free(object);
}

static void test_shapes(void **state)
{
	static const struct {
		const char *text;
		enum json_shape shape;
	} SHAPES[] = {
		{"{}",					JSON_SHAPE_OBJECT},
		{ "",					 JSON_SHAPE_OTHER },
		{ "[]",				       JSON_SHAPE_OTHER },
		{ "{} {}",				    JSON_SHAPE_OTHER },
		{ "{",					JSON_SHAPE_CUT   },
		{ "{\"a",				     JSON_SHAPE_CUT   },
		{ "{\"a\\",				   JSON_SHAPE_CUT   },
		{ "{\"a\\\"",				 JSON_SHAPE_CUT   },
		{ "{\"a\":[",				 JSON_SHAPE_CUT   },
		{ "{\"a\":\"\t\"}",                           JSON_SHAPE_OTHER },
		{ "{\"a\":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}",   JSON_SHAPE_OBJECT},
		{ "{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
                 JSON_SHAPE_OTHER					      },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(SHAPES) / sizeof(SHAPES[0]); i++) {
		struct json *object;

		assert_int_equal(read_text(SHAPES[i].text, &object),
				 SHAPES[i].shape);
		json_free(object);
	}
}

static void test_mends_escapes(void **state)
{
	char text[] = "{\"t\":\"\\u0000 \\uD83D\\uDE00 \\ud83d \\udE00 "
		      "\\ud83d\\u0041 \\\\ud83d\"}";
	uint64_t repaired = 0;
	struct json *object = NULL;
	(void)state;

	assert_int_equal(json_read(text, strlen(text), &object, &repaired),
			 JSON_SHAPE_OBJECT);
	assert_string_equal(json_text(object, "t"),
			    "\xEF\xBF\xBD \xF0\x9F\x98\x80 \xEF\xBF\xBD "
			    "\xEF\xBF\xBD \xEF\xBF\xBD"
			    "A \\ud83d");
	assert_int_equal(repaired, 4);
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
		cmocka_unit_test(test_reads_members),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_mends_escapes),
		cmocka_unit_test(test_arrays_of_objects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
