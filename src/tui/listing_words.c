/* What the listing view says of itself: the top line, the bottom line, and the
 * one line for those who hear the screen. */

#include "tui/listing_words.h"

#include <string.h>

#include "base/text.h"
#include "tui/hints.h"
#include "tui/listing_found.h"

/* As many categories as fit into a quarter of the line. */
static void listing_categories(const struct listing_view *v, const char *names,
			       struct bar *bar)
{
	struct screen *screen = v->view.session->screen;
	struct str cut = STR_INIT;

	text_ellipsis(names, screen_columns(screen) / 4,
		      screen_utf8(screen) ? "…" : ">", &cut);
	if (cut.len > 0)
		bar_add(bar, 3, false, "%s", str_text(&cut));
	str_free(&cut);
}

static void title_figures(const struct listing *listing, struct bar *bar)
{
	bar_add(bar, 0, true, "%zu paper%s", listing->count,
		listing->count == 1 ? "" : "s");
	bar_add(bar, 2, true, "%zu unread", listing->unread);
	bar_add(bar, 2, true, "%zu starred", listing->favourites);
}

static void found_title(const struct listing_view *v, struct bar *bar)
{
	bar_add(bar, 2, false, "%s", v->found.title);
	if (strcmp(v->found.title, v->found.text) != 0)
		bar_add(bar, 3, false, "%s", v->found.text);
	title_figures(&v->reading.listing, bar);
}

void listing_title(const struct listing_view *v, struct bar *bar)
{
	const struct listing *listing = &v->reading.listing;
	char day[DATE_TEXT_SIZE];

	if (v->found.text != NULL)
		found_title(v, bar);
	if (listing->day == DAY_NONE)
		return;
	bar_add(bar, 2, false, "%s", date_format_human(listing->day, day));
	if (listing->known && listing->state != DAY_COMPLETE &&
	    listing->state != DAY_IMPORTED)
		bar_add(bar, 1, false, "(%s)", day_state_name(listing->state));
	listing_categories(v, listing->categories, bar);
	title_figures(listing, bar);
	if (v->view.session->refreshed[0] != '\0')
		bar_add(bar, 3, true, "refreshed %s",
			v->view.session->refreshed);
}

static void status_search(const struct reading *reading, struct str *out)
{
	size_t place;
	size_t hits = reading_hits(reading, &place);

	str_addf(out, "/%s  %zu of %zu  n N next previous  Esc ends",
		 reading->query, place, hits);
}

/* "12 new - press r" */
static void status_news(const struct listing_view *v, struct str *out)
{
	str_addf(out, " %zu new - press ", v->news);
	hints_key(v->view.session->keymap, ACTION_REFRESH, out);
}

/* Only what is in view is acted upon. */
static void status_selection(const struct listing_view *v, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_STAR,    ACTION_NONE, "", "star"  },
		{ ACTION_DONE,   ACTION_NONE, "", "done"  },
		{ ACTION_HIDE,   ACTION_NONE, "", "hide"  },
		{ ACTION_TAGS,   ACTION_NONE, "", "tag"   },
		{ ACTION_CANCEL, ACTION_NONE, "", "let go"},
	};
	const struct session *session = v->view.session;
	size_t count = v->reading.selected.count;
	size_t seen = reading_selected_count(&v->reading);

	str_addf(out, " %zu selected", seen);
	if (seen < count)
		str_addf(out, ", %zu not in view", count - seen);
	str_add_char(out, ' ');
	hints_add(session->keymap, hints, sizeof(hints) / sizeof(hints[0]),
		  screen_columns(session->screen), out);
}

/* Papers that were found have no days to go to. */
static void status_found(const struct listing_view *v, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_DOWN,     ACTION_UP,   "/", "move"  },
		{ ACTION_OPEN,    ACTION_NONE, "",  "open"  },
		{ ACTION_STAR,    ACTION_NONE, "",  "star"  },
		{ ACTION_FILTER,  ACTION_NONE, "",  "filter"},
		{ ACTION_REFRESH, ACTION_NONE, "",  "again" },
		{ ACTION_BACK,    ACTION_NONE, "",  "back"  },
	};
	const struct session *session = v->view.session;

	hints_add(session->keymap, hints, sizeof(hints) / sizeof(hints[0]),
		  screen_columns(session->screen), out);
}

/* What is not shown, apart by two blanks. */
static void status_rules(const struct listing_view *v, struct str *out)
{
	const struct reading_rules *rules = &v->reading.rules;

	if (v->filter != NULL)
		str_addf(out, "F %s  %zu of %zu  Esc shows all",
			 str_text(&v->filter_text), v->reading.papers,
			 v->reading.listing.count);
	if (rules->unread_only)
		str_addf(out, "%sunread only, U shows all",
			 out->len > 0 ? "  " : "");
	if (rules->show_hidden)
		str_addf(out, "%shidden ones too, X hides them",
			 out->len > 0 ? "  " : "");
	if (rules->order != ORDER_ANNOUNCEMENT || rules->reverse)
		str_addf(out, "%sby %s%s", out->len > 0 ? "  " : "",
			 order_name(rules->order),
			 rules->reverse ? ", turned round" : "");
}

void listing_status(const struct listing_view *v, struct str *out)
{
	if (v->news > 0)
		status_news(v, out);
	else if (v->reading.selected.count > 0)
		status_selection(v, out);
	else if (v->reading.query != NULL)
		status_search(&v->reading, out);
	else if (v->found.asked)
		listing_find_status(v, out);
	else
		status_rules(v, out);
	if (out->len == 0 && v->found.text != NULL)
		status_found(v, out);
}

/* "3 of 143, new, unread, starred: PLUM: Adapting ..." */
void listing_speak(const struct listing_view *v, struct str *out)
{
	const struct reading *reading = &v->reading;
	const struct listing_row *row = reading_current(reading);

	if (row == NULL)
		return;
	str_addf(out, "%zu of %zu%s%s%s%s: ", reading_position(reading),
		 reading->papers, row->marks & MARK_READ ? "" : ", unread",
		 row->marks & MARK_STAR ? ", starred" : "",
		 row->marks & MARK_DONE ? ", done" : "",
		 reading_selected(reading, reading->cursor) ? ", selected"
							    : "");
	str_add(out, row->title);
}
