/* OAI sets: the rule against the taxonomy's own column. */
#include "arxiv/oai_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define COLUMNS 15

/* Splits a line of the taxonomy at its tabs. */
static size_t split(char *line, char *out[COLUMNS])
{
	size_t count = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *at = line; at != NULL && count < COLUMNS; count++) {
		out[count] = at;
		at = strchr(at, '\t');
		if (at != NULL)
			*at++ = '\0';
	}
	return count;
}

/* Aliases stand in two sets, of which ours is the canonical one's. */
static bool check_row(char *cells[COLUMNS])
{
	char set[OAI_SET_MAX + 1];
	char requests[OAI_SET_REQUESTS][CATEGORY_MAX + 1];

	if (cells[14][0] == '\0' || strcmp(cells[4], cells[8]) != 0 ||
	    strcmp(cells[0], "test") == 0)
		return false;
	if (!oai_set_of(cells[4], set) || strcmp(set, cells[14]) != 0)
		fail_msg("%s: %s, not %s", cells[4], set, cells[14]);
	assert_int_equal(oai_set_requests(set, requests), 1);
	assert_string_equal(requests[0], cells[4]);
	return true;
}

static void the_rule_gives_the_column(void **state)
{
	char path[1024];
	char line[4096];
	char *cells[COLUMNS];
	FILE *file;
	size_t checked = 0;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/data/taxonomy.tsv",
		       getenv("ARXDAY_SOURCE"));
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL)
		if (split(line, cells) == COLUMNS &&
		    strcmp(cells[0], "group") != 0 && check_row(cells))
			checked++;
	(void)fclose(file);
	assert_true(checked > 140);
}

static void words_are_sets_groups_and_categories(void **state)
{
	static const char *const cases[][2] = {
		{"all",          ""                   },
		{ "cs",          "cs"                 },
		{ "physics",     "physics"            },
		{ "cs:cs:IR",    "cs:cs:IR"           },
		{ "cs.ir",       "cs:cs:IR"           },
		{ "hep-th",      "physics:hep-th"     },
		{ "cond-mat",    "physics:cond-mat"   },
		{ "math.MP",     "physics:math-ph"    },
		{ "cmp-lg",      "cs:cs:CL"           },
		{ "q-fin",       "q-fin"              },
		{ "astro-ph.CO", "physics:astro-ph:CO"},
	};
	static const char *const wrong[] = { "",    "xyz",    "cs.",  ":cs",
					     "cs:", "cs:a b", "cs.XX" };
	char set[OAI_SET_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(oai_set_parse(cases[i][0], set));
		assert_string_equal(set, cases[i][1]);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(oai_set_parse(wrong[i], set));
		assert_string_equal(set, "");
	}
}

static void sets_cover_requests(void **state)
{
	char requests[OAI_SET_REQUESTS][CATEGORY_MAX + 1];

	(void)state;
	assert_int_equal(oai_set_requests("", requests), 0);
	assert_int_equal(oai_set_requests("a:b:c", requests), 0);
	assert_int_equal(oai_set_requests("cs", requests), 1);
	assert_string_equal(requests[0], "cs");
	assert_int_equal(oai_set_requests("cs:cs", requests), 1);
	assert_string_equal(requests[0], "cs");
	assert_int_equal(oai_set_requests("physics:physics", requests), 1);
	assert_string_equal(requests[0], "physics");
	assert_int_equal(oai_set_requests("physics:cond-mat", requests), 1);
	assert_string_equal(requests[0], "cond-mat");
	/* The set of an alias has the papers of the category. */
	assert_int_equal(oai_set_requests("math:math:IT", requests), 1);
	assert_string_equal(requests[0], "cs.IT");
	assert_int_equal(oai_set_requests("physics", requests), 13);
	assert_string_equal(requests[0], "astro-ph");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rule_gives_the_column),
		cmocka_unit_test(words_are_sets_groups_and_categories),
		cmocka_unit_test(sets_cover_requests),
	};

	return cmocka_run_group_tests_name("oai_set", tests, NULL, NULL);
}
