/* Queries against papers: every field, and where a text was hit. */
#include "arxiv/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* A paper that has everything; what points to it lives as long as a test. */
struct subject {
	struct paper paper;
	struct query_subject subject;
	char title[128];
	char abstract[256];
	char authors[128];
	char categories[64];
	char comments[64];
	char journal[64];
	char doi[64];
};

static void put(char *out, size_t size, const char *text)
{
	assert_true(strlen(text) < size);
	memcpy(out, text, strlen(text) + 1);
}

#define PUT(field, text) put(field, sizeof(field), text)

static void make(struct subject *out)
{
	struct paper *paper = &out->paper;

	PUT(out->title, "Multi-modal retrieval for Poincar\\'e maps of "
			"$\\alpha$-decay");
	PUT(out->abstract,
	    "We present {\\it deep} learning of CO$_2$ in graphs. The "
	    "Schr\xc3\xb6"
	    "dinger equation, K\\\"ahler metrics; a LLM.");
	PUT(out->authors, "Ada B. van der Lovelace\nAlan Turing\n"
			  "Jos\\'e {\\O}rsted (Univ. X)");
	PUT(out->categories, "cs.IR math.IT hep-th");
	PUT(out->comments, "12 pages, 3 figures");
	PUT(out->journal, "Phys. Rev. D 76, 013009 (2007)");
	PUT(out->doi, "10.1103/PhysRevD.76.013009 10.1000/XYZ");
	*paper = PAPER_INIT;
	assert_true(ident_parse("2510.07784", &paper->id));
	paper->title = out->title;
	paper->abstract = out->abstract;
	paper->authors = out->authors;
	paper->categories = out->categories;
	paper->comments = out->comments;
	paper->journal_ref = out->journal;
	paper->doi = out->doi;
	paper->submitted = 1759968000; /* 2025-10-09 00:00:00 UTC */
	out->subject = QUERY_SUBJECT_INIT;
	out->subject.paper = paper;
	out->subject.states = QUERY_BIT(QUERY_IS_STARRED);
	out->subject.tags = "To-Read\nc++\nbig data";
	out->subject.note = "Ask \xc3\x89mile";
	out->subject.type = ANNOUNCE_NEW;
	out->subject.day = date_from_civil(2025, 10, 10);
}

static struct query *parse(const char *text)
{
	struct query *query = NULL;
	struct error err = { 0 };
	size_t column = 0;

	if (query_parse(text, &query, &column, &err) != STATUS_OK)
		fail_msg("%s: column %zu: %s", text, column, err.text);
	return query;
}

static bool matches(const char *text, const struct query_subject *subject)
{
	struct query *query = parse(text);
	bool result = query_match(query, subject);

	query_free(query);
	return result;
}

static void check_all(const char *const *texts, size_t count, bool expected)
{
	struct subject it;

	make(&it);
	for (size_t i = 0; i < count; i++)
		if (matches(texts[i], &it.subject) != expected)
			fail_msg("%s: %d", texts[i], !expected);
}

static const char *const good[] = {
	"retrieval",
	"RETRIEVAL",
	"ti:poincare",
	"ti:Poincar\xc3\xa9",
	"ti:Poincar{\\'e}",
	"alpha",
	"\xce\xb1",
	"$\\alpha$",
	"\"alpha decay\"",
	"ti:multi-modal",
	"ti:\"multi modal\"",
	"ti:retr*",
	"ti:\"poincare ma*\"",
	"deep",
	"\"deep learning\"",
	"CO2",
	"schrodinger",
	"Schr\\\"odinger",
	"kahler",
	"abs:llm",
	"\"metrics a llm\"",
	"lovelace",
	"\"alan turing\"",
	"au:lovelace",
	"au:\"van der\"",
	"au:\"ada lovelace\"",
	"au:\"ada der love*\"",
	"au:orsted",
	"au:\"Jos\xc3\xa9 \xc3\x98rsted\"",
	"au:/^alan/",
	"au:/turing$/",
	"au:/Jos\xc3\xa9 \xc3\x98/",
	"au:/Jos\\\\'e/",
	"ti:/multi-?modal|llm/",
	"ti:/POINCAR\xc3\x89/",
	"ti:/Poincar\\\\'e/",
	"ti:/^multi.*decay$/",
	"/\\bLLM\\b/",
	"cat:cs.IR",
	"cat:CS.ir",
	"cat:cs",
	"cat:cs.*",
	"cat:math.IT",
	"cat:cs.IT",
	"cat:math",
	"cat:hep-th",
	"co:12",
	"co:\"3 fig*\"",
	"co:/[0-9]+ pages/",
	"jr:\"phys rev d\"",
	"jr:2007",
	"doi:10.1103/physrevd.76.013009",
	"doi:10.1000/xyz",
	"doi:10.1103/*",
	"doi:https://doi.org/10.1000/xyz",
	"id:2510.07784",
	"id:2510.07784v3",
	"id:arXiv:2510.07784",
	"tag:to-read",
	"tag:C++",
	"tag:\"Big Data\"",
	"tag:big*",
	"tag:/^c.+$/",
	"note:emile",
	"note:\"ask emi*\"",
	"note:/^ask/",
	"day:2025-10-10",
	"day:2025-10-10..",
	"day:..2025-10-10",
	"day:2025-10",
	"day:2025",
	"day:2025-10-01..2025-10-31",
	"submitted:2025-10-09",
	"submitted:2025-10-09..",
	"submitted:2025-10-01..2025-10-09",
	"is:starred",
	"is:unread",
	"is:new",
	"is:tagged",
	"is:noted",
	"NOT is:read",
	"-is:hidden",
	"-is:cross",
	"-is:replaced",
	"-is:withdrawn",
	"-is:done",
	"nothing OR retrieval",
	"retrieval -nothing",
	"NOT (nothing AND retrieval)",
	"ti:(nothing OR retrieval)",
	"au:\"van der\" & !cat:cs.CV & (ti:retrieval | abs:bar)",
};

static void finds(void **state)
{
	(void)state;

	check_all(good, COUNT(good), true);
}

static void does_not_find(void **state)
{
	static const char *const texts[] = {
		"retriev",
		"ti:deep",
		"abs:retrieval",
		"ti:\"modal multi\"",
		"\"alpha decay we\"",
		"ti:\"poincare m\"",
		"turin",
		"\"lovelace alan\"",
		"au:\"lovelace ada\"",
		"au:\"ada turing\"",
		"au:\"der van\"",
		"au:lovel",
		"\"ada lovelace\"",
		"ti:/modal$/",
		"au:/^turing/",
		"au:/lovelace.alan/",
		"/\\bLL\\b/",
		"cat:cs.CV",
		"cat:physics",
		"cat:math.AG",
		"co:pages3",
		"co:1",
		"jr:\"rev phys\"",
		"doi:10.1103",
		"doi:10.1000/xy",
		"id:2510.07785",
		"id:hep-th/9901001",
		"tag:read",
		"tag:to",
		"tag:big",
		"tag:data",
		"tag:/^data/",
		"note:asked",
		"day:2025-10-09",
		"day:2025-10-11..",
		"day:..2025-10-09",
		"day:2024",
		"submitted:2025-10-08",
		"submitted:2025-10-10",
		"submitted:..2025-10-08",
		"is:read",
		"is:done",
		"is:hidden",
		"is:cross",
		"is:replaced",
		"is:withdrawn",
		"NOT is:starred",
		"NOT retrieval",
		"retrieval nothing",
		"nothing OR nobody",
		"retrieval -deep",
		"-(nothing OR deep)",
		"all:page*",
	};
	(void)state;

	check_all(texts, COUNT(texts), false);
}

/* What a paper has not matches nothing. */
static void misses_nothing(void **state)
{
	static const char *const texts[] = {
		"a",
		"ti:a*",
		"au:a",
		"abs:/./",
		"cat:cs",
		"co:a",
		"jr:a",
		"doi:10.1*",
		"tag:a*",
		"note:/a*/",
		"day:1900..",
		"is:tagged",
		"submitted:1900..",
		"is:new",
		"is:starred",
		"is:noted",
	};
	struct paper paper = PAPER_INIT;
	struct query_subject subject = QUERY_SUBJECT_INIT;
	(void)state;

	subject.paper = &paper;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (matches(texts[i], &subject))
			fail_msg("%s", texts[i]);
	assert_true(matches("is:unread -ti:a -day:2025", &subject));
}

static void states_are_told(void **state)
{
	struct subject it;
	(void)state;

	make(&it);
	it.subject.type = ANNOUNCE_REPLACE_CROSS;
	assert_true(matches("is:replaced -is:new -is:cross", &it.subject));
	it.subject.type = ANNOUNCE_REPLACE;
	assert_true(matches("is:replaced", &it.subject));
	it.subject.type = ANNOUNCE_CROSS;
	assert_true(matches("is:cross -is:replaced", &it.subject));
	it.subject.withdrawn = true;
	assert_true(matches("is:withdrawn", &it.subject));
	it.subject.states = QUERY_BIT(QUERY_IS_DONE);
	assert_true(matches("is:done -is:read -is:unread", &it.subject));
	it.subject.states =
		QUERY_BIT(QUERY_IS_READ) | QUERY_BIT(QUERY_IS_HIDDEN);
	assert_true(matches("is:read is:hidden -is:unread", &it.subject));
	it.subject.tags = NULL;
	it.subject.note = NULL;
	assert_false(matches("is:tagged OR is:noted", &it.subject));
	it.subject.states =
		QUERY_BIT(QUERY_IS_TAGGED) | QUERY_BIT(QUERY_IS_NOTED);
	assert_true(matches("is:tagged is:noted", &it.subject));
	/* What follows from other parts is not believed. */
	it.subject.states = QUERY_BIT(QUERY_IS_NEW);
	assert_false(matches("is:new", &it.subject));
}

/* The text with [ and ] around what the query hits in it. */
static void check_hits(const char *text, enum query_field field,
		       const char *shown, const char *marked)
{
	struct query *query = parse(text);
	struct query_span *spans = NULL;
	struct str out = STR_INIT;
	size_t count = query_hits(query, field, shown, &spans);
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		assert_true(spans[i].len > 0);
		str_add_n(&out, shown + at, spans[i].start - at);
		at = spans[i].start + spans[i].len;
		str_add_char(&out, '[');
		str_add_n(&out, shown + spans[i].start, spans[i].len);
		str_add_char(&out, ']');
	}
	str_add(&out, shown + at);
	assert_string_equal(str_text(&out), marked);
	str_free(&out);
	free(spans);
	query_free(query);
}

static void hits_are_marked(void **state)
{
	(void)state;
	check_hits("graph", QUERY_TITLE, "Graph graphs GRAPH",
		   "[Graph] graphs [GRAPH]");
	check_hits("graph*", QUERY_TITLE, "Graph graphs x",
		   "[Graph] [graphs] x");
	check_hits("\"a b\"", QUERY_ABSTRACT, "a a-b, b a", "a [a-b], b a");
	check_hits("a b", QUERY_TITLE, "b a", "[b] [a]");
	check_hits("\"a a\"", QUERY_TITLE, "a a a", "[a a a]");
	check_hits("a -b", QUERY_TITLE, "a b", "[a] b");
	check_hits("a -(b -c)", QUERY_TITLE, "a b c", "[a] b [c]");
	check_hits("ti:a abs:b", QUERY_TITLE, "a b", "[a] b");
	check_hits("ti:a abs:b", QUERY_ABSTRACT, "a b", "a [b]");
	check_hits("poincare", QUERY_TITLE, "On Poincar\xc3\xa9's",
		   "On [Poincar\xc3\xa9]'s");
	check_hits("poincare", QUERY_TITLE, "On {Poincar\\'e}",
		   "On {[Poincar\\'e]}");
	check_hits("alpha", QUERY_TITLE, "$\\alpha$-\xce\xb1\xce\xb2",
		   "$[\\alpha]$-[\xce\xb1]\xce\xb2");
	check_hits("/modal|a.c/", QUERY_TITLE, "multimodal abc",
		   "multi[modal] [abc]");
	check_hits("/x*/", QUERY_TITLE, "axxb", "a[xx]b");
	check_hits("/\xc3\xa9./", QUERY_TITLE, "a\xc3\x89\xc3\xa9",
		   "a[\xc3\x89\xc3\xa9]");
	check_hits("au:\"ada lovelace\"", QUERY_AUTHORS,
		   "Ada B. Lovelace, Ada Turing",
		   "[Ada] B. [Lovelace], Ada Turing");
	check_hits("au:\"ada lovelace\"", QUERY_AUTHORS,
		   "Ada Turing\nAda Lovelace", "Ada Turing\n[Ada] [Lovelace]");
	check_hits("\"ada b\" turing", QUERY_AUTHORS, "Ada, B Ada B. Turing",
		   "Ada, B [Ada B]. [Turing]");
	check_hits("co:a", QUERY_COMMENTS, "a", "[a]");
	check_hits("co:a", QUERY_TITLE, "a", "a");
	check_hits("cat:cs is:new day:2025", QUERY_TITLE, "cs new 2025",
		   "cs new 2025");
	check_hits("a", QUERY_TITLE, "", "");
	check_hits("a /,/", QUERY_TITLE, ",,", "[,,]");
}

/* Nothing grows with the square of a text. */
static void long_texts_take_no_time(void **state)
{
	struct subject it;
	struct str text = STR_INIT;
	struct str words = STR_INIT;
	struct query_span *spans = NULL;
	struct query *query = NULL;
	(void)state;

	for (int i = 0; i < 30000; i++)
		str_add(&text, "a ");
	str_add(&words, "\"");
	for (int i = 0; i < 1000; i++)
		str_add(&words, "a ");
	str_add(&words, "b\"");
	make(&it);
	it.paper.abstract = text.data;
	assert_false(matches(str_text(&words), &it.subject));
	query = parse("abs:/(a .*)+b/ OR abs:\"a a\"");
	assert_true(query_match(query, &it.subject));
	assert_int_equal(query_hits(query, QUERY_ABSTRACT, text.data, &spans),
			 1);
	assert_int_equal(spans[0].len, text.len - 1);
	free(spans);
	query_free(query);
	str_free(&text);
	str_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(does_not_find),
		cmocka_unit_test(misses_nothing),
		cmocka_unit_test(states_are_told),
		cmocka_unit_test(hits_are_marked),
		cmocka_unit_test(long_texts_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
