/* Wishes: what a view cannot do itself because it concerns other views. */

#include "tui/app_wish.h"

#include <stdlib.h>

#include "tui/app_stack.h"
#include "tui/app_sync.h"
#include "tui/view_listing.h"
#include "tui/view_paper.h"

static void wish_day(struct app *app, day_t day)
{
	struct error err;

	app_pop_all(app);
	if (view_listing_go(app_listing(app), day, &err) != STATUS_OK)
		session_complain(&app->session, "%s", err.text);
}

void app_find(struct app *app, const char *title, const char *text)
{
	struct view *view;
	struct error err;
	size_t column;

	if (view_found_open(&app->session, title, text, &view, &column, &err) ==
	    STATUS_OK)
		app_push(app, view);
	else
		session_complain(&app->session, "column %zu: %s", column,
				 err.text);
}

void app_grant(struct app *app)
{
	struct wish wish = app->session.wish;

	app->session.wish = (struct wish){ .kind = WISH_NOTHING };
	switch (wish.kind) {
	case WISH_DAY:
		wish_day(app, wish.day);
		break;
	case WISH_PAPER:
		app_push(app, view_paper_open(&app->session, wish.key));
		break;
	case WISH_REFRESH:
		app_sync_refresh(app);
		break;
	case WISH_QUERY:
		app_find(app, wish.title, wish.text);
		break;
	case WISH_FOLLOW:
		session_follow(&app->session,
			       wish.text != NULL ? wish.text : "");
		break;
	case WISH_NOTHING:
		break;
	}
	free(wish.text);
	free(wish.title);
}
