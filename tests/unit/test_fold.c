/* Text as the words by which it is found. That Unicode is folded as it should
 * be is judged in tests/unit/query_model.py. */
#include "arxiv/fold.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/tex.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void folds(void **state)
{
	static const char *const cases[][2] = {
		{"",					""			   },
		{ " -- ",				   ""                           },
		{ "Graph Neural-Networks, 3D.",             "graph neural networks 3d"   },
		{ "Poincar\xc3\xa9",                        "poincare"                   },
		{ "Poincare\xcc\x81",                       "poincare"                   },
		{ "Poincar\\'e",                            "poincare"                   },
		{ "Poincar{\\'e}",                          "poincare"                   },
		{ "Poincar\\'{e}'s",                        "poincare s"                 },
		{ "H\\\"older and \\'{\\i}",                "holder and i"               },
		{ "\\v{S}koda \\c c\\L{}\\o",               "skoda clo"                  },
		{ "\\\"x \\'{xy}",                          "x xy"                       },
		{ "\xc3\x98rsted \xc5\x81\xc3\xb3"
		  "d\xc5\xba",             "orsted lodz"                },
		{ "Stra\xc3\x9f"
		  "e \xc3\x86on \xc3\x9e", "strasse aeon th"            },
		{ "\xef\xac\x81nite",                       "finite"                     },
		{ "$\\alpha$-decay",                        "alpha decay"                },
		{ "\xce\xb1-decay \xce\x9b"
		  "CDM",		   "alpha decay lambda cdm"     },
		{ "$\\Lambda$CDM",                          "lambda cdm"                 },
		{ "\\varepsilon\\varphi \\varnothing",
                 "epsilon phi varnothing"						},
		{ "$\\alpha\\beta$",                        "alpha beta"                 },
		{ "\\textit{x}y \\textbf{Bold} \\emph{so}", "xy bold so"                 },
		{ "{\\it in vivo} {\\bf a}b",               "in vivo ab"                 },
		{ "$\\mathcal{N}=4$ $\\sqrt{s}$",           "n 4 s"                      },
		{ "\\frac{a}{b} \\left( x \\right)",        "a b x"                      },
		{ "a\\infty b \\to{} c",                    "a infty b to c"             },
		{ "\\section*{On}",                         "on"                         },
		{ "{G}raph $n$th",                          "graph nth"                  },
		{ "CO$_2$ H$_{2}$O CO\xe2\x82\x82",         "co2 h2o co2"                },
		{ "$x^2$ x\xc2\xb2 $a_n$ 10_2",             "x 2 x 2 a n 10 2"           },
		{ "$^3$He \xc2\xb3He",                      "3he 3he"                    },
		{ "snake\\_case 5\\% R\\&D",                "snake case 5 r d"           },
		{ "multi\\-modal a\\/b",                    "multimodal ab"              },
		{ "a\\\\b \\,c \\",                         "a b c"                      },
		{ "\xe5\x9b\xbe\xe7\x81\xb5 x",             "\xe5\x9b\xbe \xe7\x81\xb5 x"},
		{ "x\xe5\x9b\xbey",                         "x \xe5\x9b\xbe y"           },
		{ "\xc2\xbd 1\xc2\xa0"
		  "2\xe2\x80\x9c"
		  "3",		     "1 2 1 2 3"                  },
		{ "Ada Lovelace\nAlan Turing",              "ada lovelace\nalan turing"  },
		{ "\n a \n\n b \n",                         "a\nb"                       },
		{ "\xff"
		  "a\xc3",                 "a"			  },
	};
	struct str out = STR_INIT;
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		str_clear(&out);
		fold_text(cases[i][0], &out);
		assert_string_equal(str_text(&out), cases[i][1]);
	}
	str_free(&out);
}

static void leaves_what_is_there(void **state)
{
	struct str out = STR_INIT;
	struct fold_word *words = NULL;
	(void)state;

	str_add(&out, "x");
	assert_int_equal(fold_words(" A b", &out, &words), 2);
	assert_string_equal(str_text(&out), "xa b");
	assert_int_equal(words[1].at, 2);
	free(words);
	str_free(&out);
}

static void knows_where_words_stand(void **state)
{
	static const char text[] =
		"On {Poincar\\'e}-like CO$_2$ $\\alpha\xce\xb2$";
	static const char *const expected[] = {
		"On", "Poincar\\'e", "like", "CO$_2", "\\alpha", "\xce\xb2",
	};
	struct str out = STR_INIT;
	struct fold_word *words = NULL;
	size_t count = fold_words(text, &out, &words);
	(void)state;

	assert_string_equal(str_text(&out), "on poincare like co2 alpha beta");
	assert_int_equal(count, COUNT(expected));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(words[i].end - words[i].start,
				 strlen(expected[i]));
		assert_memory_equal(text + words[i].start, expected[i],
				    words[i].end - words[i].start);
		assert_true(words[i].at == 0 ||
			    out.data[words[i].at - 1] == ' ');
	}
	free(words);
	str_free(&out);
}

/* Words come out in order, apart by one byte, and inside of the text; decoding
 * accents first changes nothing. */
static void holds_for_any_text(void **state)
{
	static const char *const pieces[] = {
		"a",         "B",
		"1",         " ",
		"\n",        "$",
		"{",         "}",
		"\\",        "\\'e",
		"{\\'e}",    "\\o",
		"\\o ",      "\\alpha",
		"\\it ",     "_",
		"^",         "-",
		"\\textit{", "\\'",
		"\xc3\xa9",  "\xce\xb1",
		"\xc2\xb2",  "\xe2\x82\x82",
		"\xcc\x81",  "\xe5\x9b\xbe",
	};
	struct str text = STR_INIT;
	struct str out = STR_INIT;
	struct str shown = STR_INIT;
	struct str again = STR_INIT;
	uint64_t seed = 31;
	(void)state;

	for (int i = 0; i < 50000; i++) {
		struct fold_word *words = NULL;
		size_t count;

		str_clear(&text);
		str_clear(&out);
		str_clear(&shown);
		str_clear(&again);
		for (uint64_t n = random_below(&seed, 12); n > 0; n--)
			str_add(&text,
				pieces[random_below(&seed, COUNT(pieces))]);
		count = fold_words(str_text(&text), &out, &words);
		fold_text(str_text(&text), &again);
		assert_string_equal(str_text(&again), str_text(&out));
		str_clear(&again);
		tex_accents(str_text(&text), &shown);
		fold_text(str_text(&shown), &again);
		if (strstr(str_text(&text), "}{") == NULL &&
		    strcmp(str_text(&again), str_text(&out)) != 0)
			fail_msg("%s: %s, shown %s: %s", str_text(&text),
				 str_text(&out), str_text(&shown),
				 str_text(&again));
		for (size_t j = 0; j < count; j++) {
			assert_true(words[j].start < words[j].end);
			assert_true(words[j].end <= text.len);
			assert_true(j == 0 ||
				    words[j - 1].end <= words[j].start);
			assert_true(j == 0 ||
				    strchr(" \n", out.data[words[j].at - 1]) !=
					    NULL);
		}
		free(words);
		assert_null(strstr(str_text(&out), "  "));
	}
	str_free(&text);
	str_free(&out);
	str_free(&shown);
	str_free(&again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(leaves_what_is_there),
		cmocka_unit_test(knows_where_words_stand),
		cmocka_unit_test(holds_for_any_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
