/* TeX accents: what is decoded, and above all what is left alone. */
#include "arxiv/tex.h"

#include "base/utf8.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void check(const char *text, const char *expected)
{
	struct str out = STR_INIT;

	tex_accents(text, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void check_all(const char *const (*cases)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(cases[i][0], cases[i][1]);
}

static void decodes_accents(void **state)
{
	static const char *const cases[][2] = {
		{"Andr\\'e",				  "André"          },
		{ "Andr{\\'e}",                               "André"          },
		{ "Andr\\'{e}",                               "André"          },
		{ "Andr{\\'{e}}",                             "André"          },
		{ "Andr{{\\'e}}s",                            "Andrés"         },
		{ "B\\\"olcskei",                             "Bölcskei"       },
		{ "\\`a\\^e\\~n\\=o\\.Z",                     "àêñōŻ"      },
		{ "\\u{g}\\v{s}\\v s\\H{o}\\H o",             "ğššőő"      },
		{ "\\c c\\c{c}\\k{a}\\k e\\d{o}\\b{d}\\r{u}", "ççąęọḏů"},
		{ "\\'\\i\\\"{\\i}{\\\"{\\i}}{\\'\\i}",       "íïïí"        },
		{ "\\'\\i d",				 "íd"             },
		{ "\\^\\j",				   "ĵ"              },
		{ "\\c{C}\\v{C}\\v{t}\\v l\\c s",             "ÇČťľş"      },
		{ "\\'{\\^e}\\'{\\^{e}}\\'\\ae",              "ếếǽ"        },
		{ "H{\\aa}stad",                              "Håstad"         },
		{ "{\\'E}. Cartan",                           "É. Cartan"      },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_letters(void **state)
{
	static const char *const cases[][2] = {
		{"\\ss\\o\\O\\l\\L",                        "ßøØłŁ"          },
		{ "\\ae\\AE\\oe\\OE\\aa\\AA",               "æÆœŒåÅ"        },
		{ "\\i\\j\\dh\\DH\\th\\TH\\dj\\DJ\\ng\\NG", "ıȷðÐþÞđĐŋŊ"},
		{ "\\L ukasz",                              "Łukasz"             },
		{ "{\\L}ukasz",                             "Łukasz"             },
		{ "\\L{}ukasz",                             "Łukasz"             },
		{ "{\\o }re",			       "øre"                },
		{ "Stra\\ss e",                             "Straße"             },
		{ "Gro{\\ss}, X",                           "Groß, X"            },
		{ "\\o",				    "ø"                  },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void leaves_the_rest_alone(void **state)
{
	static const char *const same[] = {
		"",
		"plain",
		"\\",
		"a\\",
		"{",
		"}",
		"{}",
		"\\{\\}",
		"{\\",
		"\\lambda \\omega \\left \\into \\url{x} \\cite{y}",
		"\\textit{x} \\emph{a b} 50\\% R\\&D \\_ \\$",
		"\\r{ho}",
		"\\b{Co}",
		"\\' w",
		"\\. A",
		"\\'",
		"\\'{}",
		"\\'{",
		"\\'{e",
		"\\c",
		"\\c{",
		"\\c{c",
		"\\cc",
		"\\vs",
		"\\H",
		"\\~{}",
		"\\~/x",
		"\\\"1",
		"\\'{ee}",
		"{e}",
		"{Smith}",
		"\\b{V}",
		"\\t{oo}",
		"\\alpha\\beta",
		"\\mathbb{R}^N",
		"\\\\'e",
		"\\\\",
		"\\oO",
		"\\ssx",
		"$\\'e$",
		"$x \\o y$",
		"$$\\'e$$",
		"\\(\\'e\\)",
		"$a\\$\\'e$",
		"\\'\xff",
		"\xff\xfe",
	};
	(void)state;

	for (size_t i = 0; i < COUNT(same); i++)
		check(same[i], same[i]);
	check("{\\'e x}", "{é x}");
	check("{x \\'e}", "{x é}");
}

static void keeps_braces_of_arguments(void **state)
{
	static const char *const cases[][2] = {
		{"\\textit{\\'e}",      "\\textit{é}"  },
		{ "\\textit {\\'e}",    "\\textit {é}" },
		{ "\\href{x}{\\'e}",    "\\href{x}{é}" },
		{ "\\a[b]{\\'e}",       "\\a[b]{é}"    },
		{ "\\emph{a {\\'e} b}", "\\emph{a é b}"},
		{ "{x}{\\'e}",          "{x}é"         },
		{ "{\\'e}{\\'e}",       "éé"          },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void knows_maths(void **state)
{
	static const char *const cases[][2] = {
		{"\\'e $\\'e$ \\'e",    "é $\\'e$ é"    },
		{ "costs \\$5 \\'e $5", "costs \\$5 é $5"},
		{ "5$ \\'e",            "5$ é"           },
		{ "$a$ \\'e $b",        "$a$ é $b"       },
		{ "$$\\'e$$ \\'e",      "$$\\'e$$ é"     },
		{ "$$ \\'e",            "$$ é"           },
		{ "$$$\\'e",            "$$$é"           },
		{ "\\( \\'e",           "\\( é"          },
		{ "\\(\\'e\\) \\'e",    "\\(\\'e\\) é"   },
		{ "{$x$\\'e}",          "{$x$é}"         },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

/* Whatever comes in, valid UTF-8 stays valid and the walk ends. */
static void stands_any_text(void **state)
{
	static const char *const parts[] = { "\\", "{", "}", "$",   "'", "\"",
					     "e",  "i", "c", "\\i", " ", "\\'",
					     "é",  "[", "]", "\\(" };
	uint64_t seed = 7;
	(void)state;

	for (int i = 0; i < 50000; i++) {
		struct str text = STR_INIT;
		struct str out = STR_INIT;

		for (uint64_t n = random_below(&seed, 12); n > 0; n--)
			str_add(&text,
				parts[random_below(&seed, COUNT(parts))]);
		tex_accents(str_text(&text), &out);
		assert_true(utf8_valid(str_text(&out), out.len));
		assert_true(out.len <= text.len + 2);
		str_free(&text);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_accents),
		cmocka_unit_test(decodes_letters),
		cmocka_unit_test(leaves_the_rest_alone),
		cmocka_unit_test(keeps_braces_of_arguments),
		cmocka_unit_test(knows_maths),
		cmocka_unit_test(stands_any_text),
	};

	return cmocka_run_group_tests_name("tex", tests, NULL, NULL);
}
