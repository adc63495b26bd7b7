/* Every entry is stored in the order of the document; what happened to a paper
 * that stands in it twice is counted once. */
#include "source/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/gaps.h"
#include "library/store.h"
#include "source/expand.h"

/* What storing did to the paper of one entry. */
struct outcome {
	paper_key key;
	bool added;
	bool changed;
	bool announced;
};

static int compare_outcomes(const void *left, const void *right)
{
	const struct outcome *a = left;
	const struct outcome *b = right;

	return (a->key > b->key) - (a->key < b->key);
}

static enum status store_place(struct library *library,
			       struct announcement *announcement,
			       bool *announced, struct error *err)
{
	enum store_result result = STORE_SAME;
	enum status status =
		store_announcement(library, announcement, &result, err);

	if (status == STATUS_OK && result != STORE_SAME)
		*announced = true;
	return status;
}

/* Stores where entry `at` of a feed is announced. What a feed says of a version
 * goes before the day that its date was taken for. */
static enum status announce_feed_entry(struct library *library,
				       const struct ingest *ingest, size_t at,
				       bool *announced, struct error *err)
{
	const struct gathered_entry *entry = &ingest->doc->entries[at];
	struct announcement announcement = {
		.day = ingest->doc->day,
		.paper = entry->paper.id.key,
		.version = entry->paper.id.version,
		.position = (int)at,
	};
	struct expansion where;
	enum status status = STATUS_OK;

	expand_entry(ingest->query, &entry->paper, entry->type, &where);
	for (size_t i = 0; status == STATUS_OK && i < where.count; i++) {
		bool here = false;

		memcpy(announcement.category, where.places[i].category,
		       sizeof(announcement.category));
		announcement.type = where.places[i].type;
		status = store_place(library, &announcement, &here, err);
		if (status == STATUS_OK && here)
			status = rebuild_drop_other_days(library, &announcement,
							 err);
		*announced |= here;
	}
	return status;
}

/* A report names neither category nor type; its order is what it has. */
static enum status announce_row(struct library *library,
				const struct gathered *doc, size_t at,
				bool *announced, struct error *err)
{
	const struct gathered_entry *entry = &doc->entries[at];
	struct announcement announcement = {
		.day = doc->day,
		.type = ANNOUNCE_NONE,
		.paper = entry->paper.id.key,
		.version = entry->paper.id.version,
		.position = (int)at,
	};

	return store_place(library, &announcement, announced, err);
}

static enum status announce_entry(struct library *library,
				  const struct ingest *ingest, size_t at,
				  bool fresh, bool *announced,
				  struct error *err)
{
	const struct gathered *doc = ingest->doc;

	if (ingest->rebuild != NULL)
		return rebuild_paper(ingest->rebuild, &doc->entries[at].paper,
				     fresh, announced, err);
	if (doc->day == DAY_NONE || !gathered_is_listing(doc))
		return STATUS_OK;
	if (gathered_is_feed(doc))
		return announce_feed_entry(library, ingest, at, announced, err);
	return announce_row(library, doc, at, announced, err);
}

static enum status store_entry(struct library *library,
			       const struct ingest *ingest, size_t at,
			       struct outcome *ret, struct error *err)
{
	const struct paper *paper = &ingest->doc->entries[at].paper;
	enum store_result result = STORE_SAME;
	struct outcome outcome = { .key = paper->id.key };
	enum status status =
		store_paper(library, paper, ingest->seen, &result, err);

	outcome.added = result == STORE_NEW;
	outcome.changed = result == STORE_CHANGED;
	if (status == STATUS_OK)
		status = announce_entry(library, ingest, at, outcome.added,
					&outcome.announced, err);
	*ret = outcome;
	return status;
}

static struct ingest_result count_outcomes(struct outcome *outcomes,
					   size_t count)
{
	struct ingest_result result = { 0 };

	if (count > 1)
		qsort(outcomes, count, sizeof(*outcomes), compare_outcomes);
	for (size_t i = 0, next; i < count; i = next) {
		struct outcome all = outcomes[i];

		for (next = i + 1;
		     next < count && outcomes[next].key == all.key; next++) {
			all.added |= outcomes[next].added;
			all.changed |= outcomes[next].changed;
			all.announced |= outcomes[next].announced;
		}
		result.papers++;
		result.added += all.added ? 1 : 0;
		result.changed += all.changed && !all.added ? 1 : 0;
		result.announcements += all.announced ? 1 : 0;
	}
	return result;
}

/* A day of which a feed has papers was not quiet, whoever thought so. */
static enum status forget_quiet(struct library *library,
				const struct ingest *ingest, struct error *err)
{
	const char *query = ingest->query;
	char part[CATEGORY_MAX + 1];
	enum status status = STATUS_OK;

	while (status == STATUS_OK && expand_next(&query, part))
		status =
			gaps_forget_quiet(library, part, ingest->doc->day, err);
	return status;
}

/* What was rebuilt of the day gives way to the feed that told it. */
static enum status drop_rebuilt(struct library *library,
				const struct ingest *ingest, struct error *err)
{
	const char *query = ingest->query;
	char part[CATEGORY_MAX + 1];
	enum status status = STATUS_OK;

	while (status == STATUS_OK && expand_next(&query, part))
		status = rebuild_drop_day(library, ingest->doc->day, part, err);
	return status;
}

static enum status store_entries(struct library *library,
				 const struct ingest *ingest,
				 struct outcome *outcomes, struct error *err)
{
	const struct gathered *doc = ingest->doc;
	enum status status = STATUS_OK;

	if (ingest->rebuild != NULL)
		status = rebuild_begin(ingest->rebuild, err);
	for (size_t i = 0; status == STATUS_OK && i < doc->count; i++)
		status = store_entry(library, ingest, i, &outcomes[i], err);
	if (status == STATUS_OK && ingest->rebuild != NULL)
		status = rebuild_end(ingest->rebuild, err);
	if (doc->day == DAY_NONE || !gathered_is_feed(doc))
		return status;
	if (status == STATUS_OK && doc->count > 0)
		status = forget_quiet(library, ingest, err);
	if (status == STATUS_OK && ingest->whole)
		status = drop_rebuilt(library, ingest, err);
	return status;
}

enum status ingest_document(struct library *library,
			    const struct ingest *ingest,
			    struct ingest_result *ret, struct error *err)
{
	size_t count = ingest->doc->count;
	struct outcome *outcomes = mem_zalloc(count + 1, sizeof(*outcomes));
	enum status status = store_entries(library, ingest, outcomes, err);

	if (status == STATUS_OK)
		*ret = count_outcomes(outcomes, count);
	free(outcomes);
	return status;
}

/* True for a row of a day that was rebuilt, or is just being. */
static bool is_rebuilt(const struct ledger_entry *entry)
{
	return entry->state == DAY_RECONSTRUCTED ||
	       (entry->state == DAY_INCOMPLETE &&
		strcmp(entry->source, LEDGER_FEED) != 0);
}

enum status ingest_ledger(struct library *library,
			  const struct ledger_entry *entry, bool whole,
			  struct error *err)
{
	struct ledger_entry put = *entry;
	struct ledger_entry old;
	enum status status =
		ledger_get(library, put.day, put.category, &old, err);

	if (status == STATUS_NOTFOUND)
		return ledger_put(library, &put, err);
	if (status != STATUS_OK)
		return status;
	if (old.state == DAY_COMPLETE && put.state != DAY_COMPLETE)
		return STATUS_OK;
	if (old.held > put.held && !(whole && is_rebuilt(&old)))
		put.held = old.held;
	return ledger_put(library, &put, err);
}
