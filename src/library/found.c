/* Searching paper by paper. The candidates come from the narrowest table that
 * the query allows; each is then read whole and matched. */

#include "library/found.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/db.h"
#include "library/marks.h"
#include "library/matching.h"

void found_begin(struct found_place *place)
{
	*place = (struct found_place){ .before = INT64_MAX };
}

/* The statement that lists what a term needs; STATEMENT_FOUND_ALL when it says
 * nothing of marks. */
static enum statement term_source(const struct query_node *node)
{
	if (node->kind == QUERY_NAME && node->field == QUERY_TAG)
		return STATEMENT_FOUND_TAGGED;
	if (node->kind != QUERY_MARK)
		return STATEMENT_FOUND_ALL;
	switch ((int)node->state) {
	case QUERY_IS_STARRED:
	case QUERY_IS_READ:
	case QUERY_IS_DONE:
	case QUERY_IS_HIDDEN:
		return STATEMENT_FOUND_MARKED;
	case QUERY_IS_TAGGED:
		return STATEMENT_FOUND_TAGGED;
	case QUERY_IS_NOTED:
		return STATEMENT_FOUND_NOTED;
	default:
		return STATEMENT_FOUND_ALL;
	}
}

/* A query that is one term, or several that must all hold, needs no more
 * papers than the narrowest of them. */
static enum statement query_source(const struct query *query)
{
	const struct query_node *node = query->root;
	enum statement source = STATEMENT_FOUND_ALL;

	if (node->kind != QUERY_AND)
		return term_source(node);
	for (node = node->child; node != NULL && source == STATEMENT_FOUND_ALL;
	     node = node->next)
		source = term_source(node);
	return source;
}

/* Takes the texts of a paper over as the next row. */
static void found_add(struct listing *listing, struct listed *listed)
{
	struct listing_row *row = &listing->rows[listing->count++];
	struct paper *paper = &listed->paper;

	*row = (struct listing_row){ .key = paper->id.key,
				     .version = paper->id.version,
				     .type = ANNOUNCE_NONE,
				     .marks = listed->marks,
				     .submitted = paper->submitted };
	row->title = paper->title != NULL ? paper->title : mem_strdup("");
	row->authors = paper->authors;
	row->categories = paper->categories;
	paper->title = NULL;
	paper->authors = NULL;
	paper->categories = NULL;
}

static enum status found_look(struct library *library,
			      const struct query *query, paper_key key,
			      struct listing *listing, struct error *err)
{
	struct listed listed;
	enum status status = listed_load(library, key, &listed, err);

	/* What is said of a paper stays when the paper is gone. */
	if (status == STATUS_NOTFOUND)
		return STATUS_OK;
	if (status != STATUS_OK)
		return status;
	if (matching_listed(query, &listed))
		found_add(listing, &listed);
	listed_clear(&listed);
	return STATUS_OK;
}

/* Candidates, newest first. */
struct candidates {
	paper_key *keys; /* owned */
	size_t most;
	size_t count;
};

/* Fills them up with what is below a paper. */
static enum status found_keys(struct library *library, enum statement source,
			      paper_key before, struct candidates *ret,
			      struct error *err)
{
	enum status status;
	struct stmt stmt;

	ret->count = 0;
	stmt_start(library, source, &stmt);
	stmt_set_int(&stmt, 1, before);
	stmt_set_int(&stmt, 2, (int64_t)ret->most);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK &&
	       ret->count < ret->most)
		ret->keys[ret->count++] = stmt_int(&stmt, 0);
	if (status == STATUS_OK)
		stmt_end(&stmt);
	return status == STATUS_DONE ? STATUS_OK : status;
}

static void found_count(struct listing *listing)
{
	listing->unread = 0;
	listing->favourites = 0;
	for (size_t i = 0; i < listing->count; i++) {
		unsigned marks = listing->rows[i].marks;

		listing->unread += (marks & (MARK_READ | MARK_DONE)) == 0;
		listing->favourites += (marks & MARK_STAR) != 0;
	}
	listing->counts[ANNOUNCE_NONE] = listing->count;
}

enum status found_more(struct library *library, const struct query *query,
		       size_t most, struct found_place *place,
		       struct listing *ret, struct error *err)
{
	struct candidates all = {
		.keys = mem_zalloc(most + 1, sizeof(paper_key)), .most = most
	};
	struct listing found = { .day = DAY_NONE };
	enum status status = found_keys(library, query_source(query),
					place->before, &all, err);

	found.rows = mem_zalloc(all.count + 1, sizeof(found.rows[0]));
	found.categories = mem_strdup("");
	for (size_t i = 0; i < all.count && status == STATUS_OK; i++)
		status = found_look(library, query, all.keys[i], &found, err);
	found_count(&found);
	if (status == STATUS_OK) {
		place->seen += all.count;
		place->before =
			all.count == most && most > 0 ? all.keys[most - 1] : 0;
		*ret = found;
	} else {
		listing_clear(&found);
	}
	free(all.keys);
	return status;
}

/* Papers of which anything is said. */
struct said_papers {
	paper_key *keys; /* owned */
	size_t count;
	size_t room;
};

static enum status said_add(struct library *library, enum statement source,
			    struct said_papers *said, struct error *err)
{
	enum status status;
	struct stmt stmt;

	stmt_start(library, source, &stmt);
	stmt_set_int(&stmt, 1, INT64_MAX);
	stmt_set_int(&stmt, 2, -1);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		said->keys = mem_grow(said->keys, &said->room, said->count + 1,
				      sizeof(said->keys[0]));
		said->keys[said->count++] = stmt_int(&stmt, 0);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static int compare_keys(const void *a, const void *b)
{
	paper_key left = *(const paper_key *)a;
	paper_key right = *(const paper_key *)b;

	return left < right ? -1 : left > right;
}

/* All of them in the order of their keys. */
static enum status said_load(struct library *library, struct said_papers *said,
			     struct error *err)
{
	static const enum statement sources[] = { STATEMENT_FOUND_MARKED,
						  STATEMENT_FOUND_TAGGED,
						  STATEMENT_FOUND_NOTED };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		if (status == STATUS_OK)
			status = said_add(library, sources[i], said, err);
	}
	if (said->count > 1)
		qsort(said->keys, said->count, sizeof(said->keys[0]),
		      compare_keys);
	return status;
}

/* Most papers have nothing said of them: those need no look of their own. */
enum status found_marks(struct library *library, struct listing *listing,
			struct error *err)
{
	struct said_papers said = { 0 };
	enum status status = said_load(library, &said, err);

	for (size_t i = 0; i < listing->count && status == STATUS_OK; i++) {
		struct listing_row *row = &listing->rows[i];

		if (said.count > 0 &&
		    bsearch(&row->key, said.keys, said.count, sizeof(row->key),
			    compare_keys) != NULL)
			status = marks_get(library, row->key, &row->marks, err);
		else
			row->marks = 0;
	}
	free(said.keys);
	found_count(listing);
	return status;
}
