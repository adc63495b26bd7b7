/* Papers: what may be stored and what may not. */
#include "arxiv/paper.h"

#include <stdlib.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/str.h"
#include "test.h"

static struct paper good_paper(void)
{
	struct paper paper = PAPER_INIT;

	assert_true(ident_parse("2510.07784v2", &paper.id));
	paper.title = mem_strdup("A Title with $\\alpha$");
	paper.abstract = mem_strdup("An abstract.");
	paper.authors = mem_strdup("A. Bee\nCee Dee (X, Y)");
	paper.categories = mem_strdup("cs.IR cs.CL");
	paper.submitted = 1760000000;
	return paper;
}

/* Sets one text, asks and takes it back. */
static void check_text(struct paper *paper, char **slot, const char *text,
		       bool expected)
{
	char *old = *slot;

	*slot = mem_strdup_null(text);
	if (paper_valid(paper) != expected)
		fail_msg("wrong about: %.60s", text != NULL ? text : "NULL");
	free(*slot);
	*slot = old;
}

static void texts_must_be_clean(void **state)
{
	static const char *const wrong[] = {
		"",
		" a",
		"a ",
		"a  b",
		"a\nb",
		"a\tb",
		"a\x1b[31m",
		"\x7f",
		"\xff",
		"a\xc2\x9b",
		"\xe2\x80\xae"
		"x",
		"a\xc2\xa0"
		"b",
		"a\xe2\x80\x8b"
		"b",
	};
	struct paper paper = good_paper();
	char **slots[] = {
		&paper.title,       &paper.abstract, &paper.comments,
		&paper.journal_ref, &paper.doi,      &paper.license
	};
	(void)state;

	assert_true(paper_valid(&paper));
	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++) {
		check_text(&paper, slots[i], NULL, true);
		check_text(&paper, slots[i], "0", true);
		check_text(&paper, slots[i], "caf\xc3\xa9 5\\% a<b", true);
		for (size_t j = 0; j < sizeof(wrong) / sizeof(wrong[0]); j++)
			check_text(&paper, slots[i], wrong[j], false);
	}
	paper_clear(&paper);
}

static void texts_have_caps(void **state)
{
	struct paper paper = good_paper();
	struct str text = STR_INIT;
	(void)state;

	while (text.len < PAPER_MAX_FIELD)
		str_add_char(&text, 'a');
	check_text(&paper, &paper.title, str_text(&text), true);
	str_add_char(&text, 'a');
	check_text(&paper, &paper.title, str_text(&text), false);
	check_text(&paper, &paper.authors, str_text(&text), true);
	str_clear(&text);
	for (int i = 1; i < PAPER_MAX_AUTHORS; i++)
		str_add(&text, "A\n");
	str_add(&text, "A");
	check_text(&paper, &paper.authors, str_text(&text), true);
	str_add(&text, "\nA");
	check_text(&paper, &paper.authors, str_text(&text), false);
	str_free(&text);
	paper_clear(&paper);
}

static void authors_are_lines(void **state)
{
	struct paper paper = good_paper();
	(void)state;

	check_text(&paper, &paper.authors, NULL, true);
	check_text(&paper, &paper.authors, "A", true);
	check_text(&paper, &paper.authors, "", false);
	check_text(&paper, &paper.authors, "\n", false);
	check_text(&paper, &paper.authors, "A\n", false);
	check_text(&paper, &paper.authors, "\nA", false);
	check_text(&paper, &paper.authors, "A\n\nB", false);
	check_text(&paper, &paper.authors, "A\n B", false);
	check_text(&paper, &paper.authors, "A\r\nB", false);
	paper_clear(&paper);
}

static void categories_have_a_form(void **state)
{
	struct paper paper = good_paper();
	struct str text = STR_INIT;
	(void)state;

	check_text(&paper, &paper.categories, NULL, true);
	check_text(&paper, &paper.categories, "new.ZZ", true);
	check_text(&paper, &paper.categories, "", false);
	check_text(&paper, &paper.categories, " cs.IR", false);
	check_text(&paper, &paper.categories, "cs.IR ", false);
	check_text(&paper, &paper.categories, "cs.IR  cs.CL", false);
	check_text(&paper, &paper.categories, "cs.IR I.2.6", false);
	check_text(&paper, &paper.categories,
		   "cs.IR abcdefghijklmnopqrstuvwxyz.abcdefghi", false);
	for (int i = 0; i < PAPER_MAX_CATEGORIES; i++)
		str_add(&text, i == 0 ? "cs.IR" : " cs.IR");
	check_text(&paper, &paper.categories, str_text(&text), true);
	str_add(&text, " cs.IR");
	check_text(&paper, &paper.categories, str_text(&text), false);
	str_free(&text);
	paper_clear(&paper);
}

static void numbers_have_ranges(void **state)
{
	struct paper paper = good_paper();
	(void)state;

	paper.id.version = 0;
	assert_true(paper_valid(&paper));
	paper.id.version = -1;
	assert_false(paper_valid(&paper));
	paper.id.version = IDENT_MAX_VERSION + 1;
	assert_false(paper_valid(&paper));
	paper.id.version = 1;
	paper.id.key = 0;
	assert_false(paper_valid(&paper));
	assert_true(ident_parse("hep-th/9901001", &paper.id));
	assert_true(paper_valid(&paper));
	paper.updated = INT64_MAX;
	assert_false(paper_valid(&paper));
	paper.updated = TIME_NONE;
	assert_true(paper_valid(&paper));
	paper_clear(&paper);
}

static void copies_own_their_texts(void **state)
{
	struct paper paper = good_paper();
	struct paper copy = PAPER_INIT;
	char primary[CATEGORY_MAX + 1];
	(void)state;

	paper_copy(&paper, &copy);
	assert_ptr_not_equal(copy.title, paper.title);
	paper_clear(&paper);
	assert_null(paper.title);
	assert_int_equal(paper.id.key, 0);
	assert_true(paper.submitted == TIME_NONE);
	assert_string_equal(copy.authors, "A. Bee\nCee Dee (X, Y)");
	assert_int_equal(copy.id.version, 2);
	assert_int_equal(copy.submitted, 1760000000);
	assert_true(paper_primary(copy.categories, primary));
	assert_string_equal(primary, "cs.IR");
	assert_false(paper_primary(NULL, primary));
	assert_string_equal(primary, "");
	paper_clear(&copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_must_be_clean),
		cmocka_unit_test(texts_have_caps),
		cmocka_unit_test(authors_are_lines),
		cmocka_unit_test(categories_have_a_form),
		cmocka_unit_test(numbers_have_ranges),
		cmocka_unit_test(copies_own_their_texts),
	};

	return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
