/* The room about one paper: a text view filled from the library, in the words
 * of `arxday why` and `arxday show --changes`. */

#include "tui/view_info.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/calendar.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "export/history_text.h"
#include "export/why_text.h"
#include "library/history.h"
#include "library/listing.h"
#include "library/note.h"
#include "library/said.h"
#include "library/why.h"
#include "tui/match.h"
#include "tui/view_text.h"

/* Adds a field when there is something in it. */
static void add(struct view *view, const char *label, const char *text)
{
	if (text != NULL && *text != '\0')
		view_text_add(view, LOOK_NORMAL, label, text, "");
}

/* The same for a text with TeX. */
static void add_tex(struct view *view, const char *label, const char *text)
{
	struct str shown = STR_INIT;

	if (text != NULL)
		tex_accents(text, &shown);
	add(view, label, str_text(&shown));
	str_free(&shown);
}

static void add_time(struct view *view, const char *label, int64_t time)
{
	char text[DATE_TEXT_SIZE];

	if (time != TIME_NONE && date_time_valid(time))
		add(view, label, date_format_rfc3339(time, text));
}

/* Adds the lines of a text under a heading, when there are any. */
static void add_lines(struct view *view, const char *heading, const char *text)
{
	if (*text != '\0')
		view_text_heading(view, heading);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		char *line = mem_strndup(text, len);

		view_text_add(view, LOOK_NORMAL, "", line, "");
		free(line);
		text += len + (text[len] == '\n');
	}
}

static void add_failure(struct view *view, const struct error *err)
{
	view_text_add(view, LOOK_ERROR, "", err->text, "");
}

static void add_url(struct view *view, const struct paper *paper)
{
	const struct settings *settings = view->session->settings;
	char id[IDENT_TEXT_SIZE];
	struct str url = STR_INIT;

	str_addf(&url, "%s/abs/%s", settings->config.paper_url,
		 ident_format(paper->id.key, id));
	add(view, "page", str_text(&url));
	str_free(&url);
}

static void add_paper(struct view *view, const struct paper *paper)
{
	char id[IDENT_TEXT_SIZE];
	struct str text = STR_INIT;

	view_text_heading(view, "Paper");
	str_add(&text, ident_format(paper->id.key, id));
	if (paper->id.version > 0)
		str_addf(&text, ", version %d", paper->id.version);
	add(view, "identifier", str_text(&text));
	str_clear(&text);
	add_tex(view, "title", paper->title);
	if (paper->authors != NULL)
		author_join_shown(paper->authors, ", ", &text);
	add(view, "authors", str_text(&text));
	str_free(&text);
	add(view, "categories", paper->categories);
	add_time(view, "submitted", paper->submitted);
	add_time(view, "last version", paper->updated);
	add_tex(view, "comments", paper->comments);
	add_tex(view, "journal", paper->journal_ref);
	add(view, "DOI", paper->doi);
	add(view, "license", paper->license);
	add_url(view, paper);
}

static void add_why(struct view *view, paper_key key)
{
	struct session *session = view->session;
	struct str text = STR_INIT;
	struct error err;
	struct why why;

	if (why_load(session->library, key, calendar_today(session->now), &why,
		     &err) != STATUS_OK) {
		add_failure(view, &err);
		return;
	}
	why_text(&why, key, &text);
	add_lines(view, "Why it is here, or not", str_text(&text));
	str_free(&text);
	why_clear(&why);
}

static void add_mark_times(struct view *view, paper_key key)
{
	static const char *const labels[SAID_MARKS] = { "starred", "read",
							"done", "hidden" };
	struct said_marks marks;
	struct error err;

	if (said_marks_get(view->session->library, key, &marks, &err) !=
	    STATUS_OK) {
		add_failure(view, &err);
		return;
	}
	for (size_t i = 0; i < SAID_MARKS; i++)
		add_time(view, labels[i], marks.at[i]);
}

/* Tags come one a line. */
static void add_tags(struct view *view, const char *tags)
{
	struct str line = STR_INIT;

	for (; tags != NULL && *tags != '\0'; tags++)
		str_add_char(&line, *tags == '\n' ? ' ' : *tags);
	add(view, "tags", str_text(&line));
	str_free(&line);
}

static void add_said(struct view *view, const struct listed *listed)
{
	paper_key key = listed->paper.id.key;
	char *note = NULL;
	struct error err;

	if (listed->marks == 0)
		return;
	view_text_heading(view, "What you said of it");
	add_mark_times(view, key);
	add_tags(view, listed->tags);
	if (note_get(view->session->library, key, &note, &err) != STATUS_OK)
		add_failure(view, &err);
	if (note != NULL)
		add_lines(view, "Your note", note);
	free(note);
}

/* A listing of this paper alone, for what matches rows. Borrows all. */
static struct listing alone(const struct listed *listed,
			    struct listing_row *row)
{
	*row = (struct listing_row){
		.key = listed->paper.id.key,
		.version = listed->paper.id.version,
		.type = listed->type,
		.marks = listed->marks,
		.title = listed->paper.title,
		.authors = listed->paper.authors,
		.categories = listed->paper.categories,
	};
	return (struct listing){ .day = listed->day, .rows = row, .count = 1 };
}

/* True when a query is one and matches the paper. */
static bool topic_matches(struct library *library, const char *query,
			  const struct listing *listing)
{
	bool *matches = NULL;
	struct match *match;
	struct error ignored;
	size_t column;
	bool found = false;

	if (match_parse(query, &match, &column, &ignored) != STATUS_OK)
		return false;
	if (match_rows(match, library, listing, &matches, &ignored) ==
	    STATUS_OK)
		found = matches[0];
	free(matches);
	match_free(match);
	return found;
}

static void add_topics(struct view *view, const struct listed *listed)
{
	const struct settings *settings = view->session->settings;
	struct listing_row row;
	struct listing listing = alone(listed, &row);
	bool heading = false;

	for (size_t i = 0;
	     listed->paper.title != NULL && i < settings->topic_count; i++) {
		const struct topic_setting *topic = &settings->topics[i];

		if (!topic_matches(view->session->library, topic->query,
				   &listing))
			continue;
		if (!heading)
			view_text_heading(view, "Topics that match it");
		heading = true;
		add(view, topic->name, topic->query);
	}
}

static void add_history(struct view *view, const struct paper *paper)
{
	struct history history;
	struct str text = STR_INIT;
	struct error err;

	if (history_load(view->session->library, paper->id.key, &history,
			 &err) != STATUS_OK) {
		add_failure(view, &err);
		return;
	}
	history_text(&history, paper, true, &text);
	add_lines(view, "What changed", str_text(&text));
	str_free(&text);
	history_clear(&history);
}

static void info_fill(struct view *view, int64_t subject)
{
	struct listed listed;
	struct error err;
	enum status status =
		listed_load(view->session->library, subject, &listed, &err);

	add_why(view, subject);
	if (status != STATUS_OK) {
		if (status != STATUS_NOTFOUND)
			add_failure(view, &err);
		return;
	}
	view_text_set_paper(view, subject, listed.marks);
	add_said(view, &listed);
	add_topics(view, &listed);
	add_history(view, &listed.paper);
	add_paper(view, &listed.paper);
	listed_clear(&listed);
}

struct view *view_info_open(struct session *session, paper_key key)
{
	return view_text_open(session, ROOM_INFO, "Info", info_fill, key);
}
