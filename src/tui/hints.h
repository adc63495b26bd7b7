#ifndef TUI_HINTS_H
#define TUI_HINTS_H

#include <stddef.h>

#include "base/str.h"
#include "tui/keymap.h"

/* Hints for the bottom line: keys as they are bound now, and a word each. */

/* One or two actions and what they do. */
struct hint {
	enum action action;
	enum action other;   /* ACTION_NONE: none */
	const char *between; /* what stands between the two keys; else "" */
	const char *word;
};

/* Appends the first key of an action, names of keys in small letters; nothing
 * when it has none. */
void hints_key(const struct keymap *keymap, enum action action,
	       struct str *out);

/* Appends those hints that fit into `columns`. What has no key is left out. */
void hints_add(const struct keymap *keymap, const struct hint *hints,
	       size_t count, int columns, struct str *out);

#endif
