/* Which papers an action means: the view on top knows. */

#include "tui/app_papers.h"

#include <stdlib.h>

#include "base/mem.h"

size_t app_papers(const struct app *app, enum scope scope, struct chosen **ret)
{
	const struct view *top = app_top(app);

	*ret = NULL;
	return top->ops->papers != NULL ? top->ops->papers(top, scope, ret) : 0;
}

size_t app_papers_keys(const struct app *app, paper_key **ret)
{
	struct chosen *papers;
	size_t count = app_papers(app, SCOPE_CHOSEN, &papers);

	*ret = mem_zalloc(count + 1, sizeof(paper_key));
	for (size_t i = 0; i < count; i++)
		(*ret)[i] = papers[i].key;
	free(papers);
	return count;
}

size_t app_papers_mean(struct app *app)
{
	free(app->meant);
	app->meant_count = app_papers_keys(app, &app->meant);
	return app->meant_count;
}

paper_key app_papers_first(const struct app *app)
{
	paper_key *keys;
	size_t count = app_papers_keys(app, &keys);
	paper_key first = count > 0 ? keys[0] : 0;

	free(keys);
	return first;
}

void app_papers_done(struct app *app, bool step)
{
	struct view *top = app_top(app);

	if (top->ops->advance != NULL)
		top->ops->advance(top, step);
}

bool app_papers_load(struct app *app, struct listed *ret)
{
	paper_key key = app_papers_first(app);
	struct error err;

	if (key == 0) {
		session_say(&app->session, "no paper is chosen here");
		return false;
	}
	if (listed_load(app->session.library, key, ret, &err) == STATUS_OK)
		return true;
	session_complain(&app->session, "%s", err.text);
	return false;
}
