/* Every entry is stored in the order of the document; what happened to a paper
 * that stands in it twice is counted once. */
#include "source/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
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
	bool changed = false;
	enum status status =
		store_announcement(library, announcement, &changed, err);

	if (status == STATUS_OK && changed)
		*announced = true;
	return status;
}

/* Stores where entry `at` of a feed is announced. */
static enum status announce_feed_entry(struct library *library,
				       const struct gathered *doc, size_t at,
				       const char *query, bool *announced,
				       struct error *err)
{
	const struct gathered_entry *entry = &doc->entries[at];
	struct announcement announcement = {
		.day = doc->day,
		.paper = entry->paper.id.key,
		.version = entry->paper.id.version,
		.position = (int)at,
	};
	struct expansion where;
	enum status status = STATUS_OK;

	expand_entry(query, &entry->paper, entry->type, &where);
	for (size_t i = 0; status == STATUS_OK && i < where.count; i++) {
		memcpy(announcement.category, where.places[i].category,
		       sizeof(announcement.category));
		announcement.type = where.places[i].type;
		status = store_place(library, &announcement, announced, err);
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

static enum status store_entry(struct library *library,
			       const struct gathered *doc, size_t at,
			       const char *query, struct outcome *ret,
			       struct error *err)
{
	const struct paper *paper = &doc->entries[at].paper;
	enum store_result result = STORE_SAME;
	struct outcome outcome = { .key = paper->id.key };
	enum status status = store_paper(library, paper, &result, err);

	outcome.added = result == STORE_NEW;
	outcome.changed = result == STORE_CHANGED;
	if (status == STATUS_OK && doc->day != DAY_NONE) {
		if (gathered_is_feed(doc))
			status = announce_feed_entry(library, doc, at, query,
						     &outcome.announced, err);
		else if (gathered_is_listing(doc))
			status = announce_row(library, doc, at,
					      &outcome.announced, err);
	}
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

enum status ingest_document(struct library *library, const struct gathered *doc,
			    const char *query, struct ingest_result *ret,
			    struct error *err)
{
	struct outcome *outcomes =
		mem_zalloc(doc->count + 1, sizeof(*outcomes));
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < doc->count; i++)
		status = store_entry(library, doc, i, query, &outcomes[i], err);
	if (status == STATUS_OK)
		*ret = count_outcomes(outcomes, doc->count);
	free(outcomes);
	return status;
}

enum status ingest_ledger(struct library *library,
			  const struct ledger_entry *entry, struct error *err)
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
	if (old.held > put.held)
		put.held = old.held;
	return ledger_put(library, &put, err);
}
