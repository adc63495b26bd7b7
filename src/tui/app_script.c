/* Scripts, played. The next key must wait for whatever the last one set off,
 * and the loop must get its turn in between: so an idle reader writes a byte
 * into a pipe of its own, which wakes the loop, which gives the key. */

#include "tui/app_script.h"

#include <unistd.h>

#include "base/file.h"
#include "base/spawn.h"
#include "tui/app_keys.h"

/* True when keys that were given wait for more. */
static bool script_held(const struct app *app)
{
	enum room room = app_top(app)->ops->room(app_top(app));

	return feed_waiting(&app->feed, app->session.keymap, room);
}

/* True when the next key belongs to those before it. */
static bool script_joined(const struct app *app)
{
	const struct script *script = app->options->script;

	return app->script.at < script->count &&
	       script->keys[app->script.at].joined;
}

static bool script_idle(const struct app *app)
{
	if (app->ended || app->reload || app->fetcher != NULL ||
	    worker_pending(app->session.worker) > 0)
		return false;
	if (script_held(app))
		return script_joined(app);
	return !app->gathering;
}

static void script_done(struct app *app)
{
	const char *path = app->options->script_done;
	struct error err;

	app->script.over = true;
	if (path != NULL &&
	    file_write_atomic(path, "done\n", 5, &err) != STATUS_OK)
		session_complain(&app->session, "%s", err.text);
}

static void script_key(int fd, short events, void *context)
{
	struct app *app = context;
	const struct script *script = app->options->script;
	char byte;

	(void)events;
	app->script.awake = false;
	if (read(fd, &byte, 1) != 1 || !script_idle(app))
		return;
	if (app->script.at < script->count)
		app_key(app, script->keys[app->script.at++].key);
	else
		script_done(app);
}

enum status app_script_open(struct app *app, struct error *err)
{
	enum status status;

	if (app->options->script == NULL)
		return STATUS_OK;
	status = spawn_pipe(app->script.fds, err);
	if (status != STATUS_OK)
		return status;
	app->script.open = true;
	loop_watch(app->loop, app->script.fds[0], script_key, app);
	return STATUS_OK;
}

void app_script_step(struct app *app)
{
	if (!app->script.open || app->script.over || app->script.awake ||
	    !script_idle(app))
		return;
	app->script.awake = write(app->script.fds[1], "", 1) == 1;
}

void app_script_close(struct app *app)
{
	if (!app->script.open)
		return;
	app->script.open = false;
	close(app->script.fds[0]);
	close(app->script.fds[1]);
}
