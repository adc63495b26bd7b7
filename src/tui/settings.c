/* All that can be set, and how it is changed. */

#include "tui/settings.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"

void settings_init(struct settings *settings)
{
	*settings = (struct settings){ .keymap = keymap_new() };
	config_init(&settings->config);
}

static void topic_clear(struct topic_setting *topic)
{
	free(topic->name);
	free(topic->colour);
	free(topic->query);
}

static void colour_clear(struct colour_setting *colour)
{
	free(colour->look);
	free(colour->foreground);
	free(colour->background);
	free(colour->attributes);
}

void settings_clear(struct settings *settings)
{
	config_clear(&settings->config);
	keymap_free(settings->keymap);
	for (size_t i = 0; i < settings->topic_count; i++)
		topic_clear(&settings->topics[i]);
	for (size_t i = 0; i < settings->colour_count; i++)
		colour_clear(&settings->colours[i]);
	for (size_t i = 0; i < settings->macro_count; i++)
		free(settings->macros[i].keys);
	free(settings->topics);
	free(settings->colours);
	free(settings->macros);
	mem_free_texts(settings->follows);
	*settings = (struct settings){ 0 };
}

static struct topic_setting *find_topic(struct settings *settings,
					const char *name)
{
	for (size_t i = 0; i < settings->topic_count; i++)
		if (strcmp(settings->topics[i].name, name) == 0)
			return &settings->topics[i];
	return NULL;
}

void settings_set_topic(struct settings *settings, const char *name,
			const char *colour, const char *query)
{
	struct topic_setting *topic = find_topic(settings, name);
	struct topic_setting made = { mem_strdup(name), mem_strdup_null(colour),
				      mem_strdup(query) };

	if (topic == NULL) {
		settings->topics =
			mem_grow(settings->topics, &settings->topic_room,
				 settings->topic_count + 1, sizeof(*topic));
		topic = &settings->topics[settings->topic_count++];
	} else {
		topic_clear(topic);
	}
	*topic = made;
	settings->changed |= SETTINGS_TOPICS;
}

bool settings_drop_topic(struct settings *settings, const char *name)
{
	struct topic_setting *topic = find_topic(settings, name);
	size_t behind;

	if (topic == NULL)
		return false;
	topic_clear(topic);
	settings->topic_count--;
	behind = settings->topic_count - (size_t)(topic - settings->topics);
	memmove(topic, topic + 1, behind * sizeof(*topic));
	settings->changed |= SETTINGS_TOPICS;
	return true;
}

static struct colour_setting *find_colour(struct settings *settings,
					  const char *look)
{
	for (size_t i = 0; i < settings->colour_count; i++)
		if (strcmp(settings->colours[i].look, look) == 0)
			return &settings->colours[i];
	return NULL;
}

void settings_set_colour(struct settings *settings, const char *look,
			 const char *foreground, const char *background,
			 const char *attributes)
{
	struct colour_setting *slot = find_colour(settings, look);
	struct colour_setting made = { mem_strdup(look), mem_strdup(foreground),
				       mem_strdup(background),
				       mem_strdup(attributes) };

	if (slot == NULL) {
		settings->colours =
			mem_grow(settings->colours, &settings->colour_room,
				 settings->colour_count + 1, sizeof(*slot));
		slot = &settings->colours[settings->colour_count++];
	} else {
		colour_clear(slot);
	}
	*slot = made;
	settings->changed |= SETTINGS_COLOURS;
}

static struct macro_setting *find_macro(const struct settings *settings,
					uint32_t key)
{
	for (size_t i = 0; i < settings->macro_count; i++)
		if (settings->macros[i].key == key)
			return &settings->macros[i];
	return NULL;
}

const struct macro_setting *settings_macro(const struct settings *settings,
					   uint32_t key)
{
	return find_macro(settings, key);
}

void settings_set_macro(struct settings *settings, uint32_t key,
			const uint32_t *keys, size_t count)
{
	struct macro_setting *macro = find_macro(settings, key);

	if (macro == NULL) {
		settings->macros =
			mem_grow(settings->macros, &settings->macro_room,
				 settings->macro_count + 1, sizeof(*macro));
		macro = &settings->macros[settings->macro_count++];
	} else {
		free(macro->keys);
	}
	macro->key = key;
	macro->count = count;
	macro->keys = mem_zalloc(count, sizeof(keys[0]));
	memcpy(macro->keys, keys, count * sizeof(keys[0]));
	settings->changed |= SETTINGS_MACROS;
}

void settings_follow(struct settings *settings, const char *category)
{
	for (size_t i = 0; i < settings->follow_count; i++)
		if (strcmp(category_canonical(settings->follows[i]),
			   category_canonical(category)) == 0)
			return;
	settings->follows =
		mem_grow(settings->follows, &settings->follow_room,
			 settings->follow_count + 2, sizeof(char *));
	settings->follows[settings->follow_count++] = mem_strdup(category);
	settings->follows[settings->follow_count] = NULL;
	settings->changed |= SETTINGS_FOLLOWS;
}
