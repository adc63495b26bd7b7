/* Author names: splitting outside parentheses and walking. */
#include "arxiv/author.h"

#include "arxiv/paper.h"
#include "test.h"

static void check_split(const char *text, const char *expected)
{
	struct str out = STR_INIT;

	assert_true(author_split(text, &out));
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void splits_at_commas(void **state)
{
	(void)state;
	check_split("A. Bee, Cee Dee, Eff", "A. Bee\nCee Dee\nEff");
	check_split("Only One", "Only One");
	check_split("", "");
	check_split(" , ,, ", "");
	check_split("  A ,B,  C  ", "A\nB\nC");
	check_split("A and B, C", "A and B\nC");
	check_split("Fr\\\"obe, \\'E. Cartan", "Fr\\\"obe\n\\'E. Cartan");
	check_split("John Smith Jr., X", "John Smith Jr.\nX");
}

static void respects_parentheses(void **state)
{
	(void)state;
	check_split("A (Univ. X, Dept. Y), B", "A (Univ. X, Dept. Y)\nB");
	check_split("A ((1), (2, 3)), B (4, 5)", "A ((1), (2, 3))\nB (4, 5)");
	check_split("A (X, B, C", "A (X\nB\nC");
	check_split("A (X, B (Y, Z), C", "A (X\nB (Y, Z)\nC");
	check_split("A), B (X, Y)", "A)\nB (X, Y)");
	check_split("A) (X, Y), B", "A) (X, Y)\nB");
	check_split(")(, )(", ")(, )(");
}

static void caps_the_number(void **state)
{
	struct str text = STR_INIT;
	struct str out = STR_INIT;
	(void)state;

	for (int i = 0; i < PAPER_MAX_AUTHORS; i++)
		str_addf(&text, "A%d, ", i);
	assert_true(author_split(str_text(&text), &out));
	assert_int_equal(author_count(str_text(&out)), PAPER_MAX_AUTHORS);
	str_add(&text, "One More");
	str_clear(&out);
	assert_false(author_split(str_text(&text), &out));
	assert_int_equal(author_count(str_text(&out)), PAPER_MAX_AUTHORS);
	str_free(&text);
	str_free(&out);
}

static void walks_names(void **state)
{
	const char *names = "A\nB C";
	const char *name = NULL;
	size_t len = 0;
	(void)state;

	assert_true(author_next(&names, &name, &len));
	assert_int_equal(len, 1);
	assert_memory_equal(name, "A", 1);
	assert_true(author_next(&names, &name, &len));
	assert_int_equal(len, 3);
	assert_memory_equal(name, "B C", 3);
	assert_false(author_next(&names, &name, &len));
	names = NULL;
	assert_false(author_next(&names, &name, &len));
	assert_int_equal(author_count(NULL), 0);
	assert_int_equal(author_count("A\nB\nC"), 3);
}

static void joins_names(void **state)
{
	struct str out = STR_INIT;
	(void)state;

	author_join("A\nB C\nD", ", ", &out);
	assert_string_equal(str_text(&out), "A, B C, D");
	str_clear(&out);
	author_join(NULL, ", ", &out);
	assert_string_equal(str_text(&out), "");
	author_join_shown("Maik Fr\\\"obe\n{\\L}ukasz $ B\nPaulo Andr\\'e $ D",
			  "; ", &out);
	assert_string_equal(str_text(&out),
			    "Maik Fr\xc3\xb6"
			    "be; \xc5\x81ukasz $ B; Paulo Andr\xc3\xa9 $ D");
	str_free(&out);
}

static void splits_what_authors_wrote(void **state)
{
	static const char *const TEXTS[][2] = {
		{"Ann and Bo",               "Ann\nBo"             },
		{ "Ann, Bo, and Cee & Dee",  "Ann\nBo\nCee\nDee"   },
		{ "Ann (U and V, W) and Bo", "Ann (U and V, W)\nBo"},
		{ "Andrew Brand",            "Andrew Brand"        },
		{ "Ann and and Bo",          "Ann\nBo"             },
		{ "Ann, Bo et al",           "Ann\nBo et al"       },
		{ "Ann, et al.",             "Ann"                 },
		{ "et al, Ann",              "et al\nAnn"          },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
		struct str out = STR_INIT;

		assert_true(author_split_raw(TEXTS[i][0], &out));
		assert_string_equal(str_text(&out), TEXTS[i][1]);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_at_commas),
		cmocka_unit_test(respects_parentheses),
		cmocka_unit_test(splits_what_authors_wrote),
		cmocka_unit_test(caps_the_number),
		cmocka_unit_test(walks_names),
		cmocka_unit_test(joins_names),
	};

	return cmocka_run_group_tests_name("author", tests, NULL, NULL);
}
