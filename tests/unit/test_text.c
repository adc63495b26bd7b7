#include "test.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unilbrk.h>
#include <wchar.h>

#include "base/text.h"
#include "base/utf8.h"
#include "random.h"

#define REPLACED "\xEF\xBF\xBD"

static void check_clean(const char *text, size_t len, const char *clean,
			size_t repaired)
{
	struct str out = STR_INIT;

	assert_int_equal(text_clean(text, len, &out), repaired);
	assert_string_equal(str_text(&out), clean);
	assert_int_equal(text_is_clean(text, len),
			 out.len == len && memcmp(clean, text, len) == 0);
	str_free(&out);
}

static void check(const char *text, const char *clean, size_t repaired)
{
	check_clean(text, strlen(text), clean, repaired);
}

static void test_clean(void **state)
{
	(void)state;
	check("", "", 0);
	check("a\x1b[31mb", "a[31mb", 1);
	check("R\x7Fx", "Rx", 1);
	check("a\xC2\x9Bmb", "amb", 1);
	check("tra\xE2\x80\x8Bns\xC2\xAD"
	      "former",
	      "transformer", 2);
	check("x\xE2\x80\xAEy\xE2\x81\xA6z", "xyz", 2);
	check("\xEF\xBB\xBFx\xEF\xBF\xBE", "x", 2);
	check("x\xF3\xA0\x81\x81y", "xy", 1);
	check_clean("a\0b", 3, "ab", 1);
	assert_null(text_clean_dup(NULL));
}

static void test_visible(void **state)
{
	(void)state;
	assert_true(text_is_visible("W/\"a-~!\"", 9));
	assert_false(text_is_visible("W/\"a-~!\"", 7));
	assert_false(text_is_visible("", 9));
	assert_false(text_is_visible("a b", 9));
	assert_false(text_is_visible("a\r\nb", 9));
	assert_false(text_is_visible("a\x7f", 9));
	assert_false(text_is_visible("\xC3\xA9", 9));
}

static void test_clean_blanks(void **state)
{
	(void)state;
	check("  a \t\r\n b\v\f", "a b", 0);
	check("a\xC2\xA0\xE3\x80\x80\xC2\x85\xE2\x80\xA8z", "a z", 0);
	check("a \xE2\x80\x8B b", "a b", 1);
	check(" \n ", "", 0);
}

static void test_clean_bytes(void **state)
{
	(void)state;
	check("x\x9By", "x" REPLACED "y", 1);
	check("\xED\xA0\x80", REPLACED REPLACED REPLACED, 3);
	check("Jos\xC3", "Jos" REPLACED, 1);
	check(REPLACED, REPLACED, 0);
}

/* Hebrew, Chinese, private use, the object replacement: as they came. */
static void test_clean_leaves(void **state)
{
	(void)state;
	check("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
	      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", 0);
	check("\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD\xE6\x96\x87", 0);
	check("\xEE\x80\x80\xEF\xBF\xBC", "\xEE\x80\x80\xEF\xBF\xBC", 0);
}

/* What may come out, said here a second time and in another way. */
static bool is_bad(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD ||
	       c == 0x61C || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
	       c == 0x3000 || c == 0x1680 || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xFDD0 && c <= 0xFDEF) ||
	       (c & 0xFFFF) >= 0xFFFE || (c >= 0xE0000 && c <= 0xE007F);
}

static void test_every_code(void **state)
{
	static const uint32_t fine[] = {
		' ',    0xE9,   0x300,   0x5D0,   0x627,   0x1100,
		0x2010, 0x2013, 0x2212,  0xFE0F,  0xE000,  0xFFFC,
		0xFFFD, 0x4E2D, 0x1D49C, 0x1F600, 0xE0100, 0x10FFFD,
	};
	struct str out = STR_INIT;
	char bytes[6] = { 'a' };
	uint32_t code;
	size_t len;
	size_t i;

	(void)state;
	for (code = 0; code <= 0x10FFFF; code++) {
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		len = 1 + utf8_encode(code, bytes + 1);
		bytes[len] = 'z';
		str_clear(&out);
		text_clean(bytes, len + 1, &out);
		if (text_code_ok(code)) {
			assert_false(is_bad(code));
			assert_int_equal(out.len, len + 1);
			assert_memory_equal(out.data, bytes, len + 1);
		} else if (strcmp(str_text(&out), "az") != 0) {
			assert_string_equal(str_text(&out), "a z");
		}
	}
	str_free(&out);
	for (i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
		assert_true(text_code_ok(fine[i]));
	assert_false(text_code_ok(0x110000));
	assert_false(text_code_ok(0xD800));
}

static void test_words(void **state)
{
	static const uint32_t words[] = { 'a', 'Z', '0', 0xE9, 0x65E5, 0x2163 };
	static const uint32_t others[] = { ' ',    '-',    '_',     '+',
					   0x301,  0x20AC, 0x1F600, 0x200B,
					   0x202E, 0x85,   0x110000 };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		assert_true(text_code_is_word(words[i]));
		assert_false(text_code_is_mark(words[i]));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_false(text_code_is_word(others[i]));
		assert_int_equal(text_code_is_mark(others[i]),
				 others[i] == 0x301);
	}
}

/* Random pieces of all sorts: valid, clean, and a second pass is the same. */
static void test_second_pass(void **state)
{
	static const char *const pieces[] = {
		"a",
		" ",
		"\xCC\x81",
		"\xCC\x81\xCC\x81\xCC\x81",
		"\xE2\x80\x8D",
		"\xFF",
		"\xF0\x9F",
		"\x1b",
		"\xC2\x85",
		"\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86",
		"\n",
		"\xC3\xA9",
		"\xE0\xA4\xBF",
		"\xEF\xB8\x8F",
	};
	struct str in = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	unsigned seed = 1;
	int round;
	int i;

	(void)state;
	for (round = 0; round < 20000; round++) {
		str_clear(&in);
		str_clear(&once);
		str_clear(&twice);
		for (i = 0; i < 12; i++) {
			seed = seed * 1103515245u + 12345u;
			str_add(&in, pieces[(seed >> 16) % 14]);
		}
		text_clean(str_text(&in), in.len, &once);
		assert_int_equal(text_clean(str_text(&once), once.len, &twice),
				 0);
		assert_string_equal(str_text(&twice), str_text(&once));
		assert_true(utf8_valid(str_text(&once), once.len));
	}
	str_free(&in);
	str_free(&once);
	str_free(&twice);
}

/* `count` times `piece`, fresh. */
static char *repeat(const char *piece, size_t count)
{
	struct str s = STR_INIT;

	while (count-- > 0)
		str_add(&s, piece);
	return str_take(&s);
}

static void test_marks(void **state)
{
	char *many = repeat("\xCC\x81", 100000);
	char *eight = repeat("\xCC\x81", TEXT_MAX_MARKS);
	struct str in = STR_INIT;
	struct str want = STR_INIT;

	(void)state;
	str_addf(&in, "e%s e%s \xCC\x82", many, eight);
	str_addf(&want, "e%s e%s \xCC\x82", eight, eight);
	check_clean(str_text(&in), in.len, str_text(&want),
		    100000 - TEXT_MAX_MARKS);
	str_free(&in);
	str_free(&want);
	free(many);
	free(eight);
}

static void test_clusters(void **state)
{
	/* e, acute; a Chinese character; an Indian consonant and vowel sign */
	const char *text = "e\xCC\x81x\xE4\xB8\xAD\xE0\xA4\x95\xE0\xA5\x81";
	int columns;

	(void)state;
	assert_int_equal(text_cluster(text, &columns), 3);
	assert_int_equal(columns, 1);
	assert_int_equal(text_cluster(text + 3, &columns), 1);
	assert_int_equal(columns, 1);
	assert_int_equal(text_cluster(text + 4, &columns), 3);
	assert_int_equal(columns, 2);
	assert_int_equal(text_cluster(text + 7, &columns), 6);
	assert_int_equal(columns, 1);
	assert_int_equal(text_cluster("", &columns), 0);
	assert_int_equal(columns, 0);
	assert_int_equal(text_columns(text, strlen(text)), 5);
	assert_int_equal(text_columns(text, 1), 1);
	assert_int_equal(text_columns("abc", 2), 2);
}

/* The columns are the sum of what wcwidth says of the code points, for every
 * one that it knows. */
static void test_columns_are_the_terminals(void **state)
{
	char bytes[6] = { 'a' };
	uint32_t code;
	size_t len;

	(void)state;
	for (code = 0x20; code <= 0x10FFFF; code++) {
		if (!text_code_ok(code) || wcwidth((wchar_t)code) < 0)
			continue;
		len = 1 + utf8_encode(code, bytes + 1);
		bytes[len++] = 'z';
		if (text_columns(bytes, len) != 2 + wcwidth((wchar_t)code))
			fail_msg("U+%04X", (unsigned)code);
	}
}

/* In the C locale libunistring measures, and the figures are about the same. */
static void test_columns_in_the_c_locale(void **state)
{
	const char *text = "e\xCC\x81 \xE4\xB8\xAD";

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C"));
	assert_int_equal(text_columns(text, strlen(text)), 4);
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_int_equal(text_columns(text, strlen(text)), 4);
}

static void test_fit(void **state)
{
	const char *text = "ab\xE4\xB8\xAD"
			   "e\xCC\x81z";

	(void)state;
	assert_int_equal(text_fit(text, 0), 0);
	assert_int_equal(text_fit(text, -3), 0);
	assert_int_equal(text_fit(text, 2), 2);
	assert_int_equal(text_fit(text, 3), 2);
	assert_int_equal(text_fit(text, 4), 5);
	assert_int_equal(text_fit(text, 5), 8);
	assert_int_equal(text_fit(text, 99), 9);
}

static void check_ellipsis(const char *text, int columns, const char *want,
			   int used)
{
	struct str out = STR_INIT;

	assert_int_equal(text_ellipsis(text, columns, "\xE2\x80\xA6", &out),
			 used);
	assert_string_equal(str_text(&out), want);
	str_free(&out);
}

static void test_ellipsis(void **state)
{
	(void)state;
	check_ellipsis("abc", 3, "abc", 3);
	check_ellipsis("abcd", 3, "ab\xE2\x80\xA6", 3);
	check_ellipsis("a\xE4\xB8\xADxy", 3, "a\xE2\x80\xA6", 2);
	check_ellipsis("abcd", 1, "\xE2\x80\xA6", 1);
	check_ellipsis("abcd", 0, "", 0);
	check_ellipsis("abcd", -1, "", 0);
	check_ellipsis("", 5, "", 0);
}

/* The wrapped lines joined by "|". */
static void check_wrap(const char *text, int columns, const char *want)
{
	struct text_line *lines = NULL;
	struct str out = STR_INIT;
	size_t count = text_wrap(text, columns, &lines);
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0)
			str_add_char(&out, '|');
		str_add_n(&out, text + lines[i].start, lines[i].len);
	}
	assert_string_equal(str_text(&out), want);
	free(lines);
	str_free(&out);
}

static void test_wrap(void **state)
{
	(void)state;
	check_wrap("", 10, "");
	check_wrap("foo", 10, "foo");
	check_wrap("foo bar", 7, "foo bar");
	check_wrap("foo bar", 6, "foo|bar");
	check_wrap("foo bar", 3, "foo|bar");
	check_wrap("foo bar baz", 8, "foo bar|baz");
	check_wrap("foo   bar ", 3, "foo|bar");
	check_wrap("abcdefgh ij", 3, "abc|def|gh|ij");
	check_wrap("abcdefgh ij", 5, "abcde|fgh|ij");
	check_wrap("a well-known b", 8, "a well-|known b");
	check_wrap("a e\xCC\x81\xCC\x81zz", 2, "a|e\xCC\x81\xCC\x81z|z");
	check_wrap("ab \xCC\x88", 2, "ab| \xCC\x88");
	check_wrap("\xE4\xB8\xAD\xE6\x96\x87", 3, "\xE4\xB8\xAD|\xE6\x96\x87");
	check_wrap("\xE4\xB8\xAD\xE6\x96\x87", 1, "\xE4\xB8\xAD|\xE6\x96\x87");
}

/* Every line fits, and nothing but blanks is lost, at every width. */
static void test_wrap_keeps_all(void **state)
{
	const char *text =
		"We show, e.g., $x^2$ (see "
		"\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97)"
		" that long-words and http://example.org/a/b?c=d "
		"Poincare\xCC\x81's Donaudampfschifffahrtsgesellschaft "
		"\xE2\x80\x94 fit.";
	struct text_line *lines;
	size_t count;
	size_t at;
	size_t i;
	int columns;

	(void)state;
	for (columns = 2; columns < 200; columns++) {
		count = text_wrap(text, columns, &lines);
		for (i = 0, at = 0; i < count; i++) {
			while (text[at] == ' ' && at < lines[i].start)
				at++;
			assert_int_equal(at, lines[i].start);
			assert_true(text_columns(text + at, lines[i].len) <=
				    columns);
			at += lines[i].len;
		}
		assert_int_equal(at, strlen(text));
		free(lines);
	}
}

/* The end of the line that begins at `from`, where libunistring alone says
 * what may be broken; SIZE_MAX when the text ends there. */
static size_t model_line_end(const char *text, const char *breaks, size_t from,
			     int columns)
{
	size_t stop = from;
	size_t at = from;
	int used = 0;
	int more;

	while (text[at] != '\0') {
		size_t taken = text_cluster(text + at, &more);

		if (at > from && breaks[at] == UC_BREAK_POSSIBLE)
			stop = at;
		if (!(taken == 1 && text[at] == ' ') && at > from &&
		    used + more > columns)
			return stop > from ? stop : at;
		used += more;
		at += taken;
	}
	return SIZE_MAX;
}

/* text_wrap() breaks where this model does, apart by "|". */
static void check_wrap_model(const char *text, int columns)
{
	size_t len = strlen(text);
	char breaks[512];
	struct str want = STR_INIT;
	size_t from = 0;

	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	while (from < len) {
		size_t end = model_line_end(text, breaks, from, columns);
		size_t last = end < len ? end : len;

		end = last;
		while (last > from && text[last - 1] == ' ')
			last--;
		if (last > from && want.len > 0)
			str_add_char(&want, '|');
		str_add_n(&want, text + from, last - from);
		from = end;
	}
	check_wrap(text, columns, str_text(&want));
	str_free(&want);
}

/* What texts are made of; plain words come first. */
static const char *const wrap_pieces[] = {
	"a",
	"Bc",
	"model",
	" ",
	" ",
	" ",
	" ",
	"  ",
	", ",
	". ",
	"-",
	"--",
	",",
	".",
	":",
	"; ",
	"(",
	")",
	"[",
	"]",
	"{",
	"}",
	"/",
	"$",
	"%",
	"1",
	"23",
	"\"",
	"'",
	"!",
	"? ",
	"|",
	"\\",
	"+",
	"=",
	"#",
	"&",
	"*",
	"_",
	"^",
	"\xC3\xA9",
	"e\xCC\x81",
	"\xE4\xB8\xAD",
	"\xE2\x80\x94",
	"\xE2\x80\x9C",
	"\xC2\xB1",
	"\xCC\x88",
};

/* Words are looked up on their own only where that changes nothing. */
static void test_wrap_model(void **state)
{
	uint64_t seed = random_seed(29);

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t count = random_below(&seed, 24);
		struct str text = STR_INIT;

		for (size_t j = 0; j < count; j++) {
			/* Half of them from the beginning: plain words. */
			size_t most = random_below(&seed, 2)
					      ? 10
					      : sizeof(wrap_pieces) /
							sizeof(wrap_pieces[0]);

			str_add(&text, wrap_pieces[random_below(&seed, most)]);
		}
		check_wrap_model(str_text(&text),
				 1 + (int)random_below(&seed, 12));
		str_free(&text);
	}
}

static double seconds_of_wrap(const char *piece, size_t count)
{
	char *text = repeat(piece, count);
	struct text_line *lines;
	clock_t begin = clock();

	(void)text_wrap(text, 40, &lines);
	begin = clock() - begin;
	free(lines);
	free(text);
	return (double)begin / CLOCKS_PER_SEC;
}

/* A megabyte without a place to break, of letters, of marks, of regional
 * letters and of words, is wrapped in a time that quadratic work would pass
 * a thousand times. */
static void test_wrap_is_linear(void **state)
{
	static const char *const pieces[] = {
		"x", "\xCC\x81", "\xF0\x9F\x87\xA6", "x ", "\xE1\x84\x80", ")",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		assert_true(seconds_of_wrap(pieces[i], 1 << 20) < 5.0);
}

static void check_fold(const char *text, const char *want)
{
	char *folded = text_fold(text);

	assert_string_equal(folded, want);
	free(folded);
}

static void test_fold(void **state)
{
	(void)state;
	check_fold("", "");
	check_fold("Hello W0RLD [Z]", "hello w0rld [z]");
	check_fold("STRASSE", "strasse");
	check_fold("Stra\xC3\x9F"
		   "e",
		   "strasse");
	check_fold("POINCAR\xC3\x89", "poincar\xC3\xA9");
	check_fold("POINCARE\xCC\x81", "poincar\xC3\xA9");
	check_fold("\xCE\xA3\xCE\x91\xCE\xA3", "\xCF\x83\xCE\xB1\xCF\x83");
	check_fold("A\xFFZ", "a" REPLACED "z");
}

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static void test_fold_code(void **state)
{
	static const struct {
		uint32_t code;
		enum text_kind kind;
		uint32_t folded[4]; /* up to the first 0 */
	} cases[] = {
		{'A',     TEXT_LETTER, { 'a' }             },
		{ '7',    TEXT_NUMBER, { '7' }             },
		{ '-',    TEXT_OTHER,  { '-' }             },
		{ 0xC9,   TEXT_LETTER, { 'e' }             },
		{ 0xDF,   TEXT_LETTER, { 's', 's' }        },
		{ 0x301,  TEXT_MARK,   { 0 }               },
		{ 0x130,  TEXT_LETTER, { 'i' }             },
		{ 0x3C2,  TEXT_LETTER, { 0x3C3 }           },
		{ 0xFB03, TEXT_LETTER, { 'f', 'f', 'i' }   },
		{ 0xB2,   TEXT_SUPER,  { '2' }             },
		{ 0x2082, TEXT_SUB,    { '2' }             },
		{ 0x210C, TEXT_LETTER, { 'h' }             },
		{ 0xBD,   TEXT_NUMBER, { '1', 0x2044, '2' }},
	};
	uint32_t out[TEXT_FOLD_MAX];
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = 0;

		while (len < 4 && cases[i].folded[len] != 0)
			len++;
		assert_int_equal(text_kind(cases[i].code), cases[i].kind);
		assert_int_equal(text_fold_code(cases[i].code, out), len);
		assert_memory_equal(out, cases[i].folded, len * sizeof(*out));
	}
	/* None needs more room. */
	for (uint32_t code = 0; code <= 0x10FFFF; code++)
		if (code < 0xD800 || code > 0xDFFF)
			assert_true(text_fold_code(code, out) <= TEXT_FOLD_MAX);
	assert_int_equal(text_lower(0xC9), 0xE9);
	assert_int_equal(text_upper(0xE9), 0xC9);
	assert_int_equal(text_lower('Z'), 'z');
	assert_int_equal(text_upper('z'), 'Z');
	assert_int_equal(text_lower('['), '[');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_clean_blanks),
		cmocka_unit_test(test_clean_bytes),
		cmocka_unit_test(test_clean_leaves),
		cmocka_unit_test(test_every_code),
		cmocka_unit_test(test_second_pass),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_columns_are_the_terminals),
		cmocka_unit_test(test_columns_in_the_c_locale),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_ellipsis),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_wrap_keeps_all),
		cmocka_unit_test(test_wrap_model),
		cmocka_unit_test(test_wrap_is_linear),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_code),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
