/* Keeping in step with the library. Marks are shown at once and written behind;
 * until the last one is written the library is not read again, because it
 * would not know them yet. A mark that could not be written is taken from the
 * screen by reading the library again. */

#include "tui/app_sync.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "library/ledger.h"
#include "source/sample.h"
#include "tui/app_note.h"
#include "tui/app_stack.h"
#include "tui/view_listing.h"

/* Changes of the library are gathered this long (milliseconds) before it is
 * read again; where inotify does not work it is asked this often. */
#define SYNC_GATHER 100
#define SYNC_ASK    1000

/* What is being written is seen by inotify before it can be read, much sooner
 * where the disk is slow: after the last touch of the file it is asked so many
 * times more. */
#define SYNC_DOUBTS 3

/* "07:12" of today, else "9 Oct", of the last refresh, in local time. */
static void sync_refreshed(struct session *session)
{
	struct error ignored;
	int64_t at = TIME_NONE;
	time_t now = (time_t)session->now;
	time_t then;
	struct tm now_local;
	struct tm then_local;
	bool today;

	session->refreshed[0] = '\0';
	if (ledger_last_refresh(session->library, &at, &ignored) != STATUS_OK ||
	    at == TIME_NONE)
		return;
	then = (time_t)at;
	if (localtime_r(&then, &then_local) == NULL ||
	    localtime_r(&now, &now_local) == NULL)
		return;
	today = then_local.tm_year == now_local.tm_year &&
		then_local.tm_yday == now_local.tm_yday;
	strftime(session->refreshed, sizeof(session->refreshed),
		 today ? "%H:%M" : "%d %b", &then_local);
}

enum status app_sync_open(struct app *app, struct error *err)
{
	struct library *library = app->session.library;
	day_t day = app->options->day;
	enum status status = STATUS_OK;

	if (day == DAY_NONE)
		status = day_latest(library, &day, err);
	sync_refreshed(&app->session);
	app->version = library_data_version(library);
	if (status == STATUS_NOTFOUND)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = view_listing_go(app_listing(app), day, err);
	return status;
}

/* Reads the library again now. */
static void sync_reload(struct app *app)
{
	struct error err;
	enum status status = STATUS_OK;

	if (worker_pending(app->session.worker) > 0) {
		app->reload = true;
		return;
	}
	app->reload = false;
	if (view_listing_reading(app_listing(app))->listing.day == DAY_NONE) {
		status = app_sync_open(app, &err);
	} else {
		app->version = library_data_version(app->session.library);
		sync_refreshed(&app->session);
	}
	app_reload_all(app);
	if (status != STATUS_OK)
		session_complain(&app->session, "%s", err.text);
}

/* Says that the library's name means another file, or none: what is marked
 * from now on goes where no other process sees it. An error that is shown
 * already stays. */
static void sync_check_file(struct app *app)
{
	struct stat status;

	if (app->options->library_mode == LIBRARY_MEMORY ||
	    session_complained(&app->session))
		return;
	if (stat(app->options->library_path, &status) == 0 &&
	    status.st_dev == app->device && status.st_ino == app->inode)
		return;
	session_complain(&app->session,
			 "the library's file was moved or replaced: new marks "
			 "may be lost; quit and start again");
}

/* Reads the library again when it is another one than was read. */
static void sync_compare(void *context)
{
	struct app *app = context;
	int64_t version = library_data_version(app->session.library);

	app->gathering = false;
	if (version != app->version || version < 0)
		sync_reload(app);
	sync_check_file(app);
	if (app->watch == NULL || (app->doubts > 0 && app->doubts-- > 0))
		loop_timer(app->loop, SYNC_ASK, sync_compare, app);
}

void app_sync_now(struct app *app)
{
	sync_compare(app);
}

static void sync_touched(int fd, short events, void *context)
{
	struct app *app = context;

	(void)fd;
	(void)events;
	if (!watch_read(app->watch))
		return;
	app->doubts = SYNC_DOUBTS;
	app->gathering = true;
	loop_timer(app->loop, SYNC_GATHER, sync_compare, app);
}

void app_sync_watch(struct app *app)
{
	struct stat status;

	if (app->options->library_mode == LIBRARY_MEMORY)
		return;
	if (stat(app->options->library_path, &status) == 0) {
		app->device = status.st_dev;
		app->inode = status.st_ino;
	}
	app->watch = watch_open(app->options->library_path);
	if (app->watch != NULL)
		loop_watch(app->loop, watch_fd(app->watch), sync_touched, app);
	else
		loop_timer(app->loop, SYNC_ASK, sync_compare, app);
}

static void sync_travelled(struct app *app, const struct job *job)
{
	const struct marks_step *step = &job->step;
	const char *what = job->kind == JOB_UNDO ? "taken back" : "done again";
	struct str text = STR_INIT;

	if (job->status == STATUS_NOTFOUND) {
		session_say(&app->session, "%s",
			    job->kind == JOB_UNDO ? "nothing to take back"
						  : "nothing to do again");
		return;
	}
	sync_reload(app);
	/* A listing below other views stays where its reader left it. */
	if (app->depth == 1)
		view_listing_find(app_listing(app), step->first);
	marks_step_text(step, &text);
	session_say(&app->session, "%s: %s", what, str_text(&text));
	str_free(&text);
}

/* True when no day but those of the sample is held. */
static bool sync_is_first(struct session *session)
{
	struct error ignored;
	int64_t at = TIME_NONE;
	day_t latest = DAY_NONE;

	if (ledger_last_refresh(session->library, &at, &ignored) != STATUS_OK ||
	    at != TIME_NONE)
		return false;
	return day_latest(session->library, &latest, &ignored) != STATUS_OK ||
	       latest == date_parse_iso(SAMPLE_DAY_TEXT);
}

/* What was chosen is followed now. Who has nothing of it yet gets it. */
static void sync_followed(struct app *app, const struct job *job)
{
	const struct app_options *options = app->options;
	bool fetches = !options->offline && options->refresh_argv != NULL;
	struct session *session = &app->session;

	sync_reload(app);
	if (job->value[0] == '\0') {
		session_say(session, "no category is followed: all that is "
				     "held is shown");
		return;
	}
	if (fetches && sync_is_first(session)) {
		session_say(session,
			    "following %s; fetching what arXiv "
			    "announced today",
			    job->value);
		app->first = app->fetcher == NULL;
		app_sync_refresh(app);
		return;
	}
	session_say(session, "following %s%s", job->value,
		    fetches ? "; r fetches" : "");
}

static const char *sync_failure(enum job_kind kind)
{
	if (kind == JOB_FIND)
		return "the search failed";
	return kind == JOB_DAYS ? "the days could not be read" : "not written";
}

static void sync_finished(struct app *app, const struct job *job)
{
	/* Where the reader was is not worth a word. */
	if (job->kind == JOB_PLACE)
		return;
	if (job->kind == JOB_EDIT && job->note != NULL)
		app_note_stored(app, job);
	if (job->status != STATUS_OK && job->status != STATUS_NOTFOUND) {
		/* What was only read is as it was. */
		app->reload = app->reload || job->kind != JOB_DAYS;
		if (job->note == NULL)
			session_complain(&app->session, "%s: %s",
					 sync_failure(job->kind),
					 job->error.text);
		return;
	}
	/* Tags and notes are shown when they are written. */
	if (job->kind == JOB_EDIT && (job->on | job->off) == 0)
		app->reload = true;
	if (job->kind == JOB_FOLLOW)
		sync_followed(app, job);
	else if (job->kind == JOB_UNDO || job->kind == JOB_REDO)
		sync_travelled(app, job);
}

void app_sync_jobs(int fd, short events, void *context)
{
	struct app *app = context;
	struct job *job;

	(void)fd;
	(void)events;
	while ((job = worker_take(app->session.worker)) != NULL) {
		sync_finished(app, job);
		app_finished(app, job);
		job_free(job);
	}
	if (app->reload)
		sync_reload(app);
}

static void sync_say(bool error, const char *text, void *context)
{
	struct app *app = context;

	log_add(&app->session.log, error, app->session.now, "%s", text);
}

/* Who chose categories for the first time sees the first day of them at
 * once. */
static void sync_show_first(struct app *app)
{
	struct error ignored;
	day_t latest;

	if (app->first &&
	    day_latest(app->session.library, &latest, &ignored) == STATUS_OK &&
	    view_listing_go(app_listing(app), latest, &ignored) != STATUS_OK)
		session_complain(&app->session, "%s", ignored.text);
	app->first = false;
}

/* The last words on a refresh. A day that came is announced; the view stays
 * where it is. */
static void sync_refresh_ended(struct app *app,
			       const struct fetcher_state *state, int code)
{
	struct session *session = &app->session;
	day_t shown = view_listing_reading(app_listing(app))->listing.day;
	char name[DATE_TEXT_SIZE];
	struct error ignored;
	day_t latest = shown;

	if (state->cancelled) {
		session_say(session, "the refresh was stopped; what had come "
				     "is kept");
		return;
	}
	if (state->problems > 0) {
		session_complain(
			session, "refreshed %zu of %zu categories; @ says why",
			state->finished - state->problems, state->total);
		return;
	}
	if (state->missed > 0) {
		session_complain(session,
				 "%zu days that were missed could not be "
				 "rebuilt; @ says why",
				 state->missed);
		return;
	}
	if (code != 0) {
		if (!session_complained(session))
			session_complain(session, "the refresh failed; r tries "
						  "again");
		return;
	}
	if (day_latest(session->library, &latest, &ignored) == STATUS_OK &&
	    latest > shown && shown != DAY_NONE)
		session_say(session, "%s has come: . goes there",
			    date_format_human(latest, name));
	else if (state->empty > 0 && state->empty == state->finished)
		session_say(session, "%s", state->quiet);
	else
		session_say(session, "refreshed: %u papers, %u of them new",
			    state->papers, state->added);
}

static void sync_heard(int fd, short events, void *context)
{
	struct app *app = context;
	struct fetcher_state state;
	int code;

	(void)events;
	if (fetcher_read(app->fetcher, sync_say, app))
		return;
	state = *fetcher_state(app->fetcher);
	loop_unwatch(app->loop, fd);
	code = fetcher_end(app->fetcher);
	app->fetcher = NULL;
	sync_compare(app);
	sync_show_first(app);
	sync_refresh_ended(app, &state, code);
}

void app_sync_refresh(struct app *app)
{
	struct session *session = &app->session;
	const struct app_options *options = app->options;
	struct error err;

	if (app->fetcher != NULL) {
		session_say(session, "%s runs already; Esc stops it",
			    app->wanted != 0 ? "a lookup" : "a refresh");
		return;
	}
	if (options->offline || options->refresh_argv == NULL) {
		session_say(session, "%s",
			    options->offline
				    ? "offline: no request is made"
				    : "this is a demonstration in memory: "
				      "nothing is fetched");
		return;
	}
	if (fetcher_start(options->program, options->refresh_argv, "refreshing",
			  &app->fetcher, &err) != STATUS_OK) {
		session_complain(session, "%s", err.text);
		return;
	}
	loop_watch(app->loop, fetcher_fd(app->fetcher), sync_heard, app);
}

bool app_sync_stop_refresh(struct app *app)
{
	if (app->fetcher == NULL)
		return false;
	fetcher_cancel(app->fetcher);
	return true;
}

enum status app_sync_end(struct app *app, struct error *err)
{
	enum status status = STATUS_OK;
	struct job *job;

	if (app->fetcher != NULL)
		(void)fetcher_end(app->fetcher);
	app->fetcher = NULL;
	worker_finish(app->session.worker);
	while ((job = worker_take(app->session.worker)) != NULL) {
		if (status == STATUS_OK && job->kind == JOB_EDIT &&
		    job->status != STATUS_OK) {
			status = job->status;
			*err = job->error;
			error_prefix(err, "a mark was not written");
		}
		job_free(job);
	}
	worker_free(app->session.worker);
	app->session.worker = NULL;
	watch_close(app->watch);
	app->watch = NULL;
	return status;
}
