/* Requests of one or several categories, one after another. Whatever goes wrong
 * with one of them leaves what is held as it was, and the next one its turn. A
 * combined answer that is anything but a whole feed of today is not argued
 * with: its categories are asked for one by one, so that nothing is ever lost
 * by sparing requests. */
#include "source/refresh.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "library/ledger.h"
#include "library/listing.h"
#include "library/memory.h"
#include "source/backfill.h"
#include "source/batch.h"
#include "source/feed_fetch.h"
#include "source/feed_settle.h"
#include "source/feed_split.h"
#include "source/run_lock.h"

#define HTTP_FORBIDDEN    403
#define HTTP_SERVER_ERROR 500

struct refresh {
	const struct source_context *context;
	const struct refresh_watch *watch;
	const char *const *names; /* as given */
	struct batch_item *items; /* proper spellings; NULL: no category */
	char (*spelling)[CATEGORY_MAX + 1];
	size_t count;
	size_t *batches; /* the number of each one's request */
	size_t *asking;  /* the categories of the request at hand */
	size_t asking_count;
	struct error first; /* the first failure */
	size_t failed;
	size_t lacking; /* stale or incomplete */
	size_t missed;  /* with days that could not be rebuilt */
	bool denied;    /* the server wants no more requests */
};

/* ---- telling ---- */

static struct refresh_event event_of(const struct refresh *run, size_t index)
{
	struct refresh_event event = {
		.index = index,
		.total = run->count,
		.day = DAY_NONE,
	};

	memcpy(event.category, run->spelling[index], sizeof(event.category));
	return event;
}

static void tell_all(struct refresh *run, enum refresh_state state,
		     const char *text)
{
	for (size_t i = 0; i < run->asking_count; i++) {
		struct refresh_event event = event_of(run, run->asking[i]);

		refresh_tell(run->watch, &event, state, text);
	}
}

static void tell_wait(const char *why, void *context)
{
	tell_all(context, REFRESH_WAITING, why);
}

static void tell_request(void *context)
{
	tell_all(context, REFRESH_FETCHING, "");
}

static void tell_outcome(struct refresh *run, size_t index,
			 const struct feed_outcome *outcome)
{
	struct refresh_event event = event_of(run, index);

	event.day = outcome->day;
	event.papers = outcome->papers;
	event.added = outcome->added;
	refresh_tell(run->watch, &event, outcome->state, outcome->text);
	if (outcome->state == REFRESH_STALE ||
	    outcome->state == REFRESH_INCOMPLETE)
		run->lacking++;
}

/* What a person may do about a failure, to stand behind the reason. */
static const char *advice(const struct error *why)
{
	/* The other statuses speak for themselves. */
	if (why->status == STATUS_NETWORK)
		return "; check the network and try again";
	if (why->status == STATUS_PARSE || why->status == STATUS_TOO_LARGE ||
	    (why->status == STATUS_HTTP && why->native >= HTTP_SERVER_ERROR))
		return "; try again later";
	return "";
}

static void fail(struct refresh *run, size_t index, const struct error *why)
{
	struct refresh_event event = event_of(run, index);
	char text[JUDGE_TEXT];

	if (run->failed++ == 0)
		run->first = *why;
	if (why->status == STATUS_HTTP && why->native == HTTP_FORBIDDEN)
		run->denied = true;
	event.day =
		feed_settle_failure(run->context, event.category, why->text);
	judge_words(text, "%s%s", why->text, advice(why));
	refresh_tell(run->watch, &event, REFRESH_FAILED, text);
}

/* ---- one category by itself ---- */

static enum status fetch(struct refresh *run, const char *query,
			 struct feed_answer *ret, struct error *err)
{
	const struct ask_watch watch = {
		.waits = tell_wait,
		.asks = tell_request,
		.context = run,
	};

	return feed_fetch(run->context, query, &watch, ret, err);
}

static enum status settle_answer(struct refresh *run, size_t index,
				 const struct feed_answer *answer,
				 struct error *err)
{
	const char *category = run->spelling[index];
	const struct feed_bookmark bookmark = { answer->url, answer->etag };
	struct feed_outcome outcome;
	enum status status;

	if (answer->unchanged)
		status = feed_settle_unchanged(run->context, category,
					       answer->day, &outcome, err);
	else
		status = feed_settle(run->context, category, &answer->doc,
				     &bookmark, &outcome, err);
	if (status == STATUS_OK)
		tell_outcome(run, index, &outcome);
	return status;
}

static enum status ask_for_one(struct refresh *run, size_t index,
			       struct error *err)
{
	struct feed_answer answer;
	enum status status;

	run->asking[0] = index;
	run->asking_count = 1;
	if (run->items[index].name == NULL)
		return error_set(err, STATUS_USAGE, 0, "%s is no category",
				 run->names[index]);
	if (run->denied)
		return error_set(err, STATUS_HTTP, 0,
				 "not asked, since the server denied access");
	status = fetch(run, run->spelling[index], &answer, err);
	if (status != STATUS_OK)
		return status;
	status = settle_answer(run, index, &answer, err);
	feed_answer_clear(&answer);
	return status;
}

/* Only a cancel is not an outcome of its own. */
static enum status refresh_one(struct refresh *run, size_t index,
			       struct error *err)
{
	struct error why = { .status = STATUS_OK };
	enum status status = ask_for_one(run, index, &why);

	if (status == STATUS_CANCELLED) {
		if (err != NULL)
			*err = why;
		return status;
	}
	if (status != STATUS_OK)
		fail(run, index, &why);
	return STATUS_OK;
}

/* ---- several categories in one request ---- */

/* The members of a request that have to be asked for one by one. */
struct batch {
	size_t *members;
	size_t count;
	bool *single; /* by member */
};

static enum status refresh_singles(struct refresh *run,
				   const struct batch *batch, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++)
		if (batch->single[i])
			status = refresh_one(run, batch->members[i], err);
	return status;
}

static void mark_all(const struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		batch->single[i] = true;
}

struct known {
	struct library *library;
	day_t day;
};

static bool is_known(paper_key paper, const char *category, void *context)
{
	const struct known *known = context;
	bool found = false;

	return listing_was_announced(known->library, paper, category,
				     known->day, &found, NULL) == STATUS_OK &&
	       found;
}

static enum status settle_part(struct refresh *run, size_t index,
			       const struct gathered *part,
			       struct feed_outcome *ret, struct error *err)
{
	const char *category = run->spelling[index];

	if (part->count > 0)
		return feed_settle(run->context, category, part, NULL, ret,
				   err);
	return feed_settle_nothing(run->context, category, part->day, ret, err);
}

/* Stores the part of one member. What is not plainly good is asked for by
 * itself. */
static enum status take_part(struct refresh *run, struct batch *batch,
			     size_t member, const struct feed_split *split,
			     struct error *err)
{
	size_t index = batch->members[member];
	struct feed_outcome outcome = { .state = REFRESH_FAILED };
	struct gathered part;
	enum status status;

	feed_split(split, run->spelling[index], &part);
	status = settle_part(run, index, &part, &outcome, err);
	feed_split_free(&part);
	batch->single[member] = outcome.state == REFRESH_STALE ||
				outcome.state == REFRESH_INCOMPLETE ||
				status == STATUS_PARSE;
	if (status == STATUS_PARSE)
		return STATUS_OK;
	if (status == STATUS_OK && !batch->single[member])
		tell_outcome(run, index, &outcome);
	return status;
}

/* A combined answer and the time of its bookmark. */
struct bookmark {
	const struct feed_answer *answer;
	int64_t now;
};

static enum status put_bookmark(struct library *library, void *context,
				struct error *err)
{
	const struct bookmark *bookmark = context;
	const struct feed_answer *answer = bookmark->answer;
	const struct validator validator = { answer->etag, answer->doc.day };

	return validator_put(library, answer->url, &validator, bookmark->now,
			     err);
}

/* The same answer need not come again when all of it was stored. */
static enum status keep_bookmark(struct refresh *run,
				 const struct feed_answer *answer,
				 const struct batch *batch, struct error *err)
{
	struct bookmark bookmark = { answer, run->context->now };

	for (size_t i = 0; i < batch->count; i++)
		if (batch->single[i])
			return STATUS_OK;
	return library_transact(run->context->library, put_bookmark, &bookmark,
				err);
}

static enum status take_parts(struct refresh *run, struct batch *batch,
			      const struct feed_answer *answer,
			      const char *query, struct error *err)
{
	struct known known = { run->context->library, answer->doc.day };
	const struct feed_split split = {
		.doc = &answer->doc,
		.query = query,
		.known = is_known,
		.context = &known,
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++)
		status = take_part(run, batch, i, &split, err);
	return status == STATUS_OK ? keep_bookmark(run, answer, batch, err)
				   : status;
}

static enum status take_unchanged(struct refresh *run,
				  const struct batch *batch, day_t day,
				  struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++) {
		size_t index = batch->members[i];
		struct feed_outcome outcome;

		status = feed_settle_unchanged(
			run->context, run->spelling[index], day, &outcome, err);
		if (status == STATUS_OK)
			tell_outcome(run, index, &outcome);
	}
	return status;
}

/* True for a whole feed of today, of just this request, below arXiv's limit.
 * An empty one is believed only when there cannot be anything. */
static bool is_usable(const struct refresh *run, const struct gathered *doc,
		      const char *query)
{
	day_t today = calendar_eastern_day(run->context->now, NULL);

	if (!gathered_is_feed(doc) || !feed_split_is_of(doc, query) ||
	    doc->skipped > 0 || doc->items >= JUDGE_FEED_LIMIT)
		return false;
	if (doc->count == 0)
		return calendar_is_weekend(today) ||
		       calendar_holiday(today) != NULL;
	return doc->day == today;
}

static enum status take_empty(struct refresh *run, const struct batch *batch,
			      const struct gathered *doc, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++) {
		size_t index = batch->members[i];
		struct gathered part = GATHERED_NONE;
		struct feed_outcome outcome;

		part.document = doc->document;
		part.day = doc->day;
		status = feed_settle(run->context, run->spelling[index], &part,
				     NULL, &outcome, err);
		if (status == STATUS_OK)
			tell_outcome(run, index, &outcome);
	}
	return status;
}

static enum status take_answer(struct refresh *run, struct batch *batch,
			       const struct feed_answer *answer,
			       const char *query, struct error *err)
{
	if (answer->unchanged)
		return take_unchanged(run, batch, answer->day, err);
	if (!is_usable(run, &answer->doc, query)) {
		mark_all(batch);
		return STATUS_OK;
	}
	if (answer->doc.count == 0)
		return take_empty(run, batch, &answer->doc, err);
	return take_parts(run, batch, answer, query, err);
}

/* A server that cannot be reached, or that wants to be left alone, is not asked
 * once more for each category. */
static bool is_of_server(const struct error *why)
{
	return why->status == STATUS_NETWORK ||
	       why->status == STATUS_THROTTLED ||
	       why->status == STATUS_SYSTEM ||
	       (why->status == STATUS_HTTP &&
		(why->native == HTTP_FORBIDDEN ||
		 why->native >= HTTP_SERVER_ERROR));
}

static enum status take_failure(struct refresh *run, struct batch *batch,
				const struct error *why, struct error *err)
{
	if (why->status == STATUS_CANCELLED || why->status == STATUS_DB ||
	    why->status == STATUS_BUSY) {
		if (err != NULL)
			*err = *why;
		return why->status;
	}
	if (!is_of_server(why)) {
		mark_all(batch);
		return STATUS_OK;
	}
	for (size_t i = 0; i < batch->count; i++)
		fail(run, batch->members[i], why);
	return STATUS_OK;
}

static char *query_of(const struct refresh *run, const struct batch *batch)
{
	struct str query = STR_INIT;

	for (size_t i = 0; i < batch->count; i++)
		str_addf(&query, "%s%s", i > 0 ? "+" : "",
			 run->spelling[batch->members[i]]);
	return str_take(&query);
}

static enum status refresh_combined(struct refresh *run, struct batch *batch,
				    struct error *err)
{
	struct error why = { .status = STATUS_OK };
	struct feed_answer answer;
	char *query = query_of(run, batch);
	enum status status;

	memcpy(run->asking, batch->members,
	       batch->count * sizeof(*run->asking));
	run->asking_count = batch->count;
	status = fetch(run, query, &answer, &why);
	if (status == STATUS_OK) {
		status = take_answer(run, batch, &answer, query, err);
		feed_answer_clear(&answer);
	} else {
		status = take_failure(run, batch, &why, err);
	}
	free(query);
	return status == STATUS_OK ? refresh_singles(run, batch, err) : status;
}

static enum status refresh_batch(struct refresh *run, size_t number,
				 struct error *err)
{
	struct batch batch = {
		.members = mem_zalloc(run->count, sizeof(*batch.members)),
		.single = mem_zalloc(run->count, sizeof(*batch.single)),
	};
	enum status status;

	for (size_t i = 0; i < run->count; i++)
		if (run->batches[i] == number)
			batch.members[batch.count++] = i;
	if (batch.count > 1 && !run->denied) {
		status = refresh_combined(run, &batch, err);
	} else {
		mark_all(&batch);
		status = refresh_singles(run, &batch, err);
	}
	free(batch.members);
	free(batch.single);
	return status;
}

/* ---- the run ---- */

/* What is no category is asked for alone, and fails there. */
static enum status prepare(struct refresh *run, struct error *err)
{
	enum status status = STATUS_OK;

	run->items = mem_zalloc(run->count, sizeof(*run->items));
	run->spelling = mem_zalloc(run->count, sizeof(*run->spelling));
	run->batches = mem_zalloc(run->count, sizeof(*run->batches));
	run->asking = mem_zalloc(run->count, sizeof(*run->asking));
	for (size_t i = 0; status == STATUS_OK && i < run->count; i++) {
		run->items[i].entries = BATCH_ENTRIES + 1;
		if (!category_normalise(run->names[i], run->spelling[i]))
			continue;
		run->items[i].name = run->spelling[i];
		status = ledger_largest(run->context->library, run->spelling[i],
					&run->items[i].entries, err);
	}
	return status;
}

static void release(struct refresh *run)
{
	free(run->items);
	free(run->spelling);
	free(run->batches);
	free(run->asking);
}

static enum status fetch_all(struct refresh *run, struct error *err)
{
	size_t batches;
	enum status status = prepare(run, err);

	if (status != STATUS_OK)
		return status;
	batches = batch_plan(run->items, run->count, run->batches);
	for (size_t i = 0; status == STATUS_OK && i < batches; i++)
		status = refresh_batch(run, i, err);
	if (status == STATUS_OK && !run->denied && run->failed < run->count)
		status = backfill_run(run->context, run->names, run->count,
				      run->watch, &run->missed, err);
	return status;
}

static enum status verdict(const struct refresh *run, struct error *err)
{
	if (run->failed > 0 && run->failed == run->count)
		return error_set(err, STATUS_NETWORK, run->first.native, "%s",
				 run->first.text);
	if (run->failed > 0 || run->lacking > 0)
		return error_set(err, STATUS_PARTIAL, 0,
				 "%zu of %zu categories failed, %zu are old or "
				 "not whole",
				 run->failed, run->count, run->lacking);
	if (run->missed > 0)
		return error_set(err, STATUS_PARTIAL, 0,
				 "missed days of %zu categories could not be "
				 "rebuilt",
				 run->missed);
	return STATUS_OK;
}

static enum status run_locked(struct refresh *run, struct error *err)
{
	const struct run_lock_rule rule = {
		.folder = run->context->state_folder,
		.library = run->context->library_path,
		.cancel_fd = run->context->cancel_fd,
		.watch = tell_wait,
		.context = run,
	};
	struct run_lock lock;
	enum status status = run_lock_enter(&rule, "refresh", &lock, err);

	if (status != STATUS_OK)
		return status;
	status = fetch_all(run, err);
	run_lock_leave(&lock);
	return status == STATUS_OK ? verdict(run, err) : status;
}

enum status refresh_run(const struct source_context *context,
			const char *const *categories, size_t count,
			const struct refresh_watch *watch, struct error *err)
{
	struct refresh run = {
		.context = context,
		.watch = watch,
		.names = categories,
		.count = count,
	};
	enum status status;

	if (context->offline)
		return error_set(err, STATUS_NETWORK, 0,
				 "offline: no request may be made");
	if (count == 0)
		return STATUS_OK;
	status = run_locked(&run, err);
	release(&run);
	return status;
}
