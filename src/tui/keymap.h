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

/* Keys and their actions; the caller frees it. */
struct keymap;

/* The default keys of actions.def. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

/* The action of a key, ACTION_NONE when it has none. */
enum action keymap_find(const struct keymap *keymap, uint32_t key);

/* Appends the names of all keys of an action, apart by one space. */
void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out);

/* Takes a digit into the count before a key ("5" of 5j): true when the key was
 * one. A 0 counts only after another digit. *count is 0 when none was typed
 * and stops growing at KEYMAP_MAX_COUNT. */
bool keymap_count(uint32_t key, int *count);

#endif
