/* The listing of a day: its roster, then the line of each paper by its
 * identifier. All of it is read in one snapshot. */
#include "library/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/roster.h"
#include "library/scope.h"
#include "library/standing.h"

/* Bytes of the longest beginning of `authors` that a row may carry and that
 * ends with a name, or with a character when the first name alone is longer. */
static size_t whole_names(const char *authors)
{
	size_t len = strlen(authors), end;

	if (len <= LISTING_AUTHORS)
		return len;
	for (end = LISTING_AUTHORS; end > 0 && authors[end] != '\n'; end--)
		;
	if (end > 0)
		return end;
	for (end = LISTING_AUTHORS;
	     end > 0 && ((unsigned char)authors[end] & 0xc0) == 0x80; end--)
		;
	return end;
}

/* The texts of one row, from the statement's columns. */
static void read_line(const struct stmt *stmt, struct listing_row *row)
{
	const char *title = stmt_text(stmt, 1);
	const char *authors = stmt_text(stmt, 2);

	if (row->version == 0)
		row->version = code_small(stmt_int(stmt, 0));
	row->title = mem_strdup(title != NULL ? title : "");
	if (authors != NULL)
		row->authors = mem_strndup(authors, whole_names(authors));
	row->categories = stmt_dup(stmt, 3);
	row->marks |= (unsigned)stmt_int(stmt, 4);
	row->submitted = stmt_time(stmt, 5);
}

static enum status load_line(struct library *library, struct listing_row *row,
			     struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_LINE, &stmt);
	stmt_set_int(&stmt, 1, row->key);
	status = stmt_step(&stmt, err);
	if (status == STATUS_DONE)
		return error_set(err, STATUS_DB, 0,
				 "the library announces a paper that it does "
				 "not hold; put a backup in its place");
	if (status != STATUS_OK)
		return status;
	read_line(&stmt, row);
	stmt_end(&stmt);
	return STATUS_OK;
}

static enum status fill(struct library *library, const struct roster *roster,
			struct listing *listing, struct error *err)
{
	struct roster_counts counts = roster_count(roster);

	memcpy(listing->counts, counts.types, sizeof(listing->counts));
	listing->unread = counts.unread;
	listing->favourites = counts.favourites;
	listing->categories = mem_strdup(roster->categories);
	listing->rows = mem_zalloc(roster->count + 1, sizeof(*listing->rows));
	for (size_t i = 0; i < roster->count; i++) {
		struct listing_row *row = &listing->rows[i];
		enum status status;

		row->key = roster->entries[i].key;
		row->type = roster->entries[i].type;
		row->version = roster->entries[i].version;
		row->marks = roster->entries[i].marks;
		listing->count = i + 1;
		status = load_line(library, row, err);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static enum status load(struct library *library, day_t day,
			struct listing *listing, struct error *err)
{
	struct scope scope = { 0 };
	struct roster roster = { 0 };
	struct standing standing = { 0 };
	enum status status = scope_load(library, &scope, err);

	if (status == STATUS_OK)
		status = standing_load(library, &scope, day, &standing, err);
	if (status == STATUS_OK)
		status = roster_load(library, &scope, day, &roster, err);
	if (status == STATUS_OK)
		status = fill(library, &roster, listing, err);
	listing->day = day;
	listing->known = standing_known(&standing);
	listing->held = standing_held(&standing) || listing->count > 0;
	listing->state = standing_state(&standing);
	scope_clear(&scope);
	roster_clear(&roster);
	return status;
}

enum status listing_load(struct library *library, day_t day,
			 struct listing *ret, struct error *err)
{
	struct listing listing = { 0 };
	bool owned;
	enum status status = db_snapshot_begin(library, &owned, err);

	if (status != STATUS_OK)
		return status;
	status = load(library, day, &listing, err);
	db_snapshot_end(library, owned);
	if (status == STATUS_OK)
		*ret = listing;
	else
		listing_clear(&listing);
	return status;
}

void listing_clear(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++) {
		free(listing->rows[i].title);
		free(listing->rows[i].authors);
		free(listing->rows[i].categories);
	}
	free(listing->rows);
	free(listing->categories);
	*listing = (struct listing){ 0 };
}
