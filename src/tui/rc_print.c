/* The settings as commands. */

#include "tui/rc_print.h"

#include <string.h>

#include "base/words.h"
#include "tui/key.h"

static void print_options(const struct config *config, struct str *out)
{
	const struct config_option *option;

	for (size_t i = 0; (option = config_option(i)) != NULL; i++) {
		const char *words = config_words(option);

		str_addf(out, "# %s", option->help);
		if (*words != '\0')
			str_addf(out, " (%s)", words);
		str_add_char(out, '\n');
		config_print(config, option, out);
	}
}

/* Keys as a word that is no option of a command. */
static void print_keys(const uint32_t *keys, size_t count, struct str *out)
{
	struct str text = STR_INIT;

	keys_format(keys, count, &text);
	words_quote(str_text(&text), count > 1 && keys[0] == '-', out);
	str_free(&text);
}

void rc_print_binding(const struct binding *binding, struct str *out)
{
	struct str command = STR_INIT;
	bool bound = binding->command || binding->action != ACTION_NONE;

	str_add(out, bound ? "bind " : "unbind ");
	if (binding->room != ROOM_ANY)
		str_addf(out, "-r %s ", room_info(binding->room)->name);
	print_keys(binding->keys, binding->count, out);
	if (binding->command) {
		str_addf(&command, ":%s", binding->command);
		str_add_char(out, ' ');
		words_quote(str_text(&command), true, out);
	} else if (bound) {
		str_addf(out, " %s", action_info(binding->action)->name);
	}
	str_free(&command);
}

static void print_bindings(const struct keymap *keymap, struct str *out)
{
	const struct binding *binding;
	bool first = true;

	for (size_t i = 0; (binding = keymap_binding(keymap, i)); i++) {
		if (!keymap_changed(keymap, i))
			continue;
		if (first)
			str_add(out, "# keys that are not the default ones\n");
		first = false;
		rc_print_binding(binding, out);
		str_add_char(out, '\n');
	}
}

static void print_macros(const struct settings *settings, struct str *out)
{
	for (size_t i = 0; i < settings->macro_count; i++) {
		const struct macro_setting *macro = &settings->macros[i];

		str_add(out, i == 0 ? "# macros\nmacro " : "macro ");
		print_keys(&macro->key, 1, out);
		str_add_char(out, ' ');
		print_keys(macro->keys, macro->count, out);
		str_add_char(out, '\n');
	}
}

static void print_colours(const struct settings *settings, struct str *out)
{
	for (size_t i = 0; i < settings->colour_count; i++) {
		const struct colour_setting *colour = &settings->colours[i];

		str_add(out, i == 0 ? "# colours\ncolour " : "colour ");
		words_quote(colour->look, false, out);
		str_add_char(out, ' ');
		words_quote(colour->foreground, false, out);
		if (*colour->background || *colour->attributes) {
			str_add_char(out, ' ');
			words_quote(colour->background, false, out);
		}
		if (*colour->attributes)
			str_addf(out, " %s", colour->attributes);
		str_add_char(out, '\n');
	}
}

static void print_follows(const struct settings *settings, struct str *out)
{
	for (size_t i = 0; i < settings->follow_count; i++) {
		str_add(out, i == 0 ? "# categories\nfollow " : " ");
		str_add(out, settings->follows[i]);
	}
	if (settings->follow_count > 0)
		str_add_char(out, '\n');
}

static void print_topics(const struct settings *settings, struct str *out)
{
	for (size_t i = 0; i < settings->topic_count; i++) {
		const struct topic_setting *topic = &settings->topics[i];

		str_add(out, i == 0 ? "# topics\ntopic " : "topic ");
		words_quote(topic->name, false, out);
		if (topic->colour) {
			str_add(out, " -c ");
			words_quote(topic->colour, false, out);
		}
		str_add_char(out, ' ');
		words_quote(topic->query, true, out);
		str_add_char(out, '\n');
	}
}

void rc_print(const struct settings *settings, struct str *out)
{
	print_options(&settings->config, out);
	print_bindings(settings->keymap, out);
	print_macros(settings, out);
	print_colours(settings, out);
	print_follows(settings, out);
	print_topics(settings, out);
}
