/* Atom in both dialects. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feed_dump.h"
#include "test.h"

#define ATOM(inner)                                            \
	"<feed xmlns:arxiv=\"http://arxiv.org/schemas/atom\" " \
	"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "       \
	"xmlns:o=\"http://a9.com/-/spec/opensearch/1.1/\" "    \
	"xmlns=\"http://www.w3.org/2005/Atom\">" inner "</feed>"

static void test_feed(void **state)
{
	(void)state;
	feed_expect(
		ATOM("<id>http://rss.arxiv.org/atom/cs.IR</id>"
		     "<title>cs.IR updates on arXiv.org</title>"
		     "<updated>2025-08-21T03:00:00+00:00</updated>"
		     "<link href='http://rss.arxiv.org/atom/cs.IR+hep-th' "
		     "rel='self'/>"
		     "<entry><id>oai:arXiv.org:2508.00001v2</id>"
		     "<title>Error</title><updated>2025-08-21T04:00:00Z"
		     "</updated><link href='https://arxiv.org/abs/2508.00001'/>"
		     "<summary>arXiv:2508.00001v2 Announce Type: cross \n"
		     "Abstract: Text.</summary><category term='cs.IR'/>"
		     "<category term='cs.CL'/>"
		     "<published>2025-08-20T00:00:00-04:00</published>"
		     "<arxiv:announce_type>cross</arxiv:announce_type>"
		     "<arxiv:DOI>10.1/X 10.1/Y</arxiv:DOI>"
		     "<dc:rights>r</dc:rights>"
		     "<dc:creator>Ann, Bo</dc:creator></entry>"
		     "<entry><id>oai:arXiv.org:25</id></entry>"),
		"head atom\n"
		"entry 2508.00001v2 2025-08-20 cross\n title: Error\n"
		" abstract: Text.\n authors: Ann; Bo\n categories: cs.IR cs.CL"
		"\n doi: 10.1/X 10.1/Y\n license: r\n"
		"skip bad_id line 2: no arXiv identifier: "
		"\"oai:arXiv.org:25\"\n"
		"end 2025-08-20 items 2 repaired 0\n query: cs.IR+hep-th\n"
		" title: cs.IR updates on arXiv.org\n");
}

/* An empty feed's day is the Eastern one of its making. */
static void test_empty_feed(void **state)
{
	(void)state;
	feed_expect(ATOM("<id>http://rss.arxiv.org/atom/cs.AI</id>"
			 "<updated>2025-08-24T03:59:59.5+00:00</updated>"),
		    "head atom\nend 2025-08-23 items 0 repaired 0\n"
		    " query: cs.AI\n");
	feed_expect(ATOM("<title>Feed error for query: x</title>"
			 "<subtitle>Bad archive.</subtitle>"),
		    "head atom\nfail error_answer: Bad archive.\n");
}

static void test_answer(void **state)
{
	(void)state;
	feed_expect(
		ATOM("<id>https://arxiv.org/api/x</id><title>arXiv Query: x"
		     "</title><o:totalResults>1</o:totalResults>"
		     "<entry><id>http://arxiv.org/abs/math.GT/0309136v3</id>"
		     "<title>0</title><updated>2004-01-02T03:04:05Z</updated>"
		     "<published>2003-09-08T00:00:00Z</published>"
		     "<summary>  One\ntwo.\n</summary>"
		     "<category term='math.AG'/><category term='math.GT'/>"
		     "<category term='14J30'/><category term='H.m'/>"
		     "<arxiv:primary_category term='math.GT'/>"
		     "<arxiv:comment>12 p.</arxiv:comment>"
		     "<arxiv:journal_ref>J</arxiv:journal_ref>"
		     "<arxiv:doi>10.1/a</arxiv:doi>"
		     "<arxiv:doi>10.1/b</arxiv:doi>"
		     "<author><name> Ann A., Jr.</name><arxiv:affiliation>U"
		     "</arxiv:affiliation></author><author><name/></author>"
		     "<author><name>Bo</name></author></entry>"),
		"head api\n"
		"entry math/0309136v3 - -\n title: 0\n abstract: One two.\n"
		" authors: Ann A., Jr.; Bo\n categories: math.GT math.AG\n"
		" comments: 12 p.\n journal: J\n doi: 10.1/a 10.1/b\n"
		" submitted: 2003-09-08T00:00:00Z\n"
		" updated: 2004-01-02T03:04:05Z\n"
		"end - items 1 repaired 0\n title: arXiv Query: x\n"
		" total: 1\n");
}

#define COUNTS(total, start)                         \
	"<o:totalResults>" total "</o:totalResults>" \
	"<o:startIndex>" start "</o:startIndex>"

static void test_empty_answer(void **state)
{
	static const char *const GOOD[][2] = {
		{"0",     "0"  },
                { "500",  "500"},
                { "many", "0"  },
		{ "-1",   "0"  },
                { "",     "0"  },
	};
	static const char INCOMPLETE[] =
		"head api\nfail incomplete: an empty page, although the query "
		"has results\n";

	static const char EMPTY[] = "head api\nend - items 0 repaired 0\n";

	(void)state;
	feed_expect(ATOM(COUNTS("500", "0")), INCOMPLETE);
	feed_expect(ATOM(COUNTS("100000000000000000000", "7")), INCOMPLETE);
	for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
		char *document = NULL;
		char *found = NULL;

		document = malloc(1024);
		assert_non_null(document);
		snprintf(document, 1024, ATOM(COUNTS("%s", "%s")), GOOD[i][0],
			 GOOD[i][1]);
		found = feed_dump_chunks(document, strlen(document));
		assert_int_equal(strncmp(found, EMPTY, strlen(EMPTY)), 0);
		free(found);
		free(document);
	}
}

/* The total goes out when it can be one. */
static void test_total(void **state)
{
	static const char *const BAD[] = { "1e20", "-1", "", "many",
					   "100000000000000000000" };

	(void)state;
	feed_expect(ATOM(COUNTS("0", "0")),
		    "head api\nend - items 0 repaired 0\n total: 0\n");
	feed_expect(ATOM("<id>https://arxiv.org/api/x</id>"
			 "<o:totalResults> 2317 </o:totalResults>"
			 "<o:startIndex>9000</o:startIndex>"),
		    "head api\nend - items 0 repaired 0\n total: 2317\n");
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
		char document[1024];
		char *found;

		snprintf(document, sizeof(document),
			 ATOM("<entry><id>http://arxiv.org/abs/2508.00001v1"
			      "</id></entry>" COUNTS("%s", "0")),
			 BAD[i]);
		found = feed_dump_chunks(document, strlen(document));
		assert_non_null(strstr(found, "\nend "));
		assert_null(strstr(found, "total:"));
		free(found);
	}
}

static void test_answer_errors(void **state)
{
	(void)state;
	feed_expect(ATOM("<entry><id>http://arxiv.org/api/errors#x</id>"
			 "<title>Error in 3</title><summary>bad &#x9b;id"
			 "</summary></entry>"),
		    "head atom\nfail error_answer: bad id\n");
	feed_expect(ATOM("<entry><id>urn:x</id><title>Error</title></entry>"),
		    "head atom\nfail error_answer: the API failed\n");
	feed_expect(ATOM("<entry><id>http://arxiv.org/abs/2508.00001v1</id>"
			 "<title>Error</title></entry>"),
		    "head api\nentry 2508.00001v1 - -\n title: Error\n"
		    "end - items 1 repaired 0\n");
}

static void test_namespaces(void **state)
{
	static const char NONE[] = "<feed><entry/></feed>";
	static const char OTHER[] = "<rss xmlns='urn:x'/>";

	(void)state;
	feed_expect_failure(NONE, sizeof(NONE) - 1, "namespace");
	feed_expect_failure(OTHER, sizeof(OTHER) - 1, "namespace");
	feed_expect("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry>"
		    "<a:id>http://arxiv.org/abs/2508.00001v1</a:id>"
		    "<title>not Atom's</title></a:entry></a:feed>",
		    "head api\nentry 2508.00001v1 - -\n"
		    "end - items 1 repaired 0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_feed),
		cmocka_unit_test(test_empty_feed),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_empty_answer),
		cmocka_unit_test(test_total),
		cmocka_unit_test(test_answer_errors),
		cmocka_unit_test(test_namespaces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
