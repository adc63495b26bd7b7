/* The taxonomy and the types of announcements that are relative to it. */
#include "arxiv/category.h"

#include "arxiv/announce.h"
#include "test.h"

static void table_is_the_file(void **state)
{
	size_t count = 0;
	const struct category *table = category_table(&count);
	size_t active = 0;
	(void)state;

	assert_int_equal(count, 184);
	assert_string_equal(table[0].name, "cmp-lg");
	assert_string_equal(table[1].name, "cs.AI");
	assert_string_equal(table[count - 1].archive, "test");
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(category_find(table[i].name), &table[i]);
		assert_true(category_form_ok(table[i].name));
		assert_true(category_is_archive(table[i].archive));
		assert_non_null(category_find(table[i].canonical));
		active += table[i].active;
	}
	assert_int_equal(active, 155);
}

static void finds_any_case(void **state)
{
	const struct category *entry = category_find("CS.ir");
	(void)state;

	assert_non_null(entry);
	assert_string_equal(entry->name, "cs.IR");
	assert_string_equal(entry->full_name, "Information Retrieval");
	assert_string_equal(entry->archive_name, "Computer Science");
	assert_string_equal(entry->group_name, "Computer Science");
	assert_true(entry->active);
	assert_false(category_find("alg-geom")->active);
	assert_null(category_find("cs"));
	assert_null(category_find("cs.XX"));
	assert_null(category_find(""));
	assert_null(category_find("cs.IRx"));
	assert_null(category_find("cs.I"));
}

static void knows_archives(void **state)
{
	(void)state;
	assert_true(category_is_archive("cs"));
	assert_true(category_is_archive("astro-ph"));
	assert_true(category_is_archive("hep-th"));
	assert_true(category_is_archive("cmp-lg"));
	assert_false(category_is_archive("CS"));
	assert_false(category_is_archive("cs.IR"));
	assert_false(category_is_archive(""));
	assert_false(category_is_archive("c"));
}

static void judges_forms(void **state)
{
	(void)state;
	assert_true(category_form_ok("cs"));
	assert_true(category_form_ok("new.ZZ"));
	assert_true(category_form_ok("cond-mat.str-el"));
	assert_true(category_form_ok("abcdefghijklmnopqrstuvwxyz.abcd"));
	assert_false(category_form_ok("abcdefghijklmnopqrstuvwxyz.abcde"));
	assert_false(category_form_ok(""));
	assert_false(category_form_ok("."));
	assert_false(category_form_ok("cs."));
	assert_false(category_form_ok(".IR"));
	assert_false(category_form_ok("I.2.6"));
	assert_false(category_form_ok("14J30"));
	assert_false(category_form_ok("cs.IR.x"));
	assert_false(category_form_ok("cs IR"));
	assert_false(category_form_ok("-cs"));
	assert_false(category_form_ok("cs-"));
	assert_false(category_form_ok("cs/IR"));
	assert_false(category_form_ok("c\xc3\xa9"));
}

static void check_normal(const char *name, const char *expected)
{
	char out[CATEGORY_MAX + 1];

	assert_int_equal(category_normalise(name, out), expected[0] != '\0');
	assert_string_equal(out, expected);
}

static void spells_properly(void **state)
{
	(void)state;
	check_normal("cs.ir", "cs.IR");
	check_normal("CS", "cs");
	check_normal("HEP-TH", "hep-th");
	check_normal("Cond-Mat.STR-el", "cond-mat.str-el");
	check_normal("new.zz", "new.zz");
	check_normal("I.2.6", "");
	check_normal("../etc", "");
	check_normal("", "");
}

static void knows_aliases(void **state)
{
	(void)state;
	assert_string_equal(category_canonical("math.IT"), "cs.IT");
	assert_string_equal(category_canonical("math.MP"), "math-ph");
	assert_string_equal(category_canonical("stat.TH"), "math.ST");
	assert_string_equal(category_canonical("q-fin.EC"), "econ.GN");
	assert_string_equal(category_canonical("cs.SY"), "eess.SY");
	assert_string_equal(category_canonical("cs.NA"), "math.NA");
	assert_string_equal(category_canonical("cmp-lg"), "cs.CL");
	assert_string_equal(category_canonical("cs.IR"), "cs.IR");
	assert_string_equal(category_canonical("new.ZZ"), "new.ZZ");
	assert_string_equal(category_canonical("cs"), "cs");
}

static void covers_what_is_followed(void **state)
{
	(void)state;
	assert_true(category_covers("cs.IR", "cs.IR"));
	assert_false(category_covers("cs.IR", "cs.CL"));
	assert_false(category_covers("cs.IR", "cs"));
	assert_true(category_covers("cs", "cs.IR"));
	assert_true(category_covers("cs", "cs.ZZ"));
	assert_false(category_covers("cs", "csx.IR"));
	assert_false(category_covers("cs", "math.AG"));
	assert_true(category_covers("math.IT", "cs.IT"));
	assert_true(category_covers("cs.IT", "math.IT"));
	assert_true(category_covers("cs.CL", "cmp-lg"));
	assert_true(category_covers("math", "cs.IT"));
	assert_true(category_covers("cs", "math.IT"));
	assert_true(category_covers("hep-th", "hep-th"));
	assert_false(category_covers("hep-th", "hep-ph"));
	assert_true(category_covers("astro-ph", "astro-ph.CO"));
	assert_false(category_covers("new", "new.ZZ"));
	assert_true(category_covers("new.ZZ", "new.ZZ"));
}

static void walks_lists(void **state)
{
	const char *list = "  cs.IR cs.CL "
			   "abcdefghijklmnopqrstuvwxyz.abcdefghijkl  hep-th ";
	char out[CATEGORY_MAX + 1];
	(void)state;

	assert_true(category_next(&list, out));
	assert_string_equal(out, "cs.IR");
	assert_true(category_next(&list, out));
	assert_string_equal(out, "cs.CL");
	assert_true(category_next(&list, out));
	assert_string_equal(out, "hep-th");
	assert_false(category_next(&list, out));
	assert_string_equal(out, "");
	assert_false(category_next(&list, out));
	list = NULL;
	assert_false(category_next(&list, out));
}

static void names_types(void **state)
{
	(void)state;
	assert_int_equal(ANNOUNCE_NEW, 0);
	assert_int_equal(ANNOUNCE_REPLACE_CROSS, 3);
	assert_int_equal(ANNOUNCE_NONE, 4);
	for (int i = 0; i < (int)ANNOUNCE_COUNT; i++)
		assert_int_equal(
			announce_parse(announce_name((enum announce_type)i)),
			i);
	assert_string_equal(announce_name(ANNOUNCE_REPLACE_CROSS),
			    "replace-cross");
	assert_null(announce_name(ANNOUNCE_NONE));
	assert_string_equal(announce_heading(ANNOUNCE_NEW), "NEW SUBMISSIONS");
	assert_string_equal(announce_heading(ANNOUNCE_NONE), "PAPERS");
	assert_int_equal(announce_parse("New"), ANNOUNCE_NONE);
	assert_int_equal(announce_parse(""), ANNOUNCE_NONE);
	assert_int_equal(announce_parse("replace-crosses"), ANNOUNCE_NONE);
}

static void types_are_relative(void **state)
{
	(void)state;
	assert_int_equal(announce_relative(ANNOUNCE_NEW, "cs.IR", "cs.IR"),
			 ANNOUNCE_NEW);
	assert_int_equal(announce_relative(ANNOUNCE_NEW, "cs.IR", "cs.CL"),
			 ANNOUNCE_CROSS);
	assert_int_equal(announce_relative(ANNOUNCE_REPLACE, "cs.IR", "cs.CL"),
			 ANNOUNCE_REPLACE_CROSS);
	assert_int_equal(
		announce_relative(ANNOUNCE_REPLACE, "math.IT", "cs.IT"),
		ANNOUNCE_REPLACE);
	assert_int_equal(announce_relative(ANNOUNCE_CROSS, "cs.IR", "cs.IR"),
			 ANNOUNCE_CROSS);
	assert_int_equal(announce_relative(ANNOUNCE_NEW, "cs.IR", "cs"),
			 ANNOUNCE_NEW);
	assert_int_equal(announce_relative(ANNOUNCE_NEW, NULL, "cs.IR"),
			 ANNOUNCE_NEW);
	assert_int_equal(announce_relative(ANNOUNCE_NONE, "cs.IR", "cs.CL"),
			 ANNOUNCE_NONE);
}

static void knows_full_names(void **state)
{
	static const char *const NAMES[][2] = {
		{"Nuclear Experiment",                   "nucl-ex" },
		{ "High Energy Physics - Theory",        "hep-th"  },
		{ "Mathematics - Logic",                 "math.LO" },
		{ "Computer Science - Machine Learning", "cs.LG"   },
		{ "Differential Geometry",               "math.DG" },
		{ "Astrophysics",                        "astro-ph"},
		{ "Machine Learning",                    NULL      },
		{ "Information Theory",                  NULL      },
	};
	const struct category *found = NULL;
	(void)state;

	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		assert_true(category_of_full_name(NAMES[i][0], &found));
		if (NAMES[i][1] == NULL) {
			assert_null(found);
			continue;
		}
		assert_non_null(found);
		assert_string_equal(found->name, NAMES[i][1]);
	}
	assert_false(category_of_full_name("03E75 (Primary)", &found));
	assert_false(category_of_full_name("", &found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_the_file),
		cmocka_unit_test(finds_any_case),
		cmocka_unit_test(knows_archives),
		cmocka_unit_test(knows_full_names),
		cmocka_unit_test(judges_forms),
		cmocka_unit_test(spells_properly),
		cmocka_unit_test(knows_aliases),
		cmocka_unit_test(covers_what_is_followed),
		cmocka_unit_test(walks_lists),
		cmocka_unit_test(names_types),
		cmocka_unit_test(types_are_relative),
	};

	return cmocka_run_group_tests_name("category", tests, NULL, NULL);
}
