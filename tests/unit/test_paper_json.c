/* The JSON objects of the contract: members, order, nulls. */

#include "test.h"

#include "export/paper_json.h"
#include "library/marks.h"

static void assert_line(struct json *object, const char *want)
{
	struct str out = STR_INIT;

	json_write_line(object, &out);
	assert_string_equal(str_text(&out), want);
	str_free(&out);
	json_free(object);
}

static void a_bare_paper_is_nulls(void **state)
{
	struct listed listed = { .paper = PAPER_INIT,
				 .type = ANNOUNCE_NONE,
				 .day = DAY_NONE };

	(void)state;
	assert_true(ident_parse("2510.07784", &listed.paper.id));
	assert_line(paper_json(&listed),
		    "{\"id\":\"2510.07784\",\"version\":null,\"type\":null,"
		    "\"day\":null,\"primary\":null,\"categories\":[],"
		    "\"title\":null,\"authors\":[],\"abstract\":null,"
		    "\"comments\":null,\"journal_ref\":null,\"doi\":null,"
		    "\"submitted\":null,\"updated\":null,"
		    "\"link\":\"https://arxiv.org/abs/2510.07784\","
		    "\"favourite\":false,\"read\":false,\"tags\":[],"
		    "\"note\":null}\n");
}

static void a_whole_paper(void **state)
{
	char title[] = "T \"q\" \\'e";
	char abstract[] = "A";
	char authors[] = "B\nC (D, E)";
	char categories[] = "cs.IR cs.CL";
	char comments[] = "c";
	char journal[] = "j";
	char doi[] = "10.1/x";
	char tags[] = "a\nb";
	char note[] = "n\n\tm";
	struct listed listed = {
		.paper = {.title = title,
                          .abstract = abstract,
                          .authors = authors,
                          .categories = categories,
                          .comments = comments,
                          .journal_ref = journal,
                          .doi = doi,
                          .submitted = 0,
                          .updated = 86399},
		.type = ANNOUNCE_REPLACE_CROSS,
		.day = date_from_civil(2025, 10, 10),
		.marks = MARK_STAR | MARK_READ,
		.tags = tags,
		.note = note,
	};

	(void)state;
	assert_true(ident_parse("hep-th/9901001v2", &listed.paper.id));
	assert_line(paper_json(&listed),
		    "{\"id\":\"hep-th/9901001\",\"version\":2,"
		    "\"type\":\"replace-cross\",\"day\":\"2025-10-10\","
		    "\"primary\":\"cs.IR\",\"categories\":[\"cs.IR\","
		    "\"cs.CL\"],\"title\":\"T \\\"q\\\" \\\\'e\","
		    "\"authors\":[\"B\",\"C (D, E)\"],\"abstract\":\"A\","
		    "\"comments\":\"c\",\"journal_ref\":\"j\","
		    "\"doi\":\"10.1/x\",\"submitted\":\"1970-01-01T00:00:00Z\","
		    "\"updated\":\"1970-01-01T23:59:59Z\","
		    "\"link\":\"https://arxiv.org/abs/hep-th/9901001\","
		    "\"favourite\":true,\"read\":true,"
		    "\"tags\":[\"a\",\"b\"],\"note\":\"n\\n\\tm\"}\n");
}

static void a_day(void **state)
{
	char categories[] = "cs.IR hep-th";
	struct day_row row = {
		.day = date_from_civil(2025, 10, 10),
		.counts = {1, 2, 3, 4, 5},
		.papers = 15,
		.unread = 6,
		.favourites = 7,
		.state = DAY_INCOMPLETE,
		.categories = categories,
	};

	(void)state;
	assert_line(day_json(&row),
		    "{\"day\":\"2025-10-10\",\"new\":1,\"cross\":2,"
		    "\"replace\":3,\"replace_cross\":4,\"papers\":15,"
		    "\"unread\":6,\"favourites\":7,\"state\":\"incomplete\","
		    "\"categories\":[\"cs.IR\",\"hep-th\"]}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bare_paper_is_nulls),
		cmocka_unit_test(a_whole_paper),
		cmocka_unit_test(a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
