/* The Markdown report: the model's bytes, the escapes, and the order of the
 * cells. */

#include "test.h"

#include "export/markdown.h"

static struct paper paper_of(const char *id, char *title, char *abstract,
			     char *authors)
{
	struct paper paper = PAPER_INIT;

	assert_true(ident_parse(id, &paper.id));
	paper.title = title;
	paper.abstract = abstract;
	paper.authors = authors;
	return paper;
}

static void assert_row(const struct paper *paper, const char *want)
{
	struct str out = STR_INIT;
	struct error err;

	assert_int_equal(markdown_row(paper, &out, &err), STATUS_OK);
	assert_string_equal(str_text(&out), want);
	str_free(&out);
}

static void begins_with_the_day(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	markdown_begin(date_from_civil(2025, 10, 1), &out);
	assert_string_equal(str_text(&out),
			    "# arXiv Daily Report - 01-Oct-2025\n\n"
			    "| Title | Link | abstract | author |\n"
			    "| --- | --- | --- | --- |\n");
	str_free(&out);
}

static void writes_a_row(void **state)
{
	char title[] = "A | B `c`";
	char abstract[] = "gets 5\\% of a_b, see https://x.org/y_z.";
	char authors[] = "Maik Fr\\\"obe\nAnn Bee";
	struct paper paper = paper_of("2510.00001v3", title, abstract, authors);

	(void)state;
	assert_row(&paper, "| A \\| B \\`c\\` | "
			   "[https://arxiv.org/abs/2510.00001]"
			   "(https://arxiv.org/abs/2510.00001) | "
			   "gets 5\\\\% of a_b, see https://x.org/y_z. | "
			   "Maik Fröbe, Ann Bee |\n");
}

static void absent_texts_are_empty_cells(void **state)
{
	struct paper paper = paper_of("hep-th/9901001", NULL, NULL, NULL);

	(void)state;
	assert_row(&paper, "|  | [https://arxiv.org/abs/hep-th/9901001]"
			   "(https://arxiv.org/abs/hep-th/9901001) |  |  |\n");
}

/* Texts made of what the rule treats specially, in all orders of three: each
 * must be written as a row that reads back, or markdown_row refuses it. */
static void odd_texts_read_back(void **state)
{
	static const char *const PARTS[] = {
		"\\",       "|",
		"`",        "*",
		"_",        "~",
		"[",        "]",
		"(",        ")",
		"!",        "<",
		">",        "&",
		"a",        "&amp;",
		"$",        " ",
		"\"",       "\\|",
		"/",        ".",
		"#",        "-",
		"http://a", "https://b.c/d_e",
	};
	size_t count = sizeof(PARTS) / sizeof(PARTS[0]);

	(void)state;
	for (size_t i = 0; i < count * count * count; i++) {
		struct str text = STR_INIT;
		struct str out = STR_INIT;
		struct error err;
		struct paper paper;

		str_addf(&text, "%s%s%s", PARTS[i % count],
			 PARTS[i / count % count], PARTS[i / count / count]);
		paper = paper_of("2510.00001", text.data, text.data, text.data);
		if (markdown_row(&paper, &out, &err) != STATUS_OK)
			fail_msg("'%s' does not read back", text.data);
		str_free(&out);
		str_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_with_the_day),
		cmocka_unit_test(writes_a_row),
		cmocka_unit_test(absent_texts_are_empty_cells),
		cmocka_unit_test(odd_texts_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
