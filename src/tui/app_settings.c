/* Settings at work: the theme with the user's colours, the screen, and which
 * views look at their options again. */

#include "tui/app_settings.h"

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

void app_settings_apply(struct app *app)
{
	struct settings *settings = app->options->settings;
	struct screen_options options;
	struct theme theme;
	unsigned changed = settings->changed;

	settings->changed = 0;
	if (changed & SETTINGS_TOPICS)
		app_reload_all(app);
	if (changed & SETTINGS_KEYS)
		app->whole = true;
	if ((changed & (SETTINGS_CONFIG | SETTINGS_COLOURS)) == 0)
		return;
	options = app_screen_options(app, &theme);
	screen_configure(app->session.screen, &options);
	app->whole = true;
	app_settings_all(app);
}
