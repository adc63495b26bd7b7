/* Keys of the app: the prompt, and the actions that no view knows. */

#include "tui/app_keys.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "tui/app_decide.h"
#include "tui/app_goto.h"
#include "tui/app_stack.h"
#include "tui/app_sync.h"
#include "tui/app_wish.h"
#include "tui/key.h"
#include "tui/signals.h"
#include "tui/view_help.h"
#include "tui/view_listing.h"
#include "tui/write_day.h"

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

static void app_ask(struct app *app, enum asking asking, const char *label,
		    const char *text)
{
	app->asking = asking;
	prompt_begin(&app->prompt, label, text);
}

static void app_ask_no_more(struct app *app)
{
	app->asking = ASKING_NOTHING;
	prompt_clear(&app->prompt);
	free(app->write_name);
	app->write_name = NULL;
}

static void app_write(struct app *app)
{
	const struct reading *reading = view_listing_reading(app_listing(app));
	struct session *session = &app->session;
	struct error err;
	char *path;

	if (write_day(reading, session->library, app->write_name, &path,
		      &err) != STATUS_OK) {
		session_complain(session, "not written: %s", err.text);
		return;
	}
	session_say(session, "wrote %zu paper%s%s to %s", reading->papers,
		    reading->papers == 1 ? "" : "s",
		    reading->papers < reading->listing.count
			    ? " (filtered: only those shown)"
			    : "",
		    path);
	free(path);
}

/* A name with "~/" stands below the home folder. Takes the name over. */
static char *app_expand(char *name)
{
	const char *home = getenv("HOME");
	char *path;

	if (strncmp(name, "~/", 2) != 0 || home == NULL || *home == '\0')
		return name;
	path = file_join(home, name + 2);
	free(name);
	return path;
}

static bool app_is_folder(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The name was accepted: asks once more when a file would be replaced. */
static void app_name_accepted(struct app *app)
{
	char *name = str_take(&app->prompt.text);

	app_ask_no_more(app);
	name = app_expand(name);
	if (name[strspn(name, " ")] == '\0') {
		session_say(&app->session, "not written: no name was given");
		free(name);
		return;
	}
	app->write_name = name;
	if (file_exists(name) && !app_is_folder(name)) {
		app_ask(app, ASKING_REPLACE, "replace it? y/n ", name);
		return;
	}
	app_write(app);
	app_ask_no_more(app);
}

/* One key answers; anything but y leaves the file alone. */
static void app_replace_key(struct app *app, uint32_t key)
{
	if (key == 'y' || key == 'Y')
		app_write(app);
	else
		session_say(&app->session, "not written");
	app_ask_no_more(app);
}

/* Gives a step of a search or filter to the view on top. */
static void app_search(struct app *app, enum search_step step)
{
	struct view *top = app_top(app);
	const char *text = str_text(&app->prompt.text);

	if (app->asking == ASKING_SEARCH && top->ops->search != NULL)
		top->ops->search(top, step, text);
	if (app->asking == ASKING_FILTER && top->ops->filter != NULL)
		top->ops->filter(top, step, text);
}

static void app_cancel_prompt(struct app *app)
{
	if (app->asking == ASKING_SEARCH || app->asking == ASKING_FILTER)
		app_search(app, SEARCH_CANCEL);
	else if (app->asking != ASKING_IDENT)
		session_say(&app->session, "not written");
	app_ask_no_more(app);
}

static void app_ident_accepted(struct app *app)
{
	char *text = str_take(&app->prompt.text);

	app_ask_no_more(app);
	app_goto(app, text);
	free(text);
}

static void app_prompt_key(struct app *app, uint32_t key)
{
	enum prompt_result result;

	if (app->asking == ASKING_REPLACE) {
		app_replace_key(app, key);
		return;
	}
	result = prompt_key(&app->prompt, key);
	if (result == PROMPT_CANCELLED) {
		app_cancel_prompt(app);
	} else if (app->asking == ASKING_NAME) {
		if (result == PROMPT_ACCEPTED)
			app_name_accepted(app);
	} else if (app->asking == ASKING_IDENT) {
		if (result == PROMPT_ACCEPTED)
			app_ident_accepted(app);
	} else if (result == PROMPT_CHANGED) {
		app_search(app, SEARCH_LIVE);
	} else if (result == PROMPT_ACCEPTED) {
		app_search(app, SEARCH_ACCEPT);
		app_ask_no_more(app);
	}
}

void app_interrupt(struct app *app)
{
	if (app->asking != ASKING_NOTHING)
		app_cancel_prompt(app);
	else
		app_quit(app, SIGINT);
}

static void app_begin_write(struct app *app)
{
	const struct reading *reading = view_listing_reading(app_listing(app));
	char *name;

	if (reading->listing.day == DAY_NONE) {
		session_say(&app->session, "there is no day to write");
		return;
	}
	name = write_day_name(reading, app->options->config->export_dir);
	app_ask(app, ASKING_NAME, "write to: ", name);
	free(name);
}

static void app_begin_search(struct app *app)
{
	app_ask(app, ASKING_SEARCH, "/", "");
	app_search(app, SEARCH_BEGIN);
}

static void app_begin_filter(struct app *app)
{
	if (app_top(app)->ops->filter == NULL) {
		session_say(&app->session, "there is nothing to filter here");
		return;
	}
	app_ask(app, ASKING_FILTER, "filter: ", "");
	app_search(app, SEARCH_BEGIN);
}

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

static void app_action(struct app *app, enum action action)
{
	switch ((int)action) {
	case ACTION_SEARCH:
		app_begin_search(app);
		break;
	case ACTION_FILTER:
		app_begin_filter(app);
		break;
	case ACTION_GO_TO:
		app_ask(app, ASKING_IDENT, "identifier or URL: ", "");
		break;
	case ACTION_WRITE:
		app_begin_write(app);
		break;
	case ACTION_REFRESH:
		app_sync_refresh(app);
		break;
	case ACTION_CATEGORIES:
		session_say(&app->session,
			    "choosing here is not built yet: run `arxday "
			    "follow cs.IR` in a shell, then press r");
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

void app_key(struct app *app, uint32_t key)
{
	struct view *top = app_top(app);
	enum reaction reaction;
	enum action action;
	int count;

	if (app->asking != ASKING_NOTHING) {
		app_prompt_key(app, key);
		return;
	}
	log_dismiss(&app->session.log);
	if (keymap_count(key, &app->count))
		return;
	count = app->count;
	app->count = 0;
	action = keymap_find(app->session.keymap, key);
	if (action == ACTION_NONE) {
		if (key != (uint32_t)SPECIAL_NONE)
			session_say(&app->session,
				    "this key does nothing; ? lists the keys");
		return;
	}
	reaction = top->ops->action(top, action, count);
	if (reaction == REACTION_CLOSE)
		app_pop(app);
	else if (reaction == REACTION_NONE && !app_decide(app, action))
		app_action(app, action);
	app_grant(app);
}
