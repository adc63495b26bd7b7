/* src/tui/theme.c */
#include "test.h"

#include <math.h>
#include <string.h>

#include "tui/theme.h"

static double channel(uint32_t value)
{
	double part = value / 255.0;

	return part <= 0.04045 ? part / 12.92
			       : pow((part + 0.055) / 1.055, 2.4);
}

/* The relative luminance of WCAG 2. */
static double luminance(uint32_t rgb)
{
	return 0.2126 * channel(rgb >> 16 & 0xff) +
	       0.7152 * channel(rgb >> 8 & 0xff) + 0.0722 * channel(rgb & 0xff);
}

static double contrast(uint32_t a, uint32_t b)
{
	double one = luminance(a);
	double other = luminance(b);

	return one > other ? (one + 0.05) / (other + 0.05)
			   : (other + 0.05) / (one + 0.05);
}

static void test_contrast_itself(void **state)
{
	(void)state;
	assert_float_equal(contrast(0, 0xffffff), 21.0, 0.01);
	assert_float_equal(contrast(0x777777, 0xffffff), 4.48, 0.01);
}

/* A look over another one, as the screen lays it: what is shown. */
static void lay(const struct theme *theme, size_t look, enum depth depth,
		int32_t *text, int32_t *ground)
{
	int32_t new_text;
	int32_t new_ground;

	face_colours(&theme->faces[look], depth, &new_text, &new_ground);
	if (new_text != COLOUR_SAME)
		*text = new_text;
	if (new_ground != COLOUR_SAME)
		*ground = new_ground;
	if (theme->faces[look].attributes & FACE_REVERSE) {
		new_text = *text;
		*text = *ground;
		*ground = new_text;
	}
}

static uint32_t shown(int32_t colour, uint32_t own)
{
	return colour == COLOUR_DEFAULT ? own : colour_rgb(colour);
}

static const struct {
	const char *theme;
	uint32_t text;
	uint32_t ground;
} terminals[] = {
	{"light",  0x000000, 0xffffff},
	{ "light", 0x333333, 0xfafafa},
	{ "dark",  0xffffff, 0x000000},
	{ "dark",  0xe5e5e5, 0x1e1e1e},
};

/* The least contrast of a look: text that stands back may have less. */
static double least(size_t look)
{
	return look == LOOK_DIM || look == LOOK_RULE || look == LOOK_HEAT0
		       ? 3.0
		       : 4.5;
}

static void check(size_t terminal, enum depth depth, size_t look, size_t over)
{
	struct theme theme;
	int32_t text = COLOUR_DEFAULT;
	int32_t ground = COLOUR_DEFAULT;
	double found;

	assert_true(theme_default(terminals[terminal].theme, &theme));
	/* Nothing with a ground of its own is ever chosen. */
	if (over == LOOK_SELECTED && theme.faces[look].ground != COLOUR_DEFAULT)
		return;
	lay(&theme, look, depth, &text, &ground);
	if (over != look)
		lay(&theme, over, depth, &text, &ground);
	found = contrast(shown(text, terminals[terminal].text),
			 shown(ground, terminals[terminal].ground));
	if (found < least(look))
		fail_msg("%s: %s under %s at %d: contrast %.2f", theme.name,
			 look_name(look, NULL), look_name(over, NULL),
			 (int)depth, found);
}

/* Every look alone and under each that is laid over it. */
static void test_contrast(void **state)
{
	static const enum depth depths[] = { DEPTH_256, DEPTH_TRUE };

	(void)state;
	for (size_t t = 0; t < sizeof(terminals) / sizeof(terminals[0]); t++) {
		for (size_t look = 0; look < LOOK_COUNT; look++) {
			check(t, depths[0], look, look);
			check(t, depths[1], look, look);
			for (size_t over = LOOK_HIT;
			     look < LOOK_CODE && over < LOOK_COUNT; over++) {
				check(t, depths[0], look, over);
				check(t, depths[1], look, over);
			}
		}
	}
}

static int32_t parsed(const char *word)
{
	int32_t colour = -99;

	return colour_parse(word, &colour) ? colour : -99;
}

static void test_colours(void **state)
{
	static const char *const wrong[] = {
		"rot",
		"256",
		"-1",
		"#12345",
		"#1234567",
		"#12345g",
		" red",
		"#",
		"0x1",
		"1e1",
		"99999999999999999999",
		"+5",
	};

	(void)state;
	assert_int_equal(parsed("default"), COLOUR_DEFAULT);
	assert_int_equal(parsed("same"), COLOUR_SAME);
	assert_int_equal(parsed("red"), 1);
	assert_int_equal(parsed("brightwhite"), 15);
	assert_int_equal(parsed("255"), 255);
	assert_int_equal(parsed("#Ff8000"), COLOUR_RGB(0xff8000));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(parsed(wrong[i]), -99);
}

static void test_reduce(void **state)
{
	(void)state;
	assert_int_equal(colour_rgb(196), 0xff0000);
	assert_int_equal(colour_rgb(67), 0x5f87af);
	assert_int_equal(colour_rgb(255), 0xeeeeee);
	for (int32_t i = 16; i < 256; i++) {
		int32_t rgb = COLOUR_RGB((int32_t)colour_rgb(i));
		int32_t back = colour_reduce(rgb, DEPTH_256);

		/* Some colours are there twice. */
		assert_int_equal(colour_rgb(back), colour_rgb(i));
		assert_int_equal(colour_reduce(i, DEPTH_256), i);
		assert_int_equal(colour_reduce(i, DEPTH_TRUE), rgb);
		assert_in_range(colour_reduce(i, DEPTH_16), 0, 15);
	}
	assert_int_equal(colour_reduce(COLOUR_RGB(0xfe0101), DEPTH_256), 196);
	assert_int_equal(colour_reduce(COLOUR_RGB(0xfe0101), DEPTH_16), 9);
	assert_int_equal(colour_reduce(COLOUR_DEFAULT, DEPTH_16),
			 COLOUR_DEFAULT);
	assert_int_equal(colour_reduce(9, DEPTH_TRUE), 9);
}

static void test_depth(void **state)
{
	enum depth depth;

	(void)state;
	assert_true(depth_parse("true", &depth));
	assert_int_equal(depth, DEPTH_TRUE);
	assert_true(depth_parse("auto", &depth));
	assert_int_equal(depth, DEPTH_AUTO);
	assert_false(depth_parse("17", &depth));
	assert_int_equal(depth_choose(DEPTH_AUTO, 256, false, NULL), 256);
	assert_int_equal(depth_choose(DEPTH_AUTO, 256, false, ""), 256);
	assert_int_equal(depth_choose(DEPTH_AUTO, 256, false, "1"), 0);
	assert_int_equal(depth_choose(DEPTH_256, 256, false, "1"), 256);
	assert_int_equal(depth_choose(DEPTH_AUTO, 0x1000000, true, NULL),
			 DEPTH_TRUE);
	assert_int_equal(depth_choose(DEPTH_TRUE, 256, false, NULL), 256);
	assert_int_equal(depth_choose(DEPTH_AUTO, 8, false, NULL), 8);
	assert_int_equal(depth_choose(DEPTH_AUTO, -1, false, NULL), 0);
	assert_int_equal(depth_choose(DEPTH_16, 256, false, NULL), 16);
}

static enum status set(struct theme *theme, const char *look, const char *text,
		       const char *ground, const char *attributes)
{
	struct theme_change change = { look, text, ground, attributes };
	struct error err;

	return theme_set(theme, &change, &err);
}

static void test_set(void **state)
{
	struct theme theme;
	struct face *star;
	struct face before;

	(void)state;
	assert_false(theme_default("loud", &theme));
	assert_true(theme_default("light", &theme));
	star = &theme.faces[LOOK_STAR];
	assert_int_equal(set(&theme, "star", "#123456", "", "italic  dim"), 0);
	assert_int_equal(star->text, COLOUR_RGB(0x123456));
	assert_int_equal(star->text16, COLOUR_NEAREST);
	assert_int_equal(star->ground, COLOUR_DEFAULT);
	assert_int_equal(star->attributes, FACE_ITALIC | FACE_DIM);
	assert_int_equal(star->plain, FACE_ITALIC | FACE_DIM);
	assert_int_equal(set(&theme, "star", "", "red", ""), 0);
	assert_int_equal(star->ground, 1);
	assert_int_equal(star->attributes, FACE_ITALIC | FACE_DIM);
	assert_int_equal(set(&theme, "star", "", "", "none"), 0);
	assert_int_equal(star->attributes, 0);
	before = *star;
	assert_int_equal(set(&theme, "star", "red", "nope", ""), STATUS_CONFIG);
	assert_int_equal(set(&theme, "star", "red", "blue", "boldish"),
			 STATUS_CONFIG);
	assert_int_equal(set(&theme, "sun", "red", "", ""), STATUS_CONFIG);
	assert_memory_equal(star, &before, sizeof(before));
}

/* Without colour, looks that must be told apart differ by attributes. */
static void test_plain(void **state)
{
	static const enum look apart[] = { LOOK_NORMAL, LOOK_CURSOR, LOOK_AWAY,
					   LOOK_BOLD };
	static const enum look heat[] = { LOOK_HEAT0, LOOK_HEAT1, LOOK_HEAT2,
					  LOOK_HEAT3, LOOK_HEAT4 };
	struct theme theme;

	(void)state;
	assert_true(theme_default("mono", &theme));
	assert_true(theme.plain);
	for (size_t i = 0; i < 4; i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(theme.faces[apart[i]].plain,
					     theme.faces[apart[j]].plain);
	}
	for (size_t i = 0; i < 5; i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(theme.faces[heat[i]].plain,
					     theme.faces[heat[j]].plain);
	}
}

/* The terminal's own theme uses nothing but its sixteen colours. */
static void test_own_colours(void **state)
{
	struct theme theme;

	(void)state;
	assert_true(theme_default("terminal", &theme));
	for (size_t i = 0; i < LOOK_COUNT; i++) {
		assert_in_range(theme.faces[i].text + 2, 0, 17);
		assert_in_range(theme.faces[i].ground + 2, 0, 17);
	}
}

static void test_names(void **state)
{
	const char *help;
	size_t themes = 0;

	(void)state;
	while (theme_name(themes, &help) != NULL) {
		struct theme theme;

		assert_true(theme_default(theme_name(themes++, NULL), &theme));
		assert_true(*help != '\0');
	}
	assert_int_equal(themes, 4);
	assert_string_equal(look_name(LOOK_CURSOR, &help), "cursor");
	assert_null(look_name(LOOK_COUNT, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast_itself),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_colours),
		cmocka_unit_test(test_reduce),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_own_colours),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
