/* Writing the listing: the name is asked for, and once more before a file is
 * replaced. */

#include "tui/app_write.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "tui/app_ask.h"
#include "tui/view_listing.h"
#include "tui/write_day.h"

static void write_now(struct app *app)
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
static char *write_expand(char *name)
{
	const char *home = getenv("HOME");
	char *path;

	if (strncmp(name, "~/", 2) != 0 || home == NULL || *home == '\0')
		return name;
	path = file_join(home, name + 2);
	free(name);
	return path;
}

static bool write_is_folder(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Anything but y leaves the file alone. */
static void write_replace(struct app *app, const char *text)
{
	if (strcmp(text, "y") == 0 || strcmp(text, "Y") == 0)
		write_now(app);
	else
		session_say(&app->session, "not written");
	free(app->write_name);
	app->write_name = NULL;
}

static const struct question replace_question = {
	.label = "replace it? y/n ",
	.given_up = "not written",
	.one_key = true,
	.accepted = write_replace,
};

static void write_named(struct app *app, const char *text)
{
	char *name = write_expand(mem_strdup(text));

	if (name[strspn(name, " ")] == '\0') {
		session_say(&app->session, "not written: no name was given");
		free(name);
		return;
	}
	free(app->write_name);
	app->write_name = name;
	if (file_exists(name) && !write_is_folder(name)) {
		app_ask(app, &replace_question, NULL, name);
		return;
	}
	write_now(app);
	free(app->write_name);
	app->write_name = NULL;
}

static const struct question name_question = {
	.label = "write to: ",
	.given_up = "not written",
	.history = HISTORY_FILE,
	.complete = complete_file,
	.accepted = write_named,
};

void app_write(struct app *app, const char *name)
{
	const struct config *config = &app->options->settings->config;
	const struct reading *reading = view_listing_reading(app_listing(app));
	char *proposed;

	if (app->depth > 1) {
		session_say(&app->session, "w writes the listing of a day, and "
					   "this is none; q goes back to it");
		return;
	}
	if (reading->listing.day == DAY_NONE) {
		session_say(&app->session, "there is no day to write");
		return;
	}
	if (name != NULL) {
		write_named(app, name);
		return;
	}
	proposed = write_day_name(reading, config->export_dir);
	app_ask(app, &name_question, NULL, proposed);
	free(proposed);
}
