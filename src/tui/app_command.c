/* Command lines, typed or bound to keys. Settings are changed by the language
 * itself and put into force here; all else comes to an action. */

#include "tui/app_command.h"

#include <string.h>

#include "library/day_choice.h"
#include "tui/app_act.h"
#include "tui/app_ask.h"
#include "tui/app_settings.h"
#include "tui/app_stack.h"
#include "tui/app_wish.h"
#include "tui/command.h"
#include "tui/view_info.h"

/* Goes to a day: "2025-10-10", "latest", "-1". */
static void command_go(struct app *app, const char *text)
{
	struct session *session = &app->session;
	struct wish wish = { .kind = WISH_DAY };
	struct day_choice choice;
	struct error err;
	enum status status = day_read(text, session->now, &choice, &err);

	if (status == STATUS_OK)
		status =
			day_resolve(&choice, session->library, &wish.day, &err);
	if (status == STATUS_OK)
		session_wish(session, &wish);
	else
		session_complain(session, "%s", err.text);
}

/* Why a paper is or is not here; without a text the one that is chosen. */
static void command_why(struct app *app, const char *text)
{
	struct ident id;

	if (text == NULL)
		app_act(app, ACTION_INFO, 0, NULL);
	else if (ident_parse(text, &id))
		app_push(app, view_info_open(&app->session, id.key));
	else
		session_complain(&app->session,
				 "%s is no arXiv identifier such as 2510.07784",
				 text);
}

/* Searches backwards by going back from the hit that the search found. */
static void command_find(struct app *app, const struct command *command)
{
	app_act(app, ACTION_SEARCH, 0,
		command->text != NULL ? command->text : "");
	if (command->backwards)
		app_act(app, ACTION_PREVIOUS_HIT, 0, NULL);
}

static void command_do(struct app *app, const struct command *command)
{
	switch (command->kind) {
	case COMMAND_ACTION:
		app_act(app, command->action, command->count, command->text);
		break;
	case COMMAND_FIND:
		command_find(app, command);
		break;
	case COMMAND_GO:
		command_go(app, command->text);
		break;
	case COMMAND_WHY:
		command_why(app, command->text);
		break;
	case COMMAND_DONE:
	case COMMAND_NOTHING:
	case COMMAND_WRONG:
		break;
	}
	if (command->message.len > 0 && command->kind == COMMAND_WRONG)
		session_complain(&app->session, "%s",
				 str_text(&command->message));
	else if (command->message.len > 0)
		session_say(&app->session, "%s", str_text(&command->message));
}

/* What stands behind a command that asks is not done, for it would come before
 * the answer and mean something else. */
static void command_left(struct app *app, const char *rest)
{
	rest += strspn(rest, " \t;");
	if (app->question != NULL && *rest != '\0')
		session_complain(&app->session,
				 "not done, for it stands behind a question: "
				 "%s",
				 rest);
}

void app_command(struct app *app, const char *line)
{
	struct command_context context = {
		.settings = app->options->settings,
		.folder = app->options->config_folder,
		.home = app->options->home,
	};
	struct command command;

	while (!app->ended && app->question == NULL &&
	       command_next(&context, &line, &command)) {
		command_do(app, &command);
		command_clear(&command);
		app_settings_apply(app);
		app_grant(app);
	}
	command_left(app, line);
}

static const struct question command_question = {
	.label = ":",
	.history = HISTORY_COMMAND,
	.complete = complete_command,
	.accepted = app_command,
};

void app_command_ask(struct app *app)
{
	app_ask(app, &command_question, NULL, "");
}
