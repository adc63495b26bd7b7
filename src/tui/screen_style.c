/* From looks to attributes and pairs of colours. A pair is made when a style
 * first needs it, and each look with its overlays is worked out once. */

#include "tui/screen_style.h"

#include <string.h>

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

#define OVERLAY_BITS \
	(STYLE_CODE | STYLE_MATCH | STYLE_SELECTED | STYLE_AWAY | STYLE_CURSOR)

/* Where the bits of the overlays begin in a style. */
#define OVERLAY_SHIFT 8

/* A face while overlays are laid on it. */
struct mix {
	int32_t text;
	int32_t ground;
	unsigned attributes;
};

void style_begin(struct screen *screen)
{
	memset(screen->faces, 0, sizeof(screen->faces));
	screen->pair_count = 0;
	if (screen->theme.plain || !has_colors() || start_color() != OK ||
	    use_default_colors() != OK)
		screen->depth = DEPTH_MONO;
}

/* The number of a colour in curses; bright ones of eight are made bold. */
static int colour_number(int32_t colour, enum depth depth, unsigned *attributes)
{
	if (colour < 0)
		return -1;
	if (COLOUR_IS_RGB(colour))
		return colour & 0xffffff;
	if (depth == DEPTH_8 && colour >= 8) {
		*attributes |= FACE_BOLD;
		return colour - 8;
	}
	return colour;
}

/* The pair of two colours; 0, which is default on default, when there are no
 * more. */
static int pair_of(struct screen *screen, int text, int ground)
{
	int most =
		COLOR_PAIRS < SCREEN_MAX_PAIRS ? COLOR_PAIRS : SCREEN_MAX_PAIRS;
	int i = 0;

	if (text < 0 && ground < 0)
		return 0;
	while (i < screen->pair_count && (screen->pairs[i].text != text ||
					  screen->pairs[i].ground != ground))
		i++;
	if (i < screen->pair_count)
		return i + 1;
	if (i + 1 >= most || init_extended_pair(i + 1, text, ground) != OK)
		return 0;
	screen->pairs[i].text = text;
	screen->pairs[i].ground = ground;
	screen->pair_count++;
	return i + 1;
}

/* Lays a face over what is there. Reversed on reversed stands out again. */
static void mix_add(struct mix *mix, const struct face *face, enum depth depth)
{
	unsigned attributes =
		depth == DEPTH_MONO ? face->plain : face->attributes;
	int32_t text;
	int32_t ground;

	face_colours(face, depth, &text, &ground);
	if (text != COLOUR_SAME)
		mix->text = text;
	if (ground != COLOUR_SAME)
		mix->ground = ground;
	mix->attributes = (mix->attributes ^ (attributes & FACE_REVERSE)) |
			  (attributes & ~FACE_REVERSE);
}

static attr_t attributes_of(const struct screen *screen, unsigned bits)
{
	attr_t attributes = A_NORMAL;

	if (bits & FACE_BOLD)
		attributes |= A_BOLD;
	if (bits & FACE_DIM)
		attributes |= A_DIM;
	if (bits & FACE_ITALIC)
		attributes |= screen->italic ? A_ITALIC : A_UNDERLINE;
	if (bits & FACE_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (bits & FACE_REVERSE)
		attributes |= A_REVERSE;
	return attributes;
}

/* Below the cursor nothing is dim: that would hide the text of the line. */
static void face_work_out(struct screen *screen, unsigned style,
			  struct screen_face *face)
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
	face->pair = depth == DEPTH_MONO ? 0 : pair_of(screen, text, ground);
	face->attributes = attributes_of(screen, mix.attributes);
	face->known = true;
}

attr_t style_resolve(struct screen *screen, unsigned style, int *ret_pair)
{
	unsigned look = style & 0xffu;
	struct screen_face *face =
		&screen->faces[look < LOOK_COUNT ? look : LOOK_NORMAL]
			      [(style & OVERLAY_BITS) >> OVERLAY_SHIFT];
	unsigned more = 0;

	if (!face->known)
		face_work_out(screen, style, face);
	*ret_pair = face->pair;
	if (style < STYLE_ITALIC)
		return face->attributes;
	more |= style & STYLE_ITALIC ? FACE_ITALIC : 0;
	more |= style & STYLE_UNDERLINE ? FACE_UNDERLINE : 0;
	more |= style & STYLE_BOLD ? FACE_BOLD : 0;
	return face->attributes | attributes_of(screen, more);
}
