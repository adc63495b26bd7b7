/* The grammar of queries: trees, errors and where they are, printing, and what
 * arXiv is asked. */
#include "arxiv/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static struct query *parse(const char *text)
{
	struct query *query = NULL;
	struct error err = { 0 };
	size_t column = 0;

	if (query_parse(text, &query, &column, &err) != STATUS_OK)
		fail_msg("%s: column %zu: %s", text, column, err.text);
	return query;
}

static void show_day(day_t day, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (day != DAY_NONE)
		str_add(out, date_format_iso(day, text));
}

static void show_term(const struct query_node *node, struct str *out)
{
	str_addf(out, "%s[", query_field_name(node->field));
	switch (node->kind) {
	case QUERY_DATES:
		show_day(node->from, out);
		str_add(out, "..");
		show_day(node->until, out);
		break;
	case QUERY_MARK:
		str_add(out, query_state_name(node->state));
		break;
	case QUERY_PATTERN:
		str_addf(out, "/%s/", node->words);
		break;
	case QUERY_WORDS:
	case QUERY_NAME:
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		str_addf(out, "%s%s", node->words, node->prefix ? "*" : "");
	}
	str_add_char(out, ']');
}

/* A tree as a text that shows all that counts: &(...), |(...), !..., and
 * field[words]. */
static void show(const struct query_node *node, struct str *out)
{
	if (node->child == NULL) {
		show_term(node, out);
		return;
	}
	str_add(out, node->kind == QUERY_AND  ? "&("
		     : node->kind == QUERY_OR ? "|("
					      : "!");
	for (const struct query_node *child = node->child; child != NULL;
	     child = child->next) {
		show(child, out);
		if (child->next != NULL)
			str_add_char(out, ' ');
	}
	if (node->kind != QUERY_NOT)
		str_add_char(out, ')');
}

/* The text has this tree, and so has what is printed of it. */
static void check(const char *text, const char *expected)
{
	struct query *query = parse(text);
	struct str tree = STR_INIT;
	struct str printed = STR_INIT;
	struct str again = STR_INIT;

	show(query->root, &tree);
	if (strcmp(str_text(&tree), expected) != 0)
		fail_msg("%s: %s instead of %s", text, str_text(&tree),
			 expected);
	query_print(query, &printed);
	query_free(query);
	query = parse(str_text(&printed));
	show(query->root, &again);
	assert_string_equal(str_text(&again), expected);
	query_free(query);
	str_free(&tree);
	str_free(&printed);
	str_free(&again);
}

static void check_all(const char *const cases[][2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(cases[i][0], cases[i][1]);
}

static void operators_bind(void **state)
{
	static const char *const cases[][2] = {
		{"a",						 "all[a]"                              },
		{ "  a  ",					    "all[a]"                              },
		{ "a b",					      "&(all[a] all[b])"                    },
		{ "a AND b",					  "&(all[a] all[b])"                    },
		{ "a & b && c&d",				     "&(all[a] all[b] all[c] all[d])"      },
		{ "a OR b",					   "|(all[a] all[b])"                    },
		{ "a | b || c|d",				     "|(all[a] all[b] all[c] all[d])"      },
		{ "a b OR c d",				       "|(&(all[a] all[b]) &(all[c] all[d]))"},
		{ "a OR b AND c",				     "|(all[a] &(all[b] all[c]))"          },
		{ "(a OR b) c",				       "&(|(all[a] all[b]) all[c])"          },
		{ "NOT a b",					  "&(!all[a] all[b])"                   },
		{ "NOT a OR b",				       "|(!all[a] all[b])"                   },
		{ "NOT (a b)",					"!&(all[a] all[b])"                   },
		{ "NOT(a OR b)",				      "!|(all[a] all[b])"                   },
		{ "!a",					       "!all[a]"                             },
		{ "! a",					      "!all[a]"                             },
		{ "-a",					       "!all[a]"                             },
		{ "a -b",					     "&(all[a] !all[b])"                   },
		{ "a -(b c)",					 "&(all[a] !&(all[b] all[c]))"         },
		{ "a -\"b c\"",				       "&(all[a] !all[b c])"                 },
		{ "a -ti:b",					  "&(all[a] !ti[b])"                    },
		{ "a !ti:b",					  "&(all[a] !ti[b])"                    },
		{ "a ANDNOT b",				       "&(all[a] !all[b])"                   },
		{ "a AND NOT b",				      "&(all[a] !all[b])"                   },
		{ "a & !b",					   "&(all[a] !all[b])"                   },
		{ "NOT NOT a",					"all[a]"                              },
		{ "!!a",					      "all[a]"                              },
		{ "!-NOT a",					  "!all[a]"                             },
		{ "NOT (NOT a)",				      "all[a]"                              },
		{ "((a))",					    "all[a]"                              },
		{ "(a (b (c)))",				      "&(all[a] all[b] all[c])"             },
		{ "a OR (b OR c) OR d",                               "|(all[a] all[b] all[c] all[d])"      },
		{ "(a b) (c d)",				      "&(all[a] all[b] all[c] all[d])"      },
		{ "(a)(b)",					   "&(all[a] all[b])"                    },
		{ "a and b or not c",
                 "&(all[a] all[and] all[b] all[or] all[not] all[c])"                                        },
		{ "ANDROID ORB NOTE",                                 "&(all[android] all[orb] all[note])"  },
		{ "\"AND\" ti:OR",				    "&(all[and] ti[or])"                  },
		{ "au:\"van der\" & !cat:cs.CV & (ti:foo | abs:bar)",
                 "&(au[van der] !cat[cs.CV] |(ti[foo] abs[bar]))"                                           },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static const char *const term_cases[][2] = {
	{"Multi-Modal",						  "all[multi modal]"                    },
	{ "\"large language  models\"",                                  "all[large language models]"          },
	{ "transform*",						  "all[transform*]"                     },
	{ "\"graph neur*\"",					     "all[graph neur*]"                    },
	{ "multi-mod*",						  "all[multi mod*]"                     },
	{ "a**",							 "all[a*]"			     },
	{ "Poincar\xc3\xa9",					     "all[poincare]"                       },
	{ "Poincar\\'e",						 "all[poincare]"                       },
	{ "Poincar{\\'e}",					       "all[poincare]"                       },
	{ "G\\\"odel",						   "all[godel]"                          },
	{ "\"Kurt G\\\"odel\"",					  "all[kurt godel]"                     },
	{ "\\\"ofoo",						    "all[ofoo]"                           },
	{ "$\\alpha$",						   "all[alpha]"                          },
	{ "\\alpha",						     "all[alpha]"                          },
	{ "foo\\",						       "all[foo]"                            },
	{ "foo\\ b",						     "&(all[foo] all[b])"                  },
	{ "foo*\\",						      "all[foo*]"                           },
	{ "SU(2) x",						     "&(all[su 2] all[x])"                 },
	{ "f(a b)",						      "&(all[f] all[a] all[b])"             },
	{ "a\"b c\"",						    "&(all[a] all[b c])"                  },
	{ "AT&T",							"&(all[at] all[t])"                   },
	{ "C++ 3",						       "&(all[c] all[3])"                    },
	{ "/multi-?modal|llm/",					  "all[/multi-?modal|llm/]"             },
	{ "ti:/a\\/b/",						  "ti[/a/b/]"                           },
	{ "ti:/a\\\\\\/b/",					      "ti[/a\\\\/b/]"                       },
	{ "au:/^van / x",						"&(au[/^van /] all[x])"               },
	{ "tag:/^to-/",						  "tag[/^to-/]"                         },
	{ "ti:a/b",						      "ti[a b]"                             },
	{ "TI:a Title:b",						"&(ti[a] ti[b])"                      },
	{ "abs:a abstract:b",					    "&(abs[a] abs[b])"                    },
	{ "all:a any:b",						 "&(all[a] all[b])"                    },
	{ "co:\"12 pages\" comment:a",                                   "&(co[12 pages] co[a])"               },
	{ "jr:\"Phys. Rev. D\"",					 "jr[phys rev d]"                      },
	{ "note:later",						  "note[later]"                         },
	{ "ti:(a OR b)",						 "|(ti[a] ti[b])"                      },
	{ "ti:(a \"b c\" -d* /e/)",				      "&(ti[a] ti[b c] !ti[d*] ti[/e/])"    },
	{ "ti:(a abs:b (c OR au:d)) e",
         "&(ti[a] abs[b] |(ti[c] au[d]) all[e])"							       },
	{ "cat:(cs.IR OR cs.CL)",					"|(cat[cs.IR] cat[cs.CL])"            },
	{ "is:(new OR cross)",					   "|(is[new] is[cross])"                },
	{ "cat:cs.ir",						   "cat[cs.IR]"                          },
	{ "cat:cs",						      "cat[cs]"                             },
	{ "cat:CS.*",						    "cat[cs]"                             },
	{ "cat:\"hep-th\"",					      "cat[hep-th]"                         },
	{ "id:2510.07784v2",					     "id[2510.07784]"                      },
	{ "id:https://arxiv.org/abs/hep-th/9901001v1",                   "id[hep-th/9901001]"                  },
	{ "doi:10.1016/0370-2693(91)90001-X",
         "doi[10.1016/0370-2693(91)90001-x]"								   },
	{ "doi:https://doi.org/10.1103/*",                               "doi[10.1103/*]"                      },
	{ "tag:To-Read tag:c++ tag:pre*",
         "&(tag[to-read] tag[c++] tag[pre*])"								  },
	{ "tag:\"two words\"",					   "tag[two words]"                      },
	{ "day:2025-10-01..",					    "day[2025-10-01..]"                   },
	{ "day:..2025-10-05",					    "day[..2025-10-05]"                   },
	{ "day:2025-10-01..2025-10-05",                                  "day[2025-10-01..2025-10-05]"         },
	{ "day:2025-10-01",					      "day[2025-10-01..2025-10-01]"         },
	{ "day:01-Oct-2025",					     "day[2025-10-01..2025-10-01]"         },
	{ "day:2025-02",						 "day[2025-02-01..2025-02-28]"         },
	{ "day:2024-12",						 "day[2024-12-01..2024-12-31]"         },
	{ "submitted:2024",					      "submitted[2024-01-01..2024-12-31]"   },
	{ "submitted:2023-11..2024",				     "submitted[2023-11-01..2024-12-31]"   },
	{ "submitted:(2001 OR 2003)",                                    "|(submitted[2001-01-01..2001-12-31] "
				      "submitted[2003-01-01..2003-12-31])"},
	{ "is:Starred is:unread is:read is:done is:hidden",
         "&(is[starred] is[unread] is[read] is[done] is[hidden])"                                              },
	{ "is:new is:cross is:replaced is:withdrawn is:tagged is:noted",
         "&(is[new] is[cross] is[replaced] is[withdrawn] is[tagged] "
	  "is[noted])"											 },
};

static void terms_are_read(void **state)
{
	(void)state;

	check_all(term_cases, COUNT(term_cases));
}

static const struct {
	const char *text;
	size_t column;
	const char *why;
} errors[] = {
	{"",		     1,  "expected a word"                                 },
	{ "   ",		 4,  "expected a word"                                 },
	{ "a OR",                5,  "expected a word"                                 },
	{ "a AND ",              7,  "expected a word"                                 },
	{ "NOT",		 4,  "expected a word"                                 },
	{ "a & | b",             5,
         "expected a word, a \"phrase\", a field like "
	  "ti: or a parenthesis before |"					      },
	{ "AND a",               1,
         "expected a word, a \"phrase\", a field like ti: "
	  "or a parenthesis before AND"						},
	{ "| a",		 1,  "expected a word"                                 },
	{ "a OR OR b",           6,  "expected a word"                                 },
	{ "()",		  2,  "expected a word"                                 },
	{ "a ( )",               5,  "expected a word"                                 },
	{ "(a b",                5,  "expected ) for the parenthesis in column 1"      },
	{ "\xc3\xa9 (a",         5,
         "expected ) for the parenthesis in column "
	  "3"									  },
	{ "a)",		  2,  "expected the end"                                },
	{ "a ) b",               3,  "expected the end"                                },
	{ "\"a b",               5,
         "expected a closing quotation mark for the one "
	  "in column 1"								},
	{ "x \"a\\\"",           7,  "expected a closing quotation mark"               },
	{ "\"\"",                1,  "expected a word, with a letter"                  },
	{ "a ++ b",              3,  "expected a word, with a letter"                  },
	{ "a - b",               3,  "expected a word, with a letter"                  },
	{ "ti:* b",              4,  "expected a word, with a letter"                  },
	{ "\xc3\xa9\xc3\xa9 --", 5,  "expected a word"                                 },
	{ "ti:",		 4,
         "expected what to look for in titles, right "
	  "behind ti:"								 },
	{ "a au: b",             6,  "expected what to look for in author names"       },
	{ "ti:)",                4,  "expected what to look for"                       },
	{ "ti:!a",               4,  "expected what to look for"                       },
	{ "foo:bar",             1,  "expected one of the fields all: ti: au:"         },
	{ "a https://x.y",       3,  "expected one of the fields"                      },
	{ "cat:1.2",             5,  "expected a category or an archive"               },
	{ "cat:",                5,  "expected what to look for in categories"         },
	{ "cat:/cs/",            5,
         "regular expressions do not look at "
	  "categories"								 },
	{ "cat:cs.I*",           5,  "expected a category"                             },
	{ "id:foo",              4,  "expected an identifier"                          },
	{ "id:(2510.07784 foo)", 16, "expected an identifier"                          },
	{ "doi:foo",             5,  "expected a DOI"                                  },
	{ "tag:*",               5,  "expected a tag"                                  },
	{ "day:",                5,  "expected what to look for in days"               },
	{ "day:yesterday",       5,  "expected a date or a span"                       },
	{ "day:2025-02-30",      5,  "expected a date or a span"                       },
	{ "day:2025-13",         5,  "expected a date or a span"                       },
	{ "day:..",              5,  "expected a date or a span"                       },
	{ "day:2025-10-01..x",   5,  "expected a date or a span"                       },
	{ "day:2025..2024",      5,  "expected a span that ends after"                 },
	{ "day:0000",            5,  "expected a date or a span"                       },
	{ "is:blue",             4,
         "expected one of starred, unread, read, done, "
	  "hidden, new, cross, replaced, withdrawn, "
	  "tagged, noted"							      },
	{ "/a",		  3,  "expected a closing slash for the one in column 1"},
	{ "//",		  1,  "expected a regular expression"                   },
	{ "a ti:/(/",            6,  "expected ) in the regular"                       },
	{ "/a/b",                4,  "expected a blank behind the closing slash"       },
	{ "\"a\"b",              4,  "expected a blank behind the closing quotation"   },
	{ "/(a{99}){99}/",       1,  "expected a smaller regular"                      },
	{ "\xff",                1,  "expected a query in UTF-8"                       },
};

static void errors_say_where(void **state)
{
	(void)state;

	for (size_t i = 0; i < COUNT(errors); i++) {
		struct query *query = NULL;
		struct error err = { 0 };
		size_t column = 0;

		if (query_parse(errors[i].text, &query, &column, &err) !=
		    STATUS_USAGE)
			fail_msg("%s is parsed", errors[i].text);
		if (column != errors[i].column ||
		    strncmp(err.text, errors[i].why, strlen(errors[i].why)) !=
			    0)
			fail_msg("%s: column %zu: %s", errors[i].text, column,
				 err.text);
		assert_int_equal(err.status, STATUS_USAGE);
	}
}

/* Repeats a text and parses it; the column of the error, 0 when none. */
static size_t parse_many(const char *piece, size_t times, const char *end)
{
	struct str text = STR_INIT;
	struct query *query = NULL;
	struct error err = { 0 };
	size_t column = 0;
	enum status status;

	for (size_t i = 0; i < times; i++)
		str_add(&text, piece);
	str_add(&text, end);
	status = query_parse(str_text(&text), &query, &column, &err);
	str_free(&text);
	if (status == STATUS_OK)
		query_free(query);
	return status == STATUS_OK ? 0 : column;
}

static void limits_hold(void **state)
{
	(void)state;
	assert_int_equal(parse_many("a ", QUERY_MAX_TERMS, ""), 0);
	assert_int_equal(parse_many("a ", QUERY_MAX_TERMS + 1, ""),
			 2 * QUERY_MAX_TERMS + 1);
	assert_int_equal(parse_many("x", QUERY_MAX_BYTES, ""), 0);
	assert_int_equal(parse_many("x", QUERY_MAX_BYTES + 1, ""), 1);
	assert_int_equal(parse_many("(", QUERY_MAX_DEPTH + 1, "a"),
			 QUERY_MAX_DEPTH + 1);
	assert_int_equal(parse_many("ti:(", QUERY_MAX_DEPTH + 1, "a"),
			 4 * (QUERY_MAX_DEPTH + 1));
	assert_int_equal(parse_many("!", QUERY_MAX_BYTES - 1, "a"), 0);
	assert_int_equal(parse_many("NOT ", 1000, "a"), 0);
	assert_true(parse_many("a(", 2000, "") > 0);
}

static void check_parts(const char *text, unsigned parts)
{
	struct query *query = parse(text);

	assert_int_equal(query_wants(query), parts);
	query_free(query);
}

static void asks_for_parts(void **state)
{
	(void)state;
	check_parts("ti:a", QUERY_WANTS_TITLE);
	check_parts("a", QUERY_WANTS_TITLE | QUERY_WANTS_ABSTRACT |
				 QUERY_WANTS_AUTHORS);
	check_parts("cat:cs au:x OR NOT ti:/y/", QUERY_WANTS_CATEGORIES |
							 QUERY_WANTS_AUTHORS |
							 QUERY_WANTS_TITLE);
	check_parts("abs:a co:b", QUERY_WANTS_ABSTRACT | QUERY_WANTS_COMMENTS);
	check_parts("jr:a doi:10.1", QUERY_WANTS_JOURNAL | QUERY_WANTS_DOI);
	check_parts("id:2510.07784", 0);
	check_parts("tag:a", QUERY_WANTS_TAGS);
	check_parts("note:a", QUERY_WANTS_NOTE);
	check_parts("day:2025", QUERY_WANTS_LISTING);
	check_parts("is:new", QUERY_WANTS_LISTING);
	check_parts("submitted:2025", QUERY_WANTS_SUBMITTED);
	check_parts("is:unread", QUERY_WANTS_MARKS);
	check_parts("is:tagged", QUERY_WANTS_MARKS);
	check_parts("NOT is:withdrawn", QUERY_WANTS_WITHDRAWN);
}

static void prints_what_people_write(void **state)
{
	static const char *const cases[][2] = {
		{"Poincar\xc3\xa9 & x",    "Poincar\xc3\xa9 x"         },
		{ "a|b & c",               "a OR b c"                  },
		{ "!(a|b)",                "NOT (a OR b)"              },
		{ "ti:(a OR \"b c\")",     "ti:a OR ti:\"b c\""        },
		{ "\"AND\"",               "\"AND\""                   },
		{ "-a*",                   "NOT a*"                    },
		{ "cat:CS.*",              "cat:cs"                    },
		{ "id:arXiv:2510.07784v3", "id:2510.07784"             },
		{ "day:2025-10",           "day:2025-10-01..2025-10-31"},
		{ "is:NEW",                "is:new"                    },
		{ "ti:/a\\/b\\\\/",        "ti:/a\\/b\\\\/"            },
		{ "SU(2)",                 "\"SU(2)\""                 },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query *query = parse(cases[i][0]);
		struct str out = STR_INIT;

		query_print(query, &out);
		assert_string_equal(str_text(&out), cases[i][1]);
		str_free(&out);
		query_free(query);
	}
}

static void arxiv_is_asked(void **state)
{
	static const char *const cases[][2] = {
		{"electron",                          "all:electron"                     },
		{ "ti:Poincar\\'e*",                  "ti:poincare*"                     },
		{ "\"quantum field\" au:\"van der\"",
                 "(all:\"quantum field\" AND au:\"van der\")"                            },
		{ "a OR b c",                         "(all:a OR (all:b AND all:c))"     },
		{ "NOT a b -c",                       "(all:b ANDNOT all:a ANDNOT all:c)"},
		{ "a -(b OR c)",                      "(all:a ANDNOT (all:b OR all:c))"  },
		{ "cat:cs.IR",                        "cat:cs.IR"                        },
		{ "cat:cs.IT",                        "(cat:cs.IT OR cat:math.IT)"       },
		{ "cat:econ",                         "(cat:econ.EM OR cat:econ.GN OR cat:econ.TH OR "
			      "cat:q-fin.EC)"               },
		{ "cat:foo.XY",                       "cat:foo.XY"                       },
		{ "id:2510.07784v1 co:a jr:b",
                 "(id:2510.07784 AND co:a AND jr:b)"                                     },
		{ "doi:10.1103/X",                    "doi:\"10.1103/x\""                },
		{ "doi:10.1103/*",                    "doi:10.1103/*"                    },
		{ "submitted:2025-10-01..2025-10-05",
                 "submittedDate:[202510010000 TO 202510052359]"                          },
		{ "submitted:2025-10-01..",
                 "submittedDate:[202510010000 TO 209912312359]"                          },
		{ "submitted:..2025-10-05",
                 "submittedDate:[199101010000 TO 202510052359]"                          },
	};
	static const char *const refused[][2] = {
		{"a is:new",     "states (is:)"            },
		{ "tag:a",       "tags"                    },
		{ "a OR note:b", "notes"                   },
		{ "day:2025",    "days of announcement"    },
		{ "a -/b/",      "regular expressions"     },
		{ "NOT a",       "a negation that nothing" },
		{ "a OR -b",     "a negation that nothing" },
		{ "-a -b",       "a negation that nothing" },
		{ "\"a b*\"",    "a phrase whose last word"},
	};
	struct error err = { 0 };
	(void)state;

	for (size_t i = 0; i < COUNT(cases) + COUNT(refused); i++) {
		bool good = i < COUNT(cases);
		const char *const *row =
			good ? cases[i] : refused[i - COUNT(cases)];
		struct query *query = parse(row[0]);
		struct str out = STR_INIT;

		assert_int_equal(query_api(query, &out, &err),
				 good ? STATUS_OK : STATUS_USAGE);
		if (good)
			assert_string_equal(str_text(&out), row[1]);
		else if (strstr(err.text, row[1]) == NULL)
			fail_msg("%s: %s", row[0], err.text);
		str_free(&out);
		query_free(query);
	}
}

/* A random query of `depth` levels. */
static void random_query(uint64_t *seed, int depth, struct str *out)
{
	static const char *const terms[] = {
		"a",
		"Multi-Modal",
		"\"b c\"",
		"pre*",
		"ti:\"x y*\"",
		"\\'e",
		"au:\"van der\"",
		"cat:cs.IR",
		"cat:math.*",
		"id:2510.07784",
		"day:2025-10-01..",
		"submitted:2024",
		"is:new",
		"tag:c++",
		"tag:\"a b\"",
		"doi:10.1/(2)",
		"/a\\/b|c/",
		"ti:/x\\\\/",
		"note:n",
		"G\\\"odel",
		"\"AND\"",
		"$\\alpha$",
		"\xc3\xa9",
		"co:1",
		"jr:\"Phys. Rev.\"",
		"abs:-x",
		"SU(2)",
	};
	static const char *const joins[] = { " ",   " AND ",    " & ", " OR ",
					     " | ", " ANDNOT ", " -",  " !" };
	static const char *const opens[] = { "(", "NOT (", "-(", "ti:(", "!(" };

	if (depth == 0 || random_below(seed, 4) == 0) {
		str_add(out, terms[random_below(seed, COUNT(terms))]);
		return;
	}
	for (uint64_t n = 1 + random_below(seed, 3); n > 0; n--) {
		str_add(out, opens[random_below(seed, COUNT(opens))]);
		random_query(seed, depth - 1, out);
		str_add(out, ")");
		if (n > 1)
			str_add(out, joins[random_below(seed, COUNT(joins))]);
	}
}

/* Two and two are one, under AND as under OR, and nothing is negated twice. */
static void check_form(const struct query_node *node)
{
	assert_true(node->child == NULL || node->child->next != NULL ||
		    node->kind == QUERY_NOT);
	for (const struct query_node *child = node->child; child != NULL;
	     child = child->next) {
		assert_true(child->kind != node->kind);
		check_form(child);
	}
}

static void comes_back_as_it_was(void **state)
{
	struct str text = STR_INIT;
	struct str tree = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	uint64_t seed = 2510;
	(void)state;

	for (int i = 0; i < 20000; i++) {
		struct query *query = NULL;

		str_clear(&text);
		str_clear(&tree);
		str_clear(&once);
		str_clear(&twice);
		random_query(&seed, 3, &text);
		query = parse(str_text(&text));
		check_form(query->root);
		show(query->root, &tree);
		query_print(query, &once);
		query_free(query);
		check(str_text(&once), str_text(&tree));
		query = parse(str_text(&once));
		query_print(query, &twice);
		assert_string_equal(str_text(&twice), str_text(&once));
		query_free(query);
	}
	str_free(&text);
	str_free(&tree);
	str_free(&once);
	str_free(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_bind),
		cmocka_unit_test(terms_are_read),
		cmocka_unit_test(errors_say_where),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(asks_for_parts),
		cmocka_unit_test(prints_what_people_write),
		cmocka_unit_test(arxiv_is_asked),
		cmocka_unit_test(comes_back_as_it_was),
	};

	query_free(NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
