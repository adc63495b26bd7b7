/* Themes. The tables of theme.def are read as they stand there, as words, by
 * the same code that reads a user's settings. */

#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

#define PALETTE_CUBE  16  /* the first of 216 colours */
#define PALETTE_GREYS 232 /* the first of 24 greys */
#define PALETTE_END   256

static const struct {
	const char *name;
	const char *plain;
	const char *help;
} looks[LOOK_COUNT] = {
#define LOOK(name, text, plain, help) { text, plain, help },
#include "tui/theme.def"
#undef LOOK
};

enum theme_number {
#define THEME(name, text, assumed, help) THEME_##name,
#include "tui/theme.def"
#undef THEME
	THEME_COUNT
};

static const struct {
	const char *name;
	uint32_t assumed;
	const char *help;
} themes[THEME_COUNT] = {
#define THEME(name, text, assumed, help) { text, assumed, help },
#include "tui/theme.def"
#undef THEME
};

static const struct {
	enum theme_number theme;
	enum look look;
	const char *words[4]; /* text, ground, and those of 16 */
	const char *attributes;
} faces[] = {
#define FACE(theme, look, text, ground, text16, ground16, attributes) \
	{                                                             \
		THEME_##theme,                                        \
		LOOK_##look,                                          \
		{text, ground, text16, ground16},                   \
		attributes                                            \
},
#include "tui/theme.def"
#undef FACE
};

/* The sixteen as xterm shows them. */
static const uint32_t sixteen[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
				      0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
				      0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
				      0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff };

static const struct {
	const char *word;
	int32_t colour;
} colour_words[] = {
	{"",	       COLOUR_NEAREST},
	{ "same",          COLOUR_SAME   },
	{ "default",       COLOUR_DEFAULT},
	{ "black",         0             },
	{ "red",           1             },
	{ "green",         2             },
	{ "yellow",        3             },
	{ "blue",          4             },
	{ "magenta",       5             },
	{ "cyan",          6             },
	{ "white",         7             },
	{ "brightblack",   8             },
	{ "grey",          8             },
	{ "gray",          8             },
	{ "brightred",     9             },
	{ "brightgreen",   10            },
	{ "brightyellow",  11            },
	{ "brightblue",    12            },
	{ "brightmagenta", 13            },
	{ "brightcyan",    14            },
	{ "brightwhite",   15            },
};

static const struct {
	const char *word;
	unsigned bit;
} attribute_words[] = {
	{"none",       0             },
	{ "bold",      FACE_BOLD     },
	{ "dim",       FACE_DIM      },
	{ "italic",    FACE_ITALIC   },
	{ "underline", FACE_UNDERLINE},
	{ "reverse",   FACE_REVERSE  },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A number in a base, all of the word; false when it is none or too large. */
static bool number_parse(const char *word, int base, unsigned long most,
			 int32_t *ret)
{
	const char *digits =
		base == 16 ? "0123456789abcdefABCDEF" : "0123456789";
	size_t len = strlen(word);
	unsigned long value;

	if (len == 0 || len > 6 || strspn(word, digits) != len)
		return false;
	value = strtoul(word, NULL, base);
	if (value > most)
		return false;
	*ret = (int32_t)value;
	return true;
}

bool colour_parse(const char *word, int32_t *ret)
{
	int32_t rgb;

	for (size_t i = 0; i < COUNT(colour_words); i++) {
		if (strcmp(word, colour_words[i].word) == 0) {
			*ret = colour_words[i].colour;
			return true;
		}
	}
	if (word[0] != '#')
		return number_parse(word, 10, PALETTE_END - 1, ret);
	if (strlen(word) != 7 || !number_parse(word + 1, 16, 0xffffff, &rgb))
		return false;
	*ret = COLOUR_RGB(rgb);
	return true;
}

/* The bits of blank separated words; false when one is unknown. */
static bool attributes_parse(const char *words, unsigned *ret)
{
	unsigned bits = 0;

	while (*(words += strspn(words, " ")) != '\0') {
		size_t len = strcspn(words, " ");
		size_t i = 0;

		while (i < COUNT(attribute_words) &&
		       (strlen(attribute_words[i].word) != len ||
			strncmp(attribute_words[i].word, words, len) != 0))
			i++;
		if (i == COUNT(attribute_words))
			return false;
		bits |= attribute_words[i].bit;
		words += len;
	}
	*ret = bits;
	return true;
}

/* The words of theme.def are known; a test reads all of them. */
static void theme_read_face(struct face *face, size_t number)
{
	int32_t *colours[] = { &face->text, &face->ground, &face->text16,
			       &face->ground16 };

	for (size_t i = 0; i < COUNT(colours); i++)
		(void)colour_parse(faces[number].words[i], colours[i]);
	(void)attributes_parse(faces[number].attributes, &face->attributes);
}

static void theme_fill(enum theme_number number, struct theme *theme)
{
	*theme = (struct theme){ .name = themes[number].name,
				 .assumed = themes[number].assumed,
				 .plain = number == THEME_MONO };
	for (size_t i = 0; i < LOOK_COUNT; i++) {
		struct face *face = &theme->faces[i];

		face->text = COLOUR_DEFAULT;
		face->ground = COLOUR_DEFAULT;
		face->text16 = COLOUR_NEAREST;
		face->ground16 = COLOUR_NEAREST;
		(void)attributes_parse(looks[i].plain, &face->plain);
	}
	for (size_t i = 0; i < COUNT(faces); i++) {
		if (faces[i].theme == number)
			theme_read_face(&theme->faces[faces[i].look], i);
	}
}

bool theme_default(const char *name, struct theme *ret)
{
	for (size_t i = 0; i < THEME_COUNT; i++) {
		if (strcmp(themes[i].name, name) == 0) {
			theme_fill((enum theme_number)i, ret);
			return true;
		}
	}
	return false;
}

const char *theme_name(size_t i, const char **ret_help)
{
	if (i >= THEME_COUNT)
		return NULL;
	if (ret_help != NULL)
		*ret_help = themes[i].help;
	return themes[i].name;
}

const char *look_name(size_t i, const char **ret_help)
{
	if (i >= LOOK_COUNT)
		return NULL;
	if (ret_help != NULL)
		*ret_help = looks[i].help;
	return looks[i].name;
}

/* Reads the three values of a change into a face. */
static enum status face_change(struct face *face,
			       const struct theme_change *change,
			       struct error *err)
{
	static const char expected[] = "expected a colour: default, same, red, "
				       "brightred and so on, 0 to 255 or "
				       "#rrggbb";

	if (*change->text != '\0') {
		if (!colour_parse(change->text, &face->text))
			return error_set(err, STATUS_CONFIG, 0, "%s", expected);
		face->text16 = COLOUR_NEAREST;
	}
	if (*change->ground != '\0') {
		if (!colour_parse(change->ground, &face->ground))
			return error_set(err, STATUS_CONFIG, 0, "%s", expected);
		face->ground16 = COLOUR_NEAREST;
	}
	if (change->attributes[strspn(change->attributes, " ")] == '\0')
		return STATUS_OK;
	if (!attributes_parse(change->attributes, &face->attributes))
		return error_set(err, STATUS_CONFIG, 0,
				 "expected bold, dim, italic, underline, "
				 "reverse or none");
	face->plain = face->attributes;
	return STATUS_OK;
}

enum status theme_set(struct theme *theme, const struct theme_change *change,
		      struct error *err)
{
	enum status status;
	struct face face;
	size_t i = 0;

	while (i < LOOK_COUNT && strcmp(looks[i].name, change->look) != 0)
		i++;
	if (i == LOOK_COUNT)
		return error_set(err, STATUS_CONFIG, 0,
				 "expected a look such as heading, star or "
				 "cursor, not %s",
				 change->look);
	face = theme->faces[i];
	status = face_change(&face, change, err);
	if (status == STATUS_OK)
		theme->faces[i] = face;
	return status;
}

/* The brightness of a step of the cube. */
static uint32_t cube_value(uint32_t step)
{
	return step == 0 ? 0 : 55 + 40 * step;
}

uint32_t colour_rgb(int32_t colour)
{
	uint32_t number = (uint32_t)colour;
	uint32_t grey;

	if (COLOUR_IS_RGB(colour))
		return number & 0xffffff;
	if (number < PALETTE_CUBE)
		return sixteen[number];
	if (number >= PALETTE_GREYS) {
		grey = 8 + 10 * (number - PALETTE_GREYS);
		return grey << 16 | grey << 8 | grey;
	}
	number -= PALETTE_CUBE;
	return cube_value(number / 36) << 16 | cube_value(number / 6 % 6) << 8 |
	       cube_value(number % 6);
}

/* How far apart two colours are; green counts most for the eye, blue least. */
static uint32_t colour_distance(uint32_t a, uint32_t b)
{
	static const uint32_t weights[] = { 2, 4, 3 };
	uint32_t sum = 0;

	for (unsigned i = 0; i < 3; i++) {
		int32_t one = (int32_t)(a >> (8 * i) & 0xff);
		int32_t other = (int32_t)(b >> (8 * i) & 0xff);

		sum += weights[i] * (uint32_t)((one - other) * (one - other));
	}
	return sum;
}

/* The closest of the palette's colours [from, to). */
static int32_t colour_nearest(uint32_t rgb, int32_t from, int32_t to)
{
	uint32_t least = UINT32_MAX;
	int32_t nearest = from;

	for (int32_t i = from; i < to; i++) {
		uint32_t distance = colour_distance(rgb, colour_rgb(i));

		if (distance < least) {
			least = distance;
			nearest = i;
		}
	}
	return nearest;
}

int32_t colour_reduce(int32_t colour, enum depth depth)
{
	if (colour < PALETTE_CUBE)
		return colour;
	if (depth == DEPTH_TRUE)
		return COLOUR_RGB((int32_t)colour_rgb(colour));
	if (depth == DEPTH_256)
		return COLOUR_IS_RGB(colour)
			       ? colour_nearest(colour_rgb(colour),
						PALETTE_CUBE, PALETTE_END)
			       : colour;
	return colour_nearest(colour_rgb(colour), 0, PALETTE_CUBE);
}

void face_colours(const struct face *face, enum depth depth, int32_t *ret_text,
		  int32_t *ret_ground)
{
	bool few = depth <= DEPTH_16;

	*ret_text = colour_reduce(few && face->text16 != COLOUR_NEAREST
					  ? face->text16
					  : face->text,
				  depth);
	*ret_ground = colour_reduce(few && face->ground16 != COLOUR_NEAREST
					    ? face->ground16
					    : face->ground,
				    depth);
}

bool depth_parse(const char *word, enum depth *ret)
{
	static const struct {
		const char *word;
		enum depth depth;
	} table[] = {
		{"auto",  DEPTH_AUTO},
                { "mono", DEPTH_MONO},
		{ "0",    DEPTH_MONO},
                { "8",    DEPTH_8   },
		{ "16",   DEPTH_16  },
                { "256",  DEPTH_256 },
		{ "true", DEPTH_TRUE},
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		if (strcmp(word, table[i].word) == 0) {
			*ret = table[i].depth;
			return true;
		}
	}
	return false;
}

/* What a terminal's description allows. */
static enum depth depth_of(long colours, bool direct)
{
	if (direct)
		return DEPTH_TRUE;
	if (colours >= 256)
		return DEPTH_256;
	if (colours >= 16)
		return DEPTH_16;
	return colours >= 8 ? DEPTH_8 : DEPTH_MONO;
}

enum depth depth_choose(enum depth wish, long colours, bool direct,
			const char *no_color)
{
	enum depth most = depth_of(colours, direct);

	if (wish == DEPTH_AUTO)
		return no_color != NULL && *no_color != '\0' ? DEPTH_MONO
							     : most;
	return wish < most ? wish : most;
}
