/* src/base/words.c and src/base/nearest.c */
#include "test.h"

#include <string.h>

#include "base/nearest.h"
#include "base/words.h"

/* Splits a line; `want` has the words in [], a quoted one in <>, and a fault as
 * "COLUMN: text" behind. */
static void check_n(const char *line, size_t len, const char *want)
{
	struct words words;
	struct str got = STR_INIT;
	bool good = words_split(line, len, &words);

	for (size_t i = 0; i < words.count; i++)
		str_addf(&got, words.items[i].quoted ? "<%s>" : "[%s]",
			 words.items[i].text);
	if (!good)
		str_addf(&got, "%u: %s", words_column(line, words.fault_at),
			 words.fault);
	assert_string_equal(str_text(&got), want);
	str_free(&got);
	words_free(&words);
}

static void check(const char *line, const char *want)
{
	check_n(line, strlen(line), want);
}

static void test_words(void **state)
{
	(void)state;
	check("", "");
	check("   \t ", "");
	check("# set x", "");
	check("  a\tb  c ", "[a][b][c]");
	check("a#b c", "[a#b][c]");
	check("a #b c", "[a]");
	check("a ; b;c", "[a][;][b;c]");
	check("a; b;c; ;; 'd'; e;", "[a][;][b;c][;][;][;]<d>[;][e][;]");
	check("\"a #b\" 'c d' # e", "<a #b><c d>");
	check("\"a\\\"b\\\\c\\d\"", "<a\"b\\c\\d>");
	check("'a\"b\\'", "<a\"b\\>");
	check("'' \"\"", "<><>");
	check("don't a\"b", "[don't][a\"b]");
	check("$(id)`id`$HOME", "[$(id)`id`$HOME]");
	check("\xC3\xA9t\xC3\xA9", "[\xC3\xA9t\xC3\xA9]");
}

static void test_faults(void **state)
{
	(void)state;
	check("a \"b", "[a]3: expected a closing \"");
	check("a \"b\\\"", "[a]3: expected a closing \"");
	check("'", "1: expected a closing '");
	check("\xC3\xA9 'a'b", "[\xC3\xA9]6: expected a blank after the quote");
	check("a \xFF", "[a]3: expected UTF-8");
	check("a x\xE2\x80\xAE", "[a]3: expected no invisible characters");
	check("# \x1b", "3: expected no control characters");
	check("a\rb", "2: expected no control characters");
	check("a \x7F", "3: expected no control characters");
	check_n("ab\0c", 4, "3: expected no control characters");
}

static void test_length(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	str_addf(&text, "#%04095d", 0);
	check(str_text(&text), "");
	str_add_char(&text, '0');
	check(str_text(&text), "1: expected a line of at most 4096 bytes");
	str_free(&text);
}

/* What is quoted is one word, the same one. */
static void test_quote(void **state)
{
	static const char *const texts[] = {
		"",   "a", "a b", "#",      ";",   "a;b",
		"\"", "'", "\\",  "a\\\"b", "a#b",
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(texts) / sizeof(texts[0]); i++) {
		const char *text = texts[i / 2];
		struct str out = STR_INIT;
		struct words words;

		words_quote(text, i % 2 == 1, &out);
		assert_true(words_split(str_text(&out), out.len, &words));
		assert_int_equal(words.count, 1);
		assert_string_equal(words.items[0].text, text);
		assert_false(words_is_bare(&words.items[0], ";"));
		words_free(&words);
		str_free(&out);
	}
}

static void check_near(const char *word, const char *want)
{
	static const char *const names[] = { "set",    "bind",  "unbind",
					     "source", "topic", "colour",
					     "color" };
	struct nearest nearest;

	nearest_begin(&nearest, word, nearest_limit(word));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		nearest_offer(&nearest, names[i]);
	if (want)
		assert_string_equal(nearest.name, want);
	else
		assert_null(nearest.name);
}

static void test_nearest(void **state)
{
	static const char line[] =
		"sourcesourcesourcesourcesourcesourcesourcesourcesourcesourc"
		"esource";

	(void)state;
	check_near("st", NULL);
	check_near("sett", "set");
	check_near("BIND", "bind");
	check_near("unbimd", "unbind");
	check_near("soruce", "source");
	check_near("colur", "colour");
	check_near("xyzzy", NULL);
	check_near(line, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),   cmocka_unit_test(test_faults),
		cmocka_unit_test(test_length),  cmocka_unit_test(test_quote),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
