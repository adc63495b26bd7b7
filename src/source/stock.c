/* A transaction is opened by the first paper that comes and is short, because
 * everybody else who writes waits for it. */
#include "source/stock.h"

#include <stdlib.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/rebuild.h"
#include "library/store.h"
#include "source/seen.h"
#include "source/tick.h"

/* When a transaction ends: after so many papers, or milliseconds, which are
 * looked at every few papers. */
#define MOST_PAPERS 5000
#define MOST_MS     250
#define LOOK_EVERY  64

struct stock {
	const struct source_context *context;
	const char *file;
	struct intake figures;
	struct rebuild_plan plan;
	struct rebuild *rebuild;
	struct seen *seen;
	day_t day;       /* on which changes count as seen */
	bool open;       /* a transaction */
	unsigned papers; /* in it */
	int64_t began;   /* its tick */
};

struct stock *stock_new(const struct source_context *context, const char *file)
{
	struct stock *stock = mem_zalloc(1, sizeof(*stock));

	stock->context = context;
	stock->file = file;
	stock->day = calendar_eastern_day(context->now, NULL);
	stock->plan = (struct rebuild_plan){
		.first = date_from_civil(1, 1, 1),
		.last = date_from_civil(9999, 12, 31),
		.source = "snapshot",
		.state = DAY_INCOMPLETE,
		.why = "its import is not finished; the same import goes on",
		.now = context->now,
	};
	stock->rebuild = rebuild_new(context->library, &stock->plan);
	stock->seen = seen_new();
	return stock;
}

void stock_free(struct stock *stock)
{
	if (stock == NULL)
		return;
	if (stock->open)
		library_rollback(stock->context->library);
	rebuild_free(stock->rebuild);
	seen_free(stock->seen);
	free(stock);
}

enum status stock_resume(struct stock *stock, struct error *err)
{
	enum status status = STATUS_NOTFOUND;

	if (stock->file[0] != '\0')
		status = intake_get(stock->context->library, stock->file,
				    &stock->figures, err);
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

const struct intake *stock_figures(const struct stock *stock)
{
	return &stock->figures;
}

static enum status begin(struct stock *stock, struct error *err)
{
	enum status status = STATUS_OK;

	if (stock->open)
		return STATUS_OK;
	status = library_begin(stock->context->library, err);
	if (status != STATUS_OK)
		return status;
	stock->open = true;
	stock->papers = 0;
	stock->began = tick_now();
	return rebuild_begin(stock->rebuild, err);
}

/* Counts what storing did to a paper, once for each paper: one that was added
 * in this file did not change. */
static void count(struct stock *stock, paper_key key, unsigned marks)
{
	unsigned had = seen_add(stock->seen, key, marks);
	unsigned fresh = marks & ~had;

	stock->figures.items++;
	stock->figures.papers += (fresh & SEEN_MET) != 0;
	stock->figures.added += (fresh & SEEN_ADDED) != 0;
	stock->figures.changed += (fresh & SEEN_CHANGED) != 0 &&
				  ((marks | had) & SEEN_ADDED) == 0;
	stock->figures.announcements += (fresh & SEEN_ANNOUNCED) != 0;
}

static enum status store(struct stock *stock, const struct paper *paper,
			 struct error *err)
{
	struct library *library = stock->context->library;
	enum store_result result = STORE_SAME;
	unsigned marks = SEEN_MET;
	bool announced = false;
	enum status status =
		store_paper(library, paper, stock->day, &result, err);

	if (status == STATUS_OK)
		status = rebuild_paper(stock->rebuild, paper,
				       result == STORE_NEW, &announced, err);
	if (status != STATUS_OK)
		return status;
	if (result == STORE_NEW)
		marks |= SEEN_ADDED;
	if (result == STORE_CHANGED)
		marks |= SEEN_CHANGED;
	if (announced)
		marks |= SEEN_ANNOUNCED;
	count(stock, paper->id.key, marks);
	return STATUS_OK;
}

static bool is_full(const struct stock *stock)
{
	if (stock->papers >= MOST_PAPERS)
		return true;
	return stock->papers % LOOK_EVERY == 0 &&
	       tick_now() - stock->began >= MOST_MS;
}

enum status stock_take(struct stock *stock, const struct paper *paper,
		       uint64_t offset, struct error *err)
{
	enum status status = begin(stock, err);

	if (status == STATUS_OK)
		status = store(stock, paper, err);
	if (status != STATUS_OK)
		return status;
	stock->figures.offset = (int64_t)offset;
	stock->papers++;
	return is_full(stock) ? stock_commit(stock, err) : STATUS_OK;
}

void stock_skip(struct stock *stock, uint64_t offset)
{
	stock->figures.offset = (int64_t)offset;
	stock->figures.items++;
	stock->figures.skipped++;
}

/* Ends the transaction, which keeps `figures` (NULL: forgets the file). */
static enum status end(struct stock *stock, const struct intake *figures,
		       struct error *err)
{
	struct library *library = stock->context->library;
	enum status status = STATUS_OK;

	if (stock->file[0] != '\0')
		status = intake_put(library, stock->file, figures,
				    stock->context->now, err);
	if (status == STATUS_OK)
		status = library_commit(library, err);
	stock->open = status != STATUS_OK;
	return status;
}

enum status stock_commit(struct stock *stock, struct error *err)
{
	enum status status = STATUS_OK;

	if (!stock->open)
		return STATUS_OK;
	status = rebuild_end(stock->rebuild, err);
	return status == STATUS_OK ? end(stock, &stock->figures, err) : status;
}

enum status stock_finish(struct stock *stock, struct error *err)
{
	enum status status = begin(stock, err);

	if (status == STATUS_OK)
		status = rebuild_end(stock->rebuild, err);
	if (status == STATUS_OK)
		status = rebuild_finish(stock->rebuild, err);
	return status == STATUS_OK ? end(stock, NULL, err) : status;
}
