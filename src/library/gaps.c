/* One pass over the ledger of a few weeks, one bit set a day. */
#include "library/gaps.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "arxiv/category.h"
#include "base/mem.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/ledger.h"
#include "library/quiet_days.h"

struct span {
	const char *category;
	day_t first, last;
	bool *settled; /* a day each */
	day_t start;   /* the first day a refresh has asked for; DAY_NONE */
};

/* A day that was rebuilt from a file has what the file had, which may be one
 * paper. */
static bool is_settled(enum day_state state, const char *source)
{
	return state == DAY_COMPLETE || state == DAY_IMPORTED ||
	       (state == DAY_RECONSTRUCTED && source != NULL &&
		strcmp(source, LEDGER_HARVEST) == 0);
}

/* True for what a refresh has asked for. */
static bool is_asked(const char *source)
{
	return source != NULL && (strcmp(source, LEDGER_FEED) == 0 ||
				  strcmp(source, LEDGER_STALE) == 0);
}

static void take_row(struct span *span, day_t day, enum day_state state,
		     const char *source)
{
	if (day < span->first || day > span->last)
		return;
	if (is_settled(state, source))
		span->settled[day - span->first] = true;
	if (is_asked(source) && span->start == DAY_NONE)
		span->start = day;
}

static enum status read_ledger(struct library *library, struct span *span,
			       struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_SPAN, &stmt);
	stmt_set_int(&stmt, 1, span->first);
	stmt_set_int(&stmt, 2, span->last);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		const char *request = stmt_text(&stmt, 1);

		if (request != NULL && strlen(request) <= CATEGORY_MAX &&
		    category_covers(request, span->category))
			take_row(span, code_small(stmt_int(&stmt, 0)),
				 day_state_of(stmt_int(&stmt, 2)),
				 stmt_text(&stmt, 4));
	}
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* The last day before the span that a refresh has asked for. */
static enum status read_before(struct library *library, const struct span *span,
			       day_t *ret, struct error *err)
{
	struct stmt stmt;
	int64_t day = 0;
	enum status status;

	stmt_start(library, STATEMENT_LEDGER_FED_BEFORE, &stmt);
	stmt_set_text(&stmt, 1, span->category);
	stmt_set_int(&stmt, 2, span->first);
	status = stmt_one_int(&stmt, &day, err);
	*ret = status == STATUS_OK && day != 0 ? code_small(day) : DAY_NONE;
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

static enum status collect(struct library *library, const struct span *span,
			   struct gaps *ret, struct error *err)
{
	size_t room = 0;

	for (day_t day = span->start; day <= span->last; day++) {
		enum status status = STATUS_OK;
		bool quiet = false;

		if (calendar_is_weekend(day) ||
		    span->settled[day - span->first])
			continue;
		status = quiet_days_has(library, span->category, day, &quiet,
					err);
		if (status != STATUS_OK)
			return status;
		if (quiet)
			continue;
		ret->days = mem_grow(ret->days, &room, ret->count + 1,
				     sizeof(*ret->days));
		ret->days[ret->count++] = day;
	}
	return STATUS_OK;
}

static enum status find(struct library *library, struct span *span,
			struct gaps *ret, struct error *err)
{
	day_t before = DAY_NONE;
	enum status status = read_ledger(library, span, err);

	if (status == STATUS_OK)
		status = read_before(library, span, &before, err);
	if (status != STATUS_OK)
		return status;
	if (before != DAY_NONE) {
		if (span->start == DAY_NONE)
			ret->since = before;
		span->start = span->first;
	}
	return span->start == DAY_NONE ? STATUS_OK
				       : collect(library, span, ret, err);
}

enum status gaps_find(struct library *library, const char *category,
		      day_t first, day_t last, struct gaps *ret,
		      struct error *err)
{
	struct span span = {
		.category = category,
		.first = first,
		.last = last,
		.start = DAY_NONE,
	};
	struct gaps gaps = { .since = DAY_NONE };
	enum status status;

	if (last < first) {
		*ret = gaps;
		return STATUS_OK;
	}
	span.settled =
		mem_zalloc((size_t)(last - first) + 1, sizeof(*span.settled));
	status = find(library, &span, &gaps, err);
	free(span.settled);
	if (status == STATUS_OK)
		*ret = gaps;
	else
		free(gaps.days);
	return status;
}

enum status gaps_note_quiet(struct library *library, const char *category,
			    day_t day, int64_t now, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_QUIET_ADD, &stmt);
	stmt_set_text(&stmt, 1, category);
	stmt_set_int(&stmt, 2, day);
	stmt_set_int(&stmt, 3, now);
	return stmt_run(&stmt, err);
}

enum status gaps_forget_quiet(struct library *library, const char *category,
			      day_t day, struct error *err)
{
	struct stmt stmt;

	stmt_start(library, STATEMENT_QUIET_REMOVE, &stmt);
	stmt_set_text(&stmt, 1, category);
	stmt_set_int(&stmt, 2, day);
	return stmt_run(&stmt, err);
}
