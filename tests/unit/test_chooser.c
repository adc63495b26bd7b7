/* The chooser of categories without a screen: what is found, in which order,
 * and what is chosen. */
#include "tui/chooser.h"

#include <string.h>

#include "test.h"

static char *none[] = { NULL };

/* The codes that a text finds, in the order of their rows. */
static struct str found(struct chooser *chooser, const char *text)
{
	struct str names = STR_INIT;

	chooser_find(chooser, text);
	for (size_t i = 0; i < chooser->row_count; i++) {
		const struct chooser_row *row = &chooser->rows[i];

		if (row->heading == NULL)
			str_addf(&names, "%s%s", names.len > 0 ? " " : "",
				 chooser->entries[row->entry].name);
	}
	return names;
}

static void assert_found(const char *text, const char *expected)
{
	struct chooser chooser;
	struct str names;

	chooser_init(&chooser, none);
	names = found(&chooser, text);
	assert_string_equal(str_text(&names), expected);
	str_free(&names);
	chooser_clear(&chooser);
}

static void test_words_find(void **state)
{
	(void)state;
	assert_found("retriev", "cs.IR");
	assert_found("Computation LANG", "cs.CL");
	assert_found("compl lang", "");
	assert_found("xyzzy", "");
	assert_found("phenomenology", "hep-ph");
}

static void test_codes_come_first(void **state)
{
	(void)state;
	assert_found("cs.i", "cs.IR cs.IT");
	assert_found("hep", "hep-ex hep-lat hep-ph hep-th");
	/* What follows the dot counts as a beginning too. */
	assert_found("pm", "q-fin.PM");
}

static void test_aliases_find_the_category(void **state)
{
	(void)state;
	assert_found("cs.na", "math.NA");
	assert_found("math.mp", "math-ph");
}

static void test_parts_of_a_word(void **state)
{
	struct str names;
	struct chooser chooser;

	(void)state;
	chooser_init(&chooser, none);
	names = found(&chooser, "ography");
	assert_string_equal(str_text(&names), "cs.CR");
	str_free(&names);
	chooser_clear(&chooser);
}

static void test_all_rows(void **state)
{
	struct chooser chooser;
	size_t headings = 0;
	size_t archives = 0;

	(void)state;
	chooser_init(&chooser, none);
	for (size_t i = 0; i < chooser.row_count; i++)
		headings += chooser.rows[i].heading != NULL;
	for (size_t i = 0; i < chooser.count; i++)
		archives += chooser.entries[i].whole;
	assert_string_equal(chooser.rows[0].heading, "Computer Science");
	assert_string_equal(chooser.entries[0].name, "cs");
	assert_true(chooser.entries[0].whole);
	assert_int_equal(chooser.count + headings, chooser.row_count);
	/* Those whose categories have dots. */
	assert_int_equal(archives, 11);
	assert_false(chooser_changed(&chooser));
	chooser_clear(&chooser);
}

static void test_followed_stand_first(void **state)
{
	char one[] = "math.AG";
	char two[] = "quant-ph";
	char three[] = "xx.YY";
	char *followed[] = { one, two, three, NULL };
	struct chooser chooser;
	struct str names = STR_INIT;

	(void)state;
	chooser_init(&chooser, followed);
	assert_string_equal(chooser.rows[0].heading, "followed now");
	assert_int_equal(chooser_names(&chooser, &names), 3);
	assert_string_equal(str_text(&names), "math.AG quant-ph xx.YY");
	assert_false(chooser_changed(&chooser));
	chooser.entries[1].chosen = false;
	assert_true(chooser_changed(&chooser));
	str_clear(&names);
	assert_int_equal(chooser_names(&chooser, &names), 2);
	assert_string_equal(str_text(&names), "math.AG xx.YY");
	/* Each stands in one row alone. */
	str_free(&names);
	names = found(&chooser, "math.ag");
	assert_string_equal(str_text(&names), "math.AG");
	str_free(&names);
	chooser_clear(&chooser);
}

static void test_an_archive_covers(void **state)
{
	char cs[] = "cs";
	char *followed[] = { cs, NULL };
	struct chooser chooser;
	size_t covered = 0;

	(void)state;
	chooser_init(&chooser, followed);
	assert_true(chooser.entries[0].whole);
	assert_string_equal(chooser.entries[0].text, "all of Computer Science");
	/* cs.NA is math.NA too, so a category of another archive may be. */
	for (size_t i = 0; i < chooser.count; i++)
		covered += chooser_covered(&chooser, i);
	assert_false(chooser_covered(&chooser, 0));
	assert_true(covered > 30);
	chooser_clear(&chooser);
}

static void test_papers(void **state)
{
	struct chooser chooser;

	(void)state;
	chooser_init(&chooser, none);
	assert_int_equal(chooser.entries[1].papers, -1);
	chooser_set_papers(&chooser, chooser.entries[1].name, 12);
	chooser_set_papers(&chooser, "no.SUCH", 9);
	assert_int_equal(chooser.entries[1].papers, 12);
	assert_int_equal(chooser.entries[2].papers, -1);
	chooser_clear(&chooser);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_find),
		cmocka_unit_test(test_codes_come_first),
		cmocka_unit_test(test_aliases_find_the_category),
		cmocka_unit_test(test_parts_of_a_word),
		cmocka_unit_test(test_all_rows),
		cmocka_unit_test(test_followed_stand_first),
		cmocka_unit_test(test_an_archive_covers),
		cmocka_unit_test(test_papers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
