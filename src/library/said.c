/* The rows of mark, tag and note. What is not said has no row, so that nothing
 * is left behind by what was taken back. */
#include "library/said.h"

#include <stddef.h>

#include "base/date.h"
#include "library/db.h"

enum status said_marks_get(struct library *library, paper_key key,
			   struct said_marks *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	for (int i = 0; i < SAID_MARKS; i++)
		ret->at[i] = TIME_NONE;
	stmt_start(library, STATEMENT_MARK_GET, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_OK : status;
	for (int i = 0; i < SAID_MARKS; i++)
		ret->at[i] = stmt_time(&stmt, i);
	stmt_end(&stmt);
	return STATUS_OK;
}

static bool is_unmarked(const struct said_marks *marks)
{
	for (int i = 0; i < SAID_MARKS; i++) {
		if (marks->at[i] != TIME_NONE)
			return false;
	}
	return true;
}

enum status said_marks_put(struct library *library, paper_key key,
			   const struct said_marks *marks, struct error *err)
{
	bool none = is_unmarked(marks);
	struct stmt stmt;

	stmt_start(library, none ? STATEMENT_MARK_REMOVE : STATEMENT_MARK_PUT,
		   &stmt);
	stmt_set_int(&stmt, 1, key);
	for (int i = 0; !none && i < SAID_MARKS; i++)
		stmt_set_time(&stmt, i + 2, marks->at[i]);
	return stmt_run(&stmt, err);
}

enum status said_tag_get(struct library *library, paper_key key,
			 const char *name, int64_t *ret_at, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_TAG_GET, &stmt);
	stmt_set_int(&stmt, 1, key);
	stmt_set_text(&stmt, 2, name);
	status = stmt_one_int(&stmt, ret_at, err);
	if (status != STATUS_NOTFOUND)
		return status;
	*ret_at = TIME_NONE;
	return STATUS_OK;
}

enum status said_tag_put(struct library *library, paper_key key,
			 const char *name, int64_t at, struct error *err)
{
	bool none = at == TIME_NONE;
	struct stmt stmt;

	stmt_start(library, none ? STATEMENT_TAG_REMOVE : STATEMENT_TAG_PUT,
		   &stmt);
	stmt_set_int(&stmt, 1, key);
	stmt_set_text(&stmt, 2, name);
	if (!none)
		stmt_set_int(&stmt, 3, at);
	return stmt_run(&stmt, err);
}

enum status said_note_get(struct library *library, paper_key key,
			  int64_t *ret_at, char **ret_text, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_NOTE_GET, &stmt);
	stmt_set_int(&stmt, 1, key);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK && status != STATUS_DONE)
		return status;
	*ret_at = status == STATUS_OK ? stmt_int(&stmt, 0) : TIME_NONE;
	*ret_text = status == STATUS_OK ? stmt_dup(&stmt, 1) : NULL;
	stmt_end(&stmt);
	return STATUS_OK;
}

enum status said_note_put(struct library *library, paper_key key, int64_t at,
			  const char *text, struct error *err)
{
	bool none = at == TIME_NONE || text == NULL;
	struct stmt stmt;

	stmt_start(library, none ? STATEMENT_NOTE_REMOVE : STATEMENT_NOTE_PUT,
		   &stmt);
	stmt_set_int(&stmt, 1, key);
	if (!none) {
		stmt_set_text(&stmt, 2, text);
		stmt_set_int(&stmt, 3, at);
	}
	return stmt_run(&stmt, err);
}
