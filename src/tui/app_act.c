/* Actions. The view on top is asked first; then those that decide on papers and
 * take them elsewhere; the rest is the reader's own. */

#include "tui/app_act.h"

#include <signal.h>
#include <string.h>

#include "tui/app_ask.h"
#include "tui/app_author.h"
#include "tui/app_decide.h"
#include "tui/app_goto.h"
#include "tui/app_note.h"
#include "tui/app_open.h"
#include "tui/app_papers.h"
#include "tui/app_settings.h"
#include "tui/app_stack.h"
#include "tui/app_sync.h"
#include "tui/app_tags.h"
#include "tui/app_wish.h"
#include "tui/app_write.h"
#include "tui/signals.h"
#include "tui/view_calendar.h"
#include "tui/view_categories.h"
#include "tui/view_help.h"
#include "tui/view_info.h"
#include "tui/view_ledger.h"
#include "tui/view_listing.h"
#include "tui/view_topics.h"

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

static void act_search(struct app *app, enum search_step step, const char *text)
{
	struct view *top = app_top(app);

	top->ops->search(top, step, text);
}

static const struct question search_question = {
	.label = "/",
	.history = HISTORY_SEARCH,
	.step = act_search,
};

static void act_filter(struct app *app, enum search_step step, const char *text)
{
	struct view *top = app_top(app);

	top->ops->filter(top, step, text);
}

static const struct question filter_question = {
	.label = "filter: ",
	.history = HISTORY_QUERY,
	.complete = complete_query,
	.step = act_filter,
};

static const struct question ident_question = {
	.label = "identifier or URL: ",
	.history = HISTORY_IDENT,
	.accepted = app_goto,
};

static void act_find(struct app *app, const char *text)
{
	if (text[strspn(text, " ")] != '\0')
		app_find(app, text, text);
}

static const struct question find_question = {
	.label = "find: ",
	.history = HISTORY_QUERY,
	.complete = complete_query,
	.accepted = act_find,
};

static void act_select(struct app *app, const char *text)
{
	struct view *top = app_top(app);

	if (text[strspn(text, " ")] != '\0')
		top->ops->select(top, text);
}

static const struct question select_question = {
	.label = "select: ",
	.history = HISTORY_QUERY,
	.complete = complete_query,
	.accepted = act_select,
};

/* Asks what only some views can do anything with. */
static void act_begin(struct app *app, const struct question *question,
		      bool able, const char *text)
{
	if (able)
		app_answer(app, question, text);
	else
		session_say(&app->session, "there is nothing to look for here; "
					   "f finds in the whole library");
}

/* q and Esc that no view wanted. */
static void act_back(struct app *app, enum action action)
{
	if (app_pop(app))
		return;
	if (action == ACTION_BACK)
		app_quit(app, 0);
	else
		app_sync_stop_refresh(app);
}

static void act_redraw(struct app *app)
{
	screen_resize(app->session.screen);
	screen_clear(app->session.screen, true);
	app->whole = true;
}

/* The day of the listing; DAY_NONE when it shows none. */
static day_t act_day(const struct app *app)
{
	return view_listing_reading(app_listing(app))->listing.day;
}

/* Sorts as the option sort names it. */
static void act_sort(struct app *app, const char *text)
{
	struct settings *settings = app->options->settings;
	struct str problem = STR_INIT;

	if (config_set(&settings->config, config_find("sort"), text, NULL,
		       &problem)) {
		settings->changed |= SETTINGS_CONFIG;
		app_settings_apply(app);
	} else {
		session_complain(&app->session, "%s", str_text(&problem));
	}
	str_free(&problem);
}

/* Actions that ask for a text, unless it is given; false for others. */
static bool act_asking(struct app *app, enum action action, const char *text)
{
	const struct view_ops *ops = app_top(app)->ops;

	switch ((int)action) {
	case ACTION_SEARCH:
		act_begin(app, &search_question, ops->search != NULL, text);
		break;
	case ACTION_FILTER:
		act_begin(app, &filter_question, ops->filter != NULL, text);
		break;
	case ACTION_FIND:
		app_answer(app, &find_question, text);
		break;
	case ACTION_SELECT_MATCHING:
		act_begin(app, &select_question, ops->select != NULL, text);
		break;
	case ACTION_GO_TO:
		app_answer(app, &ident_question, text);
		break;
	case ACTION_NOTE:
		app_note(app, text);
		break;
	case ACTION_FOLLOW_AUTHOR:
		app_author(app, text);
		break;
	case ACTION_TAGS:
		app_tags(app, text);
		break;
	case ACTION_WRITE:
		app_write(app, text);
		break;
	default:
		return false;
	}
	return true;
}

/* What is known of the paper that the view on top means. */
static void act_info(struct app *app)
{
	paper_key key = app_papers_first(app);

	if (key != 0)
		app_push(app, view_info_open(&app->session, key));
	else
		session_say(&app->session, "no paper is chosen here");
}

/* Actions that open a room; false for others. */
static bool act_room(struct app *app, enum action action)
{
	struct session *session = &app->session;
	const struct view *top = app_top(app);

	switch ((int)action) {
	case ACTION_FAVOURITES:
		app_find(app, "favourites", "is:starred");
		break;
	case ACTION_CALENDAR:
		app_push(app, view_calendar_open(session, act_day(app)));
		break;
	case ACTION_LEDGER:
		app_push(app, view_ledger_open(session, act_day(app)));
		break;
	case ACTION_INFO:
		act_info(app);
		break;
	case ACTION_TOPICS:
		app_push(app, view_topics_open(session, act_day(app)));
		break;
	case ACTION_CATEGORIES:
		app_push(app, view_categories_open(session));
		break;
	case ACTION_MESSAGES:
		app_push(app, view_messages_open(session));
		break;
	case ACTION_HELP:
		app_push(app, view_help_open(session, top->ops->room(top)));
		break;
	default:
		return false;
	}
	return true;
}

static void act_other(struct app *app, enum action action)
{
	switch ((int)action) {
	case ACTION_REFRESH:
		app_sync_refresh(app);
		break;
	case ACTION_REDRAW:
		act_redraw(app);
		break;
	case ACTION_SUSPEND:
		app_suspend(app, true);
		break;
	case ACTION_BACK:
	case ACTION_CANCEL:
		act_back(app, action);
		break;
	case ACTION_QUIT:
		app_quit(app, 0);
		break;
	case ACTION_INTERRUPT:
		app_quit(app, SIGINT);
		break;
	default:
		session_say(&app->session,
			    "%s means nothing here; ? lists the keys",
			    action_info(action)->name);
		break;
	}
}

/* Without a screen, what an action opened or paged is read out. */
static void act_read_out(struct app *app, enum action action,
			 const struct view *before)
{
	struct view *top = app_top(app);
	bool asked = action == ACTION_OPEN || action == ACTION_ZOOM ||
		     action == ACTION_PAGE_PAPER;
	struct str text = STR_INIT;

	if (app->linear == NULL || top->ops->read_out == NULL ||
	    (top == before && !asked))
		return;
	top->ops->read_out(top, &text);
	linear_say(app->linear, str_text(&text));
	str_free(&text);
}

void app_act(struct app *app, enum action action, int count, const char *text)
{
	struct view *top = app_top(app);
	enum reaction reaction = REACTION_NONE;

	if (action == ACTION_SORT && text != NULL) {
		act_sort(app, text);
		reaction = REACTION_DONE;
	} else if (text == NULL) {
		reaction = top->ops->action(top, action, count);
	}
	if (reaction == REACTION_CLOSE)
		app_pop(app);
	else if (reaction == REACTION_NONE && !app_decide(app, action) &&
		 !app_open(app, action, text) &&
		 !act_asking(app, action, text) && !act_room(app, action))
		act_other(app, action);
	app_grant(app);
	if (reaction != REACTION_CLOSE && !app->ended)
		act_read_out(app, action, top);
}
