/* Rows are gathered before they are moved, since a statement must not run over
 * what another one changes. */
#include "library/relist.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/category.h"
#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/gaps.h"
#include "library/ledger.h"
#include "library/rebuilt_rows.h"
#include "library/settled.h"
#include "library/store.h"

/* The numbers of the categories that a request covers. */
struct numbers {
	int64_t *ids;
	size_t count, room;
};

static enum status read_numbers(struct library *library, const char *request,
				struct numbers *ret, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_CATEGORY_LIST, &stmt);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *name = stmt_text(&stmt, 1);

		if (name == NULL || !category_covers(request, name))
			continue;
		ret->ids = mem_grow(ret->ids, &ret->room, ret->count + 1,
				    sizeof(*ret->ids));
		ret->ids[ret->count++] = stmt_int(&stmt, 0);
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

struct rows {
	struct announcement *rows;
	size_t count, room;
};

/* What was rebuilt of a day in one category. */
static enum status read_rebuilt(struct library *library, day_t day,
				int64_t category, struct rows *ret,
				struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_REBUILT_LIST, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, category);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		ret->rows = mem_grow(ret->rows, &ret->room, ret->count + 1,
				     sizeof(*ret->rows));
		ret->rows[ret->count++] = (struct announcement){
			.paper = stmt_int(&stmt, 0),
			.type = code_announce(stmt_int(&stmt, 1)),
			.version = code_small(stmt_int(&stmt, 2)),
			.position = POSITION_REBUILT,
		};
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

static enum status move_category(struct library *library, int64_t category,
				 day_t from, day_t to, struct error *err)
{
	struct rows rows = { 0 };
	enum status status = read_rebuilt(library, from, category, &rows, err);

	for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
		enum store_result ignored;

		rows.rows[i].day = to;
		status = store_announcement_in(library, category, &rows.rows[i],
					       &ignored, err);
	}
	free(rows.rows);
	if (status != STATUS_OK)
		return status;
	return rebuilt_rows_remove(library, from, category, err);
}

/* The papers of a day in what a request covers. */
static enum status count_papers(struct library *library, const char *request,
				day_t day, int *ret, struct error *err)
{
	struct stmt stmt;
	int64_t count = 0;
	enum status status;

	stmt_start(library, STATEMENT_COUNT_REQUEST, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_text(&stmt, 2, category_canonical(request));
	status = stmt_one_int(&stmt, &count, err);
	*ret = code_small(count);
	return status;
}

/* The rows of the ledger after the move: the old one hands itself on. */
static enum status move_row(struct library *library, const char *request,
			    day_t from, day_t to, struct error *err)
{
	struct ledger_entry entry;
	struct ledger_entry there;
	enum status status = ledger_get(library, from, request, &entry, err);

	if (status != STATUS_OK)
		return status == STATUS_NOTFOUND ? STATUS_OK : status;
	status = ledger_remove(library, from, request, err);
	if (status == STATUS_OK)
		status = ledger_get(library, to, request, &there, err);
	if (status == STATUS_OK && there.state != DAY_FAILED)
		entry = there;
	else if (status != STATUS_OK && status != STATUS_NOTFOUND)
		return status;
	entry.day = to;
	status = count_papers(library, request, to, &entry.held, err);
	return status == STATUS_OK ? ledger_put(library, &entry, err) : status;
}

static enum status move_rebuilt(struct library *library, const char *request,
				day_t from, day_t to, int64_t now,
				struct error *err)
{
	struct numbers numbers = { 0 };
	int left = 0;
	enum status status = read_numbers(library, request, &numbers, err);

	for (size_t i = 0; status == STATUS_OK && i < numbers.count; i++)
		status = move_category(library, numbers.ids[i], from, to, err);
	free(numbers.ids);
	if (status == STATUS_OK)
		status = count_papers(library, request, from, &left, err);
	if (status != STATUS_OK || left > 0)
		return status;
	status = move_row(library, request, from, to, err);
	if (status != STATUS_OK)
		return status;
	return gaps_note_quiet(library, request, from, now, err);
}

enum status relist_rebuilt(struct library *library, const char *request,
			   day_t from, day_t to, int64_t now, struct error *err)
{
	struct settled settled = SETTLED_INIT;
	int held = 0;
	bool whole = false;
	enum status status = settled_load(library, to, to, &settled, err);

	whole = settled_has(&settled, to, request);
	settled_clear(&settled);
	if (status == STATUS_OK && !whole)
		status = count_papers(library, request, from, &held, err);
	if (status != STATUS_OK || whole || held == 0)
		return status;
	return move_rebuilt(library, request, from, to, now, err);
}

enum status relist_count(struct library *library, const char *category,
			 day_t day, day_t wanted, struct relist_count *ret,
			 struct error *err)
{
	struct relist_count count = { 0 };
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_FEED_DATES, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_text(&stmt, 2, category_canonical(category));
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		int64_t time = stmt_time(&stmt, 0);

		if (time == TIME_NONE)
			continue;
		count.known++;
		if (calendar_day_of_submission(time) == wanted)
			count.dated++;
	}
	if (status != STATUS_DONE)
		return status;
	*ret = count;
	return STATUS_OK;
}

static enum status forget_validators(struct library *library, day_t day,
				     struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_VALIDATOR_REMOVE_DAY, &stmt);
	stmt_set_int(&stmt, 1, day);
	return stmt_run(&stmt, err);
}

enum status relist_feed(struct library *library, const char *category,
			day_t from, day_t to, struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_FEED_MOVE, &stmt);
	stmt_set_int(&stmt, 1, from);
	stmt_set_text(&stmt, 2, category_canonical(category));
	stmt_set_int(&stmt, 3, to);
	status = stmt_run(&stmt, err);
	if (status == STATUS_OK)
		status = gaps_forget_quiet(library, category, to, err);
	if (status == STATUS_OK)
		status = move_row(library, category, from, to, err);
	return status == STATUS_OK ? forget_validators(library, from, err)
				   : status;
}
