/* Papers and announcements going in. The usual paper is known already and
 * changes nothing, so the held row is read first, without its long texts, and
 * nothing is written unless it must be. */
#include "library/store.h"

#include <string.h>

#include "base/str.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/event.h"

/* Texts of a paper, as bits; statement.def (PAPER_HELD) counts the same. */
enum text {
	TEXT_TITLE = 1,
	TEXT_AUTHORS = 2,
	TEXT_ABSTRACT = 4,
	TEXT_COMMENTS = 8,
	TEXT_JOURNAL_REF = 16,
	TEXT_DOI = 32,
	TEXT_LICENSE = 64
};

/* What the library has of a paper, and what it shall have. */
struct held {
	int version;
	int64_t submitted, updated;
	struct str categories; /* empty: unknown */
	unsigned texts;        /* those that are there */
};

static enum status require_transaction(struct library *library,
				       struct error *err)
{
	if (db_in_transaction(library))
		return STATUS_OK;
	return error_set(err, STATUS_DB, 0,
			 "the transaction has ended already; nothing of it "
			 "was kept");
}

/* An absent text is NULL; "" would be a text. */
static const char *or_null(const char *text)
{
	return text != NULL && text[0] != '\0' ? text : NULL;
}

static unsigned bit(const char *text, enum text flag)
{
	return or_null(text) != NULL ? (unsigned)flag : 0;
}

static unsigned texts_of(const struct paper *paper)
{
	return bit(paper->title, TEXT_TITLE) |
	       bit(paper->authors, TEXT_AUTHORS) |
	       bit(paper->abstract, TEXT_ABSTRACT) |
	       bit(paper->comments, TEXT_COMMENTS) |
	       bit(paper->journal_ref, TEXT_JOURNAL_REF) |
	       bit(paper->doi, TEXT_DOI) | bit(paper->license, TEXT_LICENSE);
}

/* STATUS_NOTFOUND when the paper is not held. */
static enum status read_held(struct library *library, paper_key key,
			     struct held *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_HELD, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	ret->version = code_small(stmt_int(&stmt, 0));
	ret->submitted = stmt_time(&stmt, 1);
	ret->updated = stmt_time(&stmt, 2);
	if (stmt_text(&stmt, 3) != NULL)
		str_add(&ret->categories, stmt_text(&stmt, 3));
	ret->texts = (unsigned)stmt_int(&stmt, 4);
	stmt_end(&stmt);
	return STATUS_OK;
}

static enum status write_paper(struct library *library,
			       enum statement statement, const struct held *row,
			       const struct paper *paper, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, statement, &stmt);
	stmt_set_int(&stmt, 1, paper->id.key);
	stmt_set_int(&stmt, 2, row->version);
	stmt_set_time(&stmt, 3, row->submitted);
	stmt_set_time(&stmt, 4, row->updated);
	stmt_set_text(&stmt, 5, or_null(str_text(&row->categories)));
	stmt_set_text(&stmt, 6, or_null(paper->title));
	stmt_set_text(&stmt, 7, or_null(paper->authors));
	return stmt_run(&stmt, err);
}

static enum status write_detail(struct library *library,
				enum statement statement,
				const struct paper *paper, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, statement, &stmt);
	stmt_set_int(&stmt, 1, paper->id.key);
	stmt_set_text(&stmt, 2, or_null(paper->abstract));
	stmt_set_text(&stmt, 3, or_null(paper->comments));
	stmt_set_text(&stmt, 4, or_null(paper->journal_ref));
	stmt_set_text(&stmt, 5, or_null(paper->doi));
	stmt_set_text(&stmt, 6, or_null(paper->license));
	return stmt_run(&stmt, err);
}

static enum status add(struct library *library, const struct paper *paper,
		       struct error *err)
{
	struct held row = { .version = paper->id.version,
			    .submitted = paper->submitted,
			    .updated = paper->updated };
	enum status status;

	if (paper->categories != NULL)
		str_add(&row.categories, paper->categories);
	status = write_paper(library, STATEMENT_PAPER_ADD, &row, paper, err);
	str_free(&row.categories);
	if (status == STATUS_OK)
		status =
			write_detail(library, STATEMENT_DETAIL_ADD, paper, err);
	if (status == STATUS_OK)
		library->added++;
	return status;
}

static bool is_in(const char *list, const char *name)
{
	char next[CATEGORY_MAX + 1];

	while (category_next(&list, next)) {
		if (strcmp(next, name) == 0)
			return true;
	}
	return false;
}

/* Appends the names that are missing; the primary stays in front. */
static bool add_categories(struct str *held, const char *incoming)
{
	char name[CATEGORY_MAX + 1];
	bool added = false;

	/* The usual case, and much the quickest to tell. */
	if (strcmp(str_text(held), incoming) == 0)
		return false;
	while (category_next(&incoming, name)) {
		if (is_in(str_text(held), name))
			continue;
		if (held->len > 0)
			str_add_char(held, ' ');
		str_add(held, name);
		added = true;
	}
	return added;
}

/* True when an instant tells the submission better: it is earlier, or it is
 * exact where the other one is but a date. Some formats give dates alone, as
 * midnights (INTERFACES section 3). */
static bool is_better_submission(int64_t held, int64_t incoming)
{
	day_t day = DAY_NONE;
	int held_second = 0;
	int second = 0;

	if (incoming == TIME_NONE || held == TIME_NONE)
		return incoming != TIME_NONE;
	day = date_of_time(held, &held_second);
	if (date_of_time(incoming, &second) != day)
		return incoming < held;
	return second != 0 && (held_second == 0 || second < held_second);
}

/* Works the incoming categories and instants into the row. Returns whether it
 * changed. `updated` belongs to one version and does not outlive it. */
static bool merge_row(struct held *row, const struct paper *paper)
{
	bool newer = paper->id.version > row->version;
	bool same = paper->id.version == row->version;
	bool changed = newer;

	if (or_null(paper->categories) != NULL) {
		if (newer)
			str_clear(&row->categories);
		if (newer || same || row->categories.len == 0)
			changed |= add_categories(&row->categories,
						  paper->categories);
	}
	if (is_better_submission(row->submitted, paper->submitted)) {
		row->submitted = paper->submitted;
		changed = true;
	}
	if (newer && (row->version > 0 || paper->updated != TIME_NONE)) {
		row->updated = paper->updated;
	} else if (same && row->updated == TIME_NONE &&
		   paper->updated != TIME_NONE) {
		row->updated = paper->updated;
		changed = true;
	}
	if (newer)
		row->version = paper->id.version;
	return changed;
}

static enum status merge(struct library *library, struct held *row,
			 const struct paper *paper, bool *ret_changed,
			 struct error *err)
{
	bool newer = paper->id.version > row->version;
	unsigned texts = texts_of(paper);
	bool row_changed = merge_row(row, paper);
	enum status status = STATUS_OK;

	*ret_changed = row_changed || (texts & ~row->texts) != 0;
	if (!*ret_changed)
		return STATUS_OK;
	if (newer)
		status = former_keep(library, paper, err);
	if (status == STATUS_OK)
		status = write_paper(library,
				     newer ? STATEMENT_PAPER_REPLACE
					   : STATEMENT_PAPER_FILL,
				     row, paper, err);
	if (status == STATUS_OK)
		status = write_detail(library,
				      newer ? STATEMENT_DETAIL_REPLACE
					    : STATEMENT_DETAIL_FILL,
				      paper, err);
	return status;
}

/* Notes what this source is the first to say of a held paper (`had`: the texts
 * that were held, all of them for a paper that is new here), and a version that
 * takes the paper back, whenever it comes. */
static enum status note_events(struct library *library,
			       const struct paper *paper, unsigned had,
			       day_t seen, struct error *err)
{
	unsigned appeared = texts_of(paper) & ~had;
	enum status status = STATUS_OK;

	if ((appeared & TEXT_JOURNAL_REF) != 0)
		status = event_add(library, &paper->id, EVENT_JOURNAL_REF, seen,
				   paper->journal_ref, err);
	if (status == STATUS_OK && (appeared & TEXT_DOI) != 0)
		status = event_add(library, &paper->id, EVENT_DOI, seen,
				   paper->doi, err);
	if (status == STATUS_OK && paper_is_withdrawn(paper))
		status = event_add(library, &paper->id, EVENT_WITHDRAWN, seen,
				   NULL, err);
	return status;
}

enum status store_paper(struct library *library, const struct paper *paper,
			day_t seen, enum store_result *ret, struct error *err)
{
	struct held row = { .categories = STR_INIT };
	enum store_result result = STORE_NEW;
	bool changed = false;
	unsigned had = ~0U;
	enum status status = require_transaction(library, err);

	if (status != STATUS_OK)
		return status;
	status = read_held(library, paper->id.key, &row, err);
	if (status == STATUS_NOTFOUND) {
		status = add(library, paper, err);
	} else if (status == STATUS_OK) {
		had = row.texts;
		status = merge(library, &row, paper, &changed, err);
		result = changed ? STORE_CHANGED : STORE_SAME;
	}
	str_free(&row.categories);
	if (status == STATUS_OK && result != STORE_SAME)
		status = note_events(library, paper, had, seen, err);
	if (status == STATUS_OK)
		*ret = result;
	return status;
}

enum status store_category(struct library *library, const char *name,
			   int64_t *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_CATEGORY_ID, &stmt);
	stmt_set_text(&stmt, 1, name);
	status = stmt_one_int(&stmt, ret, err);
	if (status != STATUS_NOTFOUND)
		return status;
	stmt_start(library, STATEMENT_CATEGORY_ADD, &stmt);
	stmt_set_text(&stmt, 1, name);
	status = stmt_run(&stmt, err);
	if (status != STATUS_OK)
		return status;
	stmt_start(library, STATEMENT_CATEGORY_ID, &stmt);
	stmt_set_text(&stmt, 1, name);
	return stmt_one_int(&stmt, ret, err);
}

static void announcement_key(struct stmt *stmt, int64_t category,
			     const struct announcement *announcement)
{
	stmt_set_int(stmt, 1, announcement->day);
	stmt_set_int(stmt, 2, category);
	stmt_set_int(stmt, 3, announcement->paper);
}

/* STATUS_NOTFOUND when there is no such row. */
static enum status read_announcement(struct library *library, int64_t category,
				     const struct announcement *which,
				     struct announcement *ret,
				     struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_ANNOUNCEMENT_GET, &stmt);
	announcement_key(&stmt, category, which);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	ret->type = code_announce(stmt_int(&stmt, 0));
	ret->version = code_small(stmt_int(&stmt, 1));
	ret->position = code_small(stmt_int(&stmt, 2));
	stmt_end(&stmt);
	return STATUS_OK;
}

/* What a source told goes before what was rebuilt, whole. */
static bool merge_rebuilt(struct announcement *held,
			  const struct announcement *incoming)
{
	int version = incoming->version > 0 ? incoming->version : held->version;

	if (incoming->position == POSITION_REBUILT)
		return false;
	*held = *incoming;
	held->version = version;
	return true;
}

/* The version goes with the stronger type; of equal ones the higher counts. */
static bool merge_announcement(struct announcement *held,
			       const struct announcement *incoming)
{
	enum announce_type type = held->type;
	int version = held->version;

	if ((held->position == POSITION_REBUILT) !=
	    (incoming->position == POSITION_REBUILT))
		return merge_rebuilt(held, incoming);
	if (incoming->type < held->type) {
		type = incoming->type;
		if (incoming->version > 0)
			version = incoming->version;
	} else if (version == 0 || (incoming->type == held->type &&
				    incoming->version > version)) {
		version = incoming->version;
	}
	if (type == held->type && version == held->version)
		return false;
	held->type = type;
	held->version = version;
	return true;
}

static enum status write_announcement(struct library *library,
				      enum statement statement,
				      int64_t category,
				      const struct announcement *row,
				      struct error *err)
{
	struct stmt stmt;

	stmt_start(library, statement, &stmt);
	announcement_key(&stmt, category, row);
	stmt_set_int(&stmt, 4, row->type);
	stmt_set_int(&stmt, 5, row->version);
	stmt_set_int(&stmt, 6, row->position);
	return stmt_run(&stmt, err);
}

enum status store_announcement_in(struct library *library, int64_t category,
				  const struct announcement *announcement,
				  enum store_result *ret, struct error *err)
{
	struct announcement row = *announcement;
	enum store_result result = STORE_CHANGED;
	enum status status =
		read_announcement(library, category, announcement, &row, err);

	if (status == STATUS_OK) {
		if (!merge_announcement(&row, announcement))
			result = STORE_SAME;
	} else if (status == STATUS_NOTFOUND) {
		result = STORE_NEW;
		status = STATUS_OK;
	}
	if (status == STATUS_OK && result != STORE_SAME)
		status = write_announcement(
			library,
			result == STORE_NEW ? STATEMENT_ANNOUNCEMENT_ADD
					    : STATEMENT_ANNOUNCEMENT_CHANGE,
			category, &row, err);
	if (status == STATUS_OK)
		*ret = result;
	return status;
}

enum status store_announcement(struct library *library,
			       const struct announcement *announcement,
			       enum store_result *ret, struct error *err)
{
	const char *name = category_canonical(announcement->category);
	int64_t category = 0;
	enum status status = require_transaction(library, err);

	if (status == STATUS_OK)
		status = store_category(library, name, &category, err);
	return status == STATUS_OK
		       ? store_announcement_in(library, category, announcement,
					       ret, err)
		       : status;
}
