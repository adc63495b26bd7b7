/* What every part of the listing view needs: the panes follow the reading. */

#include "tui/listing_state.h"

void listing_sync(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);

	paper_pane_show(&v->paper, v->view.session->library, row, false);
	paper_pane_prepare(&v->paper, row, v->view.session->screen);
}

void listing_moved(struct listing_view *v)
{
	list_pane_follow(&v->list, &v->reading);
}

void listing_changed(struct listing_view *v)
{
	v->list.all = true;
	v->paper.stale = true;
	listing_moved(v);
}

enum status listing_go(struct listing_view *v, day_t day, struct error *err)
{
	enum status status =
		reading_load(&v->reading, v->view.session->library, day, err);

	if (status != STATUS_OK)
		return status;
	v->list.top = 0;
	v->dirty = true;
	listing_changed(v);
	return STATUS_OK;
}
