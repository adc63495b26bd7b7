/* src/tui/rich.c */
#include <string.h>

#include "test.h"
#include "tui/rich.h"

static void test_tex_becomes_runs(void **state)
{
	struct rich rich = { 0 };

	(void)state;
	rich_add(&rich, "See:");
	rich_add_tex(&rich, "\\emph{all} of $\\alpha$");
	assert_string_equal(str_text(&rich.text), "See:all of α");
	assert_int_equal(rich.count, 1);
	assert_int_equal(rich.runs[0].start, 4);
	assert_int_equal(rich.runs[0].len, 3);
	assert_int_equal(rich.runs[0].style, STYLE_ITALIC);
	rich_reset(&rich);
	assert_int_equal(rich.text.len, 0);
	assert_int_equal(rich.count, 0);
	rich_clear(&rich);
}

static void test_hits(void **state)
{
	struct rich rich = { 0 };

	(void)state;
	rich_add(&rich, "A graph of Graphs");
	rich_style_all(&rich, 0, "graph", false, STYLE_MATCH);
	assert_int_equal(rich.count, 2);
	assert_int_equal(rich.runs[1].start, 11);
	rich_style_all(&rich, 0, "Graph", true, STYLE_MATCH);
	assert_int_equal(rich.count, 3);
	rich_style_all(&rich, 0, "", false, STYLE_MATCH);
	assert_int_equal(rich.count, 3);
	rich_clear(&rich);
}

/* A run that reaches over the cut does not reach into the ending, whose bytes
 * are one character. */
static void test_cut_clips_runs(void **state)
{
	struct rich rich = { 0 };

	(void)state;
	rich_add(&rich, "random graphs");
	rich_style(&rich, 7, 6, STYLE_MATCH);
	rich_style(&rich, 12, 1, STYLE_BOLD);
	rich_cut(&rich, 10, "…");
	assert_string_equal(str_text(&rich.text), "random gra…");
	assert_int_equal(rich.runs[0].start, 7);
	assert_int_equal(rich.runs[0].len, 3);
	assert_int_equal(rich.runs[1].len, 0);
	rich_clear(&rich);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tex_becomes_runs),
		cmocka_unit_test(test_hits),
		cmocka_unit_test(test_cut_clips_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
