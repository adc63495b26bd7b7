/* One paper with everything that is known of it. */
#include <stdlib.h>

#include "library/codes.h"
#include "library/db.h"
#include "library/listing.h"
#include "library/marks.h"
#include "library/note.h"
#include "library/tag.h"

static enum status load_paper(struct library *library, paper_key key,
			      struct paper *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_WHOLE, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status == STATUS_DONE)
		return error_set(err, STATUS_NOTFOUND, 0,
				 "the library does not hold this paper");
	if (status != STATUS_OK)
		return status;
	ret->id.key = key;
	ret->id.version = code_small(stmt_int(&stmt, 0));
	ret->submitted = stmt_time(&stmt, 1);
	ret->updated = stmt_time(&stmt, 2);
	ret->title = stmt_dup(&stmt, 3);
	ret->authors = stmt_dup(&stmt, 4);
	ret->categories = stmt_dup(&stmt, 5);
	ret->abstract = stmt_dup(&stmt, 6);
	ret->comments = stmt_dup(&stmt, 7);
	ret->journal_ref = stmt_dup(&stmt, 8);
	ret->doi = stmt_dup(&stmt, 9);
	ret->license = stmt_dup(&stmt, 10);
	stmt_end(&stmt);
	return STATUS_OK;
}

static enum status load_latest(struct library *library, paper_key key,
			       struct listed *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_LATEST, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status == STATUS_DONE)
		return STATUS_OK;
	if (status != STATUS_OK)
		return status;
	ret->day = code_small(stmt_int(&stmt, 0));
	ret->type = code_announce(stmt_int(&stmt, 1));
	stmt_end(&stmt);
	return STATUS_OK;
}

static enum status load(struct library *library, paper_key key,
			struct listed *listed, struct error *err)
{
	enum status status = load_paper(library, key, &listed->paper, err);

	if (status == STATUS_OK)
		status = load_latest(library, key, listed, err);
	if (status == STATUS_OK)
		status = marks_get(library, key, &listed->marks, err);
	if (status == STATUS_OK)
		status = tags_of_paper(library, key, &listed->tags, err);
	if (status == STATUS_OK)
		status = note_get(library, key, &listed->note, err);
	return status;
}

enum status listed_load(struct library *library, paper_key key,
			struct listed *ret, struct error *err)
{
	struct listed listed = { .paper = PAPER_INIT,
				 .type = ANNOUNCE_NONE,
				 .day = DAY_NONE };
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load(library, key, &listed, err);
	db_snapshot_end(library, owned);
	if (status == STATUS_OK)
		*ret = listed;
	else
		listed_clear(&listed);
	return status;
}

void listed_clear(struct listed *listed)
{
	paper_clear(&listed->paper);
	free(listed->tags);
	free(listed->note);
	*listed = (struct listed){ .paper = PAPER_INIT,
				   .type = ANNOUNCE_NONE,
				   .day = DAY_NONE };
}
