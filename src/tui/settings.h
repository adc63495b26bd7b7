#ifndef TUI_SETTINGS_H
#define TUI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/config.h"
#include "tui/keymap.h"

/* All that arxdayrc and the prompt can set. Texts are owned by the struct. */

/* A query with a name. */
struct topic_setting {
	char *name;
	char *colour; /* NULL: none */
	char *query;
};

/* The colours of one look; what was not given is "". */
struct colour_setting {
	char *look;
	char *foreground;
	char *background;
	char *attributes; /* apart by blanks */
};

/* Keys that are played when a macro's name is typed. */
struct macro_setting {
	uint32_t key;
	uint32_t *keys;
	size_t count;
};

/* Most keys of a macro. */
#define SETTINGS_MAX_MACRO 256

/* What changed, as bits. */
enum settings_change {
	SETTINGS_CONFIG = 1,
	SETTINGS_KEYS = 2,
	SETTINGS_TOPICS = 4,
	SETTINGS_FOLLOWS = 8,
	SETTINGS_COLOURS = 16,
	SETTINGS_MACROS = 32
};

struct settings {
	struct config config;
	struct keymap *keymap;
	struct topic_setting *topics;
	size_t topic_count;
	size_t topic_room;
	struct colour_setting *colours; /* in the order in which they count */
	size_t colour_count;
	size_t colour_room;
	struct macro_setting *macros;
	size_t macro_count;
	size_t macro_room;
	char **follows; /* categories, ended by NULL once there is one */
	size_t follow_count;
	size_t follow_room;
	unsigned changed; /* bits; whoever acts on them takes them away */
};

/* The defaults; settings_clear() frees what they hold. */
void settings_init(struct settings *settings);
void settings_clear(struct settings *settings);

/* Sets a topic, in place of one of this name; a colour may be NULL. */
void settings_set_topic(struct settings *settings, const char *name,
			const char *colour, const char *query);

/* Takes a topic away; false when there was none. */
bool settings_drop_topic(struct settings *settings, const char *name);

/* Sets the colours of a look, in place of those that it had; "" is what was not
 * given. */
void settings_set_colour(struct settings *settings, const char *look,
			 const char *foreground, const char *background,
			 const char *attributes);

/* Sets a macro, in place of what the key played; the keys are copied. */
void settings_set_macro(struct settings *settings, uint32_t key,
			const uint32_t *keys, size_t count);

/* The macro of a key, NULL when it has none; borrowed until the next change. */
const struct macro_setting *settings_macro(const struct settings *settings,
					   uint32_t key);

/* Adds a category to those that are followed; by two aliases it is once. */
void settings_follow(struct settings *settings, const char *category);

#endif
