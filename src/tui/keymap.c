/* The key map: bindings in the order of actions.def, so that the first key of
 * an action is the one that hints name. There are some hundred, so a walk finds
 * a key soon enough.
 *
 * A default is never taken out of the list: unbound, it stays in its place and
 * does nothing. So the list tells by itself what the user changed, and one
 * that is bound again is where it was. */

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

static const struct room_info rooms[] = {
#define ROOM(name, text, help) { text, help },
#include "tui/rooms.def"
#undef ROOM
};

struct keymap {
	struct binding *bindings; /* their commands are owned */
	size_t count;
	size_t room;
	enum action *defaults; /* of the first bindings */
	size_t default_count;
};

const struct action_info *action_info(enum action action)
{
	return action < ACTION_NONE ? &infos[action] : NULL;
}

enum action action_find(const char *name)
{
	int i = 0;

	while (i < (int)ACTION_COUNT && strcmp(infos[i].name, name) != 0)
		i++;
	return (enum action)i;
}

const struct room_info *room_info(enum room room)
{
	return room < ROOM_COUNT ? &rooms[room] : NULL;
}

enum room room_find(const char *name)
{
	int i = 0;

	while (i < (int)ROOM_COUNT && strcmp(rooms[i].name, name) != 0)
		i++;
	return (enum room)i;
}

static bool binding_is_live(const struct binding *binding)
{
	return binding->action != ACTION_NONE || binding->command != NULL;
}

/* True when a binding's row begins with these keys. */
static bool binding_begins(const struct binding *binding, const uint32_t *keys,
			   size_t count)
{
	return binding->count >= count &&
	       memcmp(binding->keys, keys, count * sizeof(keys[0])) == 0;
}

static struct binding *keymap_exact(const struct keymap *keymap, enum room room,
				    const uint32_t *keys, size_t count)
{
	for (size_t i = 0; i < keymap->count; i++) {
		struct binding *binding = &keymap->bindings[i];

		if (binding->room == room && binding->count == count &&
		    binding_begins(binding, keys, count))
			return binding;
	}
	return NULL;
}

static void binding_set(struct binding *binding, struct keymap_hit hit)
{
	char *command = mem_strdup_null(hit.command);

	free(binding->command);
	binding->action = command ? ACTION_NONE : hit.action;
	binding->command = command;
}

static const struct keymap_hit NOTHING = { ACTION_NONE, NULL };

/* Binds the keys of `what` to what `hit` says. */
static void keymap_put(struct keymap *keymap, const struct binding *what,
		       struct keymap_hit hit)
{
	struct binding *binding =
		keymap_exact(keymap, what->room, what->keys, what->count);

	if (binding == NULL) {
		keymap->bindings = mem_grow(keymap->bindings, &keymap->room,
					    keymap->count + 1,
					    sizeof(keymap->bindings[0]));
		binding = &keymap->bindings[keymap->count++];
		*binding = *what;
	}
	binding_set(binding, hit);
}

/* Reads keys into a binding that does nothing yet. */
static bool binding_read(struct binding *binding, enum room room,
			 const char *keys)
{
	*binding = (struct binding){ .room = room, .action = ACTION_NONE };
	return keys_parse(keys, KEYMAP_MAX_KEYS, binding->keys,
			  &binding->count);
}

bool keymap_bind(struct keymap *keymap, enum room room, const char *keys,
		 struct keymap_hit hit)
{
	struct binding binding;

	if (!binding_read(&binding, room, keys))
		return false;
	keymap_put(keymap, &binding, hit);
	return true;
}

/* Takes an added binding out; a default stays and does nothing. */
static void keymap_remove(struct keymap *keymap, struct binding *binding)
{
	size_t at = (size_t)(binding - keymap->bindings);

	binding_set(binding, NOTHING);
	if (at < keymap->default_count)
		return;
	keymap->count--;
	memmove(binding, binding + 1,
		(keymap->count - at) * sizeof(keymap->bindings[0]));
}

bool keymap_unbind(struct keymap *keymap, enum room room, const char *keys)
{
	struct binding binding;
	struct binding *mine;
	struct binding *general;

	if (!binding_read(&binding, room, keys))
		return false;
	mine = keymap_exact(keymap, room, binding.keys, binding.count);
	general = keymap_exact(keymap, ROOM_ANY, binding.keys, binding.count);
	if (room != ROOM_ANY && general != NULL)
		keymap_put(keymap, &binding,
			   NOTHING); /* hides the general one */
	else if (mine != NULL)
		keymap_remove(keymap, mine);
	return true;
}

void keymap_unbind_all(struct keymap *keymap, enum room room)
{
	for (size_t i = keymap->count; i-- > 0;) {
		struct binding *binding = &keymap->bindings[i];

		if (binding->action == ACTION_INTERRUPT)
			continue;
		if (room == ROOM_ANY || binding->room == room)
			keymap_remove(keymap, binding);
	}
}

/* Binds each word of a list of keys apart by spaces. */
static void keymap_add_list(struct keymap *keymap, enum action action)
{
	const struct action_info *info = &infos[action];
	struct keymap_hit hit = { action, NULL };
	const char *names = info->keys;

	while (*names != '\0') {
		size_t len = strcspn(names, " ");
		char *name = mem_strndup(names, len);

		keymap_bind(keymap, info->room, name, hit);
		free(name);
		names += len;
		names += strspn(names, " ");
	}
}

struct keymap *keymap_new(void)
{
	struct keymap *keymap = mem_zalloc(1, sizeof(*keymap));

	for (int i = 0; i < (int)ACTION_COUNT; i++)
		keymap_add_list(keymap, (enum action)i);
	keymap->default_count = keymap->count;
	keymap->defaults = mem_zalloc(keymap->count, sizeof(enum action));
	for (size_t i = 0; i < keymap->count; i++)
		keymap->defaults[i] = keymap->bindings[i].action;
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (keymap == NULL)
		return;
	for (size_t i = 0; i < keymap->count; i++)
		free(keymap->bindings[i].command);
	free(keymap->bindings);
	free(keymap->defaults);
	free(keymap);
}

/* True when a longer row begins with these keys: one of the room itself, or
 * with `general` one that holds everywhere and that the room does not hide. */
static bool keymap_goes_on(const struct keymap *keymap,
			   const struct binding *start, bool general)
{
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];
		const struct binding *own;

		if (!binding_is_live(binding) ||
		    binding->count <= start->count ||
		    !binding_begins(binding, start->keys, start->count))
			continue;
		if (binding->room == start->room)
			return true;
		if (!general || binding->room != ROOM_ANY)
			continue;
		own = keymap_exact(keymap, start->room, binding->keys,
				   binding->count);
		if (own == NULL)
			return true;
	}
	return false;
}

enum keymap_result keymap_look(const struct keymap *keymap, enum room room,
			       const uint32_t *keys, size_t count,
			       struct keymap_hit *ret_hit)
{
	struct binding start = { .room = room, .count = count };
	const struct binding *own;
	const struct binding *found;
	bool more;

	if (count == 0 || count > KEYMAP_MAX_KEYS)
		return KEYMAP_NONE;
	memcpy(start.keys, keys, count * sizeof(keys[0]));
	own = keymap_exact(keymap, room, keys, count);
	found = own ? own : keymap_exact(keymap, ROOM_ANY, keys, count);
	more = keymap_goes_on(keymap, &start, !own || !binding_is_live(own));
	if (found == NULL || !binding_is_live(found))
		return more ? KEYMAP_PREFIX : KEYMAP_NONE;
	ret_hit->action = found->action;
	ret_hit->command = found->command;
	return more ? KEYMAP_FOUND_PREFIX : KEYMAP_FOUND;
}

void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out)
{
	bool first = true;

	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding->action != action || action == ACTION_NONE)
			continue;
		if (!first)
			str_add_char(out, ' ');
		keys_format(binding->keys, binding->count, out);
		first = false;
	}
}

const struct binding *keymap_binding(const struct keymap *keymap, size_t i)
{
	return i < keymap->count ? &keymap->bindings[i] : NULL;
}

bool keymap_changed(const struct keymap *keymap, size_t i)
{
	return i >= keymap->default_count ||
	       keymap->bindings[i].action != keymap->defaults[i];
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
