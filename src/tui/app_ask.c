/* Asking: one prompt, one question at a time. */

#include "tui/app_ask.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "library/tag.h"
#include "tui/key.h"

static void ask_complete(const void *data, const char *line, size_t at,
			 struct completion *ret)
{
	const struct app *app = data;

	app->question->complete(&app->completing, line, at, ret);
}

/* The tags that there are, for Tab. */
static void ask_load_tags(struct app *app)
{
	struct tag_use *uses = NULL;
	size_t count = 0;
	struct error ignored;

	mem_free_texts(app->tags);
	app->tags = NULL;
	if (tags_load(app->session.library, &uses, &count, &ignored) ==
	    STATUS_OK) {
		app->tags = mem_zalloc(count + 1, sizeof(app->tags[0]));
		for (size_t i = 0; i < count; i++)
			app->tags[i] = mem_strdup(uses[i].name);
		free(uses);
	}
	app->completing.tags = (const char *const *)app->tags;
}

/* Up and Tab. */
static void ask_help(struct app *app, const struct question *question)
{
	prompt_set_history(&app->prompt, app->history, question->history);
	if (question->complete == NULL)
		return;
	ask_load_tags(app);
	prompt_set_completer(&app->prompt, ask_complete, app);
}

void app_ask(struct app *app, const struct question *question,
	     const char *label, const char *text)
{
	app->question = question;
	prompt_begin(&app->prompt, label != NULL ? label : question->label,
		     text);
	if (!question->one_key)
		ask_help(app, question);
	if (question->step != NULL)
		question->step(app, SEARCH_BEGIN, text);
}

static void ask_end(struct app *app)
{
	app->question = NULL;
	prompt_clear(&app->prompt);
}

void app_ask_cancel(struct app *app)
{
	const struct question *question = app->question;

	ask_end(app);
	if (question->step != NULL)
		question->step(app, SEARCH_CANCEL, "");
	if (question->given_up != NULL)
		session_say(&app->session, "%s", question->given_up);
}

static void ask_accept(struct app *app)
{
	const struct question *question = app->question;
	char *text = str_take(&app->prompt.text);

	ask_end(app);
	history_add(app->history, question->history, text);
	if (question->step != NULL)
		question->step(app, SEARCH_ACCEPT, text);
	if (question->accepted != NULL)
		question->accepted(app, text);
	free(text);
}

void app_answer(struct app *app, const struct question *question,
		const char *text)
{
	if (text == NULL) {
		app_ask(app, question, NULL, "");
		return;
	}
	if (question->step != NULL) {
		question->step(app, SEARCH_BEGIN, "");
		question->step(app, SEARCH_LIVE, text);
		question->step(app, SEARCH_ACCEPT, text);
	}
	if (question->accepted != NULL)
		question->accepted(app, text);
}

/* One key answers, whatever it is. */
static void ask_one_key(struct app *app, uint32_t key)
{
	const struct question *question = app->question;
	char text[5] = "";

	if (key >= ' ' && key < (uint32_t)SPECIAL_NONE)
		text[utf8_encode(key, text)] = '\0';
	ask_end(app);
	question->accepted(app, text);
}

void app_ask_key(struct app *app, uint32_t key)
{
	const struct question *question = app->question;
	enum prompt_result result;

	if (question->one_key) {
		ask_one_key(app, key);
		return;
	}
	result = prompt_key(&app->prompt, key);
	if (result == PROMPT_CANCELLED)
		app_ask_cancel(app);
	else if (result == PROMPT_ACCEPTED)
		ask_accept(app);
	else if (result == PROMPT_CHANGED && question->step != NULL)
		question->step(app, SEARCH_LIVE, str_text(&app->prompt.text));
}

void app_ask_paste(struct app *app, const char *text)
{
	const struct question *question = app->question;

	if (prompt_paste(&app->prompt, text) == PROMPT_CHANGED &&
	    question->step != NULL)
		question->step(app, SEARCH_LIVE, str_text(&app->prompt.text));
}
