/* The escape rule of the report, its inverse, and the splitting of rows. What
 * GitHub makes of it is judged in tests/unit/cell_render.py. */
#include "arxiv/cell.h"

#include <string.h>

#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void check_escape(const char *text, const char *expected)
{
	struct str out = STR_INIT;

	cell_escape(text, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void check_unescape(const char *cell, const char *expected)
{
	struct str out = STR_INIT;

	cell_unescape(cell, strlen(cell), &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

/* Escaped, and back. */
static void check_both(const char *text, const char *cell)
{
	check_escape(text, cell);
	check_unescape(cell, text);
}

static void escapes_what_means_something(void **state)
{
	static const char *const cases[][2] = {
		{"",			   ""			   },
		{ "plain (text) 50% - a+b=c;", "plain (text) 50% - a+b=c;"  },
		{ "\"x\" 'y' #1 $x$",          "\"x\" 'y' #1 $x$"           },
		{ "a*b `c` ~d p(y|x)",         "a\\*b \\`c\\` \\~d p(y\\|x)"},
		{ "\\textit{x} 5\\% \\&",      "\\textit{x} 5\\\\% \\\\&"   },
		{ "\\{ \\\\",                  "\\\\{ \\\\\\"               },
		{ "x\\",                       "x\\"                        },
		{ "a_b _a a_ i_{t} _",         "a_b \\_a a\\_ i\\_{t} \\_"  },
		{ "[a] [b](c) [d][e]",         "[a] [b\\](c) [d\\][e]"      },
		{ "![f]",                      "!\\[f]"                     },
		{ "<EOS> a<b a < b <3",        "\\<EOS> a\\<b a < b <3"     },
		{ "</x <!x <?x x>y",           "\\</x \\<!x \\<?x x>y"      },
		{ "&amp; &#65; &#x41;",        "\\&amp; \\&#65; \\&#x41;"   },
		{ "& &; &x AT&T &#;",          "& &; &x AT&T &#;"           },
		{ "``quoted'' --- dash",       "\\`\\`quoted'' --- dash"    },
		{ "\\|",                       "\\\\\\|"                    },
		{ "\\\\%",                     "\\\\\\\\%"                  },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++)
		check_both(cases[i][0], cases[i][1]);
}

static void writes_urls(void **state)
{
	static const char *const cases[][2] = {
		{"see https://x.y/a_b_/c.", "see https://x.y/a_b_/c." },
		{ "https://x.y/a_b",        "https://x.y/a_b"         },
		{ "(https://x.y/a).",       "(https://x.y/a)."        },
		{ "{https://x.y/a}",        "{<https://x.y/a>}"       },
		{ "[https://x.y/a]",        "[<https://x.y/a>]"       },
		{ "\\url{https://x.y/~a}",  "\\url{<https://x.y/~a>}" },
		{ "https://x.y/?a=1&b=2",   "<https://x.y/?a=1&b=2>"  },
		{ "https://x.y/(a)b",       "<https://x.y/(a)b>"      },
		{ "https://x.y/a|b",        "<https://x.y/a>\\|b"     },
		{ "https://x.y/a*",         "<https://x.y/a>\\*"      },
		{ "https://x.y/a\\%b",      "<https://x.y/a>\\\\%b"   },
		{ "http://x.y/a--b",        "http://x.y/a--b"         },
		{ "https://",               "https://"                },
		{ "https://.",              "https://."               },
		{ "\\https://x.y/~a",       "\\\\<https://x.y/~a>"    },
		{ "<https://x.y>",          "\\<<https://x.y>>"       },
		{ "https://x.y/&amp;a",     "<https://x.y/&amp;amp;a>"},
		{ "https://x.y/_a",         "https://x.y/_a"          },
		{ "xhttps://x.y/_a",        "x<https://x.y/_a>"       },
		{ "https://x.y/a_",         "<https://x.y/a_>"        },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++)
		check_both(cases[i][0], cases[i][1]);
}

/* GitHub shows a backslash in the links that it makes by itself. */
static void minds_other_links(void **state)
{
	static const char *const cases[][2] = {
		{"at www.x.edu/a today",   "at www.x.edu/a today"     },
		{ "at www.x.edu/~a today", "at www\\.x.edu/\\~a today"},
		{ "WWW.x.edu/~a",          "WWW\\.x.edu/\\~a"         },
		{ "awww.x.edu/~a",         "awww.x.edu/\\~a"          },
		{ "ftp://x.edu/a",         "ftp://x.edu/a"            },
		{ "ftp://x.edu/~a",        "<ftp://x.edu/~a>"         },
		{ "HTTP://x.edu/~a",       "<HTTP://x.edu/~a>"        },
		{ "<1@x.edu>",             "\\<1@x.edu>"              },
		{ "mail a_b@x.edu",        "mail a_b@x.edu"           },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++)
		check_both(cases[i][0], cases[i][1]);
}

static void collapses_white_space(void **state)
{
	struct str out = STR_INIT;
	(void)state;

	check_escape("  a \n\t b\r\nc\v\f ", "a b c");
	check_escape(" \n ", "");
	str_add(&out, "before ");
	cell_escape("a", &out);
	assert_string_equal(str_text(&out), "before a");
	str_free(&out);
}

static void keeps_foreign_backslashes(void **state)
{
	static const char *const cases[][2] = {
		{"5\\% and \\{",           "5\\% and \\{"         },
		{ "\\textbf{x} \\\\alpha", "\\textbf{x} \\\\alpha"},
		{ "a\\_b",                 "a\\_b"                },
		{ "\\[x\\]",               "\\[x\\]"              },
		{ "\\& \\&amp;",           "\\& &amp;"            },
		{ "5\\% \\*",              "5\\% *"               },
		{ "\\< 3 \\<b",            "\\< 3 <b"             },
		{ "<https://x.y>",         "<https://x.y>"        },
		{ "<https://x.y/~a> b",    "https://x.y/~a b"     },
		{ "<https://x.y/~a>b",     "<https://x.y/~a>b"    },
		{ "www\\.x.y",             "www\\.x.y"            },
		{ "a\\.b",                 "a\\.b"                },
		{ "\\",                    "\\"                   },
		{ "a \\| b",               "a | b"                },
		{ "~x~ *y* `z` _w_",       "~x~ *y* `z` _w_"      },
		{ "https://x.y/\\_a",      "https://x.y/\\_a"     },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++)
		check_unescape(cases[i][0], cases[i][1]);
}

/* A random text of the pieces that matter, with no white space to collapse. */
static void random_text(uint64_t *seed, struct str *out)
{
	static const char letters[] = "*~`|\\_[]<>&!#:/.;,?a1 (){}@'\"-$";
	static const char *const words[] = {
		"http://", "https://", "https://x.y/", "www.",     "ftp://",
		"&amp;",   "&#1;",     "&lt",          "\\%",      "HTTP://",
		"a_b",     "a@b.c",    "](",           "\xc3\xa9", "<b>",
	};
	uint64_t parts = random_below(seed, 24);

	str_clear(out);
	for (; parts > 0; parts--) {
		uint64_t pick = random_below(seed, 40);
		char c = letters[random_below(seed, sizeof(letters) - 1)];

		if (pick < COUNT(words))
			str_add(out, words[pick]);
		else if (c != ' ' ||
			 (out->len > 0 && out->data[out->len - 1] != ' '))
			str_add_char(out, c);
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
}

static void goes_there_and_back(void **state)
{
	struct str text = STR_INIT;
	struct str cell = STR_INIT;
	struct str back = STR_INIT;
	uint64_t seed = 2025;
	(void)state;

	for (int i = 0; i < 200000; i++) {
		random_text(&seed, &text);
		str_clear(&cell);
		str_clear(&back);
		cell_escape(str_text(&text), &cell);
		cell_unescape(str_text(&cell), cell.len, &back);
		assert_string_equal(str_text(&back), str_text(&text));
	}
	str_free(&text);
	str_free(&cell);
	str_free(&back);
}

/* Foreign cells too: what was read is written and read the same. */
static void settles_on_any_cell(void **state)
{
	struct str text = STR_INIT;
	struct str cell = STR_INIT;
	struct str back = STR_INIT;
	uint64_t seed = 77;
	(void)state;

	for (int i = 0; i < 100000; i++) {
		random_text(&seed, &cell);
		str_clear(&text);
		str_clear(&back);
		cell_unescape(str_text(&cell), cell.len, &text);
		str_clear(&cell);
		cell_escape(str_text(&text), &cell);
		cell_unescape(str_text(&cell), cell.len, &back);
		assert_string_equal(str_text(&back), str_text(&text));
	}
	str_free(&text);
	str_free(&cell);
	str_free(&back);
}

static void rows_of_any_cells_split(void **state)
{
	struct str text = STR_INIT;
	struct str line = STR_INIT;
	struct str cell = STR_INIT;
	uint64_t seed = 4;
	(void)state;

	for (int i = 0; i < 30000; i++) {
		struct str cells[4] = { STR_INIT, STR_INIT, STR_INIT,
					STR_INIT };
		size_t starts[4];
		size_t lengths[4];

		str_clear(&line);
		str_add(&line, "|");
		for (int j = 0; j < 4; j++) {
			random_text(&seed, &text);
			cell_escape(str_text(&text), &cells[j]);
			str_addf(&line, " %s |", str_text(&cells[j]));
		}
		assert_int_equal(cell_split(str_text(&line), line.len, 4,
					    starts, lengths),
				 4);
		for (int j = 0; j < 4; j++) {
			str_clear(&cell);
			str_add_n(&cell, str_text(&line) + starts[j],
				  lengths[j]);
			assert_string_equal(str_text(&cell),
					    str_text(&cells[j]));
			str_free(&cells[j]);
		}
	}
	str_free(&text);
	str_free(&line);
	str_free(&cell);
}

static void check_split(const char *line, size_t expected)
{
	size_t starts[2] = { 99, 99 };
	size_t lengths[2] = { 99, 99 };

	assert_int_equal(cell_split(line, strlen(line), 2, starts, lengths),
			 expected);
}

static void splits_at_free_pipes(void **state)
{
	const char *line = "|  a \\| b|c | | \\\\|d |";
	size_t starts[5];
	size_t lengths[5];
	(void)state;

	assert_int_equal(cell_split(line, strlen(line), 5, starts, lengths), 5);
	assert_memory_equal(line + starts[0], "a \\| b", 6);
	assert_int_equal(lengths[0], 6);
	assert_int_equal(lengths[1], 1);
	assert_int_equal(lengths[2], 0);
	assert_memory_equal(line + starts[3], "\\\\", 2);
	assert_int_equal(lengths[3], 2);
	assert_int_equal(lengths[4], 1);
	check_split("| a | b | c | d |", 4);
	check_split("||", 1);
	check_split("|", 0);
	check_split("", 0);
	check_split("a | b |", 0);
	check_split("| a | b", 0);
	check_split("| a \\|", 0);
	check_split("| a \\", 0);
	check_split("| a \\\\|", 1);
}

/* Texts made to be slow take no longer than others of their length. */
static void stays_linear(void **state)
{
	static const char *const pieces[] = { "http://",  "\\ftp://", "www.(",
					      "&a",       "<a",       "\\\\",
					      "<http://", "\\_",      "_" };
	(void)state;

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct str text = STR_INIT;
		struct str cell = STR_INIT;
		struct str back = STR_INIT;

		while (text.len < 60000)
			str_add(&text, pieces[i]);
		cell_escape(str_text(&text), &cell);
		cell_unescape(str_text(&cell), cell.len, &back);
		assert_string_equal(str_text(&back), str_text(&text));
		str_free(&text);
		str_free(&cell);
		str_free(&back);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_what_means_something),
		cmocka_unit_test(writes_urls),
		cmocka_unit_test(minds_other_links),
		cmocka_unit_test(collapses_white_space),
		cmocka_unit_test(keeps_foreign_backslashes),
		cmocka_unit_test(goes_there_and_back),
		cmocka_unit_test(settles_on_any_cell),
		cmocka_unit_test(rows_of_any_cells_split),
		cmocka_unit_test(splits_at_free_pipes),
		cmocka_unit_test(stays_linear),
	};

	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
