/* Encodings, repairs, limits, and what is no feed. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/paper.h"
#include "base/mem.h"
#include "base/str.h"
#include "feed/limits.h"
#include "feed_dump.h"
#include "test.h"

#define ITEM(title)                                              \
	"<rss><channel><item><guid>oai:arXiv.org:2510.00001v1</" \
	"guid><title>" title "</title></item></channel></rss>"
#define GIVES(title, repaired)                             \
	"head rss\nentry 2510.00001v1 - -\n title: " title \
	"\nend - items 1 repaired " #repaired "\n"

#define FAILS(text, cls) feed_expect_failure(text, sizeof(text) - 1, cls)

static void expect_bytes(const char *bytes, size_t len, const char *dump)
{
	char *found = feed_dump_chunks(bytes, len);

	assert_string_equal(found, dump);
	free(found);
}

static void test_utf8(void **state)
{
	static const char NUL[] = ITEM("a\0b");

	(void)state;
	feed_expect(ITEM("Poincar\xC3\xA9 \xF0\x9D\x94\xB8"),
		    GIVES("Poincar\xC3\xA9 \xF0\x9D\x94\xB8", 0));
	feed_expect("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\n" ITEM(
			    "caf\xC3\xA9"),
		    GIVES("caf\xC3\xA9", 0));
	feed_expect("\xEF\xBB\xBF\xEF\xBB\xBF" ITEM("x"), GIVES("x", 0));
	feed_expect(ITEM("a\x1b"
			 "b\xC3 \xE2\x82 c\xED\xA0\x80"),
		    GIVES("a\xEF\xBF\xBD"
			  "b\xEF\xBF\xBD \xEF\xBF\xBD c"
			  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
			  6));
	feed_expect(ITEM("\xEF\xBF\xBD"), GIVES("\xEF\xBF\xBD", 0));
	expect_bytes(NUL, sizeof(NUL) - 1,
		     GIVES("a\xEF\xBF\xBD"
			   "b",
			   1));
}

static void test_references(void **state)
{
	(void)state;
	feed_expect(ITEM("&#27;&#x1B;&#0;&#xD800;&#x110000;&#xFFFF;"
			 "&#99999999999;"),
		    GIVES("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
			  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
			  7));
	feed_expect(ITEM("&#233;&#x00e9;&amp;&lt;&gt;&quot;&apos;&#9;x"),
		    GIVES("\xC3\xA9\xC3\xA9&<>\"' x", 0));
	feed_expect(ITEM("&amp;#27;"), GIVES("&#27;", 0));
	feed_expect(ITEM("<![CDATA[&#27; ]]>"), GIVES("&#27;", 0));
	FAILS(ITEM("&nbsp;"), "syntax");
	FAILS(ITEM("&#;"), "syntax");
	FAILS(ITEM("&#x;"), "syntax");
	FAILS(ITEM("&#12a;"), "syntax");
	FAILS(ITEM("a & b"), "syntax");
	FAILS(ITEM("a &amp b"), "syntax");
}

#define LATIN(name) "<?xml version=\"1.0\" encoding=\"" name "\"?>" ITEM("\xE9")

static void test_declared(void **state)
{
	(void)state;
	feed_expect(LATIN("ISO-8859-1"), GIVES("\xC3\xA9", 0));
	feed_expect("<?xml version='1.0'\nencoding = 'latin1' ?>" ITEM("\xE9"),
		    GIVES("\xC3\xA9", 0));
	feed_expect(LATIN("US-ASCII"), GIVES("\xEF\xBF\xBD", 1));
	feed_expect(LATIN("utf8"), GIVES("\xEF\xBF\xBD", 1));
	FAILS(LATIN("UTF-7"), "encoding");
	FAILS(LATIN("UTF-16"), "encoding");
	FAILS(LATIN("windows-1252"), "encoding");
	FAILS(LATIN(""), "encoding");
	FAILS("<?xml version='1.0' encoding=utf-8?>" ITEM("x"), "syntax");
	FAILS("<?xml version='1.0' foo='utf-8'?>" ITEM("x"), "syntax");
	FAILS(" <?xml version='1.0'?>" ITEM("x"), "syntax");
}

/* Text as UTF-16; the little end first, or the big. */
static char *to_utf16(const char *text, bool little, size_t *ret_len)
{
	size_t len = strlen(text);
	char *out = mem_alloc(len * 2);

	for (size_t i = 0; i < len; i++) {
		out[i * 2 + (little ? 0 : 1)] = text[i];
		out[i * 2 + (little ? 1 : 0)] = '\0';
	}
	*ret_len = len * 2;
	return out;
}

static void test_utf16(void **state)
{
	static const char HEAD[] =
		"<?xml version='1.0' encoding='UTF-16'?>"
		"<rss><channel><item><guid>oai:arXiv.org:2510.00001v1</guid>"
		"<title>";
	static const char TAIL[] = "</title></item></channel></rss>";

	(void)state;
	for (int little = 0; little < 2; little++) {
		struct str all = STR_INIT;
		size_t len;
		char *part = to_utf16(HEAD, little, &len);

		str_add_n(&all, little ? "\xFF\xFE" : "\xFE\xFF", 2);
		str_add_n(&all, part, len);
		/* U+00E9, U+1D538, a lone high surrogate, 'x' */
		str_add_n(&all,
			  little ? "\xE9\0\x35\xD8\x38\xDD\x35\xD8x\0"
				 : "\0\xE9\xD8\x35\xDD\x38\xD8\x35\0x",
			  10);
		free(part);
		part = to_utf16(TAIL, little, &len);
		str_add_n(&all, part, len);
		free(part);
		expect_bytes(all.data, all.len,
			     GIVES("\xC3\xA9\xF0\x9D\x94\xB8\xEF\xBF\xBDx", 1));
		feed_expect_failure(all.data, all.len - 1, "truncated");
		feed_expect_failure(all.data, all.len - 2, "truncated");
		feed_expect_failure(all.data + 2, all.len - 2, "encoding");
		str_free(&all);
	}
	FAILS("\xFF\xFE\0\0<\0\0\0", "encoding");
	FAILS("\0\0\0\0\0\0", "encoding");
}

static void test_doctype(void **state)
{
	(void)state;
	FAILS("<!DOCTYPE rss [<!ENTITY a 'b'>]>" ITEM("&a;"), "doctype");
	FAILS("<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE rss SYSTEM "
	      "'http://x/'>" ITEM("x"),
	      "doctype");
	FAILS("<!DOCTYPE html><html></html>", "not_a_feed");
	FAILS("<!doctype HTML>\n<p>x", "not_a_feed");
	FAILS("<html><body>&nbsp;<br></body></html>", "not_a_feed");
	feed_expect("<!-- <!DOCTYPE rss> --><?x <!DOCTYPE rss>?>" ITEM(
			    "<![CDATA[<!DOCTYPE rss>]]>"),
		    GIVES("<!DOCTYPE rss>", 0));
}

static void test_not_a_feed(void **state)
{
	(void)state;
	feed_expect("Rate exceeded.\nx",
		    "head unknown\nfail not_a_feed: the server sent text, not "
		    "a feed: \"Rate exceeded.\"\n");
	feed_expect(" {\"a\": 1}",
		    "head unknown\nfail not_a_feed: the server sent JSON, not "
		    "a feed: \"{\"a\": 1}\"\n");
	feed_expect("<svg xmlns='urn:x'/>",
		    "head unknown\nfail not_a_feed: XML of another kind: its "
		    "root is <svg>\n");
	FAILS(" \t\r\n", "empty");
	FAILS("\xEF\xBB\xBF", "empty");
}

static void test_syntax(void **state)
{
	(void)state;
	FAILS(ITEM("x") ITEM("y"), "syntax");
	FAILS(ITEM("x") "more", "syntax");
	FAILS("<rss><channel></rss></channel>", "syntax");
	FAILS("<rss a='1' a='2'></rss>", "syntax");
	FAILS("<rss><!ELEMENT></rss>", "syntax");
	FAILS("<rss><!-- a -- b --></rss>", "syntax");
	FAILS("<rss><></rss>", "syntax");
	FAILS("<rss a=<b></rss>", "syntax");
	FAILS("<rss>]]></rss>", "syntax");
	feed_expect("<rss><channel/></rss>\n<!-- end --> \n<?x?>\n",
		    "head rss\nend - items 0 repaired 0\n");
}

/* A document that repeats a text; its chunk is big, since it is. */
static char *repeat(const char *head, const char *text, size_t times,
		    const char *tail)
{
	struct str all = STR_INIT;
	char *found;

	str_add(&all, head);
	for (size_t i = 0; i < times; i++)
		str_add(&all, text);
	str_add(&all, tail);
	found = feed_dump(all.data, all.len, 65536);
	str_free(&all);
	return found;
}

static void expect_class(char *found, const char *cls)
{
	const char *fail = strstr(found, "\nfail ");

	if (!cls)
		assert_null(fail);
	else
		assert_ptr_equal(fail ? strstr(fail, cls) : NULL,
				 fail ? fail + 6 : found);
	free(found);
}

/* A document of so many different names. */
static char *many_names(int count)
{
	struct str all = STR_INIT;
	char *found;

	str_add(&all, "<rss>");
	for (int i = 0; i < count; i++)
		str_addf(&all, "<n%d/>", i);
	str_add(&all, "</rss>");
	found = feed_dump(all.data, all.len, 65536);
	str_free(&all);
	return found;
}

static void test_limits(void **state)
{
	(void)state;
	expect_class(repeat("<rss>", "<a>", FEED_MAX_DEPTH, ""), "too_deep");
	expect_class(repeat("<rss>", "<a>", FEED_MAX_DEPTH - 1, ""),
		     "truncated");
	expect_class(repeat("<rss x='", "y", FEED_MAX_TAG, "'/>"), "too_big");
	expect_class(repeat("<rss x='", "y", FEED_MAX_TAG - 20, "'/>"), NULL);
	expect_class(repeat("<rss x='", "&amp;", FEED_MAX_TAG / 5, "'/>"),
		     "too_big");
	expect_class(repeat("<!--", "x", FEED_MAX_TAG, "--><rss/>"), "too_big");
	expect_class(repeat("<rss", " =", FEED_MAX_ATTRIBUTES + 1, "/>"),
		     "too_big");
	expect_class(repeat("<rss><channel>", "<item/>", FEED_MAX_ENTRIES + 1,
			    "</channel></rss>"),
		     "too_big");
	expect_class(repeat("<rss><channel>", "<item/>", FEED_MAX_ENTRIES,
			    "</channel></rss>"),
		     NULL);
	expect_class(repeat("<rss xmlns:a='u'>",
			    "<a xmlns:b='u' xmlns:c='u' "
			    "xmlns:d='u' xmlns:e='u' "
			    "xmlns:f='u' xmlns:g='u'>",
			    FEED_MAX_SPACES / 6 + 1, ""),
		     "too_big");
	expect_class(many_names(FEED_MAX_NAMES + 1), "too_big");
	expect_class(many_names(FEED_MAX_NAMES / 2), NULL);
	expect_class(repeat("<rss>", "0123456789abcdef", FEED_MAX_DOCUMENT / 16,
			    "</rss>"),
		     "too_big");
	expect_class(repeat("", "                ", FEED_MAX_DOCUMENT / 16 + 1,
			    "<rss/>"),
		     "too_big");
}

/* Fields are cut at a character, after their blanks were collapsed. */
static void test_field_caps(void **state)
{
	static const char HEAD[] =
		"<rss><channel><item><guid>oai:arXiv.org:2510.00001v1</guid>"
		"<title>";
	static const char TAIL[] = "</title></item></channel></rss>";
	char *found = repeat(HEAD, "\xE2\x82\xAC", 30000, TAIL);

	(void)state;
	assert_non_null(strstr(found, "repaired 1\n"));
	assert_null(strstr(found, "\xEF\xBF\xBD"));
	assert_in_range(strlen(found), PAPER_MAX_FIELD, PAPER_MAX_FIELD + 100);
	free(found);
	found = repeat(HEAD, " \n\t", 100000,
		       "x</title></item></channel>"
		       "</rss>");
	assert_non_null(strstr(found, "\n title: x\n"));
	assert_non_null(strstr(found, "repaired 0\n"));
	free(found);
}

/* Lists are cut at their caps; a primary category counts among the others. */
static void test_list_caps(void **state)
{
	struct str all = STR_INIT;
	char *found;

	(void)state;
	str_add(&all, "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"
		      "<id>http://arxiv.org/abs/2510.00001v1</id>");
	for (int i = 0; i < PAPER_MAX_CATEGORIES + 6; i++)
		str_addf(&all, "<category term='x%c%c.Y'/>", 'a' + i / 26,
			 'a' + i % 26);
	str_add(&all, "<primary_category term='cs.IR' xmlns='http://arxiv.org/"
		      "schemas/atom'/>");
	for (int i = 0; i < PAPER_MAX_AUTHORS + 3; i++)
		str_addf(&all, "<author><name>A%d</name></author>", i);
	str_add(&all, "</entry></feed>");
	found = feed_dump(all.data, all.len, 65536);
	assert_non_null(strstr(found, " categories: cs.IR xaa.Y "));
	assert_non_null(strstr(found, " xck.Y\n"));
	assert_null(strstr(found, "xcl.Y"));
	assert_non_null(strstr(found, "; A9999\n"));
	assert_null(strstr(found, "A10000"));
	/* six categories, one for the primary, three authors */
	assert_non_null(strstr(found, "repaired 10\n"));
	str_free(&all);
	free(found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_doctype),
		cmocka_unit_test(test_not_a_feed),
		cmocka_unit_test(test_syntax),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_field_caps),
		cmocka_unit_test(test_list_caps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
