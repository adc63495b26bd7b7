/* RSS 2.0: announcements, their day, type, version and query. */
#include <stdlib.h>
#include <string.h>

#include "feed_dump.h"
#include "test.h"

#define RSS(channel, items)                                           \
	"<?xml version='1.0' encoding='UTF-8'?>\n"                    \
	"<rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "         \
	"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "              \
	"xmlns:atom=\"http://www.w3.org/2005/Atom\" version=\"2.0\">" \
	"<channel>" channel items "</channel></rss>\n"

#define CHANNEL                                       \
	"<title>cs.IR updates on arXiv.org</title>"   \
	"<link>http://rss.arxiv.org/rss/cs.IR</link>" \
	"<pubDate>Fri, 10 Oct 2025 00:00:00 -0400</pubDate>"

#define HEAD "head rss\n"
#define END(items, repaired)                                       \
	"end 2025-10-10 items " #items " repaired " #repaired "\n" \
	" query: cs.IR\n title: cs.IR updates on arXiv.org\n"

#define GUID(id) "<guid isPermaLink='false'>oai:arXiv.org:" id "</guid>"

static void test_item(void **state)
{
	(void)state;
	feed_expect(
		RSS(CHANNEL,
		    "<item><title>A &amp; B\n  $x&lt;y$</title>"
		    "<link>https://arxiv.org/abs/2510.07784</link>"
		    "<description>arXiv:2510.07784v2 Announce Type: replace \n"
		    "Abstract: We say Abstract: twice.</description>" GUID(
			    "2510.07784v2") "<category>cs.IR</category>"
					    "<category>cs.CL</category>"
					    "<category>cs.IR</category>"
					    "<category>H.3.3</category>"
					    "<category>H.m</category>"
					    "<pubDate>Thu, 09 Oct 2025 "
					    "23:00:00 -0400</pubDate>"
					    "<arxiv:announce_type>replace-cross"
					    "</arxiv:announce_type>"
					    "<arxiv:DOI>10.1/A</arxiv:DOI>"
					    "<arxiv:journal_reference>J 1"
					    "</arxiv:journal_reference>"
					    "<dc:rights>http://l/</dc:rights>"
					    "<dc:creator>A. Bee, Cee Dee "
					    "(X, Y), Eff</dc:creator></item>"),
		HEAD
		"entry 2510.07784v2 2025-10-09 replace-cross\n"
		" title: A & B $x<y$\n"
		" abstract: We say Abstract: twice.\n"
		" authors: A. Bee; Cee Dee (X, Y); Eff\n"
		" categories: cs.IR cs.CL\n"
		" journal: J 1\n doi: 10.1/A\n license: http://l/\n" END(1, 0));
}

/* The type stands in the description alone; a text without prefix is all
 * abstract; an item without date has none of its own. */
static void test_description(void **state)
{
	(void)state;
	feed_expect(
		RSS(CHANNEL,
		    "<item><description>arXiv:2510.00001v1 Announce Type: "
		    "cross \nAbstract: One.</description>" GUID(
			    "2510."
			    "00001v1") "</item><item>" GUID("2510.00002v1") "<d"
									    "es"
									    "cr"
									    "ip"
									    "ti"
									    "on"
									    ">N"
									    "o "
									    "pr"
									    "ef"
									    "ix"
									    ". "
									    "Ab"
									    "st"
									    "ra"
									    "ct"
									    ": "
									    "he"
									    "re"
									    ".<"
									    "/"
									    "de"
									    "sc"
									    "ri"
									    "pt"
									    "io"
									    "n>"
									    "</"
									    "it"
									    "em"
									    ">"),
		HEAD "entry 2510.00001v1 - cross\n abstract: One.\n"
		     "entry 2510.00002v1 - -\n"
		     " abstract: No prefix. Abstract: here.\n" END(2, 0));
}

/* A guid that is none gives way to the link when that is arXiv's; the
 * description then knows the version. */
static void test_identifiers(void **state)
{
	(void)state;
	feed_expect(
		RSS(CHANNEL,
		    "<item>" GUID(
			    "2510.00001v1 --exec") "<link>https://"
						   "arxiv.org/abs/"
						   "2510.00001</link>"
						   "<description>arXiv:"
						   "2510.00001v3 "
						   "Announce "
						   "Type: new Abstract: "
						   "x</description>"
						   "</item>\n<item><guid>"
						   "2510.00002</guid>"
						   "<link>https://"
						   "arxiv.org@evil/abs/"
						   "2510.00002</link>"
						   "</item><item>" GUID(
							   "math/"
							   "0306266v1") "</"
									"item"
									">"),
		HEAD "entry 2510.00001v3 - new\n abstract: x\n"
		     "skip bad_id line 3: no arXiv identifier: "
		     "\"2510.00002\"\n"
		     "entry math/0306266v1 - -\n" END(3, 0));
}

/* One entry a paper: first place, newest text, strongest type. */
static void test_repetition(void **state)
{
	(void)state;
	feed_expect(
		RSS(CHANNEL,
		    "<item><title>Old</title>" GUID(
			    "2510.00001v1") "<arxiv:announce_type>cross"
					    "</arxiv:announce_type></item>"
					    "<item><title>Other</title>" GUID(
						    "2510.00002v1") "</item>"
								    "<item>"
								    "<title>"
								    "New"
								    "</"
								    "title"
								    ">" GUID(
									    "25"
									    "10"
									    ".0"
									    "00"
									    "01"
									    "v"
									    "2") "<arxiv:announce_type>new"
										 "</arxiv:announce_type>"
										 "</item>"),
		HEAD "entry 2510.00001v2 - new\n title: New\n"
		     "entry 2510.00002v1 - -\n title: Other\n" END(3, 0));
}

static void test_first_field_counts(void **state)
{
	(void)state;
	feed_expect(RSS(CHANNEL, "<item><title> </title><title>One</title>"
				 "<title>Two</title>" GUID("2510.00001v1")
					 GUID("2510.00002v1") "</item>"),
		    HEAD "entry 2510.00001v1 - -\n title: One\n" END(1, 0));
}

static void test_cleaning(void **state)
{
	(void)state;
	feed_expect(RSS(CHANNEL,
			"<item><title>a <b>bold</b> &#27;[2J "
			"&#x200b;t\xC2\x9B"
			"u <![CDATA[&lt;x> ]]]]><![CDATA[>]]></title>" GUID(
				"2510.00001v1") "</item>"),
		    HEAD
		    "entry 2510.00001v1 - -\n"
		    " title: a bold \xEF\xBF\xBD[2J tu &lt;x> ]]>\n" END(1, 3));
}

static void test_dates(void **state)
{
	(void)state;
	feed_expect(RSS("<title>x</title><pubDate>Sat, 30 Feb 2026 00:00:00 "
			"-0500</pubDate><lastBuildDate>Fri, 20 Nov 2026 "
			"04:59:59 +0000</lastBuildDate>",
			"<item>" GUID("2510.00001v1") "<pubDate>soon</pubDate>"
						      "</item>"),
		    HEAD "entry 2510.00001v1 - -\n"
			 "end 2026-11-19 items 1 repaired 0\n title: x\n");
	feed_expect(RSS("", "<item>" GUID("2510.00001v1") "<pubDate>Fri, 20 "
							  "Nov 2026 23:59:59 "
							  "+0000</pubDate>"
							  "</item>"),
		    HEAD "entry 2510.00001v1 2026-11-20 -\n"
			 "end 2026-11-20 items 1 repaired 0\n");
}

static void test_query(void **state)
{
	(void)state;
	feed_expect(RSS("<atom:link href='http://h/rss/hep-th+MATH.ag?v=1' "
			"rel='self'/>" CHANNEL,
			""),
		    HEAD "end 2025-10-10 items 0 repaired 0\n"
			 " query: hep-th+math.AG\n"
			 " title: cs.IR updates on arXiv.org\n");
	feed_expect(RSS("<title>hep-th, cs.IR updates on arXiv.org</title>"
			"<link>http://rss.arxiv.org/</link>",
			""),
		    HEAD "end - items 0 repaired 0\n query: hep-th+cs.IR\n"
			 " title: hep-th, cs.IR updates on arXiv.org\n");
}

static void test_errors(void **state)
{
	(void)state;
	feed_expect(RSS("<title>Feed error for query: http://x</title>"
			"<description>Bad\n archive 'x'.</description>",
			""),
		    HEAD "fail error_answer: Bad archive 'x'.\n");
	feed_expect("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-"
		    "syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>",
		    "head unknown\nfail rdf: RSS 1.0 (RDF) is not read; arXiv "
		    "gave it up in 2024\n");
}

/* Cut anywhere, a page gives nothing. */
static void test_truncation(void **state)
{
	static const char PAGE[] = RSS(
		CHANNEL "<!-- a comment --><?pi x?>",
		"<item><title>One &amp; &#233;</title>" GUID(
			"2510.00001v1") "</item><item><title><![CDATA[Two"
					"]]></title>" GUID(
						"2510.00002v1") "</item>"
								"<item>"
								"<title>"
								"Thr\xC3"
								"\xA9"
								"e</"
								"title>" GUID(
									"2510."
									"00003v"
									"1") "<"
									     "/"
									     "i"
									     "t"
									     "e"
									     "m"
									     ">");
	const size_t whole = sizeof(PAGE) - 2; /* without the last line feed */
	char *good = feed_dump(PAGE, whole, whole);

	(void)state;
	assert_non_null(strstr(good, "entry 2510.00003v1"));
	free(good);
	feed_expect_failure(PAGE, 0, "empty");
	for (size_t len = 1; len < whole; len++)
		feed_expect_failure(PAGE, len, "truncated");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_item),
		cmocka_unit_test(test_description),
		cmocka_unit_test(test_identifiers),
		cmocka_unit_test(test_repetition),
		cmocka_unit_test(test_first_field_counts),
		cmocka_unit_test(test_cleaning),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_query),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_truncation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
