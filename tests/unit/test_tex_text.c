/* TeX as a reader should see it: constructs one by one with their styles, what
 * stays as it is written, and what holds of any text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arxiv/tex_text.h"
#include "base/text.h"
#include "base/utf8.h"
#include "random.h"
#include "test.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The text with its styles: [i:...] italic, b bold, c code, k small capitals,
 * u underlined. */
static void add_styled(const struct tex_text *text, struct str *out)
{
	const char *data = str_text(&text->text);
	size_t at = 0;

	for (size_t i = 0; i < text->count; i++) {
		const struct tex_run *run = &text->runs[i];

		assert_true(run->start >= at && run->style != 0);
		str_add_n(out, data + at, run->start - at);
		str_add(out, "[");
		for (unsigned bit = 0; bit < 5; bit++)
			if (run->style & (1u << bit))
				str_add_char(out, "ibcku"[bit]);
		str_add(out, ":");
		str_add_n(out, data + run->start, run->len);
		str_add(out, "]");
		at = run->start + run->len;
	}
	assert_true(at <= text->text.len);
	str_add(out, data + at);
}

/* Decoded twice into the same object; the plain text agrees. */
static void check(const char *source, const char *expected)
{
	struct tex_text text = { 0 };
	struct str styled = STR_INIT;
	struct str plain = STR_INIT;

	tex_text_make("\\textbf{before} {\\it x}", &text);
	tex_text_make(source, &text);
	add_styled(&text, &styled);
	assert_string_equal(str_text(&styled), expected);
	str_add(&plain, "> ");
	tex_plain(source, &plain);
	assert_string_equal(str_text(&plain) + 2, str_text(&text.text));
	if (tex_is_plain(source))
		assert_string_equal(str_text(&text.text), source);
	str_free(&styled);
	str_free(&plain);
	tex_text_clear(&text);
}

static void check_all(const char *const (*cases)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(cases[i][0], cases[i][1]);
}

static void decodes_accents_and_letters(void **state)
{
	static const char *const cases[][2] = {
		{"Poincar\\'e",              "Poincaré"        },
		{ "Andr{\\'e}",              "André"           },
		{ "M\\\"uller",              "Müller"          },
		{ "Erd\\H{o}s and R\\'enyi", "Erdős and Rényi"},
		{ "\\c{C}e\\c sme",          "Çeşme"          },
		{ "\\v{S}koda",              "Škoda"           },
		{ "\\L ukasz",               "Łukasz"          },
		{ "Stra\\ss e",              "Straße"          },
		{ "\\'\\i\\\"{\\i}",         "íï"             },
		{ "H\\aa stad",              "Håstad"          },
		{ "6563 \\AA line",          "6563 Å line"     },
		{ "\\'{\\^e}",               "ế"              },
		{ "\\'{ee}",                 "\\'{ee}"          },
		{ "\\' w",                   "\\' w"            },
		{ "\\r{ho}",                 "\\r{ho}"          },
		{ "\\~{}user",               "~user"            },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_greek_and_signs(void **state)
{
	static const char *const cases[][2] = {
		{"$\\alpha\\beta$",          "αβ"       },
		{ "$\\Lambda$CDM",           "ΛCDM"      },
		{ "phase \\gamma in",        "phase γ in"},
		{ "{\\mu}m",                 "μm"        },
		{ "$\\mu$m",                 "μm"        },
		{ "$\\ell_\\infty$",         "ℓ_∞"    },
		{ "$\\hbar\\omega$",         "ℏω"      },
		{ "$\\epsilon\\varepsilon$", "ϵε"       },
		{ "90$^\\circ$",             "90°"       },
		{ "$90^{\\circ}$",           "90°"       },
		{ "\\textgreater{} 5",       "> 5"        },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_scripts(void **state)
{
	static const char *const cases[][2] = {
		{"$10^{-5}$",             "10⁻⁵"      },
		{ "$10^-5$",              "10⁻⁵"      },
		{ "H$_2$O",               "H₂O"         },
		{ "H$_{2}$O",             "H₂O"         },
		{ "$x_{ij}$",             "xᵢⱼ"       },
		{ "$x_i^2$",              "xᵢ²"        },
		{ "$x_{a,b}$",            "x_{a,b}"       },
		{ "$x^{y^2}$",            "x^{y²}"       },
		{ "$T_{\\rm eff}$",       "T_{eff}"       },
		{ "$T_{\\mathrm{max}}$",  "Tₘₐₓ"    },
		{ "$M_\\odot$",           "M_⊙"         },
		{ "$M_{\\odot}$",         "M_⊙"         },
		{ "$M_{B}h$",             "M_{B}h"        },
		{ "$K^{*0}$",             "K*⁰"         },
		{ "C$^*$-algebra",        "C*-algebra"    },
		{ "$f'(x)$",              "f′(x)"       },
		{ "$x^{\\prime\\prime}$", "x′′"       },
		{ "$^{12}$C",             "¹²C"         },
		{ "${}^3$He",             "³He"          },
		{ "$A^\\top$",            "A^⊤"         },
		{ "$A^T$",                "Aᵀ"          },
		{ "$p^{1/2}$",            "p^{1/2}"       },
		{ "$^{+0.9}_{-0.8}$",     "^{+0.9}_{-0.8}"},
		{ "$x^{\\alpha}$",        "xᵅ"          },
		{ "$a^{n + 1}$",          "aⁿ⁺¹"     },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_scripts_without_dollars(void **state)
{
	static const char *const cases[][2] = {
		{"m^2",                    "m²"                  },
		{ "10^19 eV",              "10¹⁹ eV"           },
		{ "10^-5",                 "10⁻⁵"             },
		{ "e^+e^-",                "e⁺e⁻"             },
		{ "^{35}Cl",               "³⁵Cl"              },
		{ "r^{-2}",                "r⁻²"               },
		{ "R^d",                   "Rᵈ"                 },
		{ "2^1.5",                 "2^1.5"                },
		{ "x^1/2",                 "x^1/2"                },
		{ "T_c",                   "T_c"                  },
		{ "C_60",                  "C₆₀"              },
		{ "a_0(980)",              "a₀(980)"            },
		{ "model_v2",              "model_v2"             },
		{ "run_2_b1",              "run_2_b1"             },
		{ "my_file_1",             "my_file_1"            },
		{ "http://x.y/a_1^2~b--c", "http://x.y/a_1^2~b--c"},
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_fractions_and_roots(void **state)
{
	static const char *const cases[][2] = {
		{"$\\frac{1}{2}$",                      "½"          },
		{ "$\\frac12$",                         "½"          },
		{ "$\\frac{a}{b}$",                     "a/b"         },
		{ "$\\frac{a+b}{c}$",                   "(a+b)/c"     },
		{ "$\\frac{1}{2\\pi}$",                 "1/(2π)"     },
		{ "$\\frac{a}{b}c$",                    "(a/b)c"      },
		{ "$2\\frac{13}{15}$",                  "2 13/15"     },
		{ "$\\frac{dN}{dE}$",                   "dN/dE"       },
		{ "$\\frac{\\partial f}{\\partial x}$", "∂f/∂x"   },
		{ "${a \\over b}$",                     "a/b"         },
		{ "${n \\choose k}$",                   "(n choose k)"},
		{ "$\\binom{n}{k}$",                    "(n choose k)"},
		{ "$\\frac{a}$",                        "$\\frac{a}$" },
		{ "$\\sqrt{s}$",                        "√s"        },
		{ "$\\sqrt{2}n$",                       "√(2)n"     },
		{ "$\\sqrt{x+1}$",                      "√(x+1)"    },
		{ "$\\sqrt[3]{x}$",                     "∛x"        },
		{ "$\\sqrt[n]{x}$",                     "ⁿ√x"     },
		{ "$\\sqrt 2$",                         "√2"        },
		{ "$x^{\\frac{1}{2}}$",                 "x^½"        },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_operators_and_relations(void **state)
{
	static const char *const cases[][2] = {
		{"$a\\to b$",            "a → b"        },
		{ "$a \\to b$",          "a → b"        },
		{ "$x\\le5$",            "x ≤ 5"        },
		{ "$x \\in X$",          "x ∈ X"        },
		{ "$\\sim$100",          "∼100"         },
		{ "$\\sim 100$",         "∼100"         },
		{ "118$\\pm$2",          "118±2"         },
		{ "$118 \\pm 2$",        "118 ± 2"       },
		{ "$2\\times10^5$",      "2 × 10⁵"     },
		{ "$3.5\\times 10^{5}$", "3.5 × 10⁵"   },
		{ "$\\pm 3$",            "±3"            },
		{ "$x = \\pm 1$",        "x = ±1"        },
		{ "$x \\not\\in X$",     "x ∉ X"        },
		{ "$x\\not=y$",          "x≠y"          },
		{ "$x<5$",               "x<5"            },
		{ "B^0 \\to K^+",        "B⁰ → K⁺"  },
		{ "p_T \\geq 5",         "p_T ≥ 5"      },
		{ "$\\sum_{i=1}^n$",     "∑ᵢ₌₁ⁿ"},
		{ "$\\int_0^1$",         "∫₀¹"       },
		{ "$_{x \\to 0}$",       "_{x→0}"       },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_functions(void **state)
{
	static const char *const cases[][2] = {
		{"$\\log n$",                 "log n"        },
		{ "$n\\log n$",               "n log n"      },
		{ "$2\\log_2 n$",             "2 log₂ n"   },
		{ "$\\log\\log n$",           "log log n"    },
		{ "$\\sin(x)$",               "sin(x)"       },
		{ "$\\sin\\theta$",           "sin θ"       },
		{ "$\\lim_{x\\to 0} f$",      "lim_{x→0} f"},
		{ "$\\operatorname{rank} A$", "rank A"       },
		{ "$x \\pmod{p}$",            "x (mod p)"    },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_fonts(void **state)
{
	static const char *const cases[][2] = {
		{"$\\mathbb{R}^n$",          "ℝⁿ"            },
		{ "$\\mathbb R$",            "ℝ"               },
		{ "$\\mathcal{N}=4$",        "𝒩=4"            },
		{ "${\\cal N}=2$",           "𝒩=2"            },
		{ "$\\cal O(x)$",            "𝒪(x)"           },
		{ "$\\mathfrak{sl}_2$",      "𝔰𝔩₂"       },
		{ "$\\mathscr{L}$",          "ℒ"               },
		{ "$\\Bbb Z$",               "ℤ"               },
		{ "$\\mathcal{\\foo}$",      "$\\mathcal{\\foo}$"},
		{ "\\textit{a b} c",         "[i:a b] c"         },
		{ "\\emph{x}",               "[i:x]"             },
		{ "\\textbf{x}",             "[b:x]"             },
		{ "\\texttt{x}",             "[c:x]"             },
		{ "\\textsc{x}",             "[k:x]"             },
		{ "\\underline{x}",          "[u:x]"             },
		{ "{\\it a} b",              "[i:a] b"           },
		{ "{\\bf a} b",              "[b:a] b"           },
		{ "\\bf{a} b",               "[b:a] b"           },
		{ "{\\em a $x^2$}",          "[i:a x²]"         },
		{ "\\textbf{a \\textit{b}}", "[b:a ][ib:b]"      },
		{ "$\\mathbf{x}$",           "[b:x]"             },
		{ "$5\\,{\\rm GeV}$",        "5 GeV"             },
		{ "$\\text{if } x$",         "if x"              },
		{ "$k$\\text{-th}",          "k-th"              },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_accents_of_maths(void **state)
{
	static const char *const cases[][2] = {
		{"$\\hat{x}$",                  "x̂"            },
		{ "$\\bar{\\nu}_e$",            "ν̄ₑ"        },
		{ "$\\bar\\nu$",                "ν̄"           },
		{ "$\\bar{B}^0$",               "B̄⁰"         },
		{ "$\\tilde{\\mathcal{O}}(n)$", "𝒪̃(n)"      },
		{ "$\\vec{k}$",                 "k⃗"           },
		{ "$\\dot{M}$",                 "Ṁ"            },
		{ "$\\overline{MS}$",           "M̅S̅"         },
		{ "$\\widehat{AB}$",            "$\\widehat{AB}$"},
		{ "$\\bar{D_1}$",               "D̄₁"         },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_punctuation(void **state)
{
	static const char *const cases[][2] = {
		{"``quoted''",          "“quoted”"        },
		{ "``quoted\"",         "“quoted”"        },
		{ "`single' it's",      "‘single’ it's"   },
		{ "5'' wide",           "5'' wide"            },
		{ "the dogs' ``bone''", "the dogs' “bone”"},
		{ "1--2",               "1–2"               },
		{ "a --- b",            "a — b"             },
		{ "a -- b",             "a – b"             },
		{ "--help",             "--help"              },
		{ "A --> B",            "A --> B"             },
		{ "<!-- x -->",         "<!-- x -->"          },
		{ "Fig.~3",             "Fig. 3"              },
		{ "GRB~130925A",        "GRB 130925A"         },
		{ "of~the",             "of the"              },
		{ "about ~100",         "about ~100"          },
		{ "z~2",                "z~2"                 },
		{ "x~y",                "x~y"                 },
		{ "100~GeV",            "100 GeV"             },
		{ "a\\,b",              "a b"                 },
		{ "1.0\\,fb$^{-1}$",    "1.0 fb⁻¹"         },
		{ "p\\!p",              "pp"                  },
		{ "50\\%",              "50%"                 },
		{ "R\\&D",              "R&D"                 },
		{ "a\\_b",              "a_b"                 },
		{ "\\#1",               "#1"                  },
		{ "\\$5",               "$5"                  },
		{ "\\{x\\}",            "{x}"                 },
		{ "$\\{1,2\\}$",        "{1,2}"               },
		{ "a\\ b",              "a b"                 },
		{ "a\\\\ b",            "a b"                 },
		{ "f\\-g",              "fg"                  },
		{ "$a\\quad b$",        "a b"                 },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_brackets(void **state)
{
	static const char *const cases[][2] = {
		{"$\\left( x \\right)$",    "(x)"    },
		{ "$\\left. x \\right|_0$", "x |₀" },
		{ "$\\big(x\\big)$",        "(x)"    },
		{ "$\\langle x \\rangle$",  "⟨x⟩"},
		{ "$\\|x\\|$",              "‖x‖"},
		{ "$\\ket{0}$",             "|0⟩"  },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_arguments(void **state)
{
	static const char *const cases[][2] = {
		{"\\url{http://a.b/~c\\_d}",                  "http://a.b/~c_d"  },
		{ "\\href{http://a.b}{text}",                 "text (http://a.b)"},
		{ "\\href{http://a.b}{http://a.b}",           "http://a.b"       },
		{ "\\cite{a,b}",                              "[a,b]"            },
		{ "x\\footnote{See $y$.}",                    "x (See y.)"       },
		{ "\\unicode{x2013}",                         "–"              },
		{ "\\textsuperscript{3}He",                   "³He"             },
		{ "\\begin{equation} E=mc^2 \\end{equation}", "E=mc²"           },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_formulas(void **state)
{
	static const char *const cases[][2] = {
		{"$x$",               "x"         },
		{ "$ x $",            "x"         },
		{ "$$x$$",            "x"         },
		{ "\\(x\\)",          "x"         },
		{ "\\[x\\]",          "x"         },
		{ "$\\ours$",         "$\\ours$"  },
		{ "$\\alpha \\ours$", "$α\\ours$"},
		{ "$x$ and $y$",      "x and y"   },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void leaves_money(void **state)
{
	static const char *const cases[][2] = {
		{"costs $5 and $10",         "costs $5 and $10"       },
		{ "from $5M to $10M",        "from $5M to $10M"       },
		{ "$5-$10",                  "$5-$10"                 },
		{ "US$90 billion and $x$",   "US$90 billion and x"    },
		{ "a $5M facility; $x$ is",  "a $5M facility; x is"   },
		{ "70k$ and a labor of $x$", "70k$ and a labor of x"  },
		{ "$1,000$ samples",         "1,000 samples"          },
		{ "$1$ and $2$",             "1 and 2"                },
		{ "between $100K and $200K", "between $100K and $200K"},
		{ "$5",                      "$5"                     },
		{ "x$ y",                    "x$ y"                   },
		{ "$",		       "$"                      },
		{ "$$",                      "$$"                     },
		{ "$x}$",                    "$x}$"                   },
		{ "Cu$PdTe and $x^2$ of",    "Cu$PdTe and x² of"     },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void leaves_as_written(void **state)
{
	static const char *const cases[][2] = {
		{"\\ours",                   "\\ours"                 },
		{ "\\method{} x",            "\\method{} x"           },
		{ "\\ours{a $x^2$}",         "\\ours{a x²}"          },
		{ "\\foo[a]{\\alpha}",       "\\foo[a]{α}"           },
		{ "{ a",                     "{ a"                    },
		{ "a }",                     "a }"                    },
		{ "{}",                      "{}"                     },
		{ "{1,2,3}",                 "{1,2,3}"                },
		{ "\\",                      "\\"                     },
		{ "a \\",                    "a \\"                   },
		{ "\\textit",                "\\textit"               },
		{ "\\textit{",               "\\textit{"              },
		{ "$\\frac{a}{b$",           "$\\frac{a}{b$"          },
		{ "$x_$",                    "$x_$"                   },
		{ "\\begin{foo}x\\end{foo}", "\\begin{foo}x\\end{foo}"},
		{ "\\over",                  "\\over"                 },
		{ "\\\\'e",                  "'e"                     },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_spaces_of_commands_that_stay(void **state)
{
	static const char *const cases[][2] = {
		{"$\\foo\\mathrm{x}$",      "$\\foo x$"  },
		{ "$\\foo x$",              "$\\foo x$"  },
		{ "\\foo\\textit{a}",       "\\foo[i: a]"},
		{ "$\\foo^2x$",             "$\\foo²x$" },
		{ "\\foo2",                 "\\foo2"     },
		{ "$0<\\alpha < 1$",        "0<α < 1"   },
		{ "that$$k$$We",            "that k We"  },
		{ "4.4{\\deg}C",            "4.4°C"     },
		{ "$\\deg f$",              "deg f"      },
		{ "$u \\hbox{ in } v$",     "u in v"     },
		{ "$a\\\\b$",               "a; b"       },
		{ "$\\Gamma\\backslash G$", "Γ∖G"     },
		{ "\\ours_\\ b",            "\\ours_ b"  },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void decodes_fractions_and_bars_side_by_side(void **state)
{
	static const char *const cases[][2] = {
		{"$\\frac{2(n-2)}{\\beta}\\frac{\\log x}{x^2}$",
                 "(2(n-2)/β)(log x)/x²"					  },
		{ "$\\sqrt2 t$",				 "√2 t"          },
		{ "$\\frac{1}{\\sqrt{t}}$",                      "1/√t"          },
		{ "$\\frac{3}{2\\sqrt2}$",                       "3/(2√2)"       },
		{ "${\\bar{\\rm MS}}$",                          "M̅S̅"          },
		{ "$\\bar{\\foo x}$",                            "$\\bar{\\foo x}$"},
		{ "$a\\pmod p$",				 "a (mod p)"       },
	};
	(void)state;

	check_all(cases, COUNT(cases));
}

static void knows_plain_texts(void **state)
{
	static const char *const plain[] = {
		"", "a - b", "it's", "(x, y)", "x/y: http://a.b/c", "Poincaré"
	};
	static const char *const other[] = { "\\", "$",  "{", "^",     "_",
					     "`",  "--", "~", "a-b--c" };
	(void)state;

	for (size_t i = 0; i < COUNT(plain); i++) {
		assert_true(tex_is_plain(plain[i]));
		check(plain[i], plain[i]);
	}
	for (size_t i = 0; i < COUNT(other); i++)
		assert_false(tex_is_plain(other[i]));
	tex_text_clear(NULL);
}

static double seconds(const char *part, int times)
{
	struct str source = STR_INIT;
	struct str out = STR_INIT;
	struct timespec start;
	struct timespec end;

	for (int i = 0; i < times; i++)
		str_add(&source, part);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	tex_plain(str_text(&source), &out);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	str_free(&source);
	str_free(&out);
	return (double)(end.tv_sec - start.tv_sec) +
	       (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}

/* Eight times the text takes no more than about eight times as long; were it
 * quadratic, it would be sixty-four times. */
static void takes_linear_time(void **state)
{
	static const char *const parts[] = {
		"{",
		"}",
		"$",
		"$$",
		"\\(",
		"\\[",
		"^{",
		"_{{",
		"\\hat",
		"\\frac{",
		"\\frac",
		"\\sqrt[",
		"\\begin{math}",
		"`a ",
		"``",
		"\\not",
		"{\\over ",
		"\\textbf{",
		"$ a $",
		"$x$ {",
		"\\'{",
		"{\\cal ",
		"x^",
		"$x^{",
		"$a \\over b",
		"\\href{",
		"~",
		"--",
		"\\left",
		"$$ a $",
		"\\overline{",
		"\\foo{",
		"{$",
		"\\(\\mbox{$",
	};
	(void)state;

	for (size_t i = 0; i < COUNT(parts); i++) {
		double once = seconds(parts[i], 20000);
		double more = seconds(parts[i], 160000);

		if (more > 30 * once + 0.05)
			print_error("%s: %f s, %f s\n", parts[i], once, more);
		assert_true(more <= 30 * once + 0.05);
	}
}

/* What is nested deeper than anybody writes stays, and comes back. */
static void stands_deep_nesting(void **state)
{
	struct str source = STR_INIT;
	struct str out = STR_INIT;
	(void)state;

	for (int i = 0; i < 100000; i++)
		str_add(&source, "\\textbf{");
	str_add(&source, "deep");
	for (int i = 0; i < 100000; i++)
		str_add(&source, "}");
	tex_plain(str_text(&source), &out);
	assert_non_null(strstr(str_text(&out), "{deep}"));
	str_free(&source);
	str_free(&out);
}

static void check_any(const char *source)
{
	struct tex_text text = { 0 };
	struct str clean = STR_INIT;
	size_t end = 0;

	tex_text_make(source, &text);
	assert_true(utf8_valid(str_text(&text.text), text.text.len));
	for (size_t i = 0; i < text.count; i++) {
		assert_true(text.runs[i].start >= end);
		assert_true(text.runs[i].len > 0 && text.runs[i].style != 0);
		end = text.runs[i].start + text.runs[i].len;
	}
	assert_true(end <= text.text.len);
	/* Only marks beyond what the gate lets through may be repaired. */
	text_clean(str_text(&text.text), text.text.len, &clean);
	assert_true(utf8_valid(str_text(&clean), clean.len));
	if (tex_is_plain(source))
		assert_string_equal(str_text(&text.text), source);
	str_free(&clean);
	tex_text_clear(&text);
}

static void stands_any_text(void **state)
{
	static const char *const parts[] = {
		"\\",
		"{",
		"}",
		"$",
		"'",
		"\"",
		"e",
		"1",
		" ",
		"\\'",
		"é",
		"[",
		"]",
		"\\(",
		"\\)",
		"^",
		"_",
		"\\frac",
		"\\sqrt",
		"\\hat",
		"\\textbf",
		"\\it ",
		"\\alpha",
		"\\le",
		"\\log",
		"\\left",
		"\\over",
		"\\not",
		"\\foo",
		"``",
		"--",
		"~",
		"\\cal ",
		"\\begin{math}",
		"\\end{math}",
		"\\href",
		"\\mathbb",
		"://",
		"\\unicode{x41}",
		"\\cite",
		"$$",
		"\\text",
		"\\overline",
		"/",
	};
	uint64_t seed = 11;
	(void)state;

	for (int i = 0; i < 60000; i++) {
		struct str text = STR_INIT;

		for (uint64_t n = random_below(&seed, 24); n > 0; n--)
			str_add(&text,
				parts[random_below(&seed, COUNT(parts))]);
		check_any(str_text(&text));
		str_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_accents_and_letters),
		cmocka_unit_test(decodes_greek_and_signs),
		cmocka_unit_test(decodes_scripts),
		cmocka_unit_test(decodes_scripts_without_dollars),
		cmocka_unit_test(decodes_fractions_and_roots),
		cmocka_unit_test(decodes_operators_and_relations),
		cmocka_unit_test(decodes_functions),
		cmocka_unit_test(decodes_fonts),
		cmocka_unit_test(decodes_accents_of_maths),
		cmocka_unit_test(decodes_punctuation),
		cmocka_unit_test(decodes_brackets),
		cmocka_unit_test(decodes_arguments),
		cmocka_unit_test(decodes_formulas),
		cmocka_unit_test(leaves_money),
		cmocka_unit_test(leaves_as_written),
		cmocka_unit_test(decodes_spaces_of_commands_that_stay),
		cmocka_unit_test(decodes_fractions_and_bars_side_by_side),
		cmocka_unit_test(knows_plain_texts),
		cmocka_unit_test(takes_linear_time),
		cmocka_unit_test(stands_deep_nesting),
		cmocka_unit_test(stands_any_text),
	};

	return cmocka_run_group_tests_name("tex_text", tests, NULL, NULL);
}
