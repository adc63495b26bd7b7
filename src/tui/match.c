/* A query over a list. Titles, categories, types and marks stand in the rows,
 * so most queries read nothing more; authors are cut in a row, and all other
 * texts are the library's. */

#include "tui/match.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/matching.h"

/* What a row of a listing can tell. */
#define MATCH_OF_ROW                                                      \
	(QUERY_WANTS_TITLE | QUERY_WANTS_CATEGORIES | QUERY_WANTS_MARKS | \
	 QUERY_WANTS_LISTING)

struct match {
	struct query *query;
	bool whole; /* it asks for more than a row tells */
};

enum status match_parse(const char *text, struct match **ret,
			size_t *ret_column, struct error *err)
{
	struct query *query;
	enum status status = query_parse(text, &query, ret_column, err);

	if (status != STATUS_OK)
		return status;
	*ret = mem_zalloc(1, sizeof(**ret));
	(*ret)->query = query;
	(*ret)->whole = (query_wants(query) & ~(unsigned)MATCH_OF_ROW) != 0;
	return STATUS_OK;
}

void match_free(struct match *match)
{
	if (match == NULL)
		return;
	query_free(match->query);
	free(match);
}

/* Matches one row with what it tells itself. */
static bool match_row(const struct query *query, const struct listing_row *row,
		      day_t day)
{
	struct query_subject subject = QUERY_SUBJECT_INIT;
	struct paper paper = PAPER_INIT;

	paper.id.key = row->key;
	paper.id.version = row->version;
	paper.title = row->title;
	paper.categories = row->categories;
	subject.paper = &paper;
	subject.states = matching_states(row->marks);
	subject.type = row->type;
	subject.day = day;
	return query_match(query, &subject);
}

/* Matches one row with all that the library has of it. */
static enum status match_whole(const struct query *query,
			       struct library *library,
			       const struct listing_row *row, day_t day,
			       bool *ret, struct error *err)
{
	struct listed listed;
	enum status status = listed_load(library, row->key, &listed, err);

	if (status != STATUS_OK)
		return status;
	if (row->type != ANNOUNCE_NONE)
		listed.type = row->type;
	if (day != DAY_NONE)
		listed.day = day;
	*ret = matching_listed(query, &listed);
	listed_clear(&listed);
	return STATUS_OK;
}

enum status match_rows(const struct match *match, struct library *library,
		       const struct listing *listing, bool **ret_matches,
		       struct error *err)
{
	bool *matches = mem_zalloc(listing->count + 1, sizeof(matches[0]));
	bool whole = match->whole || listing->day == DAY_NONE;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < listing->count && status == STATUS_OK; i++) {
		const struct listing_row *row = &listing->rows[i];

		if (whole)
			status = match_whole(match->query, library, row,
					     listing->day, &matches[i], err);
		else
			matches[i] = match_row(match->query, row, listing->day);
	}
	if (status == STATUS_OK)
		*ret_matches = matches;
	else
		free(matches);
	return status;
}

void match_style(const struct match *match, enum query_field field,
		 size_t start, struct rich *rich)
{
	struct query_span *spans;
	size_t count = query_hits(match->query, field,
				  str_text(&rich->text) + start, &spans);

	for (size_t i = 0; i < count; i++)
		rich_style(rich, start + spans[i].start, spans[i].len,
			   STYLE_MATCH);
	free(spans);
}
