/* Keys of the app: what is typed goes to the question that is asked, to the
 * view on top, or through the key map to an action; actions that no view knows
 * are done here. */

#include "tui/app_keys.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/app_ask.h"
#include "tui/app_decide.h"
#include "tui/app_goto.h"
#include "tui/app_mouse.h"
#include "tui/app_note.h"
#include "tui/app_open.h"
#include "tui/app_stack.h"
#include "tui/app_sync.h"
#include "tui/app_tags.h"
#include "tui/app_wish.h"
#include "tui/app_write.h"
#include "tui/feed.h"
#include "tui/key.h"
#include "tui/signals.h"
#include "tui/view_calendar.h"
#include "tui/view_categories.h"
#include "tui/view_help.h"
#include "tui/view_ledger.h"
#include "tui/view_listing.h"

/* Macros that may play one another. */
#define KEYS_MACROS 8

void app_quit(struct app *app, int signal)
{
	app->ended = true;
	app->ended_by = signal;
	loop_stop(app->loop);
}

void app_suspend(struct app *app, bool group)
{
	screen_suspend(app->session.screen);
	signals_stop_here(group);
	screen_resume(app->session.screen);
	app->whole = true;
}

void app_interrupt(struct app *app)
{
	if (app->question != NULL)
		app_ask_cancel(app);
	else
		app_quit(app, SIGINT);
}

static void keys_search(struct app *app, enum search_step step,
			const char *text)
{
	struct view *top = app_top(app);

	if (top->ops->search != NULL)
		top->ops->search(top, step, text);
}

static const struct question search_question = {
	.label = "/",
	.step = keys_search,
};

static void keys_filter(struct app *app, enum search_step step,
			const char *text)
{
	struct view *top = app_top(app);

	top->ops->filter(top, step, text);
}

static const struct question filter_question = {
	.label = "filter: ",
	.step = keys_filter,
};

static void keys_begin_filter(struct app *app)
{
	if (app_top(app)->ops->filter == NULL)
		session_say(&app->session, "there is nothing to filter here");
	else
		app_ask(app, &filter_question, NULL, "");
}

static const struct question ident_question = {
	.label = "identifier or URL: ",
	.accepted = app_goto,
};

static void keys_find(struct app *app, const char *text)
{
	if (text[strspn(text, " ")] != '\0')
		app_find(app, text, text);
}

static const struct question find_question = {
	.label = "find: ",
	.accepted = keys_find,
};

static void keys_select(struct app *app, const char *text)
{
	struct view *top = app_top(app);

	if (top->ops->select != NULL && text[strspn(text, " ")] != '\0')
		top->ops->select(top, text);
}

static const struct question select_question = {
	.label = "select: ",
	.accepted = keys_select,
};

/* q and Esc that no view wanted. */
static void app_back(struct app *app, enum action action)
{
	if (app_pop(app))
		return;
	if (action == ACTION_BACK)
		app_quit(app, 0);
	else
		app_sync_stop_refresh(app);
}

static void app_redraw(struct app *app)
{
	screen_resize(app->session.screen);
	screen_clear(app->session.screen, true);
	app->whole = true;
}

/* The day of the listing; DAY_NONE when it shows none. */
static day_t app_day_shown(const struct app *app)
{
	return view_listing_reading(app_listing(app))->listing.day;
}

static void app_action(struct app *app, enum action action)
{
	switch ((int)action) {
	case ACTION_SEARCH:
		app_ask(app, &search_question, NULL, "");
		break;
	case ACTION_FILTER:
		keys_begin_filter(app);
		break;
	case ACTION_FIND:
		app_ask(app, &find_question, NULL, "");
		break;
	case ACTION_FAVOURITES:
		app_find(app, "favourites", "is:starred");
		break;
	case ACTION_SELECT_MATCHING:
		app_ask(app, &select_question, NULL, "");
		break;
	case ACTION_GO_TO:
		app_ask(app, &ident_question, NULL, "");
		break;
	case ACTION_NOTE:
		app_note(app);
		break;
	case ACTION_TAGS:
		app_tags(app);
		break;
	case ACTION_WRITE:
		app_write(app);
		break;
	case ACTION_REFRESH:
		app_sync_refresh(app);
		break;
	case ACTION_CALENDAR:
		app_push(app,
			 view_calendar_open(&app->session, app_day_shown(app)));
		break;
	case ACTION_LEDGER:
		app_push(app,
			 view_ledger_open(&app->session, app_day_shown(app)));
		break;
	case ACTION_CATEGORIES:
		app_push(app, view_categories_open(&app->session));
		break;
	case ACTION_MESSAGES:
		app_push(app, view_messages_open(&app->session));
		break;
	case ACTION_HELP:
		app_push(app, view_help_open(&app->session));
		break;
	case ACTION_REDRAW:
		app_redraw(app);
		break;
	case ACTION_SUSPEND:
		app_suspend(app, true);
		break;
	case ACTION_BACK:
	case ACTION_CANCEL:
		app_back(app, action);
		break;
	case ACTION_QUIT:
		app_quit(app, 0);
		break;
	case ACTION_INTERRUPT:
		app_interrupt(app);
		break;
	default:
		break;
	}
}

static void keys_act(struct app *app, enum action action, int count)
{
	struct view *top = app_top(app);
	enum reaction reaction = top->ops->action(top, action, count);

	if (reaction == REACTION_CLOSE)
		app_pop(app);
	else if (reaction == REACTION_NONE && !app_decide(app, action) &&
		 !app_open(app, action))
		app_action(app, action);
	app_grant(app);
}

static void keys_unknown(struct app *app, const struct feed_result *result)
{
	if (result->unknown == 1 && result->keys[0] == (uint32_t)SPECIAL_NONE)
		return;
	session_say(&app->session, "this key does nothing; ? lists the keys");
}

/* Plays the keys of a macro, which may play others, but not without end. */
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
		session_complain(&app->session, "macros play each other "
						"without end");
		return;
	}
	count = macro->count;
	keys = mem_zalloc(count + 1, sizeof(keys[0]));
	memcpy(keys, macro->keys, count * sizeof(keys[0]));
	app->playing++;
	for (size_t i = 0; i < count && !app->ended; i++)
		app_key(app, keys[i]);
	app->playing--;
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
