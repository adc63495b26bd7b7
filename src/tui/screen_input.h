#ifndef TUI_SCREEN_INPUT_H
#define TUI_SCREEN_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "base/str.h"

/* From the bytes that a terminal sends to keys, mouse events and pastes. Pure
 * but for the locale; the clock is passed in. However the bytes are split, the
 * same events come out. A sequence that is unknown is taken as a whole and
 * means nothing (SPECIAL_NONE); so do answers to questions that nobody asked.
 * Alt with a letter is what terminals send for it: Esc, then the letter. */

/* Bytes of a paste that are kept; the rest of it is dropped. */
#define INPUT_PASTE_MAX 65536

/* A paste or an answer that stops coming ends after this many milliseconds. */
#define INPUT_PATIENCE 1000

/* Two presses at one place within this many milliseconds are a double one. */
#define INPUT_DOUBLE 400

/* What a terminal sends for a key, from its description. */
struct input_key {
	const char *bytes; /* begins with ESC; borrowed */
	uint32_t key;
};

#define INPUT_KEYS 32 /* most that can be told */

enum mouse_what {
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
	MOUSE_PRESS, /* of the left button */
	MOUSE_DOUBLE /* the second press of two */
};

/* A mouse event; row and column count from 0. */
struct mouse {
	enum mouse_what what;
	int row;
	int col;
};

/* What the bytes so far are in the middle of. */
enum input_state {
	INPUT_GROUND,
	INPUT_PASTE, /* between ESC [200~ and ESC [201~ */
	INPUT_ANSWER /* after ESC ] or the like, until BEL or ESC \ */
};

struct input {
	struct input_key keys[INPUT_KEYS];
	size_t key_count;
	bool utf8;   /* else single bytes of the locale */
	char *bytes; /* what came and is not used up */
	size_t from; /* the first of them */
	size_t len;  /* where they end */
	size_t room;
	enum input_state state;
	int64_t last;       /* when bytes came last, milliseconds */
	struct str paste;   /* raw while it comes, then cleaned */
	bool stale;         /* it stopped coming and is over */
	struct mouse mouse; /* the last event */
	int64_t pressed;    /* when, for DOUBLE */
};

/* Empties it; input_clear() frees what it holds. */
void input_init(struct input *input, bool utf8);
void input_clear(struct input *input);

/* Tells what a key sends; NULL, empty and what begins with no ESC is left
 * out. The first that is told wins. */
void input_tell(struct input *input, const char *bytes, uint32_t key);

/* Gives it bytes that came at `now` (milliseconds of a clock that only goes
 * forward). */
void input_feed(struct input *input, const char *bytes, size_t len,
		int64_t now);

/* What input_next() found. */
enum input_result {
	INPUT_NOTHING, /* no bytes are left */
	INPUT_MORE,    /* they may be the beginning of something */
	INPUT_KEY      /* *ret_key is set */
};

/* The next key or event (SPECIAL_MOUSE: see `mouse`; SPECIAL_PASTE: see
 * `paste`, one line of clean UTF-8). With `whole` nothing more comes soon, and
 * what was begun is taken as it stands: a lone ESC is the key. */
enum input_result input_next(struct input *input, bool whole,
			     uint32_t *ret_key);

#endif
