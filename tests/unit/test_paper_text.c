/* src/tui/paper_text.c */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "library/marks.h"
#include "tui/paper_text.h"

static char title[] = "On Poincar\\'e duality";
static char authors[] = "Ann \\'Evil\nBob Bee\nCee Dee\nEff Gee";
static char categories[] = "cs.IR cs.CL";
static char abstract[] = "We study x<1 and more things than fit in a line.";

static struct listed sample(void)
{
	return (struct listed){
		.paper = {.title = title,
                          .authors = authors,
                          .categories = categories,
                          .abstract = abstract,
                          .submitted = 1759968000,
                          .updated = TIME_NONE}
	};
}

static struct listing_row sample_row(void)
{
	struct ident id;

	assert_true(ident_parse("2510.07784", &id));
	return (struct listing_row){ .key = id.key,
				     .version = 1,
				     .type = ANNOUNCE_NEW };
}

static void assert_line(const struct paper_text *text, size_t number,
			enum look look, const char *want)
{
	char *line;

	assert_true(number < text->count);
	line = mem_strndup(str_text(&text->rich.text) +
				   text->lines[number].start,
			   text->lines[number].len);
	assert_string_equal(line, want);
	assert_int_equal(text->lines[number].look, look);
	free(line);
}

static void test_usual(void **state)
{
	struct listed listed = sample();
	struct listing_row row = sample_row();
	struct paper_style style = { .columns = 60 };
	struct paper_text text = { 0 };

	(void)state;
	paper_text_make(&listed, &row, &style, &text);
	assert_line(&text, 0, LOOK_BOLD, "On Poincaré duality");
	assert_line(&text, 1, LOOK_NORMAL,
		    "Ann Évil, Bob Bee, Cee Dee, Eff Gee");
	assert_line(&text, 2, LOOK_HEADING,
		    "cs.IR cs.CL · 2510.07784v1 · new · 9 Oct 2025");
	assert_line(&text, 3, LOOK_NORMAL, "");
	assert_line(&text, 4, LOOK_NORMAL,
		    "We study x<1 and more things than fit in a line.");
	assert_int_equal(text.count, 5);
	paper_text_clear(&text);
}

static void test_few_and_all_authors(void **state)
{
	struct listed listed = sample();
	struct listing_row row = sample_row();
	struct paper_style style = { .columns = 24 };
	struct paper_text text = { 0 };

	(void)state;
	paper_text_make(&listed, &row, &style, &text);
	assert_line(&text, 1, LOOK_NORMAL, "Ann Évil, Bob Bee, …");
	style.plain = true;
	paper_text_make(&listed, &row, &style, &text);
	assert_line(&text, 1, LOOK_NORMAL, "Ann Évil, Bob Bee, ...");
	style.whole = true;
	paper_text_make(&listed, &row, &style, &text);
	assert_line(&text, 1, LOOK_NORMAL, "Ann Évil, Bob Bee, Cee");
	assert_line(&text, 2, LOOK_NORMAL, "Dee, Eff Gee");
	paper_text_clear(&text);
}

static void test_raw_and_more_facts(void **state)
{
	struct listed listed = sample();
	struct listing_row row = sample_row();
	struct paper_style style = { .columns = 60, .raw = true };
	struct paper_text text = { 0 };
	char comments[] = "12 pages";
	char doi[] = "10.1/x";

	(void)state;
	listed.paper.comments = comments;
	listed.paper.doi = doi;
	row.marks = MARK_STAR | MARK_DONE;
	row.type = ANNOUNCE_NONE;
	row.version = 0;
	paper_text_make(&listed, &row, &style, &text);
	assert_line(&text, 0, LOOK_BOLD, "On Poincar\\'e duality");
	assert_line(&text, 2, LOOK_HEADING,
		    "cs.IR cs.CL · 2510.07784 · 9 Oct 2025");
	assert_line(&text, 3, LOOK_STAR, "starred, done");
	assert_line(&text, 4, LOOK_NORMAL, "12 pages");
	assert_line(&text, 5, LOOK_NORMAL, "doi: 10.1/x");
	paper_text_clear(&text);
}

/* No line is wider than asked, whatever the width. */
static void test_every_width(void **state)
{
	struct listed listed = sample();
	struct listing_row row = sample_row();
	struct paper_text text = { 0 };

	(void)state;
	for (int columns = 2; columns < 80; columns++) {
		struct paper_style style = { .columns = columns };

		paper_text_make(&listed, &row, &style, &text);
		for (size_t i = 0; i < text.count; i++)
			assert_true(text_columns(str_text(&text.rich.text) +
							 text.lines[i].start,
						 text.lines[i].len) <= columns);
	}
	paper_text_clear(&text);
}

static void test_almost_nothing(void **state)
{
	struct listed listed = { .paper = PAPER_INIT };
	struct listing_row row = sample_row();
	struct paper_style style = { .columns = 1 };
	struct paper_text text = { 0 };

	(void)state;
	paper_text_make(&listed, &row, &style, &text);
	assert_true(text.count > 3);
	paper_text_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_usual),
		cmocka_unit_test(test_few_and_all_authors),
		cmocka_unit_test(test_raw_and_more_facts),
		cmocka_unit_test(test_every_width),
		cmocka_unit_test(test_almost_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
