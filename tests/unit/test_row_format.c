/* src/tui/row_format.c */
#include "test.h"

#include <string.h>

#include "base/config.h"
#include "tui/row_format.h"

static void say(const struct row_piece *piece, struct str *out)
{
	if (piece->field == ROW_TEXT) {
		str_addf(out, "'%s'", piece->text);
		return;
	}
	str_addf(out, "%c", row_field_letter(piece->field));
	if (piece->left)
		str_add_char(out, '-');
	if (piece->width > 0)
		str_addf(out, "%d", piece->width);
	if (piece->most > 0)
		str_addf(out, ".%d", piece->most);
	if (piece->rest)
		str_add_char(out, '*');
}

static void check(const char *text, const char *want)
{
	struct row_format format;
	struct str got = STR_INIT;
	struct str problem = STR_INIT;
	size_t at;

	if (!row_format_parse(text, &format, &at, &problem))
		fail_msg("%s: %s", text, str_text(&problem));
	for (size_t i = 0; i < format.count; i++) {
		if (i > 0)
			str_add_char(&got, ' ');
		say(&format.pieces[i], &got);
	}
	assert_string_equal(str_text(&got), want);
	row_format_free(&format);
	str_free(&got);
}

static void check_wrong(const char *text, size_t want, const char *message)
{
	struct row_format format;
	struct str problem = STR_INIT;
	size_t at;

	assert_false(row_format_parse(text, &format, &at, &problem));
	assert_int_equal(at, want);
	assert_string_equal(str_text(&problem), message);
	str_free(&problem);
}

static void test_pieces(void **state)
{
	(void)state;
	check("", "");
	check("plain é", "'plain é'");
	check("100%%", "'100%'");
	check("%%t%t%%", "'%t' t* '%'");
	check("%-12a|%12a|%.12a", "a-12 '|' a12 '|' a.12");
	check("%-20.20A%500t", "A-20.20 t500");
	check("%.9t", "t.9");
	check("%T%n%c%C%v%d%g%I", "T1 n c C v d g I");
}

/* The line as it always was: a column each for the signs, five for the
 * identifier, at its right end. */
static void test_default(void **state)
{
	struct config config;

	(void)state;
	config_init(&config);
	check(config.list_format, "' ' S1 ' ' s1 ' ' i5 ' ' t*");
	config_clear(&config);
}

static void test_wrong(void **state)
{
	static const char width[] = "expected a width from 1 to 500";

	(void)state;
	check_wrong("%t %", 4,
		    "expected one of the letters SsiItaAncCvdTg behind %");
	check_wrong("a%q", 2,
		    "expected one of the letters SsiItaAncCvdTg or another % "
		    "there");
	check_wrong("%-t", 2, "expected a width");
	check_wrong("%0t", 2, width);
	check_wrong("%501t", 4, width);
	check_wrong("%.t", 2, width);
	check_wrong("%5.0t", 4, width);
	check_wrong("%99999999999999999999t", 4, width);
	check_wrong("%5%", 2,
		    "expected one of the letters SsiItaAncCvdTg or another % "
		    "there");
}

static void test_table(void **state)
{
	(void)state;
	for (int i = ROW_TEXT + 1; i < (int)ROW_FIELD_COUNT; i++)
		for (int j = i + 1; j < (int)ROW_FIELD_COUNT; j++)
			assert_int_not_equal(
				row_field_letter((enum row_field)i),
				row_field_letter((enum row_field)j));
	assert_string_equal(row_field_help(ROW_STAR), "the star");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
