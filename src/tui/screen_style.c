/* From looks to pens. A pen is made when a style first needs it, and each look
 * with its overlays is worked out once. */

#include "tui/screen_style.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/screen_modes.h"

/* This header makes macros of common words, so it comes last and the words
 * that are used here are taken back. */
#include <term.h>
#undef columns
#undef lines

static const struct {
	unsigned style;
	enum look look;
} overlays[] = {
  /* From below to above. */
	{STYLE_CODE,      LOOK_CODE    },
        { STYLE_MATCH,    LOOK_HIT     },
	{ STYLE_SELECTED, LOOK_SELECTED},
        { STYLE_AWAY,     LOOK_AWAY    },
	{ STYLE_CURSOR,   LOOK_CURSOR  },
};

/* Where the bits that are added to a look begin in a style. */
#define STYLE_SHIFT 8

/* A face while overlays are laid on it. */
struct mix {
	int32_t text;
	int32_t ground;
	unsigned attributes;
};

/* The attributes, how they are turned on, and their bits in "ncv", which names
 * those that do not go with colours. */
static const struct {
	const char *name;
	unsigned face;
	unsigned bit;
} kinds[] = {
	{"bold",  FACE_BOLD,      1u << 5 },
        { "dim",  FACE_DIM,       1u << 4 },
	{ "sitm", FACE_ITALIC,    1u << 15},
        { "smul", FACE_UNDERLINE, 1u << 1 },
	{ "rev",  FACE_REVERSE,   1u << 2 },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static const char *style_capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* Makes ready what brings the default back. Where the end of attributes does
 * not end colours as well, they are ended on their own. */
static void style_begin_reset(struct screen *screen)
{
	const char *end = style_capability("sgr0");

	str_clear(&screen->reset);
	modes_add_text(end, &screen->reset);
	if (strstr(str_text(&screen->reset), "[m") == NULL &&
	    strstr(str_text(&screen->reset), "[0m") == NULL &&
	    screen->depth != DEPTH_MONO)
		modes_add_text(style_capability("op"), &screen->reset);
}

static void style_begin_without(struct screen *screen)
{
	int bits = tigetnum("ncv");

	screen->without = 0;
	for (size_t i = 0; bits > 0 && i < KIND_COUNT; i++) {
		if ((unsigned)bits & kinds[i].bit)
			screen->without |= kinds[i].face;
	}
}

void style_end(struct screen *screen)
{
	for (size_t i = 0; i < screen->pen_count; i++)
		str_free(&screen->pens[i].on);
	free(screen->pens);
	screen->pens = NULL;
	screen->pen_count = 0;
	screen->pen_room = 0;
	str_free(&screen->reset);
}

/* Makes what turns a pen on. */
static void pen_write(const struct screen *screen, struct screen_pen *pen)
{
	bool coloured = pen->text >= 0 || pen->ground >= 0;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (pen->attributes & kinds[i].face &
		    ~(coloured ? screen->without : 0))
			modes_add_text(style_capability(kinds[i].name),
				       &pen->on);
	}
	if (pen->text >= 0)
		modes_add_text(tiparm(style_capability("setaf"), pen->text),
			       &pen->on);
	if (pen->ground >= 0)
		modes_add_text(tiparm(style_capability("setab"), pen->ground),
			       &pen->on);
}

/* The pen of these, made when there is none. */
static uint16_t pen_of(struct screen *screen, unsigned bits, int text,
		       int ground)
{
	size_t i = 0;
	struct screen_pen *pen;

	while (i < screen->pen_count && (screen->pens[i].attributes != bits ||
					 screen->pens[i].text != text ||
					 screen->pens[i].ground != ground))
		i++;
	if (i < screen->pen_count || i == SCREEN_MAX_PENS)
		return i < SCREEN_MAX_PENS ? (uint16_t)i : 0;
	screen->pens = mem_grow(screen->pens, &screen->pen_room, i + 1,
				sizeof(screen->pens[0]));
	screen->pen_count++;
	pen = &screen->pens[i];
	*pen = (struct screen_pen){ .attributes = bits,
				    .text = text,
				    .ground = ground,
				    .on = STR_INIT };
	pen->erases = (bits & (FACE_REVERSE | FACE_UNDERLINE)) == 0;
	pen->blank = (uint16_t)i;
	pen_write(screen, pen);
	return (uint16_t)i;
}

/* The same, and its pen of blanks. */
static uint16_t pen_make(struct screen *screen, unsigned bits, int text,
			 int ground)
{
	uint16_t pen = pen_of(screen, bits, text, ground);
	uint16_t blank = pen;

	if (screen->pens[pen].erases)
		blank = pen_of(screen, 0, -1, ground);
	screen->pens[pen].blank = blank;
	return pen;
}

void style_begin(struct screen *screen)
{
	style_end(screen);
	memset(screen->styles, 0, sizeof(screen->styles));
	if (screen->theme.plain || style_capability("setaf") == NULL ||
	    style_capability("setab") == NULL || screen->colours < DEPTH_8)
		screen->depth = DEPTH_MONO;
	style_begin_reset(screen);
	style_begin_without(screen);
	(void)pen_of(screen, 0, -1, -1);
}

/* The number of a colour for the terminal; bright ones of eight are bold. */
static int colour_number(int32_t colour, enum depth depth, unsigned *bits)
{
	if (colour < 0)
		return -1;
	if (COLOUR_IS_RGB(colour))
		return colour & 0xffffff;
	if (depth == DEPTH_8 && colour >= 8) {
		*bits |= FACE_BOLD;
		return colour - 8;
	}
	return colour;
}

/* Lays a face over what is there. Reversed on reversed stands out again. */
static void mix_add(struct mix *mix, const struct face *face, enum depth depth)
{
	unsigned bits = depth == DEPTH_MONO ? face->plain : face->attributes;
	int32_t text;
	int32_t ground;

	face_colours(face, depth, &text, &ground);
	if (text != COLOUR_SAME)
		mix->text = text;
	if (ground != COLOUR_SAME)
		mix->ground = ground;
	mix->attributes = (mix->attributes ^ (bits & FACE_REVERSE)) |
			  (bits & ~FACE_REVERSE);
}

/* What of these the terminal has: what is not italic is underlined, and what
 * cannot be ended is not begun. */
static unsigned attributes_of(const struct screen *screen, unsigned bits)
{
	if (screen->reset.len == 0)
		return 0;
	if ((bits & FACE_ITALIC) != 0 && !screen->italic)
		bits = (bits & ~FACE_ITALIC) | FACE_UNDERLINE;
	return bits;
}

/* Below the cursor nothing is dim: that would hide the text of the line. */
static uint16_t style_work_out(struct screen *screen, unsigned style)
{
	struct mix mix = { COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
	enum depth depth = screen->depth;
	int text;
	int ground;

	mix_add(&mix, &screen->theme.faces[style & 0xffu], depth);
	if (style & STYLE_CURSOR)
		mix.attributes &= ~FACE_DIM;
	for (size_t i = 0; i < sizeof(overlays) / sizeof(overlays[0]); i++) {
		if (style & overlays[i].style)
			mix_add(&mix, &screen->theme.faces[overlays[i].look],
				depth);
	}
	text = colour_number(mix.text, depth, &mix.attributes);
	ground = colour_number(mix.ground, depth, &mix.attributes);
	mix.attributes |= style & STYLE_ITALIC ? FACE_ITALIC : 0;
	mix.attributes |= style & STYLE_UNDERLINE ? FACE_UNDERLINE : 0;
	mix.attributes |= style & STYLE_BOLD ? FACE_BOLD : 0;
	if (depth == DEPTH_MONO)
		text = ground = -1;
	return pen_make(screen, attributes_of(screen, mix.attributes), text,
			ground);
}

uint16_t style_pen(struct screen *screen, unsigned style)
{
	unsigned look = style & 0xffu;
	uint16_t *pen =
		&screen->styles[look < LOOK_COUNT ? look : LOOK_NORMAL]
			       [style >> STYLE_SHIFT & (STYLE_BITS - 1)];

	if (*pen == 0)
		*pen = (uint16_t)(style_work_out(screen, style) + 1);
	return (uint16_t)(*pen - 1);
}

uint16_t style_blank(struct screen *screen, unsigned style)
{
	uint16_t pen = style_pen(screen, style); /* may move the pens */

	return screen->pens[pen].blank;
}
