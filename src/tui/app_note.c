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
	if (note != NULL)
		str_addf(&text, "%s\n", note);
	status = file_write_atomic(path, str_text(&text), text.len, err);
	str_free(&text);
	return status;
}

/* Takes the note out of the file. */
static enum status note_take(struct app *app, const char *path, paper_key key,
			     struct error *err)
{
	struct str text = STR_INIT;
	struct str clean = STR_INIT;
	enum status status = file_read(path, NOTE_MAX, &text, err);

	if (status == STATUS_OK) {
		note_clean(str_text(&text), text.len, &clean);
		session_note(&app->session, str_text(&clean), key);
	}
	str_free(&text);
	str_free(&clean);
	return status;
}

static void note_edit(struct app *app, const struct listed *listed,
		      const char *path)
{
	struct outside what = { .command = note_editor(app), .argument = path };
	paper_key key = listed->paper.id.key;
	struct error err;
	int code = 0;
	enum status status = note_put(app, path, listed->note, &err);

	if (status == STATUS_OK)
		status = app_outside(app, &what, &code, &err);
	if (status == STATUS_OK && code != 0) {
		session_complain(&app->session,
				 "the editor ended with %d: the note is as it "
				 "was; what was written is in %s",
				 code, path);
		return;
	}
	if (status == STATUS_OK)
		status = note_take(app, path, key, &err);
	if (status != STATUS_OK)
		session_complain(&app->session, "no note: %s", err.text);
}

void app_note_stored(struct app *app, const struct job *job)
{
	char *path = note_path(app, job->keys[0]);

	if (job->status == STATUS_OK)
		(void)unlink(path);
	else
		session_complain(&app->session,
				 "the note was not stored (%s): it is in %s",
				 job->error.text, path);
	free(path);
}

void app_note(struct app *app, const char *text)
{
	struct listed listed;
	char *path;

	if (text != NULL) {
		if (app_papers_first(app) != 0)
			session_note(&app->session, text,
				     app_papers_first(app));
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
	note_edit(app, &listed, path);
	free(path);
	listed_clear(&listed);
}
