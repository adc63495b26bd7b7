/* Asking: one prompt, one question at a time. */

#include "tui/app_ask.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "tui/key.h"

void app_ask(struct app *app, const struct question *question,
	     const char *label, const char *text)
{
	app->question = question;
	prompt_begin(&app->prompt, label != NULL ? label : question->label,
		     text);
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
	if (question->step != NULL)
		question->step(app, SEARCH_ACCEPT, text);
	if (question->accepted != NULL)
		question->accepted(app, text);
	free(text);
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

	prompt_paste(&app->prompt, text);
	if (question->step != NULL)
		question->step(app, SEARCH_LIVE, str_text(&app->prompt.text));
}
