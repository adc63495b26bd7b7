/* What every part of the listing view needs: the panes follow the reading. */

#include "tui/listing_state.h"

#include "tui/match.h"

void listing_sync(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);

	v->list.match = v->filter != NULL ? v->filter : v->found.match;
	v->paper.match = v->list.match;
	v->paper.search = v->reading.query;
	v->paper.exact = v->reading.exact;
	paper_pane_show(&v->paper, v->view.session->library, row, false);
	paper_pane_prepare(&v->paper, row, v->view.session->screen);
}

void listing_moved(struct listing_view *v)
{
	if (v->reading.anchor != 0) {
		reading_select_follow(&v->reading);
		v->list.all = true;
	}
	list_pane_follow(&v->list, &v->reading);
}

void listing_changed(struct listing_view *v)
{
	v->list.all = true;
	v->paper.stale = true;
	listing_moved(v);
}

void listing_filter_again(struct listing_view *v)
{
	struct error err;
	bool *matches = NULL;

	if (v->filter == NULL)
		return;
	if (match_rows(v->filter, v->view.session->library, &v->reading.listing,
		       &matches, &err) != STATUS_OK)
		session_complain(v->view.session, "not filtered: %s", err.text);
	reading_set_matches(&v->reading, matches);
}

void listing_filter(struct listing_view *v, struct match *query)
{
	match_free(v->filter);
	v->filter = query;
	if (query == NULL)
		reading_set_matches(&v->reading, NULL);
	listing_filter_again(v);
	v->dirty = true;
	listing_changed(v);
}

enum status listing_go(struct listing_view *v, day_t day, struct error *err)
{
	enum status status =
		reading_load(&v->reading, v->view.session->library, day, err);

	if (status != STATUS_OK)
		return status;
	listing_filter_again(v);
	v->jumped = 0;
	v->list.top = 0;
	v->dirty = true;
	listing_changed(v);
	return STATUS_OK;
}
