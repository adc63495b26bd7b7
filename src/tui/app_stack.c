/* The stack of views: an array, so that a change of a mark or of the library
 * reaches the covered views too. */

#include "tui/app_stack.h"

void app_push(struct app *app, struct view *view)
{
	if (app->depth == APP_VIEWS) {
		app->views[1]->ops->close(app->views[1]);
		app->depth--;
		for (size_t i = 1; i < app->depth; i++)
			app->views[i] = app->views[i + 1];
	}
	app->views[app->depth++] = view;
	app->whole = true;
}

bool app_pop(struct app *app)
{
	struct view *top = app_top(app);

	if (app->depth <= 1)
		return false;
	app->depth--;
	top->ops->close(top);
	app->whole = true;
	return true;
}

void app_pop_all(struct app *app)
{
	while (app_pop(app)) {
	}
}

void app_mark_all(struct app *app, const struct mark_change *change)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct view *view = app->views[i];

		if (view->ops->mark != NULL)
			view->ops->mark(view, change);
	}
}

void app_reload_all(struct app *app)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct view *view = app->views[i];

		if (view->ops->reload != NULL)
			view->ops->reload(view);
	}
}

void app_finished(struct app *app, struct job *job)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct view *view = app->views[i];

		if (view->ops->finished != NULL)
			view->ops->finished(view, job);
	}
}

void app_settings_all(struct app *app)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct view *view = app->views[i];

		if (view->ops->settings != NULL)
			view->ops->settings(view);
	}
}
