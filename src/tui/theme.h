#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Themes: what each look is in colours and attributes. Pure: what a terminal
 * can do is said by a depth. Looks and themes come from theme.def. */

/* How text looks. */
enum look {
#define LOOK(name, text, plain, help) LOOK_##name,
#include "tui/theme.def"
#undef LOOK
	LOOK_COUNT
};

/* A style is a look, perhaps with these. The first five lay another look of
 * the theme over it, the others add an attribute. */
#define STYLE_CURSOR    0x100u  /* LOOK_CURSOR: the line under the cursor */
#define STYLE_MATCH     0x200u  /* LOOK_HIT: what a search found */
#define STYLE_AWAY      0x400u  /* LOOK_AWAY: the cursor without the focus */
#define STYLE_SELECTED  0x800u  /* LOOK_SELECTED */
#define STYLE_CODE      0x1000u /* LOOK_CODE: typewriter text */
#define STYLE_ITALIC    0x2000u
#define STYLE_UNDERLINE 0x4000u
#define STYLE_BOLD      0x8000u

/* A colour: one of these, 0..255 of the palette, or COLOUR_RGB of 0xrrggbb. */
#define COLOUR_NEAREST        (-3) /* only of 16: closest to the other */
#define COLOUR_SAME           (-2) /* what is below an overlay has it */
#define COLOUR_DEFAULT        (-1) /* the terminal's own */
#define COLOUR_RGB(rgb)       (0x1000000 | (rgb))
#define COLOUR_IS_RGB(colour) ((colour) >= 0x1000000)

/* Attributes of a face. */
#define FACE_BOLD      0x01u
#define FACE_DIM       0x02u
#define FACE_ITALIC    0x04u
#define FACE_UNDERLINE 0x08u
#define FACE_REVERSE   0x10u

/* One look of a theme. */
struct face {
	int32_t text;
	int32_t ground;
	int32_t text16; /* the same for at most 16 colours */
	int32_t ground16;
	unsigned attributes;
	unsigned plain; /* attributes when there are no colours */
};

struct theme {
	const char *name; /* static */
	uint32_t assumed; /* 0xrrggbb of the background it is made for */
	bool plain;       /* without colour, whatever the terminal can do */
	struct face faces[LOOK_COUNT];
};

/* How many colours are used. */
enum depth {
	DEPTH_AUTO = -1, /* what the terminal can do */
	DEPTH_MONO = 0,
	DEPTH_8 = 8,
	DEPTH_16 = 16,
	DEPTH_256 = 256,
	DEPTH_TRUE = 0x1000000
};

/* Fills in the theme of a name; false when there is none. */
bool theme_default(const char *name, struct theme *ret);

/* The name of theme number i and what it is for, NULL after the last; static.
 * ret_help may be NULL. */
const char *theme_name(size_t i, const char **ret_help);

/* The same of the looks. */
const char *look_name(size_t i, const char **ret_help);

/* Sets a look by its name. Colours as in theme.def; attributes apart by
 * blanks: bold dim italic underline reverse, or none. What is empty stays as
 * it is. STATUS_CONFIG with "expected ..." when something is unknown; then
 * nothing is changed. */
struct theme_change {
	const char *look;
	const char *text;
	const char *ground;
	const char *attributes;
};
enum status theme_set(struct theme *theme, const struct theme_change *change,
		      struct error *err) MUST_CHECK;

/* The colour of a word; false when it is none. "" is COLOUR_NEAREST. */
bool colour_parse(const char *word, int32_t *ret);

/* The rgb value of a palette colour or COLOUR_RGB, as xterm has them. */
uint32_t colour_rgb(int32_t colour);

/* The closest colour that a depth has: the colour itself (perhaps DEFAULT or
 * SAME), 0..depth-1, or with DEPTH_TRUE an RGB one. Bright colours of 16 stay
 * bright (8..15) with DEPTH_8, too; the caller shows those by bold. */
int32_t colour_reduce(int32_t colour, enum depth depth);

/* The two colours of a face at a depth, reduced. */
void face_colours(const struct face *face, enum depth depth, int32_t *ret_text,
		  int32_t *ret_ground);

/* A depth by its word: auto, mono, 0, 8, 16, 256, true. */
bool depth_parse(const char *word, enum depth *ret);

/* The depth to use. A wish that is not AUTO counts; else a NO_COLOR that is
 * not empty means MONO, else what the terminal has. `colours` is what its
 * description says, `direct` whether colours are numbers of rgb there; not
 * more than that can be had. */
enum depth depth_choose(enum depth wish, long colours, bool direct,
			const char *no_color);

#endif
