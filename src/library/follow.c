/* What is followed, one row a name. */
#include "library/follow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/db.h"

static enum status set_one(struct library *library, enum follow_kind kind,
			   const char *name, bool on, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, on ? STATEMENT_FOLLOW_ADD : STATEMENT_FOLLOW_REMOVE,
		   &stmt);
	stmt_set_int(&stmt, 1, kind);
	stmt_set_text(&stmt, 2, name);
	return stmt_run(&stmt, err);
}

enum status follow_set(struct library *library, enum follow_kind kind,
		       const char *const *names, size_t count, bool on,
		       struct error *err)
{
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = set_one(library, kind, names[i], on, err);
	if (status == STATUS_OK)
		return library_commit(library, err);
	library_rollback(library);
	return status;
}

static bool has_name(const char *const *names, size_t count, const char *name)
{
	size_t i = 0;

	while (i < count && strcmp(names[i], name) != 0)
		i++;
	return i < count;
}

/* Takes away what is followed and not among the names. */
static enum status remove_others(struct library *library, enum follow_kind kind,
				 const char *const *names, size_t count,
				 struct error *err)
{
	char **followed;
	size_t followed_count;
	enum status status =
		follow_list(library, kind, &followed, &followed_count, err);

	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < followed_count; i++) {
		if (!has_name(names, count, followed[i]))
			status =
				set_one(library, kind, followed[i], false, err);
	}
	mem_free_texts(followed);
	return status;
}

enum status follow_replace(struct library *library, enum follow_kind kind,
			   const char *const *names, size_t count,
			   struct error *err)
{
	enum status status = library_begin(library, err);

	if (status != STATUS_OK)
		return status;
	status = remove_others(library, kind, names, count, err);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = set_one(library, kind, names[i], true, err);
	if (status == STATUS_OK)
		return library_commit(library, err);
	library_rollback(library);
	return status;
}

enum status follow_list(struct library *library, enum follow_kind kind,
			char ***ret_names, size_t *ret_count, struct error *err)
{
	struct stmt stmt;
	char **names = NULL;
	size_t count = 0, room = 0;
	enum status status;

	names = mem_grow(names, &room, 1, sizeof(*names));
	stmt_start(library, STATEMENT_FOLLOW_LIST, &stmt);
	stmt_set_int(&stmt, 1, kind);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		names = mem_grow(names, &room, count + 2, sizeof(*names));
		names[count++] = stmt_dup(&stmt, 0);
	}
	names[count] = NULL;
	if (status != STATUS_DONE) {
		mem_free_texts(names);
		return status;
	}
	*ret_names = names;
	*ret_count = count;
	return STATUS_OK;
}
