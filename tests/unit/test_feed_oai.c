/* OAI-PMH: its four formats, its envelope and its errors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "feed_dump.h"
#include "test.h"

#define OAI(inner)                                                     \
	"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>" inner \
	"</OAI-PMH>"
#define LIST(inner) OAI("<ListRecords>" inner "</ListRecords>")
#define HEADER(id, stamp)                                       \
	"<header><identifier>oai:arXiv.org:" id "</identifier>" \
	"<datestamp>" stamp "</datestamp><setSpec>math</setSpec></header>"
#define RECORD(metadata) "<record>" metadata "</record>"
#define SPACE(name)      "http://arxiv.org/OAI/" name "/"
#define RAW(inner)                           \
	"<metadata><arXivRaw xmlns='" SPACE( \
		"arXivRaw") "'>" inner "</arXivRaw></metadata>"
#define PLAIN(inner)                                         \
	"<metadata><arXiv xmlns='" SPACE("arXiv") "'>" inner \
						  "</arXiv></metadata>"
#define DUBLIN(inner)                                                     \
	"<metadata><o:dc xmlns:o='http://www.openarchives.org/OAI/"       \
	"2.0/oai_dc/' xmlns:dc='http://purl.org/dc/elements/1.1/'>" inner \
	"</o:dc></metadata>"
#define HISTORY(number, date, more)                                     \
	"<version version='" number "'><date>" date "</date>" more "</" \
	"version>"
#define DAY1 "Mon, 2 Jun 2003 10:00:00 GMT"
#define DAY2 "Tue, 03 Jun 2003 10:00:00 GMT"

static void test_raw(void **state)
{
	(void)state;
	feed_expect(
		LIST(RECORD("<header status='deleted'><identifier>oai:arXiv"
			    ".org:2508.00009</identifier></header>")
			     RECORD(HEADER("math/0306266", "2009-11-13") RAW(
				     "<id>math/0306266</id>" HISTORY(
					     "v2", DAY2,
					     "<source_type>AI</source_type>")
					     HISTORY("v1", DAY1,
						     "<size>9kb</size>") "<titl"
									 "e> "
									 "T</"
									 "title"
									 "><"
									 "autho"
									 "rs>"
									 "Ann, "
									 "Bo "
									 "(U, "
									 "V)"
									 " and "
									 "C. "
									 "Dee, "
									 "et "
									 "al</"
									 "autho"
									 "rs><"
									 "categ"
									 "ories"
									 ">"
									 "math."
									 "AG "
									 "hep-"
									 "th</"
									 "categ"
									 "ories"
									 "><"
									 "abstr"
									 "act> "
									 "A"
									 "</"
									 "abstr"
									 "act"
									 ">"))
				     RECORD("<metadata><x/></metadata>")),
		"head oai\n"
		"entry math/0306266v2 - -\n title: T\n abstract: A\n"
		" authors: Ann; Bo (U, V); C. Dee\n"
		" categories: math.AG hep-th\n"
		" submitted: 2003-06-02T10:00:00Z\n"
		" updated: 2003-06-03T10:00:00Z\n"
		" versions: 1@1054548000,2@1054634400!\n"
		" changed: 2009-11-13\n"
		"skip bad_format line 1: a record in a format that is not "
		"read\n"
		"end - items 3 repaired 0\n");
}

/* Versions are ascending and unique, whatever came. */
static void test_versions(void **state)
{
	(void)state;
	feed_expect(
		LIST(RECORD(RAW(
			"<id>2508.00001</id>" HISTORY("v9", "?", "") HISTORY(
				"v3", DAY2, "") HISTORY("v9", DAY1, "")
				HISTORY("v0", DAY1, "") HISTORY("1", DAY1, "")
					HISTORY("v1000", DAY1, "")))),
		"head oai\nentry 2508.00001v9 - -\n"
		" versions: 3@1054634400,9@?\nend - items 1 repaired 0\n");
}

#define DAYS(created, updated)                                       \
	PLAIN("<id>2508.00001</id><created>" created                 \
	      "</created><updated>" updated "</updated>"             \
	      "<authors><author><keyname>Bee</keyname><forenames>A." \
	      "</forenames><suffix>Jr.</suffix><affiliation>U"       \
	      "</affiliation></author></authors>")
#define AT(instant) "<responseDate>" instant "</responseDate>"

/* Which day `created` is depends on the server. */
static void test_plain_days(void **state)
{
	(void)state;
	feed_expect(OAI(AT("2026-11-22T19:33:20Z") "<GetRecord>" RECORD(
			    DAYS("2025-08-03", "2025-08-01")) "</GetRecord>"),
		    "head oai\nentry 2508.00001 - -\n authors: A. Bee Jr. (U)"
		    "\n updated: 2025-08-03T00:00:00Z\n"
		    "end - items 1 repaired 0\n"
		    " answered: 2026-11-22T19:33:20Z\n");
	feed_expect(OAI(AT("2016-03-09T04:09:43Z") "<GetRecord>" RECORD(
			    DAYS("2015-08-01", "2015-08-03")) "</GetRecord>"),
		    "head oai\nentry 2508.00001 - -\n authors: A. Bee Jr. (U)"
		    "\n submitted: 2015-08-01T00:00:00Z\n"
		    " updated: 2015-08-03T00:00:00Z\n"
		    "end - items 1 repaired 0\n"
		    " answered: 2016-03-09T04:09:43Z\n");
	feed_expect(LIST(RECORD(DAYS("2025-08-03", ""))),
		    "head oai\nentry 2508.00001 - -\n authors: A. Bee Jr. (U)"
		    "\n updated: 2025-08-03T00:00:00Z\n"
		    "end - items 1 repaired 0\n");
}

static void test_dublin(void **state)
{
	(void)state;
	feed_expect(
		LIST(RECORD(HEADER("1305.6404", "2023-01-25T01:02:03Z") DUBLIN(
			"<dc:title>T</dc:title>"
			"<dc:creator>van Bee Jr., A. C.</dc:creator>"
			"<dc:creator>The Collaboration</dc:creator>"
			"<dc:subject>Mathematics - Logic</dc:subject>"
			"<dc:subject>Nuclear Experiment</dc:subject>"
			"<dc:subject>03E35, 03E75</dc:subject>"
			"<dc:description>  A</dc:description>"
			"<dc:description>Comment: 9 pages</dc:description>"
			"<dc:date>2013-05-28</dc:date>"
			"<dc:date>2013-06-01</dc:date>"
			"<dc:identifier>http://arxiv.org/abs/1305.6405"
			"</dc:identifier><dc:identifier>J. Log. 54, 649"
			"</dc:identifier><dc:identifier>doi:10.1007/s00"
			"</dc:identifier><dc:identifier>10.1/b"
			"</dc:identifier><dc:identifier>https://x.example/"
			"</dc:identifier>"))
			     RECORD(DUBLIN("<dc:subject>Machine Learning"
					   "</dc:subject><dc:subject>Optics"
					   "</dc:subject><dc:description>A"
					   "</dc:description><dc:description>C"
					   "</dc:description><dc:identifier>"
					   "http://arXiv.org/abs/hep-th/0001001"
					   "</dc:identifier>"))),
		"head oai\n"
		"entry 1305.6404 - -\n title: T\n abstract: A\n"
		" authors: A. C. van Bee Jr.; The Collaboration\n"
		" categories: math.LO nucl-ex\n comments: 9 pages\n"
		" journal: J. Log. 54, 649\n doi: 10.1007/s00 10.1/b\n"
		" submitted: 2013-05-28T00:00:00Z\n"
		" updated: 2013-06-01T00:00:00Z\n changed: 2023-01-25\n"
		"entry hep-th/0001001 - -\n abstract: A\n comments: C\n"
		"end - items 2 repaired 0\n");
}

static void test_old(void **state)
{
	(void)state;
	feed_expect(
		LIST(RECORD("<metadata><arXivOld xmlns='" SPACE(
			"arXivOld") "'>"
				    "<id>0906.3336</id><title>T</"
				    "title><authors>A, B"
				    "</authors><categories>math.DG</categories>"
				    "<abstract>X</abstract><license>L</license>"
				    "</arXivOld></metadata>")),
		"head oai\nentry 0906.3336 - -\n title: T\n abstract: X\n"
		" authors: A; B\n categories: math.DG\n license: L\n"
		"end - items 1 repaired 0\n");
}

/* A record alone; the namespaces may be lost. */
static void test_bare(void **state)
{
	static const char OTHER[] = "<record><title>x</title></record>";
	static const char SPACED[] = "<record xmlns='urn:x'/>";

	(void)state;
	feed_expect(RECORD(HEADER("0901.2443", "2009-01-19")
				   DUBLIN("<dc:title>T</dc:title>")),
		    "head oai\nentry 0901.2443 - -\n title: T\n"
		    " changed: 2009-01-19\nend - items 1 repaired 0\n");
	feed_expect(LIST(RECORD("<metadata><arXiv><id>2508.00001</id>"
				"</arXiv></metadata>")),
		    "head oai\nentry 2508.00001 - -\n"
		    "end - items 1 repaired 0\n");
	feed_expect_failure(OTHER, sizeof(OTHER) - 1, "not_a_feed");
	feed_expect_failure(SPACED, sizeof(SPACED) - 1, "namespace");
}

#define TOKEN(text) \
	LIST("<resumptionToken cursor='0'>" text "</resumptionToken>")

static void test_token(void **state)
{
	static const char DAMAGED[] = TOKEN("a&#x200B;b");
	static const char REPAIRED[] = TOKEN("a\x01z");
	struct str big = STR_INIT;

	(void)state;
	feed_expect(TOKEN("\n verb%3DListRecords%26skip%3D54&amp;a \n"),
		    "head oai\nend - items 0 repaired 0\n"
		    " token: verb%3DListRecords%26skip%3D54&a\n");
	feed_expect(TOKEN(" \n "), "head oai\nend - items 0 repaired 0\n");
	feed_expect(LIST("<resumptionToken/>"),
		    "head oai\nend - items 0 repaired 0\n");
	feed_expect_failure(DAMAGED, sizeof(DAMAGED) - 1, "syntax");
	feed_expect_failure(REPAIRED, sizeof(REPAIRED) - 1, "syntax");
	for (int i = 0; i < 8193; i++)
		str_add_char(&big, 't');
	for (int more = 1; more >= 0; more--) {
		struct str document = STR_INIT;

		str_cut(&big, (size_t)(8192 + more));
		str_addf(&document, TOKEN("%s"), str_text(&big));
		if (more)
			feed_expect_failure(str_text(&document), document.len,
					    "too_big");
		else
			free(feed_dump_chunks(str_text(&document),
					      document.len));
		str_free(&document);
	}
	str_free(&big);
}

/* Other verbs list no papers. */
static void test_verbs(void **state)
{
	(void)state;
	feed_expect(OAI("<ListIdentifiers>" HEADER(
			    "0901.2443",
			    "2009-01-19") "<resumptionToken>t</resumptionToken>"
					  "</ListIdentifiers>"),
		    "head oai\nend - items 0 repaired 0\n token: t\n");
	feed_expect(OAI("<Identify><repositoryName>arXiv</repositoryName>"
			"</Identify>"),
		    "head oai\nend - items 0 repaired 0\n");
}

static void test_errors(void **state)
{
	(void)state;
	feed_expect(OAI("<error code='badVerb'>Long words. Reason: No &#x9b;"
			"verb</error>"),
		    "head oai\nfail error_answer: badVerb: arXiv does not "
		    "know this kind of request (No verb)\n");
	feed_expect(OAI("<error code='noRecordsMatch'/>"),
		    "head oai\nfail error_answer: noRecordsMatch: there is "
		    "nothing for this request\n");
	feed_expect(OAI("<error>words</error>"),
		    "head oai\nfail error_answer: error: the request failed "
		    "(words)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_old),
		cmocka_unit_test(test_dublin),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_plain_days),
		cmocka_unit_test(test_token),
		cmocka_unit_test(test_verbs),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
