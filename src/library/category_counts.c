/* Papers of a day by category. */
#include "library/category_counts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"

enum status category_counts_load(struct library *library, day_t day,
				 struct category_count **ret_counts,
				 size_t *ret_count, struct error *err)
{
	struct category_count *counts = NULL;
	size_t count = 0, room = 0;
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_DAY_CATEGORIES, &stmt);
	stmt_set_int(&stmt, 1, day);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		struct category_count one = { .papers = code_small(
						      stmt_int(&stmt, 1)) };

		if (!code_category(stmt_text(&stmt, 0), one.name))
			continue;
		counts = mem_grow(counts, &room, count + 1, sizeof(*counts));
		counts[count++] = one;
	}
	if (status != STATUS_DONE) {
		free(counts);
		return status;
	}
	*ret_counts = counts;
	*ret_count = count;
	return STATUS_OK;
}
