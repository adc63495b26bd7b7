/* The topics: queries with names. */

#include "tui/view_topics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/listing.h"
#include "library/tag.h"
#include "tui/area_text.h"
#include "tui/hints.h"
#include "tui/match.h"
#include "tui/pick.h"

/* Where the columns begin; the query goes where there are fewer than
 * SLIM_COLUMNS. */
#define COUNT_COLUMN 24
#define QUERY_COLUMN 42
#define SLIM_COLUMNS 60
#define SLIM_COUNT   20

/* Rows that queries are tried on before the list is shown; what comes after
 * has no number. */
#define TRIES 3000

struct topic_row {
	char *name; /* owned, as the next */
	char *query;
	char *count; /* in words, "" none; owned */
	enum look look;
};

struct topics_view {
	struct view view;
	struct area area;
	struct topic_row *rows;
	size_t count, room;
	struct pick pick;
	day_t day;
};

static struct topics_view *self(struct view *view)
{
	return (struct topics_view *)(void *)view;
}

static const struct topics_view *self_const(const struct view *view)
{
	return (const struct topics_view *)(const void *)view;
}

static void topics_empty(struct topics_view *v)
{
	for (size_t i = 0; i < v->count; i++) {
		free(v->rows[i].name);
		free(v->rows[i].query);
		free(v->rows[i].count);
	}
	v->count = 0;
}

static void topics_close(struct view *view)
{
	topics_empty(self(view));
	free(self(view)->rows);
	free(view);
}

static enum room topics_room(const struct view *view)
{
	(void)view;
	return ROOM_TOPICS;
}

/* Adds a row; `count` is taken over.
 * NOLINTBEGIN(readability-non-const-parameter) */
static void topics_add(struct topics_view *v, const char *name,
		       const char *query, char *count, enum look look)
{
	v->rows = mem_grow(v->rows, &v->room, v->count + 1, sizeof(v->rows[0]));
	v->rows[v->count++] = (struct topic_row){ .name = mem_strdup(name),
						  .query = mem_strdup(query),
						  .count = count,
						  .look = look };
}
/* NOLINTEND(readability-non-const-parameter) */

/* How many papers of a listing a query matches, in words; what is wrong with
 * the query. Fresh. */
static char *topic_count(struct library *library, const char *query,
			 const struct listing *listing)
{
	struct str text = STR_INIT;
	struct match *match;
	bool *matches = NULL;
	struct error err;
	size_t column;
	size_t found = 0;

	if (match_parse(query, &match, &column, &err) != STATUS_OK) {
		str_addf(&text, "no query: column %zu", column);
		return str_take(&text);
	}
	if (match_rows(match, library, listing, &matches, &err) == STATUS_OK) {
		for (size_t i = 0; i < listing->count; i++)
			found += matches[i];
		str_addf(&text, "%zu of this day", found);
	}
	free(matches);
	match_free(match);
	return str_take(&text);
}

static void topics_add_settings(struct topics_view *v,
				const struct listing *listing)
{
	const struct settings *settings = v->view.session->settings;
	size_t tries = 0;

	for (size_t i = 0; i < settings->topic_count; i++) {
		const struct topic_setting *topic = &settings->topics[i];
		char *count = NULL;

		tries += listing->count;
		if (listing->count > 0 && tries <= TRIES)
			count = topic_count(v->view.session->library,
					    topic->query, listing);
		topics_add(v, topic->name, topic->query,
			   count != NULL ? count : mem_strdup(""),
			   (enum look)(LOOK_TOPIC1 +
				       i % (LOOK_TOPIC6 - LOOK_TOPIC1 + 1)));
	}
}

static void topics_add_tags(struct topics_view *v)
{
	struct tag_use *tags = NULL;
	struct error err;
	size_t count = 0;

	if (tags_load(v->view.session->library, &tags, &count, &err) !=
	    STATUS_OK)
		session_complain(v->view.session, "%s", err.text);
	for (size_t i = 0; i < count; i++) {
		struct str name = STR_INIT;
		struct str query = STR_INIT;
		struct str papers = STR_INIT;

		str_addf(&name, "tag %s", tags[i].name);
		str_addf(&query, "tag:\"%s\"", tags[i].name);
		str_addf(&papers, "%zu paper%s", tags[i].papers,
			 tags[i].papers == 1 ? "" : "s");
		topics_add(v, str_text(&name), str_text(&query),
			   str_take(&papers), LOOK_TAG);
		str_free(&name);
		str_free(&query);
	}
	free(tags);
}

static void topics_fill(struct topics_view *v)
{
	struct listing listing = { .day = DAY_NONE };
	struct str stars = STR_INIT;
	struct error err;

	if (v->day != DAY_NONE && listing_load(v->view.session->library, v->day,
					       &listing, &err) != STATUS_OK)
		session_complain(v->view.session, "%s", err.text);
	if (listing.count > 0)
		str_addf(&stars, "%zu of this day", listing.favourites);
	topics_add_settings(v, &listing);
	topics_add(v, "favourites", "is:starred", str_take(&stars), LOOK_STAR);
	topics_add(v, "unread", "is:unread", mem_strdup(""), LOOK_UNREAD);
	topics_add(v, "notes", "is:noted", mem_strdup(""), LOOK_NOTE);
	topics_add_tags(v);
	listing_clear(&listing);
	v->pick.count = v->count;
}

/* Reads all again; the cursor stays on its name. */
static void topics_reload(struct view *view)
{
	struct topics_view *v = self(view);
	char *name = mem_strdup(v->rows[v->pick.cursor].name);
	size_t row = v->pick.cursor;

	topics_empty(v);
	topics_fill(v);
	for (size_t i = 0; i < v->count; i++) {
		if (strcmp(v->rows[i].name, name) == 0)
			row = i;
	}
	free(name);
	pick_go(&v->pick, row);
}

static void topics_place(struct view *view, struct area area)
{
	struct topics_view *v = self(view);

	v->area = area;
	v->pick.rows = (size_t)area.rows;
	pick_go(&v->pick, v->pick.cursor);
}

static void put(const struct topics_view *v, int row, int col, unsigned style,
		const char *text)
{
	area_text(v->view.session->screen, &v->area, row, col, style, text);
}

static void draw_row(const struct topics_view *v, size_t number, int row)
{
	const struct topic_row *one = &v->rows[number];
	unsigned cursor = number == v->pick.cursor ? STYLE_CURSOR : 0;
	bool slim = v->area.columns < SLIM_COLUMNS;
	int column = slim ? SLIM_COUNT : COUNT_COLUMN;

	put(v, row, 0, LOOK_NORMAL | cursor, "");
	put(v, row, 1, one->look | cursor, one->name);
	put(v, row, column - 1, LOOK_NORMAL | cursor, "");
	put(v, row, column, LOOK_NORMAL | cursor, one->count);
	if (!slim)
		put(v, row, QUERY_COLUMN, LOOK_DIM | cursor, one->query);
}

static void topics_draw(struct view *view)
{
	const struct topics_view *v = self_const(view);

	for (size_t i = 0; i < v->pick.rows; i++) {
		if (v->pick.top + i < v->count)
			draw_row(v, v->pick.top + i, (int)i);
		else
			put(v, (int)i, 0, LOOK_NORMAL, "");
	}
	if (v->view.session->settings->topic_count == 0 &&
	    v->pick.rows > v->count + 1)
		put(v, (int)v->count + 1, 1, LOOK_DIM,
		    "a topic of your own: topic llm ti:\"language model\" in "
		    "arxdayrc");
}

static void topics_title(const struct view *view, struct bar *bar)
{
	const struct topics_view *v = self_const(view);
	char day[DATE_TEXT_SIZE];

	bar_add(bar, 2, false, "Topics");
	if (v->day != DAY_NONE)
		bar_add(bar, 0, true, "this day: %s",
			date_format_human(v->day, day));
}

static void topics_status(const struct view *view, struct str *out)
{
	static const struct hint hints[] = {
		{ACTION_DOWN,  ACTION_UP,   "/", "move"            },
		{ ACTION_OPEN, ACTION_NONE, "",  "shows its papers"},
		{ ACTION_BACK, ACTION_NONE, "",  "back"            },
	};

	hints_add(view->session->keymap, hints,
		  sizeof(hints) / sizeof(hints[0]),
		  screen_columns(view->session->screen), out);
}

static void topics_speak(const struct view *view, struct str *out)
{
	const struct topics_view *v = self_const(view);
	const struct topic_row *row = &v->rows[v->pick.cursor];

	str_addf(out, "%s, %s%s%s", row->name, row->count,
		 row->count[0] != '\0' ? ", " : "", row->query);
}

static enum reaction topics_action(struct view *view, enum action action,
				   int count)
{
	struct topics_view *v = self(view);
	const struct topic_row *row = &v->rows[v->pick.cursor];
	struct wish wish = { .kind = WISH_QUERY,
			     .text = row->query,
			     .title = row->name };

	switch ((int)action) {
	case ACTION_BACK:
	case ACTION_CANCEL:
	case ACTION_TOPICS:
		return REACTION_CLOSE;
	case ACTION_OPEN:
		session_wish(view->session, &wish);
		return REACTION_DONE;
	default:
		return pick_action(&v->pick, action, count) ? REACTION_DONE
							    : REACTION_NONE;
	}
}

static void topics_mouse(struct view *view, const struct mouse *mouse)
{
	struct topics_view *v = self(view);

	if (pick_mouse(&v->pick, v->area.row, mouse))
		(void)topics_action(view, ACTION_OPEN, 0);
}

static const struct view_ops topics_ops = {
	.name = "topics",
	.room = topics_room,
	.close = topics_close,
	.place = topics_place,
	.draw = topics_draw,
	.title = topics_title,
	.status = topics_status,
	.speak = topics_speak,
	.mouse = topics_mouse,
	.action = topics_action,
	.reload = topics_reload,
};

struct view *view_topics_open(struct session *session, day_t day)
{
	struct topics_view *v = mem_zalloc(1, sizeof(*v));

	v->view.ops = &topics_ops;
	v->view.session = session;
	v->day = day;
	topics_fill(v);
	return &v->view;
}
