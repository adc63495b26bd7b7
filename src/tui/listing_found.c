/* Searching the library for the list. One portion is at work at a time, so that
 * marks that are written meanwhile wait for no more than that. */

#include "tui/listing_found.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/query.h"
#include "base/mem.h"

/* Papers that one portion looks at: some ten milliseconds. */
#define FIND_PORTION 500

/* Papers that are found ahead of the cursor. */
#define FIND_AHEAD 1000

/* Asks for the next portion. */
static void find_ask(struct listing_view *v)
{
	struct found *found = &v->found;
	struct job *job;
	struct error err;
	struct query *query;
	size_t column;

	if (found->asked || found->place.before == 0)
		return;
	if (query_parse(found->text, &query, &column, &err) != STATUS_OK)
		return;
	job = mem_zalloc(1, sizeof(*job));
	job->kind = JOB_FIND;
	job->query = query;
	job->most = FIND_PORTION;
	job->asker = found->number;
	job->found = found->place;
	found->asked = true;
	worker_submit(v->view.session->worker, job);
}

void listing_find_again(struct listing_view *v)
{
	struct listing none = { .day = DAY_NONE };

	v->found.number = ++v->view.session->askers;
	v->found.asked = false;
	found_begin(&v->found.place);
	none.categories = mem_strdup("");
	reading_take(&v->reading, &none);
	v->dirty = true;
	find_ask(v);
}

enum status listing_find(struct listing_view *v, const char *title,
			 const char *text, size_t *ret_column,
			 struct error *err)
{
	struct match *match;
	enum status status = match_parse(text, &match, ret_column, err);

	if (status != STATUS_OK)
		return status;
	listing_find_clear(v);
	v->found.title = mem_strdup(title);
	v->found.text = mem_strdup(text);
	v->found.match = match;
	listing_find_again(v);
	return STATUS_OK;
}

/* Whether the filter matches the rows that are held and those that come, as one
 * fresh array; NULL when that is not known of both. */
static bool *find_matches(struct listing_view *v, const struct listing *more)
{
	const struct reading *reading = &v->reading;
	size_t held = reading->listing.count;
	bool *matches = NULL;
	bool *fresh;
	struct error ignored;

	if (v->filter == NULL || (held > 0 && reading->matches == NULL) ||
	    match_rows(v->filter, v->view.session->library, more, &fresh,
		       &ignored) != STATUS_OK)
		return NULL;
	matches = mem_zalloc(held + more->count + 1, sizeof(matches[0]));
	if (held > 0)
		memcpy(matches, reading->matches, held * sizeof(matches[0]));
	memcpy(matches + held, fresh, more->count * sizeof(matches[0]));
	free(fresh);
	return matches;
}

/* Takes papers in. Only they are matched with the filter: with the rows that
 * are held at each portion, a search of the whole library would never end. */
static void find_take(struct listing_view *v, struct listing *more)
{
	bool empty = v->reading.count == 0;
	bool *matches = find_matches(v, more);

	reading_append(&v->reading, more);
	if (matches != NULL)
		reading_set_matches(&v->reading, matches);
	else
		listing_filter_again(v);
	v->list.all = true;
	v->dirty = v->dirty || empty;
	listing_moved(v);
}

void listing_found(struct listing_view *v, struct job *job)
{
	struct found *found = &v->found;

	if (found->text == NULL || job->asker != found->number)
		return;
	found->asked = false;
	if (job->status != STATUS_OK) {
		found->place.before = 0;
		return;
	}
	found->place = job->found;
	if (job->listing.count > 0)
		find_take(v, &job->listing);
	listing_find_on(v);
}

void listing_find_on(struct listing_view *v)
{
	const struct reading *reading = &v->reading;

	if (v->found.text == NULL || v->found.asked)
		return;
	if (reading->cursor == READING_NONE ||
	    reading->count - reading->cursor < FIND_AHEAD)
		find_ask(v);
}

void listing_find_status(const struct listing_view *v, struct str *out)
{
	if (v->found.asked)
		str_addf(out, "looking: %zu papers seen", v->found.place.seen);
}

void listing_find_clear(struct listing_view *v)
{
	free(v->found.title);
	free(v->found.text);
	match_free(v->found.match);
	v->found = (struct found){ 0 };
}
