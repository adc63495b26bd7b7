/* Keys: what is typed goes to the question that is asked, to the view on top,
 * or through the key map to an action, a command or a macro. */

#include "tui/app_keys.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/app_act.h"
#include "tui/app_ask.h"
#include "tui/app_command.h"
#include "tui/app_mouse.h"
#include "tui/app_wish.h"
#include "tui/feed.h"
#include "tui/key.h"

/* Macros that may play one another, and the keys of all of them. */
#define KEYS_MACROS 8
#define KEYS_MOST   10000

void app_interrupt(struct app *app)
{
	if (app->question != NULL)
		app_ask_cancel(app);
	else
		app_quit(app, SIGINT);
}

static void keys_act(struct app *app, enum action action, int count)
{
	if (action == ACTION_COMMAND)
		app_command_ask(app);
	else
		app_act(app, action, count, NULL);
}

static void keys_unknown(struct app *app, const struct feed_result *result)
{
	if (result->unknown == 1 && result->keys[0] == (uint32_t)SPECIAL_NONE)
		return;
	session_say(&app->session, "this key does nothing; ? lists the keys");
}

/* Macros that play each other stop all together. */
static void keys_endless(struct app *app)
{
	session_complain(&app->session, "macros play each other without end");
	app->played = KEYS_MOST;
}

/* Keys play macros, which are keys: KEYS_MACROS deep at most.
 * NOLINTBEGIN(misc-no-recursion) */

/* Plays keys for a macro. They are a copy, for they may change the macro. */
static void keys_play(struct app *app, const uint32_t *keys, size_t count)
{
	app->played = app->playing == 0 ? 0 : app->played;
	app->playing++;
	for (size_t i = 0; i < count; i++) {
		if (app->ended || app->played == KEYS_MOST)
			break;
		app_key(app, keys[i]);
		if (app->played < KEYS_MOST && ++app->played == KEYS_MOST)
			keys_endless(app);
	}
	app->playing--;
}

/* Plays a macro, which may play others, but not without end. */
static void keys_macro(struct app *app, uint32_t key)
{
	const struct macro_setting *macro =
		settings_macro(app->options->settings, key);
	char name[KEY_NAME_SIZE];
	uint32_t *keys;
	size_t count;

	if (macro == NULL) {
		session_say(&app->session,
			    "there is no macro %s; macro in arxdayrc makes one",
			    key_format(key, name));
		return;
	}
	if (app->playing == KEYS_MACROS) {
		keys_endless(app);
		return;
	}
	count = macro->count;
	keys = mem_zalloc(count + 1, sizeof(keys[0]));
	memcpy(keys, macro->keys, count * sizeof(keys[0]));
	keys_play(app, keys, count);
	free(keys);
}

/* Does what came of a key; true when the key is to be given once more. */
static bool keys_done(struct app *app, const struct feed_result *result)
{
	switch (result->kind) {
	case FEED_ACTION:
		keys_act(app, result->action, result->count);
		break;
	case FEED_UNKNOWN:
		keys_unknown(app, result);
		break;
	case FEED_MACRO:
		keys_macro(app, result->key);
		break;
	case FEED_COMMAND:
		app_command(app, result->command);
		break;
	case FEED_NOTHING:
	case FEED_CANCELLED:
		break;
	}
	return result->again;
}

static void keys_timeout(void *context)
{
	struct app *app = context;
	struct feed_result result;
	enum room room = app_top(app)->ops->room(app_top(app));

	feed_timeout(&app->feed, app->session.keymap, room, &result);
	keys_done(app, &result);
}

/* Gives a key to the key map of the room that is on top. */
static void keys_feed(struct app *app, uint32_t key)
{
	struct feed_result result;
	enum room room;

	loop_timer_stop(app->loop, keys_timeout, app);
	do {
		room = app_top(app)->ops->room(app_top(app));
		feed_key(&app->feed, app->session.keymap, room, key, &result);
	} while (keys_done(app, &result) && app->question == NULL);
	room = app_top(app)->ops->room(app_top(app));
	if (feed_waiting(&app->feed, app->session.keymap, room))
		loop_timer(app->loop,
			   app->options->settings->config.key_timeout,
			   keys_timeout, app);
}

/* Pasted text is never taken for keys. */
static void keys_paste(struct app *app)
{
	if (app->question != NULL && !app->question->one_key)
		app_ask_paste(app, screen_paste(app->session.screen));
	else
		session_say(&app->session, "pasted text does nothing here; / # "
					   "and : take it");
}

void app_key(struct app *app, uint32_t key)
{
	struct view *top = app_top(app);

	if (key == (uint32_t)SPECIAL_MOUSE) {
		app_mouse(app);
		return;
	}
	if (key == (uint32_t)SPECIAL_PASTE) {
		keys_paste(app);
		return;
	}

	if (app->question != NULL) {
		app_ask_key(app, key);
		app_grant(app);
		return;
	}
	log_dismiss(&app->session.log);
	if (top->ops->key != NULL && top->ops->key(top, key))
		app_grant(app);
	else
		keys_feed(app, key);
}

/* NOLINTEND(misc-no-recursion) */
