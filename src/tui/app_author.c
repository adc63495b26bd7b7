/* Following authors. Tab in the prompt knows the authors of the paper. */

#include "tui/app_author.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "base/mem.h"
#include "base/text.h"
#include "library/follow.h"
#include "tui/app_ask.h"
#include "tui/app_papers.h"

/* Whether an author is followed. */
static bool author_followed(struct app *app, const char *name)
{
	char **names = NULL;
	size_t count = 0;
	struct error err;
	bool found = false;

	if (follow_list(app->session.library, FOLLOW_AUTHOR, &names, &count,
			&err) != STATUS_OK) {
		session_complain(&app->session, "%s", err.text);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		found = found || strcmp(names[i], name) == 0;
	mem_free_texts(names);
	return found;
}

static void author_typed(struct app *app, const char *text)
{
	char *name = text_clean_dup(text);
	bool on;

	if (*name != '\0') {
		on = !author_followed(app, name);
		session_follow_author(&app->session, name, on);
		session_say(&app->session, "%s %s", name,
			    on ? "is followed" : "is followed no more");
	}
	free(name);
}

/* What may stand in the prompt: the authors of the paper. */
static void author_complete(const struct complete_context *context,
			    const char *line, size_t at, struct completion *ret)
{
	const char *names = context->authors;
	char *typed = mem_strndup(line, at);
	const char *name;
	size_t len;

	completion_begin(ret, 0, typed);
	ret->bare = true;
	while (author_next(&names, &name, &len)) {
		char *copy = mem_strndup(name, len);

		completion_offer(ret, copy);
		free(copy);
	}
	free(typed);
}

static const struct question author_question = {
	.label = "follow author: ",
	.history = HISTORY_AUTHOR,
	.complete = author_complete,
	.accepted = author_typed,
};

void app_author(struct app *app, const char *name)
{
	struct listed listed;
	struct str shown = STR_INIT;
	char *first;

	if (name != NULL) {
		author_typed(app, name);
		return;
	}
	if (!app_papers_load(app, &listed))
		return;
	author_join_shown(listed.paper.authors, "\n", &shown);
	listed_clear(&listed);
	free(app->authors);
	app->authors = str_take(&shown);
	app->completing.authors = app->authors;
	first = mem_strndup(app->authors, strcspn(app->authors, "\n"));
	app_ask(app, &author_question, NULL, first);
	free(first);
}
