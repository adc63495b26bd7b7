/* Settings at work: the theme with the user's colours, the screen, and which
 * views look at their options again. */

#include "tui/app_settings.h"

#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "library/follow.h"
#include "tui/app_stack.h"

/* The depths in the order of enum config_colours. */
static const enum depth depths[] = { DEPTH_AUTO, DEPTH_MONO, DEPTH_8,
				     DEPTH_16,   DEPTH_256,  DEPTH_TRUE };

static void settings_theme(struct app *app, struct theme *ret)
{
	const struct settings *settings = app->options->settings;
	const char *name = theme_name((size_t)settings->config.theme, NULL);

	if (name == NULL || !theme_default(name, ret))
		theme_default("terminal", ret);
	for (size_t i = 0; i < settings->colour_count; i++) {
		const struct colour_setting *colour = &settings->colours[i];
		struct theme_change change = {
			.look = colour->look,
			.text = colour->foreground,
			.ground = colour->background,
			.attributes = colour->attributes,
		};
		struct error err;

		if (theme_set(ret, &change, &err) != STATUS_OK)
			session_complain(&app->session, "colour %s: %s",
					 colour->look, err.text);
	}
}

struct screen_options app_screen_options(struct app *app,
					 struct theme *ret_theme)
{
	const struct config *config = &app->options->settings->config;

	settings_theme(app, ret_theme);
	return (struct screen_options){
		.theme = ret_theme,
		.depth = depths[config->colours],
		.ascii = config->ascii,
		.mouse = config->mouse,
		.title = config->title,
		.linear = config->linear,
	};
}

static bool is_followed(char *const *followed, const char *name)
{
	for (; *followed != NULL; followed++) {
		if (strcmp(category_canonical(*followed),
			   category_canonical(name)) == 0)
			return true;
	}
	return false;
}

/* Categories that `follow` named join those that are followed. */
static void settings_follow_now(struct app *app)
{
	const struct settings *settings = app->options->settings;
	char **followed = NULL;
	size_t count = 0;
	struct str all = STR_INIT;
	struct error err;

	if (follow_list(app->session.library, FOLLOW_CATEGORY, &followed,
			&count, &err) != STATUS_OK) {
		session_complain(&app->session, "%s", err.text);
		return;
	}
	for (size_t i = 0; i < count; i++)
		str_addf(&all, "%s%s", all.len > 0 ? " " : "", followed[i]);
	for (size_t i = 0; i < settings->follow_count; i++) {
		if (!is_followed(followed, settings->follows[i]))
			str_addf(&all, "%s%s", all.len > 0 ? " " : "",
				 settings->follows[i]);
	}
	mem_free_texts(followed);
	session_follow(&app->session, str_text(&all));
	str_free(&all);
}

void app_settings_apply(struct app *app)
{
	struct settings *settings = app->options->settings;
	struct screen_options options;
	struct theme theme;
	unsigned changed = settings->changed;

	settings->changed = 0;
	if (changed & SETTINGS_TOPICS)
		app_reload_all(app);
	if (changed & SETTINGS_FOLLOWS)
		settings_follow_now(app);
	if (changed & SETTINGS_KEYS)
		app->whole = true;
	if ((changed & (SETTINGS_CONFIG | SETTINGS_COLOURS)) == 0)
		return;
	options = app_screen_options(app, &theme);
	screen_configure(app->session.screen, &options);
	app->whole = true;
	app_settings_all(app);
}
