/* Snapshots: JSON lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "feed_dump.h"
#include "test.h"

#define ONE  "{\"id\":\"0704.0001\",\"title\":\"One\"}\n"
#define HEAD "head snapshot\nentry 0704.0001 - -\n title: One\n upto: 33\n"

static void test_fields(void **state)
{
	(void)state;
	feed_expect(
		"\n{\"id\":\"math/0309136\",\"submitter\":\"X\",\"authors\":"
		"\"C. Bal\\\\'azs and D. Eff (U, V)\",\"title\":\"A\\n  b\","
		"\"comments\":\"9 pages\",\"journal-ref\":\"J 1\",\"doi\":"
		"\"10.1/a\",\"report-no\":\"R\",\"categories\":\"math.AG "
		"hep-th\",\"license\":\"L\",\"abstract\":\"  S\\u00e9v\\n\","
		"\"versions\":[{\"version\":\"v2\",\"created\":\"Tue, 24 Jul "
		"2007 20:10:27 GMT\"},{\"version\":\"v1\",\"created\":\"Mon, "
		"2 Apr 2007 19:18:42 GMT\"}],\"update_date\":\"2008-11-26\","
		"\"authors_parsed\":[[\"Bal\\u00e1zs\",\"C.\",\"\"]]}",
		"head snapshot\nentry math/0309136v2 - -\n title: A b\n"
		" abstract: S\xC3\xA9v\n authors: C. Bal\\'azs; D. Eff (U, V)\n"
		" categories: math.AG hep-th\n comments: 9 pages\n"
		" journal: J 1\n doi: 10.1/a\n license: L\n"
		" submitted: 2007-04-02T19:18:42Z\n"
		" updated: 2007-07-24T20:10:27Z\n"
		" versions: 1@1175541522,2@1185307827\n upto: 440\n"
		"end - items 1 repaired 0\n");
}

/* What is missing, null or of another type is unknown. */
static void test_odd_types(void **state)
{
	(void)state;
	feed_expect("{\"id\":\"0704.0001\",\"title\":null,\"authors\":[\"A\"],"
		    "\"categories\":7,\"versions\":[null,{\"version\":3},"
		    "{\"version\":\"v4\"},[],{\"version\":\"v0\"}],"
		    "\"doi\":{},\"n\":1.5}\n"
		    "{\"id\":\"0704.0002\",\"n\":1e999}\n",
		    "head snapshot\nentry 0704.0001v4 - -\n versions: 4@?\n"
		    " upto: 149\n"
		    "skip bad_json line 2: the line is no JSON object\n"
		    " upto: 178\nend - items 2 repaired 0\n");
}

static void test_bad_lines(void **state)
{
	(void)state;
	feed_expect(ONE "\n"
			"no JSON\n"
			"[1]\n"
			"{\"id\":\"x\"}\n"
			"{\"title\":\"T\"}\r\n"
			"{\"id\":\n"
			"{\"id\":\"0704.0002\"}",
		    HEAD "skip bad_json line 3: the line is no JSON object\n"
			 " upto: 42\n"
			 "skip bad_json line 4: the line is no JSON object\n"
			 " upto: 46\n"
			 "skip bad_id line 5: no arXiv identifier: \"x\"\n"
			 " upto: 57\n"
			 "skip bad_id line 6: no arXiv identifier: \"\"\n"
			 " upto: 72\n"
			 "skip bad_json line 7: the line is no JSON object\n"
			 " upto: 79\n"
			 "entry 0704.0002 - -\n upto: 97\n"
			 "end - items 7 repaired 0\n");
}

/* A line cut in the middle is named, whatever the middle is. */
static void test_truncated(void **state)
{
	static const char LINE[] = "{\"id\":\"0704.0002\",\"t\":["
				   "\"\\ud83d\\ude00\",{\"n\":null}]}";
	(void)state;

	for (size_t len = 1; len < sizeof(LINE) - 1; len++) {
		struct str document = STR_INIT;
		char *found;

		str_add(&document, ONE);
		str_add_n(&document, LINE, len);
		found = feed_dump_chunks(str_text(&document), document.len);
		assert_int_equal(strncmp(found, HEAD, strlen(HEAD)), 0);
		assert_non_null(strstr(found, "skip truncated line 2: "));
		assert_non_null(strstr(found, "end - items 2 "));
		free(found);
		str_free(&document);
	}
}

/* The first object decides. */
static void test_no_snapshot(void **state)
{
	static const char *const OTHERS[] = {
		"{\"error\":\"Rate exceeded\"}\n",
		"{\"error\":\"x\"}\n" ONE,
		"{\"id\":17}",
		"{\n \"id\": \"0704.0001\"\n}\n",
		"{}",
		"{bad\n",
		"[" ONE "]",
	};
	static const char CUT[] = "{\"id\":\"0704.0001\",\"ti";
	(void)state;

	for (size_t i = 0; i < sizeof(OTHERS) / sizeof(OTHERS[0]); i++)
		feed_expect_failure(OTHERS[i], strlen(OTHERS[i]), "not_a_feed");
	feed_expect_failure(CUT, sizeof(CUT) - 1, "truncated");
	feed_expect_failure("\xFF\xFE{\0}\0", 6, "encoding");
}

/* Escapes and bytes that are no character become U+FFFD. */
static void test_repairs(void **state)
{
	(void)state;
	feed_expect("\xEF\xBB\xBF{\"id\":\"0704.0001\",\"title\":\"a\\u0000b"
		    "\\ud800c\\uDC00d\\ud83d\\ude00e\\\\ud800\xC3(\x01\"}\n",
		    "head snapshot\nentry 0704.0001 - -\n title: "
		    "a\xEF\xBF\xBD"
		    "b\xEF\xBF\xBD"
		    "c\xEF\xBF\xBD"
		    "d\xF0\x9F\x98\x80"
		    "e\\ud800\xEF\xBF\xBD(\xEF\xBF\xBD\n upto: 78\n"
		    "end - items 1 repaired 5\n");
}

static void test_depth(void **state)
{
	struct str document = STR_INIT;
	char *found;
	(void)state;

	str_add(&document, ONE "{\"id\":\"0704.0002\",\"a\":");
	for (int i = 0; i < 100000; i++)
		str_add_char(&document, '[');
	for (int i = 0; i < 100000; i++)
		str_add_char(&document, ']');
	str_add(&document, "}\n");
	found = feed_dump(str_text(&document), document.len, 4096);
	assert_non_null(strstr(found, "skip bad_json line 2: "));
	free(found);
	str_free(&document);
}

/* Appends a line of a paper whose title has `size` bytes. */
static void add_long_line(struct str *document, size_t size)
{
	str_add(document, "{\"id\":\"0704.0002\",\"title\":\"");
	for (size_t i = 0; i < size; i++)
		str_add_char(document, 'x');
	str_add(document, "\"}\n");
}

static void test_long_lines(void **state)
{
	struct str document = STR_INIT;
	char *found;
	(void)state;

	str_add(&document, ONE);
	add_long_line(&document, 1024 * 1024 - 30);
	add_long_line(&document, 1024 * 1024);
	str_add(&document, "{\"id\":\"0704.0003\"}\n");
	found = feed_dump(str_text(&document), document.len, 65536);
	assert_non_null(strstr(found, "\nentry 0704.0002 - -\n title: xxx"));
	assert_non_null(strstr(found, "skip too_big line 3: the line has more "
				      "than 1 MiB\n"));
	assert_non_null(strstr(found, "\nentry 0704.0003 - -\n"));
	assert_non_null(strstr(found, "\nend - items 4 repaired 1\n"));
	free(found);
	str_clear(&document);
	add_long_line(&document, 1024 * 1024);
	found = feed_dump(str_text(&document), document.len, 65536);
	assert_non_null(strstr(found, "\nfail not_a_feed: "));
	free(found);
	str_free(&document);
}

/* More lines and more bytes than any other document may have. */
static void test_no_limit(void **state)
{
	struct str document = STR_INIT;
	char *found;
	(void)state;

	add_long_line(&document, 60000);
	for (int i = 0; i < 600; i++)
		add_long_line(&document, 60000);
	for (int i = 0; i < 20000; i++)
		str_add(&document, "{\"id\":\"0704.0001\"}\n");
	found = feed_dump(str_text(&document), document.len, 65536);
	assert_non_null(strstr(found, "\nend - items 20601 repaired 0\n"));
	free(found);
	str_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_odd_types),
		cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_no_snapshot),
		cmocka_unit_test(test_repairs),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_no_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
