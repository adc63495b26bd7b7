#ifndef TUI_FEED_H
#define TUI_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "tui/keymap.h"

/* Keys on their way to what they do: a count, keys in a row of which more are
 * needed, the name of a macro that is to come. Empty when it is all zero. */
struct feed {
	int count; /* 0: none was typed */
	size_t pending;
	uint32_t keys[KEYMAP_MAX_KEYS];
	bool macro; /* the next key names a macro */
};

enum feed_kind {
	FEED_NOTHING,   /* more keys are needed; or the key means nothing */
	FEED_ACTION,    /* do `action`, `count` times */
	FEED_COMMAND,   /* run `command` */
	FEED_MACRO,     /* play the macro of `key` */
	FEED_CANCELLED, /* what was on its way is forgotten */
	FEED_UNKNOWN    /* these keys do nothing; the first `unknown` of keys */
};

/* What came of a key. */
struct feed_result {
	enum feed_kind kind;
	enum action action;  /* ACTION_NONE but for FEED_ACTION */
	int count;           /* typed before, 0 when none was */
	const char *command; /* borrowed from the key map */
	uint32_t key;
	size_t unknown;
	uint32_t keys[KEYMAP_MAX_KEYS];
	bool again; /* the key was not used: give it once more */
};

/* Gives a key that was pressed in a room. Digits make a count, unless the room
 * binds them. Esc and ^C forget what is on its way. ACTION_MACRO waits for the
 * name of a macro. Keys that are found and begin a longer row wait for the next
 * key or feed_timeout(); when that key makes no row, they are done and
 * ret->again is set. */
void feed_key(struct feed *feed, const struct keymap *keymap, enum room room,
	      uint32_t key, struct feed_result *ret);

/* True while keys that mean something wait for whether more come: the caller
 * lets feed_timeout() follow after the time of key-timeout. Keys that mean
 * nothing yet wait without end. */
bool feed_waiting(const struct feed *feed, const struct keymap *keymap,
		  enum room room);

/* No key came in that time: does what the keys mean. */
void feed_timeout(struct feed *feed, const struct keymap *keymap,
		  enum room room, struct feed_result *ret);

/* Appends what is on its way, as typed: "12y", "3,"; nothing when nothing is. */
void feed_text(const struct feed *feed, struct str *out);

#endif
