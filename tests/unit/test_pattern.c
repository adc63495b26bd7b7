/* Regular expressions: what they match, where, what is refused, and that none
 * takes long. */
#include "arxiv/pattern.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/pattern_code.h"
#include "base/mem.h"
#include "base/str.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static struct pattern *make(const char *text)
{
	struct pattern *pattern = NULL;
	struct error err = { 0 };

	if (pattern_new(text, &pattern, &err) != STATUS_OK)
		fail_msg("%s: %s", text, err.text);
	return pattern;
}

static const struct {
	const char *pattern;
	const char *text;
	const char *found; /* NULL none */
} found_cases[] = {
	{"llm",		    "An LLM",                   "LLM"                },
	{ "multi-?modal|llm",      "Multimodal",               "Multimodal"         },
	{ "multi-?modal|llm",      "multi-modal",              "multi-modal"        },
	{ "multi-?modal|llm",      "multi modal",              NULL                 },
	{ "a|ab|abc",              "xabcd",                    "abc"                },
	{ "b*",		    "aabbab",                   "bb"                 },
	{ "^b",		    "ab\nba",                   "b"                  },
	{ "a$",		    "ab\nba",                   "a"                  },
	{ "^ab$",		  "cab\nabc",                 NULL                 },
	{ "a.c",		   "a\nc abc",                 "abc"                },
	{ "a[^x]c",                "a\nc abc",                 "abc"                },
	{ "x{3}",		  "xx xxxx",                  "xxx"                },
	{ "x{2,}",                 "x xxxx",                   "xxxx"               },
	{ "x{2,3}",                "x xxxx",                   "xxx"                },
	{ "ax{,2}b",               "axxxb axxb",               "axxb"               },
	{ "a{b",		   "a{b",                      "a{b"                },
	{ "a{,}b",                 "a{,}b",                    "a{,}b"              },
	{ "(ab){2}c",              "ababab ababc",             "ababc"              },
	{ "(a|b)+c",               "xabbac",                   "abbac"              },
	{ "((a+)+)+b",             "aaaab",                    "aaaab"              },
	{ "[a-c]+",                "xxABCabd",                 "ABCab"              },
	{ "[A-C]+",                "xxabd",                    "ab"                 },
	{ "[]a]+",                 "b]a]",                     "]a]"                },
	{ "[^]a]+",                "]ab]",                     "b"                  },
	{ "[a-]+",                 "b-a-",                     "-a-"                },
	{ "[\\]x]+",               "a]x",                      "]x"                 },
	{ "[\\d_]+",               "a1_2",                     "1_2"                },
	{ "[[:digit:][:punct:]]+", "a1-2b",                    "1-2"                },
	{ "[[:upper:]]+",          "12ab",                     "ab"                 },
	{ "\\bLM\\b",              "LLM LMM (LM)",             "LM"                 },
	{ "\\BM\\b",               "M LM",                     "M"                  },
	{ "\\w+",		  "-- \xc3\xa9t\xc3\xa9_1 x", "\xc3\xa9t\xc3\xa9_1"},
	{ "\\W+",		  "ab, c",                    ", "                 },
	{ "\\D\\s\\S",             "1 2a b",                   "a b"                },
	{ "\\.\\*\\/",             "a.*/",                     ".*/"                },
	{ "\xc3\x89t\xc3\xa9",     "\xc3\xa9T\xc3\x89",        "\xc3\xa9T\xc3\x89"  },
	{ "a.b",
         "a\xe2\x82\xac"
	  "b",						 "a\xe2\x82\xac"
	  "b"							 },
	{ "[\xce\xb1-\xcf\x89]+",  "x\xce\x91\xce\xb2y",       "\xce\x91\xce\xb2"   },
	{ "(|a)b",                 "ab",                       "ab"                 },
	{ "()b",		   "ab",		       "b"                  },
	{ "x*",		    "",			 NULL                 },
	{ "a{0}b",                 "ab",                       "b"                  },
};

static void finds_the_first_and_longest(void **state)
{
	(void)state;

	for (size_t i = 0; i < COUNT(found_cases); i++) {
		struct pattern *pattern = make(found_cases[i].pattern);
		size_t start = 99;
		size_t end = 0;
		bool found = pattern_find(pattern, found_cases[i].text, 0,
					  &start, &end);

		if (found != (found_cases[i].found != NULL))
			fail_msg("%s: found %d", found_cases[i].pattern, found);
		if (found && (end - start != strlen(found_cases[i].found) ||
			      memcmp(found_cases[i].text + start,
				     found_cases[i].found, end - start) != 0))
			fail_msg("%s: %zu to %zu", found_cases[i].pattern,
				 start, end);
		if (found)
			assert_true(
				pattern_match(pattern, found_cases[i].text));
		pattern_free(pattern);
	}
}

static void matches_empty_ones_too(void **state)
{
	struct pattern *pattern = make("^$");
	(void)state;

	assert_true(pattern_match(pattern, ""));
	assert_true(pattern_match(pattern, "a\n\nb"));
	assert_false(pattern_match(pattern, "a\nb"));
	pattern_free(pattern);
	pattern = make("$");
	assert_true(pattern_match(pattern, "abc"));
	pattern_free(pattern);
}

static void goes_on_behind_a_match(void **state)
{
	struct pattern *pattern = make("^a|b");
	size_t start = 0;
	size_t end = 0;
	(void)state;

	assert_true(pattern_find(pattern, "aab", 0, &start, &end));
	assert_int_equal(start, 0);
	assert_true(pattern_find(pattern, "aab", end, &start, &end));
	assert_int_equal(start, 2);
	assert_false(pattern_find(pattern, "aab", end, &start, &end));
	pattern_free(pattern);
}

static void refuses(void **state)
{
	static const char *const cases[][2] = {
		{"",				     "expected a regular"         },
		{ "(a",				  "expected )"                 },
		{ "a)",				  "expected ("                 },
		{ "[a",				  "expected ]"                 },
		{ "[b-a]",			       "expected a range"           },
		{ "[[:x:]]",			     "expected [:alpha:]"         },
		{ "*a",				  "expected something to be"   },
		{ "a|+",				 "expected something to be"   },
		{ "(a)\\1",			      "expected no back reference" },
		{ "a\\",				 "expected a sign"            },
		{ "\\q",				 "expected a sign"            },
		{ "a{101}",			      "expected a count of at most"},
		{ "a{99999999999999999999}",             "expected a count of at most"},
		{ "a{3,2}",			      "expected a count that ends" },
		{ "((a{100}){100}){100}",                "expected a smaller"         },
		{ "((((((((((((((((a))))))))))))))))b",  NULL                         },
		{ "(((((((((((((((((a)))))))))))))))))", "expected fewer"             },
	};
	struct str text = STR_INIT;
	(void)state;

	for (size_t i = 0; i <= COUNT(cases); i++) {
		struct pattern *pattern = NULL;
		struct error err = { 0 };
		const char *why = "expected a shorter";
		enum status status;

		if (i < COUNT(cases)) {
			status = pattern_new(cases[i][0], &pattern, &err);
			why = cases[i][1];
		} else {
			for (int j = 0; j <= PATTERN_MAX_BYTES; j++)
				str_add_char(&text, 'a');
			status = pattern_new(str_text(&text), &pattern, &err);
		}
		assert_int_equal(status, why ? STATUS_USAGE : STATUS_OK);
		if (why != NULL && strncmp(err.text, why, strlen(why)) != 0)
			fail_msg("%zu: %s", i, err.text);
		pattern_free(pattern);
	}
	str_free(&text);
}

/* Each of these takes a machine that goes back, or one that makes all sets of
 * places, longer than anybody waits. */
static void none_takes_long(void **state)
{
	static const char *const hard[] = {
		"(a|b)*a(a|b){99}x", "(a?){50}a{50}x",    "(a*)*x",
		"((a+)+)+x",         "(.*a.*b){20}x",     ".*.*.*.*.*x",
		"(a|aa)+x",          ".{0,100}.{0,100}x",
	};
	size_t len = 20000;
	char *text = mem_zalloc(len + 1, 1);
	uint64_t seed = 9;
	(void)state;

	for (size_t i = 0; i < len; i++)
		text[i] = random_below(&seed, 2) ? 'a' : 'b';
	for (size_t i = 0; i < COUNT(hard); i++) {
		struct pattern *pattern = make(hard[i]);
		size_t start;
		size_t end;

		assert_false(pattern_match(pattern, text));
		assert_false(pattern_find(pattern, text, 0, &start, &end));
		pattern_free(pattern);
	}
	free(text);
}

/* A random expression of what both know. */
static void random_pattern(uint64_t *seed, int depth, struct str *out)
{
	static const char *const atoms[] = { "a", "b", "c",    ".",    "[ab]",
					     "-", "x", "[^a]", "[b-x]" };
	static const char *const counts[] = { "",  "",    "",      "*",    "+",
					      "?", "{2}", "{1,2}", "{0,3}" };
	uint64_t parts = 1 + random_below(seed, 3);

	for (; parts > 0; parts--) {
		if (depth > 0 && random_below(seed, 3) == 0) {
			str_add_char(out, '(');
			random_pattern(seed, depth - 1, out);
			str_add_char(out, ')');
		} else {
			str_add(out, atoms[random_below(seed, COUNT(atoms))]);
		}
		str_add(out, counts[random_below(seed, COUNT(counts))]);
		if (parts > 1 && random_below(seed, 4) == 0)
			str_add_char(out, '|');
	}
}

/* The C library is a good judge of small ones. */
static void agrees_with_the_library(void **state)
{
	struct str text = STR_INIT;
	struct str source = STR_INIT;
	uint64_t seed = 20251010;
	(void)state;

	for (int i = 0; i < 20000; i++) {
		struct pattern *pattern = NULL;
		regex_t judge;
		bool found;

		str_clear(&source);
		str_clear(&text);
		random_pattern(&seed, 2, &source);
		for (uint64_t n = random_below(&seed, 12); n > 0; n--)
			str_add_char(&text,
				     "abcABx-\n"[random_below(&seed, 8)]);
		pattern = make(str_text(&source));
		assert_int_equal(regcomp(&judge, str_text(&source),
					 REG_EXTENDED | REG_ICASE |
						 REG_NEWLINE | REG_NOSUB),
				 0);
		found = regexec(&judge, str_text(&text), 0, NULL, 0) == 0;
		if (pattern_match(pattern, str_text(&text)) != found)
			fail_msg("/%s/ in \"%s\"", str_text(&source),
				 str_text(&text));
		regfree(&judge);
		pattern_free(pattern);
	}
	str_free(&text);
	str_free(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_first_and_longest),
		cmocka_unit_test(matches_empty_ones_too),
		cmocka_unit_test(goes_on_behind_a_match),
		cmocka_unit_test(refuses),
		cmocka_unit_test(none_takes_long),
		cmocka_unit_test(agrees_with_the_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
