/* Identifiers: every written form, what is refused, and the keys, which stand
 * in libraries and may never change. */
#include "arxiv/ident.h"

#include <stdio.h>

#include "arxiv/category.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void check_form(const char *text, const char *expected)
{
	struct ident id = { -1, -1 };
	char out[IDENT_TEXT_SIZE];

	if (!ident_parse(text, &id))
		fail_msg("refused: %s", text);
	assert_string_equal(ident_format_version(id, out), expected);
	assert_true(ident_key_valid(id.key));
}

static void accepts_written_forms(void **state)
{
	static const char *const forms[][2] = {
		{"2510.07784",                     "2510.07784"      },
		{ "2510.07784v2",                  "2510.07784v2"    },
		{ "2510.07784v999",                "2510.07784v999"  },
		{ "2510.00000",                    "2510.00000"      },
		{ "0704.0001",                     "0704.0001"       },
		{ "1412.9999v10",                  "1412.9999v10"    },
		{ "1501.00001",                    "1501.00001"      },
		{ "9012.99999",                    "9012.99999"      },
		{ "arXiv:2510.07784",              "2510.07784"      },
		{ "ARXIV:2510.07784v1",            "2510.07784v1"    },
		{ "arXiv: 2510.07784",             "2510.07784"      },
		{ "hep-th/9901001",                "hep-th/9901001"  },
		{ "HEP-TH/9901001v3",              "hep-th/9901001v3"},
		{ "hep-th/9107001",                "hep-th/9107001"  },
		{ "math/0703999",                  "math/0703999"    },
		{ "math.GT/0309136",               "math/0309136"    },
		{ "arXiv:math.gt/0309136v2",       "math/0309136v2"  },
		{ "cond-mat.str-el/0309136",       "cond-mat/0309136"},
		{ "oai:arXiv.org:2510.07784v1",    "2510.07784v1"    },
		{ "oai:arXiv.org:hep-th/9901001",  "hep-th/9901001"  },
		{ "doi:10.48550/arXiv.2510.07784", "2510.07784"      },
		{ "10.48550/ARXIV.hep-th/9901001", "hep-th/9901001"  },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(forms); i++)
		check_form(forms[i][0], forms[i][1]);
}

static void accepts_urls(void **state)
{
	static const char *const forms[][2] = {
		{"https://arxiv.org/abs/2510.07784v2",            "2510.07784v2"  },
		{ "http://arxiv.org/abs/2510.07784",              "2510.07784"    },
		{ "HTTPS://ArXiv.org/abs/2510.07784",             "2510.07784"    },
		{ "arxiv.org/abs/2510.07784",                     "2510.07784"    },
		{ "www.arxiv.org/pdf/2510.07784.pdf",             "2510.07784"    },
		{ "https://arxiv.org/pdf/2510.07784v1",           "2510.07784v1"  },
		{ "https://arxiv.org/pdf/hep-th/9901001v1.pdf",
                 "hep-th/9901001v1"					       },
		{ "https://export.arxiv.org/abs/math.GT/0309136",
                 "math/0309136"						   },
		{ "https://arxiv.org/html/2510.07784v1/",         "2510.07784v1"  },
		{ "https://arxiv.org/src/2510.07784",             "2510.07784"    },
		{ "https://arxiv.org/format/2510.07784",          "2510.07784"    },
		{ "https://arxiv.org/ps/hep-th/9901001",          "hep-th/9901001"},
		{ "https://arxiv.org/bibtex/2510.07784",          "2510.07784"    },
		{ "https://arxiv.org/e-print/2510.07784",         "2510.07784"    },
		{ "https://arxiv.org:443/abs/2510.07784",         "2510.07784"    },
		{ "https://arxiv.org/abs/2510.07784?context=cs",  "2510.07784"    },
		{ "https://arxiv.org/abs/2510.07784v3#S1",        "2510.07784v3"  },
		{ "https://arxiv.org/pdf/2510.07784.pdf?a=%20#b",
                 "2510.07784"						     },
		{ "https://doi.org/10.48550/arXiv.2510.07784",    "2510.07784"    },
		{ "https://dx.doi.org/10.48550/arxiv.2510.07784",
                 "2510.07784"						     },
		{ "doi.org/10.48550/arXiv.2510.07784",            "2510.07784"    },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(forms); i++)
		check_form(forms[i][0], forms[i][1]);
}

static const char *const wrong_forms[] = {
	"",
	" ",
	"v1",
	"2510",
	"2510.",
	"2510.0778",
	"2510.077841",
	"1412.00001",
	"1501.0001",
	"0703.0001",
	"0700.0001",
	"2513.00001",
	"2500.00001",
	"9101.00001",
	"9107.0001",
	"2510.07784v",
	"2510.07784v0",
	"2510.07784v01",
	"2510.07784v1000",
	"2510.07784v99999999999",
	"2510.07784V2",
	"2510.07784v-1",
	"2510.07784v1 ",
	" 2510.07784",
	"2510.07784 ",
	"2510.07784\n",
	"2510.07784\t",
	"2510-07784",
	"+510.07784",
	"2510.07784v1v2",
	"2510.07784 [cs.IR]",
	"2510.07784.pdf",
	"2510.07784/",
	"2510.07784?a",
	"\xef\xbc\x92"
	"510.07784",
	"2510.\xd9\xa0"
	"7784",
	"2510.07784\xc2\xa0",
	"hep-th/9106001",
	"hep-th/0704001",
	"hep-th/990100",
	"hep-th/99010011",
	"hep-th/9913001",
	"hepth/9901001",
	"nosuch/9901001",
	"/9901001",
	"hep-th/",
	"hep-th9901001",
	"math./0309136",
	"math.G/0309136",
	"math.GTX/0309136",
	"math.nosuch/0309136",
	".GT/0309136",
	"math.GT.GT/0309136",
	"math.G1/0309136",
	"physics.str-el/0309136",
	"cond-mat/../9901001",
	"../../etc/9901001",
	"arXiv:",
	"arXiv:  2510.07784",
	"arXiv:\t2510.07784",
	"arXiv :2510.07784",
	"arXiv2510.07784",
	"arXiv:arXiv:2510.07784",
	"oai:2510.07784",
	"oai:arXiv.org: 2510.07784",
	"doi:2510.07784",
	"10.48550/2510.07784",
	"10.1000/arXiv.2510.07784",
	"javascript:2510.07784",
};

static const char *const wrong_urls[] = {
	"https://arxiv.org/",
	"https://arxiv.org",
	"https://",
	"https://arxiv.org/abs/",
	"https://arxiv.org/2510.07784",
	"https://arxiv.org/abs//2510.07784",
	"https://arxiv.org//abs/2510.07784",
	"https://arxiv.org/abs/2510.07784//",
	"https://arxiv.org/list/2510.07784",
	"https://arxiv.org/abs/2510%2e07784",
	"https://arxiv.org/abs/hep-th%2F9901001",
	"https://arxiv.org/abs/2510.07784 ",
	"https://arxiv.org/abs/2510.07784?a b",
	"https://arxiv.org/abs/2510.07784?\xc3\xa9",
	"https://evil-arxiv.org/abs/2510.07784",
	"https://evilarxiv.org/abs/2510.07784",
	"https://arxiv.org.evil.com/abs/2510.07784",
	"https://.arxiv.org/abs/2510.07784",
	"https://u@arxiv.org/abs/2510.07784",
	"https://u:p@arxiv.org/abs/2510.07784",
	"https://u@www.arxiv.org/abs/2510.07784",
	"https://evil.com/arxiv.org/abs/2510.07784",
	"https://evil.com#arxiv.org/abs/2510.07784",
	"https://arxiv.org:/abs/2510.07784",
	"https://arxiv.org:x/abs/2510.07784",
	"https://arxiv.org:123456/abs/2510.07784",
	"https://www.doi.org.evil/10.48550/arXiv.2510.07784",
	"https://doi.org/10.48550/2510.07784",
	"ftp://arxiv.org/abs/2510.07784",
	"file:///abs/2510.07784",
};

static void check_refused(const char *const *wrong, size_t count)
{
	struct ident id = { 7, 7 };

	for (size_t i = 0; i < count; i++) {
		if (ident_parse(wrong[i], &id))
			fail_msg("accepted: %s", wrong[i]);
		assert_int_equal(id.key, 7);
		assert_int_equal(id.version, 7);
	}
}

static void refuses_the_rest(void **state)
{
	(void)state;
	check_refused(wrong_forms, COUNT(wrong_forms));
	check_refused(wrong_urls, COUNT(wrong_urls));
}

static void bare_takes_no_prefix(void **state)
{
	struct ident id = { 0, 0 };
	(void)state;

	assert_true(ident_parse_bare("2510.07784v4", &id));
	assert_int_equal(id.version, 4);
	assert_true(ident_parse_bare("math.GT/0309136", &id));
	assert_false(ident_parse_bare("arXiv:2510.07784", &id));
	assert_false(ident_parse_bare("arxiv.org/abs/2510.07784", &id));
	assert_false(ident_parse_bare("", &id));
}

static paper_key key_of(const char *text)
{
	struct ident id = { 0, 0 };

	assert_true(ident_parse(text, &id));
	return id.key;
}

static void keys_never_change(void **state)
{
	/* In the order of their codes: 0, 1, 2, ... */
	static const char *const archives[] = {
		"acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph",
		"atom-ph",  "bayes-an", "chao-dyn", "chem-ph",  "cmp-lg",
		"comp-gas", "cond-mat", "cs",       "dg-ga",    "econ",
		"eess",     "funct-an", "gr-qc",    "hep-ex",   "hep-lat",
		"hep-ph",   "hep-th",   "math",     "math-ph",  "mtrl-th",
		"nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",
		"plasm-ph", "q-alg",    "q-bio",    "q-fin",    "quant-ph",
		"solv-int", "stat",     "supr-con", "test",
	};
	(void)state;

	assert_int_equal(key_of("0704.0001"), 195 << 17 | 1);
	assert_int_equal(key_of("2510.07784"), 417 << 17 | 7784);
	assert_int_equal(key_of("hep-th/9901001"), 12604417);
	for (size_t i = 0; i < COUNT(archives); i++) {
		char text[IDENT_TEXT_SIZE];

		snprintf(text, sizeof(text), "%s/9107000", archives[i]);
		assert_int_equal(key_of(text), 6 << 17 | (int)i << 10);
	}
}

static void every_archive_has_a_code(void **state)
{
	size_t count = 0;
	const struct category *table = category_table(&count);
	(void)state;

	for (size_t i = 0; i < count; i++) {
		char text[2 * CATEGORY_MAX];
		char out[IDENT_TEXT_SIZE];

		snprintf(text, sizeof(text), "%s/0001001", table[i].archive);
		assert_string_equal(ident_format(key_of(text), out), text);
	}
}

static void keys_go_there_and_back(void **state)
{
	uint64_t seed = 42;
	size_t valid = 0;
	(void)state;

	for (int i = 0; i < 200000; i++) {
		paper_key key = (paper_key)random_below(&seed, 1 << 28);
		char out[IDENT_TEXT_SIZE];

		if (!ident_key_valid(key)) {
			assert_string_equal(ident_format(key, out), "");
			continue;
		}
		valid++;
		ident_format(key, out);
		assert_int_equal(key_of(out), key);
	}
	assert_in_range(valid, 10000, 190000);
	assert_false(ident_key_valid(0));
	assert_false(ident_key_valid(-1));
	assert_false(ident_key_valid(INT64_MAX));
	assert_false(ident_key_valid(INT64_MIN));
}

static void sorts_as_feeds_do(void **state)
{
	static const char *const sorted[] = {
		"0704.0001",        "1412.9999",      "1501.00001",
		"2510.07489",       "2510.07784",     "astro-ph/9901001",
		"cond-mat/0001001", "hep-th/0001001", "hep-th/9901001",
		"hep-th/9901002",
	};
	(void)state;

	for (size_t i = 0; i < COUNT(sorted); i++)
		for (size_t j = 0; j < COUNT(sorted); j++) {
			int way = ident_compare(key_of(sorted[i]),
						key_of(sorted[j]));

			assert_int_equal((way > 0) - (way < 0),
					 (i > j) - (i < j));
		}
}

static void links_have_no_version(void **state)
{
	char out[IDENT_LINK_SIZE];
	(void)state;

	assert_string_equal(ident_link(key_of("2510.07784v3"), out),
			    "https://arxiv.org/abs/2510.07784");
	assert_string_equal(ident_link(key_of("supr-con/9901001"), out),
			    "https://arxiv.org/abs/supr-con/9901001");
}

static void months_are_those_of_the_text(void **state)
{
	static const struct {
		const char *text;
		int year, month;
	} cases[] = {
		{"2510.00001",      2025, 10},
                { "0704.0001",      2007, 4 },
		{ "hep-th/9112001", 1991, 12},
                { "math/0001001",   2000, 1 },
		{ "math/0703999",   2007, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ident id;
		int year = 0, month = 0;

		assert_true(ident_parse_bare(cases[i].text, &id));
		ident_month(id.key, &year, &month);
		assert_int_equal(year, cases[i].year);
		assert_int_equal(month, cases[i].month);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_written_forms),
		cmocka_unit_test(accepts_urls),
		cmocka_unit_test(refuses_the_rest),
		cmocka_unit_test(bare_takes_no_prefix),
		cmocka_unit_test(keys_never_change),
		cmocka_unit_test(every_archive_has_a_code),
		cmocka_unit_test(keys_go_there_and_back),
		cmocka_unit_test(months_are_those_of_the_text),
		cmocka_unit_test(sorts_as_feeds_do),
		cmocka_unit_test(links_have_no_version),
	};

	return cmocka_run_group_tests_name("ident", tests, NULL, NULL);
}
