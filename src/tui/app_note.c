/* Notes. The editor gets a file in the state folder; it is removed when the
 * library has the note and not before, so that neither a crash of the editor
 * nor one of ours loses what was written. */

#include "tui/app_note.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "library/note.h"
#include "tui/app_outside.h"
#include "tui/app_papers.h"

/* "STATE/note-2510.07784.txt"; the slash of an old identifier is none. */
static char *note_path(const struct app *app, paper_key key)
{
	char id[IDENT_TEXT_SIZE];
	struct str name = STR_INIT;
	char *path;

	ident_format(key, id);
	for (char *at = id; *at != '\0'; at++)
		*at = *at == '/' ? '-' : *at;
	str_addf(&name, "note-%s.txt", id);
	path = file_join(app->options->state_folder, str_text(&name));
	str_free(&name);
	return path;
}

static const char *note_editor(const struct app *app)
{
	const char *editor = app->options->settings->config.editor;

	if (*editor == '\0')
		editor = getenv("VISUAL");
	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	return editor != NULL && *editor != '\0' ? editor : "vi";
}

/* Puts the note as it is into the file, unless one was left there. */
static enum status note_put(struct app *app, const char *path, const char *note,
			    struct error *err)
{
	enum status status = file_make_folders(app->options->state_folder, err);
	struct str text = STR_INIT;

	if (status != STATUS_OK)
		return status;
	if (file_exists(path)) {
		session_say(&app->session,
			    "a note that was not finished was found");
		return STATUS_OK;
	}
	str_addf(&text, "%s%s", note, *note != '\0' ? "\n" : "");
	status = file_write_atomic(path, str_text(&text), text.len, err);
	str_free(&text);
	return status;
}

/* Appends the note that the file makes. */
static enum status note_read(const char *path, struct str *out,
			     struct error *err)
{
	struct str text = STR_INIT;
	enum status status = file_read_regular(path, NOTE_TEXT_MAX, &text, err);

	if (status == STATUS_OK)
		status = note_make(str_text(&text), text.len, out, NULL, err);
	str_free(&text);
	return status;
}

/* Takes the note out of the file. */
static enum status note_take(struct app *app, const char *path, paper_key key,
			     struct error *err)
{
	struct str note = STR_INIT;
	enum status status = note_read(path, &note, err);

	if (status == STATUS_OK)
		session_note(&app->session, str_text(&note), key);
	str_free(&note);
	return status;
}

/* Removes the file when it says no more than this note; true when there is none
 * then. One in which something else was written stays. */
static bool note_remove(const char *path, const char *note)
{
	struct str held = STR_INIT;
	struct error ignored;

	if (note_read(path, &held, &ignored) == STATUS_OK &&
	    strcmp(str_text(&held), note) == 0)
		(void)unlink(path);
	str_free(&held);
	return !file_exists(path);
}

/* The editor could not be run, or said that nothing is to become of it. */
static void note_refused(struct app *app, const char *path, const char *note,
			 const char *why)
{
	if (note_remove(path, note))
		session_complain(&app->session, "%s: the note is as it was",
				 why);
	else
		session_complain(&app->session,
				 "%s: the note is as it was; e goes on with "
				 "what was written, %s",
				 why, path);
}

static void note_edit(struct app *app, paper_key key, const char *note,
		      const char *path)
{
	struct outside what = { .command = note_editor(app), .argument = path };
	struct error err;
	int code = 0;
	enum status status = note_put(app, path, note, &err);

	if (status == STATUS_OK)
		status = app_outside(app, &what, &code, &err);
	if (status == STATUS_OK && code != 0)
		status = error_set(&err, STATUS_SYSTEM, 0,
				   "the editor ended with %d", code);
	if (status == STATUS_OK)
		status = note_take(app, path, key, &err);
	if (status != STATUS_OK)
		note_refused(app, path, note, err.text);
}

void app_note_stored(struct app *app, const struct job *job)
{
	char *path = note_path(app, job->keys[0]);

	if (job->status == STATUS_OK)
		note_remove(path, job->note);
	else if (file_exists(path))
		session_complain(&app->session,
				 "the note was not stored (%s): it is in %s",
				 job->error.text, path);
	else
		session_complain(&app->session, "the note was not stored: %s",
				 job->error.text);
	free(path);
}

static void note_typed(struct app *app, const char *text)
{
	paper_key key = app_papers_first(app);

	if (key != 0)
		session_note(&app->session, text, key);
	else
		session_say(&app->session, "no paper is chosen here");
}

void app_note(struct app *app, const char *text)
{
	struct listed listed;
	char *path;

	if (text != NULL) {
		note_typed(app, text);
		return;
	}
	if (app->options->state_folder == NULL) {
		session_complain(&app->session,
				 "no note: HOME is not set, so there is no "
				 "place for it");
		return;
	}
	if (!app_papers_load(app, &listed))
		return;
	path = note_path(app, listed.paper.id.key);
	note_edit(app, listed.paper.id.key,
		  listed.note != NULL ? listed.note : "", path);
	free(path);
	listed_clear(&listed);
}
