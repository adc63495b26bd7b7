/* Where an entry of a feed is announced. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "source/expand.h"

/* The places as "cs.AI:new stat.ML:cross". */
static void expect(const char *query, const char *categories,
		   enum announce_type type, const char *want)
{
	struct paper paper = PAPER_INIT;
	struct expansion where;
	struct str got = STR_INIT;

	paper.categories = mem_strdup_null(categories);
	expand_entry(query, &paper, type, &where);
	for (size_t i = 0; i < where.count; i++) {
		const char *name = announce_name(where.places[i].type);

		str_addf(&got, "%s%s:%s", i > 0 ? " " : "",
			 where.places[i].category,
			 name != NULL ? name : "none");
	}
	assert_string_equal(str_text(&got), want);
	str_free(&got);
	paper_clear(&paper);
}

static void one_category_is_as_given(void **state)
{
	(void)state;
	expect("cs.AI", "cs.AI cs.CL", ANNOUNCE_NEW, "cs.AI:new");
	expect("cs.CL", "cs.AI cs.CL", ANNOUNCE_CROSS, "cs.CL:cross");
	expect("cs.CL", "cs.AI", ANNOUNCE_REPLACE_CROSS, "cs.CL:replace-cross");
	expect("cs.ai", "cs.AI", ANNOUNCE_NEW, "cs.AI:new");
	expect("cs.AI", NULL, ANNOUNCE_NONE, "cs.AI:none");
}

static void an_alias_goes_under_its_canonical_name(void **state)
{
	(void)state;
	expect("math.IT", "cs.IT math.IT", ANNOUNCE_NEW, "cs.IT:new");
	expect("cs.IT", "math.IT", ANNOUNCE_NEW, "cs.IT:new");
}

static void an_archive_that_is_a_category_is_one(void **state)
{
	(void)state;
	assert_false(expand_is_group("hep-th"));
	assert_false(expand_is_group("cs.AI"));
	assert_false(expand_is_group("no-such"));
	assert_true(expand_is_group("cs"));
	assert_true(expand_is_group("astro-ph"));
	assert_true(expand_is_group("physics"));
	expect("hep-th", "gr-qc hep-th", ANNOUNCE_CROSS, "hep-th:cross");
}

static void an_archive_is_all_of_its_categories(void **state)
{
	(void)state;
	expect("cs", "cs.AI stat.ML cs.LG", ANNOUNCE_NEW,
	       "cs.AI:new cs.LG:cross");
	expect("cs", "stat.ML cs.LG", ANNOUNCE_CROSS, "cs.LG:cross");
	expect("cs", "cs.AI cs.LG", ANNOUNCE_REPLACE,
	       "cs.AI:replace cs.LG:replace-cross");
	expect("cs", "cs.AI", ANNOUNCE_NONE, "cs.AI:none");
}

static void aliases_count_once(void **state)
{
	(void)state;
	expect("cs", "math.IT cs.IT", ANNOUNCE_NEW, "cs.IT:new");
	expect("cs+math", "cs.IT math.IT", ANNOUNCE_NEW, "cs.IT:new");
}

static void several_parts_take_what_they_cover(void **state)
{
	(void)state;
	expect("hep-th+math.AG", "math.AG hep-th cs.AI", ANNOUNCE_NEW,
	       "hep-th:cross math.AG:new");
	expect("gr-qc+astro-ph.GA", "astro-ph.GA", ANNOUNCE_NEW,
	       "astro-ph.GA:new");
	expect("cs.AI+cs", "cs.LG cs.AI", ANNOUNCE_NEW,
	       "cs.AI:cross cs.LG:new");
}

static void nothing_covered_goes_under_the_first(void **state)
{
	(void)state;
	expect("cs", "stat.ML", ANNOUNCE_NEW, "cs:new");
	expect("math.IT+hep-th", "cs.AI", ANNOUNCE_CROSS, "cs.IT:cross");
	expect("cs", NULL, ANNOUNCE_NEW, "cs:new");
}

static void an_unknown_request_takes_the_primary(void **state)
{
	(void)state;
	expect(NULL, "stat.ML cs.AI", ANNOUNCE_NEW, "stat.ML:new");
	expect("", "math.IT", ANNOUNCE_REPLACE, "cs.IT:replace");
	expect("%%%", "cs.AI", ANNOUNCE_NEW, "cs.AI:new");
	expect(NULL, NULL, ANNOUNCE_NEW, ":new");
}

static void parts_are_walked_and_spelt(void **state)
{
	const char *query = "+CS.ai++bad part+hep-TH+"
			    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	char part[CATEGORY_MAX + 1];

	(void)state;
	assert_true(expand_next(&query, part));
	assert_string_equal(part, "cs.AI");
	assert_true(expand_next(&query, part));
	assert_string_equal(part, "hep-th");
	assert_false(expand_next(&query, part));
	query = NULL;
	assert_false(expand_next(&query, part));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_category_is_as_given),
		cmocka_unit_test(an_alias_goes_under_its_canonical_name),
		cmocka_unit_test(an_archive_that_is_a_category_is_one),
		cmocka_unit_test(an_archive_is_all_of_its_categories),
		cmocka_unit_test(aliases_count_once),
		cmocka_unit_test(several_parts_take_what_they_cover),
		cmocka_unit_test(nothing_covered_goes_under_the_first),
		cmocka_unit_test(an_unknown_request_takes_the_primary),
		cmocka_unit_test(parts_are_walked_and_spelt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
