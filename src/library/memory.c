/* Three small tables, read and written by their keys. */
#include "library/memory.h"

#include <stdlib.h>

#include "library/codes.h"
#include "library/db.h"

enum status validator_get(struct library *library, const char *url,
			  struct validator *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_VALIDATOR_GET, &stmt);
	stmt_set_text(&stmt, 1, url);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	ret->etag = stmt_dup(&stmt, 0);
	ret->day = code_small(stmt_int(&stmt, 1));
	stmt_end(&stmt);
	return ret->etag != NULL ? STATUS_OK : STATUS_NOTFOUND;
}

enum status validator_put(struct library *library, const char *url,
			  const struct validator *validator, int64_t now,
			  struct error *err)
{
	struct stmt stmt;

	stmt_start(library,
		   validator->etag != NULL ? STATEMENT_VALIDATOR_PUT
					   : STATEMENT_VALIDATOR_REMOVE,
		   &stmt);
	stmt_set_text(&stmt, 1, url);
	if (validator->etag != NULL) {
		stmt_set_text(&stmt, 2, validator->etag);
		stmt_set_int(&stmt, 3, validator->day);
		stmt_set_int(&stmt, 4, now);
	}
	return stmt_run(&stmt, err);
}

/* Days are stored as numbers; NULL is none. */
static void set_day(struct stmt *stmt, int index, day_t day)
{
	stmt_set_time(stmt, index, day == DAY_NONE ? TIME_NONE : day);
}

static day_t get_day(const struct stmt *stmt, int column)
{
	int64_t day = stmt_time(stmt, column);

	return day == TIME_NONE ? DAY_NONE : code_small(day);
}

enum status harvest_state_get(struct library *library, const char *set,
			      const char *span, struct harvest_state *ret,
			      struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_HARVEST_GET, &stmt);
	stmt_set_text(&stmt, 1, set);
	stmt_set_text(&stmt, 2, span);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	*ret = (struct harvest_state){
		.start = get_day(&stmt, 0),
		.token = stmt_dup(&stmt, 1),
		.reached = get_day(&stmt, 2),
		.answered = stmt_time(&stmt, 3),
		.pages = stmt_int(&stmt, 4),
		.records = stmt_int(&stmt, 5),
		.at = stmt_int(&stmt, 6),
		.done = stmt_int(&stmt, 7) != 0,
	};
	stmt_end(&stmt);
	return STATUS_OK;
}

enum status harvest_state_put(struct library *library, const char *set,
			      const char *span,
			      const struct harvest_state *state,
			      struct error *err)
{
	struct stmt stmt;

	stmt_start(library,
		   state != NULL ? STATEMENT_HARVEST_PUT
				 : STATEMENT_HARVEST_REMOVE,
		   &stmt);
	stmt_set_text(&stmt, 1, set);
	stmt_set_text(&stmt, 2, span);
	if (state == NULL)
		return stmt_run(&stmt, err);
	set_day(&stmt, 3, state->start);
	stmt_set_text(&stmt, 4, state->token);
	set_day(&stmt, 5, state->reached);
	stmt_set_time(&stmt, 6, state->answered);
	stmt_set_int(&stmt, 7, state->pages);
	stmt_set_int(&stmt, 8, state->records);
	stmt_set_int(&stmt, 9, state->at);
	stmt_set_int(&stmt, 10, state->done ? 1 : 0);
	return stmt_run(&stmt, err);
}

void harvest_state_clear(struct harvest_state *state)
{
	free(state->token);
	*state = HARVEST_STATE_INIT;
}

enum status intake_get(struct library *library, const char *file,
		       struct intake *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_INTAKE_GET, &stmt);
	stmt_set_text(&stmt, 1, file);
	status = stmt_step(&stmt, err);
	if (status != STATUS_OK)
		return status == STATUS_DONE ? STATUS_NOTFOUND : status;
	*ret = (struct intake){
		.offset = stmt_int(&stmt, 0),
		.items = stmt_int(&stmt, 1),
		.papers = stmt_int(&stmt, 2),
		.added = stmt_int(&stmt, 3),
		.changed = stmt_int(&stmt, 4),
		.announcements = stmt_int(&stmt, 5),
		.skipped = stmt_int(&stmt, 6),
	};
	stmt_end(&stmt);
	return STATUS_OK;
}

enum status intake_put(struct library *library, const char *file,
		       const struct intake *intake, int64_t now,
		       struct error *err)
{
	struct stmt stmt;

	stmt_start(library,
		   intake != NULL ? STATEMENT_INTAKE_PUT
				  : STATEMENT_INTAKE_REMOVE,
		   &stmt);
	stmt_set_text(&stmt, 1, file);
	if (intake != NULL) {
		const int64_t figures[] = {
			intake->offset,  intake->items,
			intake->papers,  intake->added,
			intake->changed, intake->announcements,
			intake->skipped, now
		};

		for (int i = 0; i < 8; i++)
			stmt_set_int(&stmt, i + 2, figures[i]);
	}
	return stmt_run(&stmt, err);
}
