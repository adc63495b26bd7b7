/* The mouse. The wheel and clicks belong to what is under the pointer, which
 * only the view knows; the lines above and below it take none. */

#include "tui/app_mouse.h"

#include "tui/app_wish.h"

void app_mouse(struct app *app)
{
	struct mouse mouse = screen_mouse(app->session.screen);
	struct view *top = app_top(app);

	if (app->question != NULL || top->ops->mouse == NULL)
		return;
	if (mouse.row < 1 || mouse.row >= screen_rows(app->session.screen) - 1)
		return;
	top->ops->mouse(top, &mouse);
	app_grant(app);
}
