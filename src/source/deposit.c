/* Documents from files: papers, announcements and the rows of the ledger in one
 * transaction. */
#include "source/deposit.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>

#include "arxiv/calendar.h"
#include "source/expand.h"
#include "source/judge.h"

static bool is_cancelled(int cancel_fd)
{
	struct pollfd fd = { .fd = cancel_fd, .events = POLLIN };

	return cancel_fd >= 0 && poll(&fd, 1, 0) > 0;
}

bool deposit_makes_day(const struct gathered *doc)
{
	if (doc->day == DAY_NONE || !gathered_is_listing(doc))
		return false;
	return doc->count > 0 ||
	       (doc->document == DOCUMENT_REPORT && doc->skipped == 0);
}

static enum status put_row(const struct source_context *context,
			   const struct gathered *doc, const char *category,
			   uint64_t held, struct error *err)
{
	struct ledger_entry entry = {
		.day = doc->day,
		.state = DAY_IMPORTED,
		.expected = -1,
		.held = (int)held,
		.at = context->now,
	};

	(void)snprintf(entry.category, sizeof(entry.category), "%s", category);
	(void)snprintf(entry.source, sizeof(entry.source), "%s",
		       document_name(doc->document));
	if (doc->skipped > 0)
		(void)snprintf(entry.why, sizeof(entry.why),
			       "%" PRIu64 " entries could not be kept",
			       doc->skipped);
	return ingest_ledger(context->library, &entry, err);
}

/* The papers of a feed that are announced in one part of its request. */
static uint64_t count_part(const struct gathered *doc, const char *part)
{
	uint64_t count = 0;

	for (size_t i = 0; i < doc->count; i++) {
		struct expansion where;
		bool here = false;

		expand_entry(doc->query, &doc->entries[i].paper,
			     doc->entries[i].type, &where);
		for (size_t p = 0; p < where.count; p++)
			here |= category_covers(part, where.places[p].category);
		count += here ? 1 : 0;
	}
	return count;
}

/* One row for each part of the request; a report, and a feed that does not say
 * what was requested, have the part "". */
static enum status put_rows(const struct source_context *context,
			    const struct gathered *doc, uint64_t held,
			    struct error *err)
{
	const char *query = gathered_is_feed(doc) ? doc->query : NULL;
	char part[CATEGORY_MAX + 1];
	enum status status = STATUS_OK;
	bool any = false;

	while (status == STATUS_OK && expand_next(&query, part)) {
		any = true;
		status =
			put_row(context, doc, part, count_part(doc, part), err);
	}
	if (!any)
		status = put_row(context, doc, "", held, err);
	return status;
}

static enum status store_inside(const struct source_context *context,
				const struct gathered *doc,
				struct ingest_result *ret, struct error *err)
{
	const struct rebuild_plan plan = {
		.first = date_from_civil(1, 1, 1),
		.last = date_from_civil(9999, 12, 31),
		.source = document_name(doc->document),
		.state = DAY_RECONSTRUCTED,
		.now = context->now,
	};
	struct ingest ingest = {
		.doc = doc,
		.query = doc->query,
		.seen = gathered_is_listing(doc) && doc->day != DAY_NONE
				? doc->day
				: calendar_eastern_day(context->now, NULL),
		.whole = doc->skipped == 0 && doc->count > 0 &&
			 doc->items < JUDGE_FEED_LIMIT,
	};
	enum status status;

	if (doc->document == DOCUMENT_OAI)
		ingest.rebuild = rebuild_new(context->library, &plan);
	status = ingest_document(context->library, &ingest, ret, err);
	rebuild_free(ingest.rebuild);
	if (status == STATUS_OK && deposit_makes_day(doc))
		status = put_rows(context, doc, ret->papers, err);
	if (status == STATUS_OK && is_cancelled(context->cancel_fd))
		status = error_set(err, STATUS_CANCELLED, 0, "cancelled");
	return status;
}

struct deposit {
	const struct source_context *context;
	const struct gathered *docs;
	size_t count;
	struct ingest_result *results;
};

static enum status put_documents(struct library *library, void *context,
				 struct error *err)
{
	const struct deposit *deposit = context;
	enum status status = STATUS_OK;

	(void)library;
	for (size_t i = 0; status == STATUS_OK && i < deposit->count; i++)
		status = store_inside(deposit->context, &deposit->docs[i],
				      &deposit->results[i], err);
	return status;
}

enum status deposit_documents(const struct source_context *context,
			      const struct gathered *docs, size_t count,
			      struct ingest_result *ret, struct error *err)
{
	struct deposit deposit = { context, docs, count, ret };

	return library_transact(context->library, put_documents, &deposit, err);
}
