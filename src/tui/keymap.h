#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Where keys hold (rooms.def). */
enum room {
#define ROOM(name, text, help) ROOM_##name,
#include "tui/rooms.def"
#undef ROOM
	ROOM_COUNT
};

/* What a key can do, and which key does what. Both come from actions.def. */
enum action {
#define ACTION(name, text, room, keys, group, help) ACTION_##name,
#include "tui/actions.def"
#undef ACTION
	ACTION_NONE
};

#define ACTION_COUNT ACTION_NONE

/* Most keys in a row that are bound as one. */
#define KEYMAP_MAX_KEYS 8

/* Largest count that can be typed before a key. */
#define KEYMAP_MAX_COUNT 99999

struct action_info {
	const char *name;  /* "next-unread" */
	enum room room;    /* where the default keys hold */
	const char *keys;  /* default keys, apart by spaces */
	const char *group; /* "Move" */
	const char *help;
};

/* The row of an action, static; NULL for ACTION_NONE. */
const struct action_info *action_info(enum action action);

/* The action of a name; ACTION_NONE when there is none. */
enum action action_find(const char *name);

struct room_info {
	const char *name; /* "listing" */
	const char *help;
};

/* The row of a room, static; NULL for ROOM_COUNT. */
const struct room_info *room_info(enum room room);

/* The room of a name; ROOM_COUNT when there is none. */
enum room room_find(const char *name);

/* What keys do: an action, or a line of the command language. Neither
 * (ACTION_NONE and NULL): nothing. */
struct keymap_hit {
	enum action action;  /* ACTION_NONE when there is a command */
	const char *command; /* borrowed, or NULL */
};

/* Keys in a row that are bound in a room, and what they do. */
struct binding {
	enum room room;
	size_t count;
	uint32_t keys[KEYMAP_MAX_KEYS];
	enum action action;
	char *command;
};

/* Which keys do what in which room; the caller frees it. */
struct keymap;

/* The default keys of actions.def. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

enum keymap_result {
	KEYMAP_NONE,
	KEYMAP_PREFIX, /* more keys are needed */
	KEYMAP_FOUND,
	KEYMAP_FOUND_PREFIX /* found; with more keys it may be something else */
};

/* What keys in a row do in a room. What the room binds itself wins over what
 * holds everywhere, and does not wait for longer rows that hold everywhere.
 * *ret_hit is set when something is found; its command is valid until the key
 * map changes. */
enum keymap_result keymap_look(const struct keymap *keymap, enum room room,
			       const uint32_t *keys, size_t count,
			       struct keymap_hit *ret_hit);

/* Binds the keys of a text (keys_parse, at most KEYMAP_MAX_KEYS) in a room, in
 * place of what they did there. The command is copied. False when the text
 * names no keys. */
bool keymap_bind(struct keymap *keymap, enum room room, const char *keys,
		 struct keymap_hit hit);

/* The keys of a text do nothing any more: ROOM_ANY where no room binds them
 * itself, else in that room, whatever they do elsewhere. False when the text
 * names no keys. */
bool keymap_unbind(struct keymap *keymap, enum room room, const char *keys);

/* Unbinds all that a room binds itself; with ROOM_ANY all there is but the keys
 * of ACTION_INTERRUPT, without which nobody gets out. */
void keymap_unbind_all(struct keymap *keymap, enum room room);

/* Appends all keys of an action, a word each, apart by one space; the defaults
 * come first. */
void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out);

/* The i-th binding, those to commands and to nothing included, with its
 * command borrowed as above; NULL behind the last. */
const struct binding *keymap_binding(const struct keymap *keymap, size_t i);

/* True when the i-th binding is not as the defaults are. */
bool keymap_changed(const struct keymap *keymap, size_t i);

/* Takes a digit into the count before a key ("5" of 5j): true when the key was
 * one. A 0 counts only after another digit. *count is 0 when none was typed
 * and stops growing at KEYMAP_MAX_COUNT. */
bool keymap_count(uint32_t key, int *count);

#endif
