/* The reader as a whole: opens what it needs, runs the loop, and puts back the
 * terminal on every way out.
 *
 *     keys ------> prompt, or the view on top, or the app's own actions
 *     signals ---> resize, suspend, end
 *     worker ----> marks that were written, or could not be
 *     child -----> progress of a refresh
 *     inotify ---> another process wrote: read the listing again
 *     script ----> keys from a file
 *
 * Each of them changes state only. Before the loop waits, app_draw() puts on
 * the screen what changed. */

#include "tui/app.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "tui/app_act.h"
#include "tui/app_keys.h"
#include "tui/app_outside.h"
#include "tui/app_script.h"
#include "tui/app_settings.h"
#include "tui/app_stack.h"
#include "tui/app_state.h"
#include "tui/app_sync.h"
#include "tui/bottom.h"
#include "tui/signals.h"
#include "tui/view_listing.h"

/* Smaller terminals only get a word. */
#define APP_ROWS    5
#define APP_COLUMNS 20

static void app_clock(struct app *app)
{
	struct timespec ticks;

	app->session.now = app->options->now != TIME_NONE ? app->options->now
							  : (int64_t)time(NULL);
	clock_gettime(CLOCK_MONOTONIC, &ticks);
	app->session.ticks =
		(int64_t)ticks.tv_sec * 1000 + ticks.tv_nsec / 1000000;
}

static bool app_too_small(const struct app *app)
{
	return screen_rows(app->session.screen) < APP_ROWS ||
	       screen_columns(app->session.screen) < APP_COLUMNS;
}

static void app_draw_bar(struct app *app)
{
	struct view *top = app_top(app);
	struct bar bar = { 0 };

	bar_add(&bar, 1, false, "arxday");
	top->ops->title(top, &bar);
	if (!app->whole && bar_same(&bar, &app->bar))
		return;
	app->bar = bar;
	bar_draw(&bar, app->session.screen, 0);
}

/* What Tab offers, over the line above the prompt. */
static void app_draw_choices(struct app *app, int row)
{
	struct screen *screen = app->session.screen;
	int columns = screen_columns(screen);
	struct str text = STR_INIT;

	prompt_choices(&app->prompt, columns, &text);
	if (text.len > 0)
		screen_text(screen, row, 0, columns, LOOK_BAR, str_text(&text));
	app->choices = text.len > 0;
	str_free(&text);
}

static void app_draw_bottom(struct app *app)
{
	struct screen *screen = app->session.screen;
	struct view *top = app_top(app);
	int row = screen_rows(screen) - 1;
	struct str status = STR_INIT;
	struct str typed = STR_INIT;

	if (app->question != NULL) {
		prompt_draw(&app->prompt, screen, row, screen_columns(screen));
		app_draw_choices(app, row - 1);
		bottom_forget(&app->bottom);
		return;
	}
	screen_cursor(screen, -1, -1);
	feed_text(&app->feed, &typed);
	if (top->ops->status != NULL)
		top->ops->status(top, &status);
	bottom_draw(&app->bottom, &app->session, str_text(&status),
		    app->fetcher != NULL ? fetcher_state(app->fetcher) : NULL,
		    str_text(&typed));
	str_free(&status);
	str_free(&typed);
}

/* The top line as one text. */
static void app_title_text(struct app *app, struct str *out)
{
	struct bar bar = { 0 };

	app_top(app)->ops->title(app_top(app), &bar);
	for (size_t i = 0; i < bar.count; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", bar.pieces[i].text);
}

/* The same as app_draw(), line by line for those who hear it. */
static void app_tell(struct app *app)
{
	const struct log_entry *message = log_shown(&app->session.log);
	struct view *top = app_top(app);
	struct str place = STR_INIT;
	struct str speak = STR_INIT;
	struct linear_now now;

	app_title_text(app, &place);
	if (top->ops->speak != NULL)
		top->ops->speak(top, &speak);
	now = (struct linear_now){
		.place = str_text(&place),
		.speak = str_text(&speak),
		.message = message != NULL ? message->text : "",
		.label = app->question != NULL ? app->prompt.label : NULL,
		.text = str_text(&app->prompt.text),
		.at = app->prompt.at,
	};
	if (app->whole)
		linear_forget(app->linear);
	app->whole = false;
	linear_update(app->linear, &now);
	str_free(&place);
	str_free(&speak);
}

/* Before each wait: what changed goes to the screen. */
static void app_draw(struct app *app)
{
	struct screen *screen = app->session.screen;
	struct view *top = app_top(app);
	struct area area = { .row = 1,
			     .rows = screen_rows(screen) - 2,
			     .columns = screen_columns(screen) };

	if (app->linear != NULL) {
		app_tell(app);
		return;
	}
	if (app->choices)
		app->whole = true;
	if (app->whole) {
		screen_clear(screen, false);
		bottom_forget(&app->bottom);
	}
	if (app_too_small(app)) {
		screen_cursor(screen, -1, -1);
		screen_text(screen, 0, 0, area.columns, LOOK_NORMAL,
			    "too small");
		screen_flush(screen);
		return;
	}
	if (app->whole)
		top->ops->place(top, area);
	top->ops->draw(top);
	app_draw_bar(app);
	app->whole = false;
	app_draw_bottom(app);
	screen_flush(screen);
}

static void app_turn(void *context)
{
	struct app *app = context;

	app_draw(app);
	app_script_step(app);
}

static void app_typed(int fd, short events, void *context)
{
	struct app *app = context;
	uint32_t key;

	(void)fd;
	app_clock(app);
	if ((events & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
		app_quit(app, SIGHUP);
		return;
	}
	while (!app->ended && screen_key(app->session.screen, &key))
		app_key(app, key);
	if (screen_gone(app->session.screen))
		app_quit(app, SIGHUP);
}

static void app_resized(struct app *app)
{
	screen_resize(app->session.screen);
	app->whole = true;
}

static void app_signal(struct app *app, int number)
{
	switch (number) {
	case SIGWINCH:
		app_resized(app);
		break;
	case SIGCONT:
		screen_resume(app->session.screen);
		app->whole = true;
		break;
	case SIGTSTP:
		app_suspend(app, false);
		break;
	case SIGINT:
		app_interrupt(app);
		break;
	case SIGCHLD:
		app_outside_reap(app); /* of others their pipes tell */
		break;
	default:
		app_quit(app, number);
		break;
	}
}

static void app_signalled(int fd, short events, void *context)
{
	struct app *app = context;
	int number;

	(void)fd;
	(void)events;
	app_clock(app);
	while ((number = signals_next(&app->signals)) != 0)
		app_signal(app, number);
}

static void app_watch_all(struct app *app)
{
	loop_watch(app->loop, STDIN_FILENO, app_typed, app);
	loop_watch(app->loop, app->signals.fd, app_signalled, app);
	loop_watch(app->loop, worker_fd(app->session.worker), app_sync_jobs,
		   app);
	app_sync_watch(app);
	if (app->options->settings->config.refresh_on_start &&
	    app->options->refresh_argv != NULL)
		app_sync_refresh(app);
}

static void app_marked(void *context, const struct mark_change *change)
{
	app_mark_all(context, change);
}

static char *app_history_path(const struct app *app)
{
	const char *folder = app->options->state_folder;

	return folder != NULL ? file_join(folder, "history") : NULL;
}

/* What was typed at prompts before. */
static void app_open_history(struct app *app)
{
	const struct config *config = &app->options->settings->config;
	char *path = app_history_path(app);

	app->history = history_open(path != NULL ? path : "",
				    (size_t)config->history_size);
	free(path);
}

/* What was typed is kept when it can be; that it cannot is no failure. */
static void app_close_history(struct app *app)
{
	struct error ignored;

	if (app->history != NULL && app->options->state_folder != NULL &&
	    history_save(app->history, &ignored) != STATUS_OK)
		error_clear(&ignored);
	history_free(app->history);
	mem_free_texts(app->tags);
	free(app->authors);
}

/* Everything but the terminal. */
static enum status app_begin(struct app *app, struct error *err)
{
	enum status status = worker_start(app->options->library_path,
					  app->options->library_mode,
					  &app->session.worker, err);

	if (status != STATUS_OK)
		return status;
	app->session.library = app->options->library;
	app->session.keymap = app->options->settings->keymap;
	app_open_history(app);
	app->completing = (struct complete_context){
		.settings = app->options->settings,
		.folder = app->options->config_folder,
		.home = app->options->home,
	};
	app->loop = loop_new(app_turn, app);
	app->session.settings = app->options->settings;
	app->session.marked = app_marked;
	app->session.app = app;
	app_push(app, view_listing_open(&app->session));
	app_clock(app);
	status = app_script_open(app, err);
	if (status == STATUS_OK)
		status = app_sync_open(app, err);
	if (status == STATUS_OK && app->options->notice != NULL)
		session_say(&app->session, "%s", app->options->notice);
	return status;
}

/* Works on what app_begin left half done, too. */
static enum status app_end(struct app *app, struct error *err)
{
	enum status status = STATUS_OK;

	/* Views have last words for the worker: where the cursor was. */
	app_pop_all(app);
	if (app->depth > 0)
		app_listing(app)->ops->close(app_listing(app));
	if (app->session.worker != NULL)
		status = app_sync_end(app, err);
	session_wish_clear(&app->session);
	app_close_history(app);
	prompt_clear(&app->prompt);
	bottom_forget(&app->bottom);
	free(app->write_name);
	free(app->meant);
	app_script_close(app);
	loop_free(app->loop);
	log_clear(&app->session.log);
	return status;
}

/* The part with the terminal. Signals come before the terminal, so that curses
 * finds our handlers and leaves them alone. */
static enum status app_show_all(struct app *app, struct error *err)
{
	enum status status = signals_open(&app->signals, err);
	struct screen_options options;
	struct theme theme;

	if (status != STATUS_OK)
		return status;
	options = app_screen_options(app, &theme);
	app->options->settings->changed = 0;
	status = screen_open(&options, &app->session.screen, err);
	if (status == STATUS_OK) {
		app->whole = true;
		if (app->options->settings->config.linear)
			app->linear = linear_new(app->session.screen);
		app_watch_all(app);
		loop_run(app->loop);
		linear_free(app->linear);
		screen_close(app->session.screen);
	}
	signals_close(&app->signals);
	return status;
}

enum status app_run(const struct app_options *options, int *ret_signal,
		    struct error *err)
{
	struct app *app = mem_zalloc(1, sizeof(*app));
	struct error late;
	enum status status;
	enum status ended;

	app->options = options;
	*ret_signal = 0;
	status = app_begin(app, err);
	if (status == STATUS_OK)
		status = app_show_all(app, err);
	ended = app_end(app, &late);
	if (status == STATUS_OK && ended != STATUS_OK) {
		*err = late;
		status = ended;
	}
	*ret_signal = app->ended_by;
	free(app);
	return status;
}
