/* Changing what is said of papers. All that one call changes is one step of
 * the journal, which is opened when the first thing really changes: what is so
 * already leaves neither a row nor a step. */
#include "library/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "library/db.h"
#include "library/journal.h"
#include "library/note.h"
#include "library/said.h"

/* All bits of plain marks. */
#define PLAIN ((1u << SAID_MARKS) - 1)

const char *marks_letters(unsigned mask, char out[8])
{
	static const char letters[] = "*rdhtn";
	size_t len = 0;

	for (size_t i = 0; letters[i] != '\0'; i++) {
		if ((mask & (1u << i)) != 0)
			out[len++] = letters[i];
	}
	out[len] = '\0';
	return out;
}

static enum status is_held(struct library *library, paper_key key, bool *ret,
			   struct error *err)
{
	struct stmt stmt;
	int64_t one;
	enum status status;

	stmt_start(library, STATEMENT_PAPER_EXISTS, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_one_int(&stmt, &one, err);
	if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	*ret = status == STATUS_OK;
	return STATUS_OK;
}

/* A change that is under way. Its step is 0 until something has changed. */
struct change {
	struct library *library;
	const struct marks_edit *edit;
	const char *note; /* clean; "" none, NULL as it is */
	int64_t step;
};

/* Writes down what changes, in a step that is opened when it is needed. */
static enum status record(struct change *change, const struct journal_row *row,
			  struct error *err)
{
	enum status status = STATUS_OK;

	if (change->step == 0)
		status = journal_open_step(change->library, &change->step, err);
	if (status != STATUS_OK)
		return status;
	return journal_add(change->library, change->step, row,
			   change->edit->now, err);
}

/* Changes one mark in a row that was read, and writes that down. */
static enum status change_column(struct change *change, paper_key key,
				 int column, struct said_marks *marks,
				 struct error *err)
{
	unsigned bit = 1u << column;
	bool on = (change->edit->on & bit) != 0;
	int64_t before = marks->at[column];
	struct journal_row row = { .paper = key,
				   .mark = bit,
				   .before = before };

	if (((change->edit->on | change->edit->off) & bit) == 0 ||
	    (before != TIME_NONE) == on)
		return STATUS_OK;
	row.after = on ? change->edit->now : TIME_NONE;
	marks->at[column] = row.after;
	return record(change, &row, err);
}

static enum status change_marks(struct change *change, paper_key key,
				struct error *err)
{
	struct said_marks marks;
	struct said_marks before;
	enum status status = said_marks_get(change->library, key, &marks, err);

	before = marks;
	for (int i = 0; i < SAID_MARKS && status == STATUS_OK; i++)
		status = change_column(change, key, i, &marks, err);
	if (status != STATUS_OK ||
	    memcmp(before.at, marks.at, sizeof(marks.at)) == 0)
		return status;
	return said_marks_put(change->library, key, &marks, err);
}

static enum status change_tag(struct change *change, paper_key key,
			      const char *name, bool on, struct error *err)
{
	struct journal_row row = { .paper = key,
				   .mark = MARK_TAGGED,
				   .after = on ? change->edit->now : TIME_NONE,
				   .name = name };
	enum status status =
		said_tag_get(change->library, key, name, &row.before, err);

	if (status != STATUS_OK || (row.before != TIME_NONE) == on)
		return status;
	status = record(change, &row, err);
	if (status == STATUS_OK)
		status = said_tag_put(change->library, key, name, row.after,
				      err);
	return status;
}

static enum status change_tags(struct change *change, paper_key key,
			       const char *const *names, bool on,
			       struct error *err)
{
	enum status status = STATUS_OK;

	for (; names != NULL && *names != NULL && status == STATUS_OK; names++)
		status = change_tag(change, key, *names, on, err);
	return status;
}

/* Puts a note in the place of one that was read. */
static enum status replace_note(struct change *change, paper_key key,
				int64_t before, const char *before_text,
				struct error *err)
{
	bool none = change->note[0] == '\0';
	struct journal_row row = {
		.paper = key,
		.mark = MARK_NOTED,
		.before = before,
		.after = none ? TIME_NONE : change->edit->now,
		.before_text = before_text,
		.after_text = none ? NULL : change->note,
	};
	enum status status;

	if (strcmp(before_text != NULL ? before_text : "", change->note) == 0)
		return STATUS_OK;
	status = record(change, &row, err);
	if (status == STATUS_OK)
		status = said_note_put(change->library, key, row.after,
				       row.after_text, err);
	return status;
}

static enum status change_note(struct change *change, paper_key key,
			       struct error *err)
{
	char *before = NULL;
	int64_t at;
	enum status status =
		said_note_get(change->library, key, &at, &before, err);

	if (status == STATUS_OK)
		status = replace_note(change, key, at, before, err);
	free(before);
	return status;
}

static enum status change_paper(struct change *change, paper_key key,
				struct error *err)
{
	enum status status = STATUS_OK;

	if ((change->edit->on | change->edit->off) != 0)
		status = change_marks(change, key, err);
	if (status == STATUS_OK)
		status = change_tags(change, key, change->edit->untags, false,
				     err);
	if (status == STATUS_OK)
		status =
			change_tags(change, key, change->edit->tags, true, err);
	if (status == STATUS_OK && change->note != NULL)
		status = change_note(change, key, err);
	return status;
}

static enum status change_papers(struct change *change, bool *known,
				 struct error *err)
{
	for (size_t i = 0; i < change->edit->count; i++) {
		paper_key key = change->edit->keys[i];
		bool held = false;
		enum status status = is_held(change->library, key, &held, err);

		if (status == STATUS_OK && held)
			status = change_paper(change, key, err);
		if (status != STATUS_OK)
			return status;
		if (known != NULL)
			known[i] = held;
	}
	return STATUS_OK;
}

static bool has_name(const char *const *names, const char *name)
{
	for (; names != NULL && *names != NULL; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

static enum status check_tags(const char *const *names,
			      const char *const *others, struct error *err)
{
	for (; names != NULL && *names != NULL; names++) {
		enum status status = tag_check(*names, err);

		if (status != STATUS_OK)
			return status;
		if (has_name(others, *names))
			return error_set(err, STATUS_USAGE, 0,
					 "the tag %s is both given and taken "
					 "away",
					 *names);
	}
	return STATUS_OK;
}

enum status marks_check(const struct marks_edit *edit, struct error *err)
{
	enum status status;

	if (((edit->on | edit->off) & ~PLAIN) != 0)
		return error_set(err, STATUS_USAGE, 0,
				 "tags and notes are no plain marks");
	if ((edit->on & edit->off) != 0)
		return error_set(err, STATUS_USAGE, 0,
				 "a mark is both set and removed");
	status = check_tags(edit->tags, edit->untags, err);
	if (status == STATUS_OK)
		status = check_tags(edit->untags, NULL, err);
	return status;
}

static enum status change_all(struct change *change, bool *known,
			      struct error *err)
{
	enum status status = library_begin(change->library, err);

	if (status != STATUS_OK)
		return status;
	status = change_papers(change, known, err);
	if (status == STATUS_OK)
		return library_commit(change->library, err);
	library_rollback(change->library);
	return status;
}

enum status marks_edit(struct library *library, const struct marks_edit *edit,
		       bool *known, struct error *err)
{
	struct change change = { .library = library, .edit = edit };
	struct str note = STR_INIT;
	enum status status = marks_check(edit, err);

	if (status == STATUS_OK && edit->note != NULL) {
		status = note_make(edit->note, strlen(edit->note), &note, NULL,
				   err);
		change.note = str_text(&note);
	}
	if (status == STATUS_OK)
		status = change_all(&change, known, err);
	str_free(&note);
	return status;
}

enum status marks_set(struct library *library,
		      const struct marks_change *wanted, bool *known,
		      struct error *err)
{
	struct marks_edit edit = {
		.on = wanted->on ? wanted->marks : 0,
		.off = wanted->on ? 0 : wanted->marks,
		.keys = wanted->keys,
		.count = wanted->count,
		.now = wanted->now,
	};

	if (wanted->marks == 0)
		return error_set(err, STATUS_USAGE, 0,
				 "there is no mark to set or to remove");
	return marks_edit(library, &edit, known, err);
}

enum status marks_get(struct library *library, paper_key key,
		      unsigned *ret_mask, struct error *err)
{
	struct stmt stmt;
	struct said_marks marks;
	int64_t more = 0;
	unsigned mask = 0;
	enum status status = said_marks_get(library, key, &marks, err);

	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < SAID_MARKS; i++)
		mask |= marks.at[i] != TIME_NONE ? 1u << i : 0;
	stmt_start(library, STATEMENT_MARK_MORE, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_one_int(&stmt, &more, err);
	if (status == STATUS_OK)
		*ret_mask = mask | (unsigned)more;
	return status;
}
