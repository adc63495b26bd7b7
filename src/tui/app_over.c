/* What stands above the listing: one view, or nothing. */

#include "tui/app_over.h"

void app_over_show(struct app *app, struct view *view)
{
	if (app->over != NULL)
		app->over->ops->close(app->over);
	app->over = view;
	app->whole = true;
}
