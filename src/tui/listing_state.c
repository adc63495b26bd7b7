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

/* "day 2025-10-10", "find is:starred"; false when neither is shown. */
static bool listing_name(const struct listing_view *v, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	if (v->found.text != NULL)
		str_addf(out, "find %s", v->found.text);
	else if (v->reading.listing.day != DAY_NONE)
		str_addf(out, "day %s",
			 date_format_iso(v->reading.listing.day, day));
	return out->len > 0;
}

void listing_keep_place(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);
	struct session *session = v->view.session;
	struct str name = STR_INIT;

	/* The beginning is where a list opens anyway. */
	if (row != NULL && listing_name(v, &name) &&
	    (row != v->reading.listing.rows ||
	     places_find(&v->places, session, str_text(&name)) != 0))
		places_keep(&v->places, session, str_text(&name), row->key);
	str_free(&name);
}

bool listing_find_place(struct listing_view *v)
{
	struct str name = STR_INIT;
	paper_key key = 0;

	if (listing_name(v, &name))
		key = places_find(&v->places, v->view.session, str_text(&name));
	str_free(&name);
	return key != 0 && reading_find(&v->reading, key);
}

void listing_look(struct listing_view *v)
{
	const struct listing_row *row = reading_current(&v->reading);
	struct session *session = v->view.session;
	paper_key key = row != NULL ? row->key : 0;
	paper_key before = v->seen.key;
	bool long_enough = session->ticks - v->seen.ticks >= LISTING_LOOK;

	if (session->settings->config.mark_read != CONFIG_READ_VIEW ||
	    before == key)
		return;
	v->seen.key = key;
	v->seen.ticks = session->ticks;
	if (before != 0 && long_enough)
		session_mark(session, MARK_READ, true, &before, 1);
}

enum status listing_go(struct listing_view *v, day_t day, struct error *err)
{
	enum status status;

	listing_keep_place(v);
	status = reading_load(&v->reading, v->view.session->library, day, err);
	if (status != STATUS_OK)
		return status;
	listing_filter_again(v);
	listing_find_place(v);
	v->news = 0;
	v->jumped = 0;
	v->list.top = 0;
	v->dirty = true;
	listing_changed(v);
	return STATUS_OK;
}
