/* Places of the reader: one small table. */
#include "library/place.h"

#include <stddef.h>

#include "base/text.h"
#include "library/db.h"

enum status place_set(struct library *library, const char *name,
		      const char *value, int64_t now, struct error *err)
{
	struct stmt stmt;

	stmt_start(library,
		   value != NULL ? STATEMENT_PLACE_PUT : STATEMENT_PLACE_REMOVE,
		   &stmt);
	stmt_set_text(&stmt, 1, name);
	if (value != NULL) {
		stmt_set_text(&stmt, 2, value);
		stmt_set_int(&stmt, 3, now);
	}
	return stmt_run(&stmt, err);
}

enum status place_get(struct library *library, const char *name, char **ret,
		      struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_PLACE_GET, &stmt);
	stmt_set_text(&stmt, 1, name);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK && status != STATUS_DONE)
		return status;
	*ret = status == STATUS_OK ? text_clean_dup(stmt_text(&stmt, 0)) : NULL;
	stmt_end(&stmt);
	return STATUS_OK;
}
