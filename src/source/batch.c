/* A transaction is opened by the first paper that comes and is short, because
 * everybody else who writes waits for it. */
#include "source/batch.h"

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

struct batch {
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

struct batch *batch_new(const struct source_context *context, const char *file)
{
	struct batch *batch = mem_zalloc(1, sizeof(*batch));

	batch->context = context;
	batch->file = file;
	batch->day = calendar_eastern_day(context->now, NULL);
	batch->plan = (struct rebuild_plan){
		.first = date_from_civil(1, 1, 1),
		.last = date_from_civil(9999, 12, 31),
		.source = "snapshot",
		.state = DAY_INCOMPLETE,
		.why = "its import is not finished; the same import goes on",
		.now = context->now,
	};
	batch->rebuild = rebuild_new(context->library, &batch->plan);
	batch->seen = seen_new();
	return batch;
}

void batch_free(struct batch *batch)
{
	if (batch == NULL)
		return;
	if (batch->open)
		library_rollback(batch->context->library);
	rebuild_free(batch->rebuild);
	seen_free(batch->seen);
	free(batch);
}

enum status batch_resume(struct batch *batch, struct error *err)
{
	enum status status = STATUS_NOTFOUND;

	if (batch->file[0] != '\0')
		status = intake_get(batch->context->library, batch->file,
				    &batch->figures, err);
	return status == STATUS_NOTFOUND ? STATUS_OK : status;
}

const struct intake *batch_figures(const struct batch *batch)
{
	return &batch->figures;
}

static enum status begin(struct batch *batch, struct error *err)
{
	enum status status = STATUS_OK;

	if (batch->open)
		return STATUS_OK;
	status = library_begin(batch->context->library, err);
	if (status != STATUS_OK)
		return status;
	batch->open = true;
	batch->papers = 0;
	batch->began = tick_now();
	return rebuild_begin(batch->rebuild, err);
}

/* Counts what storing did to a paper, once for each paper: one that was added
 * in this file did not change. */
static void count(struct batch *batch, paper_key key, unsigned marks)
{
	unsigned had = seen_add(batch->seen, key, marks);
	unsigned fresh = marks & ~had;

	batch->figures.items++;
	batch->figures.papers += (fresh & SEEN_MET) != 0;
	batch->figures.added += (fresh & SEEN_ADDED) != 0;
	batch->figures.changed += (fresh & SEEN_CHANGED) != 0 &&
				  ((marks | had) & SEEN_ADDED) == 0;
	batch->figures.announcements += (fresh & SEEN_ANNOUNCED) != 0;
}

static enum status store(struct batch *batch, const struct paper *paper,
			 struct error *err)
{
	struct library *library = batch->context->library;
	enum store_result result = STORE_SAME;
	unsigned marks = SEEN_MET;
	bool announced = false;
	enum status status =
		store_paper(library, paper, batch->day, &result, err);

	if (status == STATUS_OK)
		status = rebuild_paper(batch->rebuild, paper,
				       result == STORE_NEW, &announced, err);
	if (status != STATUS_OK)
		return status;
	if (result == STORE_NEW)
		marks |= SEEN_ADDED;
	if (result == STORE_CHANGED)
		marks |= SEEN_CHANGED;
	if (announced)
		marks |= SEEN_ANNOUNCED;
	count(batch, paper->id.key, marks);
	return STATUS_OK;
}

static bool is_full(const struct batch *batch)
{
	if (batch->papers >= MOST_PAPERS)
		return true;
	return batch->papers % LOOK_EVERY == 0 &&
	       tick_now() - batch->began >= MOST_MS;
}

enum status batch_take(struct batch *batch, const struct paper *paper,
		       uint64_t offset, struct error *err)
{
	enum status status = begin(batch, err);

	if (status == STATUS_OK)
		status = store(batch, paper, err);
	if (status != STATUS_OK)
		return status;
	batch->figures.offset = (int64_t)offset;
	batch->papers++;
	return is_full(batch) ? batch_commit(batch, err) : STATUS_OK;
}

void batch_skip(struct batch *batch, uint64_t offset)
{
	batch->figures.offset = (int64_t)offset;
	batch->figures.items++;
	batch->figures.skipped++;
}

/* Ends the transaction, which keeps `figures` (NULL: forgets the file). */
static enum status end(struct batch *batch, const struct intake *figures,
		       struct error *err)
{
	struct library *library = batch->context->library;
	enum status status = STATUS_OK;

	if (batch->file[0] != '\0')
		status = intake_put(library, batch->file, figures,
				    batch->context->now, err);
	if (status == STATUS_OK)
		status = library_commit(library, err);
	batch->open = status != STATUS_OK;
	return status;
}

enum status batch_commit(struct batch *batch, struct error *err)
{
	enum status status = STATUS_OK;

	if (!batch->open)
		return STATUS_OK;
	status = rebuild_end(batch->rebuild, err);
	return status == STATUS_OK ? end(batch, &batch->figures, err) : status;
}

enum status batch_finish(struct batch *batch, struct error *err)
{
	enum status status = begin(batch, err);

	if (status == STATUS_OK)
		status = rebuild_end(batch->rebuild, err);
	if (status == STATUS_OK)
		status = rebuild_finish(batch->rebuild, err);
	return status == STATUS_OK ? end(batch, NULL, err) : status;
}
