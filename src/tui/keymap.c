/* The key map: bindings in the order of actions.def, so that the first key of
 * an action is the one that hints name. There are some seventy, so a walk finds
 * a key soon enough. Defaults are text in the table and pass a parser; the unit
 * test finds one that cannot be parsed or stands twice. */

#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/key.h"

static const struct action_info infos[] = {
#define ACTION(name, text, room, keys, group, help) \
	{ text, ROOM_##room, keys, group, help },
#include "tui/actions.def"
#undef ACTION
};

struct binding {
	uint32_t key;
	enum action action;
};

struct keymap {
	struct binding *bindings;
	size_t count;
	size_t room;
};

const struct action_info *action_info(enum action action)
{
	return action < ACTION_NONE ? &infos[action] : NULL;
}

static void keymap_add(struct keymap *keymap, enum action action,
		       const char *name)
{
	uint32_t key;

	if (!key_parse(name, &key))
		return;
	keymap->bindings =
		mem_grow(keymap->bindings, &keymap->room, keymap->count + 1,
			 sizeof(keymap->bindings[0]));
	keymap->bindings[keymap->count].key = key;
	keymap->bindings[keymap->count++].action = action;
}

/* Binds each name of a list of names apart by spaces. */
static void keymap_add_list(struct keymap *keymap, enum action action,
			    const char *names)
{
	char name[KEY_NAME_SIZE];

	while (*names != '\0') {
		size_t len = strcspn(names, " ");

		if (len > 0 && len < sizeof(name)) {
			memcpy(name, names, len);
			name[len] = '\0';
			keymap_add(keymap, action, name);
		}
		names += len;
		names += strspn(names, " ");
	}
}

struct keymap *keymap_new(void)
{
	struct keymap *keymap = mem_zalloc(1, sizeof(*keymap));

	for (int i = 0; i < (int)ACTION_COUNT; i++)
		keymap_add_list(keymap, (enum action)i, infos[i].keys);
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (keymap == NULL)
		return;
	free(keymap->bindings);
	free(keymap);
}

enum action keymap_find(const struct keymap *keymap, uint32_t key)
{
	for (size_t i = 0; i < keymap->count; i++) {
		if (keymap->bindings[i].key == key)
			return keymap->bindings[i].action;
	}
	return ACTION_NONE;
}

void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out)
{
	char name[KEY_NAME_SIZE];
	bool first = true;

	for (size_t i = 0; i < keymap->count; i++) {
		if (keymap->bindings[i].action != action)
			continue;
		if (!first)
			str_add_char(out, ' ');
		str_add(out, key_format(keymap->bindings[i].key, name));
		first = false;
	}
}

bool keymap_count(uint32_t key, int *count)
{
	if (key < '0' || key > '9' || (key == '0' && *count == 0))
		return false;
	*count = *count * 10 + (int)(key - '0');
	if (*count > KEYMAP_MAX_COUNT)
		*count = KEYMAP_MAX_COUNT;
	return true;
}
