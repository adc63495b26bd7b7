/* The paper elsewhere. */

#include "tui/app_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arxiv/tex_text.h"
#include "base/file.h"
#include "base/json.h"
#include "export/paper_json.h"
#include "tui/app_ask.h"
#include "tui/app_outside.h"
#include "tui/app_papers.h"

/* Most papers that one key opens in the browser. */
#define OPEN_MOST 10

/* Browsers that need the terminal. */
static bool needs_terminal(const char *command)
{
	static const char *const names[] = { "lynx",    "w3m",    "links",
					     "links2",  "elinks", "browsh",
					     "carbonyl" };
	size_t len = strcspn(command, " \t");
	const char *name = command + len;

	while (name > command && name[-1] != '/')
		name--;
	len -= (size_t)(name - command);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strlen(names[i]) == len &&
		    strncmp(names[i], name, len) == 0)
			return true;
	}
	return false;
}

/* The first of these that says anything. */
static const char *first_of(const char *option, const char *variable,
			    const char *last)
{
	const char *value = *option != '\0' ? option : getenv(variable);

	return value != NULL && *value != '\0' ? value : last;
}

static bool open_url(struct app *app, const char *url)
{
	const struct config *config = &app->options->settings->config;
	const char *browser = first_of(config->browser, "BROWSER", "xdg-open");
	struct outside what = { .command = browser,
				.argument = url,
				.background = !needs_terminal(browser) };
	struct error err;
	int code;

	if (app_outside(app, &what, &code, &err) == STATUS_OK)
		return true;
	session_complain(&app->session, "%s: `set browser` names another one",
			 err.text);
	return false;
}

/* "https://arxiv.org/abs/2510.07784" */
static void paper_url(const struct app *app, const char *kind, paper_key key,
		      struct str *out)
{
	char id[IDENT_TEXT_SIZE];

	str_addf(out, "%s/%s/%s", app->options->settings->config.paper_url,
		 kind, ident_format(key, id));
}

static void open_papers(struct app *app, const char *kind)
{
	struct str url = STR_INIT;
	paper_key *keys;
	size_t count = app_papers_keys(app, &keys);

	if (count == 0)
		session_say(&app->session, "no paper is chosen here");
	else if (count > OPEN_MOST)
		session_say(&app->session,
			    "%zu papers are too many to open at once; %d can "
			    "be",
			    count, OPEN_MOST);
	for (size_t i = 0; i < count && count <= OPEN_MOST; i++) {
		str_clear(&url);
		paper_url(app, kind, keys[i], &url);
		if (!open_url(app, str_text(&url)))
			break;
		session_say(&app->session, "opened %s", str_text(&url));
	}
	str_free(&url);
	free(keys);
}

/* What a copy key copies of one paper, a line of it. */
static void copy_text(const struct app *app, const struct listed *listed,
		      enum action action, struct str *out)
{
	const struct paper *paper = &listed->paper;
	const char *title = paper->title != NULL ? paper->title : "";
	const char *abstract = paper->abstract != NULL ? paper->abstract : "";
	char id[IDENT_TEXT_SIZE];

	if (action == ACTION_COPY || action == ACTION_COPY_ID)
		str_add(out, ident_format(paper->id.key, id));
	if (action == ACTION_COPY)
		str_add_char(out, ' ');
	if (action == ACTION_COPY || action == ACTION_COPY_TITLE)
		tex_plain(title, out);
	if (action == ACTION_COPY)
		str_add_char(out, ' ');
	if (action == ACTION_COPY || action == ACTION_COPY_URL)
		paper_url(app, "abs", paper->id.key, out);
	if (action == ACTION_COPY_ABSTRACT)
		tex_plain(abstract, out);
}

static void copy_papers(struct app *app, enum action action)
{
	struct str text = STR_INIT;
	paper_key *keys;
	size_t count = app_papers_keys(app, &keys);

	for (size_t i = 0; i < count; i++) {
		struct listed listed;
		struct error err;

		if (listed_load(app->session.library, keys[i], &listed, &err) !=
		    STATUS_OK)
			continue;
		if (text.len > 0)
			str_add_char(&text, '\n');
		copy_text(app, &listed, action, &text);
		listed_clear(&listed);
	}
	if (text.len == 0)
		session_say(&app->session, "there is nothing to copy here");
	else if (screen_copy(app->session.screen, str_text(&text), text.len))
		session_say(&app->session, "copied: %s", str_text(&text));
	else
		session_complain(&app->session,
				 "too long for the terminal's clipboard: %zu "
				 "bytes",
				 text.len);
	free(keys);
	str_free(&text);
}

static void shell_typed(struct app *app, const char *text)
{
	struct outside what = { .command = text, .pause = true };
	struct error err;
	int code;

	if (app_outside(app, &what, &code, &err) != STATUS_OK)
		session_complain(&app->session, "%s", err.text);
	else if (code != 0)
		session_complain(&app->session, "%s ended with %d", text, code);
}

static const struct question shell_question = {
	.label = "run: ",
	.history = HISTORY_PROGRAM,
	.accepted = shell_typed,
};

/* The papers that are meant as JSON, an object a line, in a file without a
 * name. */
static FILE *papers_json(struct app *app)
{
	FILE *file = tmpfile();

	for (size_t i = 0; file != NULL && i < app->meant_count; i++) {
		struct listed listed;
		struct error err;
		struct str line = STR_INIT;
		struct json *json;

		if (listed_load(app->session.library, app->meant[i], &listed,
				&err) != STATUS_OK)
			continue;
		json = paper_json(&listed);
		json_write_line(json, &line);
		json_free(json);
		fwrite(str_text(&line), 1, line.len, file);
		str_free(&line);
		listed_clear(&listed);
	}
	if (file != NULL && (fflush(file) != 0 || fseek(file, 0, SEEK_SET))) {
		fclose(file);
		file = NULL;
	}
	return file;
}

static void pipe_typed(struct app *app, const char *text)
{
	FILE *file = papers_json(app);
	struct outside what = { .command = text, .pause = true };
	struct error err;
	int code;

	if (file == NULL) {
		session_complain(&app->session,
				 "not piped: there is no room for a temporary "
				 "file");
		return;
	}
	what.stdin_fd = fileno(file);
	if (app_outside(app, &what, &code, &err) != STATUS_OK)
		session_complain(&app->session, "%s", err.text);
	else if (code != 0)
		session_complain(&app->session, "%s ended with %d", text, code);
	else
		app_papers_done(app, false);
	fclose(file);
}

static const struct question pipe_question = {
	.label = "pipe to: ",
	.history = HISTORY_PROGRAM,
	.accepted = pipe_typed,
};

static void open_pipe(struct app *app, const char *text)
{
	if (app_papers_mean(app) == 0)
		session_say(&app->session, "no paper is chosen here");
	else
		app_answer(app, &pipe_question, text);
}

bool app_open(struct app *app, enum action action, const char *text)
{
	switch ((int)action) {
	case ACTION_OPEN_PAGE:
		open_papers(app, "abs");
		break;
	case ACTION_OPEN_PDF:
		open_papers(app, "pdf");
		break;
	case ACTION_COPY:
	case ACTION_COPY_ID:
	case ACTION_COPY_URL:
	case ACTION_COPY_TITLE:
	case ACTION_COPY_ABSTRACT:
		copy_papers(app, action);
		break;
	case ACTION_SHELL:
		app_answer(app, &shell_question, text);
		break;
	case ACTION_PIPE:
		open_pipe(app, text);
		break;
	default:
		return false;
	}
	return true;
}
