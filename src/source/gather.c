/* Copies the parser's records as they pass. */
#include "source/gather.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"

static void add_entry(struct gathered *doc, const struct record *record)
{
	struct gathered_entry *entry;

	doc->entries = mem_grow(doc->entries, &doc->room, doc->count + 1,
				sizeof(*doc->entries));
	entry = &doc->entries[doc->count++];
	*entry = (struct gathered_entry){
		.paper = PAPER_INIT,
		.type = record->type,
		.day = record->day,
		.changed = record->changed,
	};
	paper_copy(&record->paper, &entry->paper);
	if (doc->day == DAY_NONE)
		doc->day = record->day;
}

static void add_skip(struct gathered *doc, const struct record *record)
{
	const char *why = record->text != NULL ? record->text : record->cls;

	doc->skipped++;
	if (doc->skipped > GATHER_MAX_NAMED)
		return;
	if (record->line > 0)
		str_addf(&doc->skips, "line %" PRIu64 ": ", record->line);
	str_addf(&doc->skips, "%s\n", why != NULL ? why : "left out");
}

static void add_end(struct gathered *doc, const struct record *record)
{
	doc->query = mem_strdup_null(record->query);
	doc->token = mem_strdup_null(record->token);
	doc->answered = record->answered;
	doc->total = record->total;
	doc->items = record->items;
	if (doc->items < doc->count + doc->skipped)
		doc->items = doc->count + doc->skipped;
	if (record->day != DAY_NONE)
		doc->day = record->day;
	if (doc->skipped > GATHER_MAX_NAMED)
		str_addf(&doc->skips, "and %" PRIu64 " more entries\n",
			 doc->skipped - GATHER_MAX_NAMED);
}

static void take(const struct record *record, void *context)
{
	struct gathered *doc = context;

	switch (record->kind) {
	case RECORD_HEAD:
		doc->document = record->document;
		break;
	case RECORD_ENTRY:
		add_entry(doc, record);
		break;
	case RECORD_SKIP:
		add_skip(doc, record);
		break;
	case RECORD_END:
		add_end(doc, record);
		break;
	case RECORD_FAIL:
		break;
	}
}

enum status gather_document(const char *program,
			    const struct parse_input *input,
			    struct gathered *ret, struct error *err)
{
	struct gathered doc = GATHERED_NONE;
	enum status status = parse_run(program, input, take, &doc, err);

	if (status == STATUS_OK)
		*ret = doc;
	else
		gathered_clear(&doc);
	return status;
}

void gathered_clear(struct gathered *gathered)
{
	for (size_t i = 0; i < gathered->count; i++)
		paper_clear(&gathered->entries[i].paper);
	free(gathered->entries);
	free(gathered->query);
	free(gathered->token);
	str_free(&gathered->skips);
	*gathered = GATHERED_NONE;
}

bool gathered_is_feed(const struct gathered *gathered)
{
	return gathered->document == DOCUMENT_RSS ||
	       gathered->document == DOCUMENT_ATOM;
}

bool gathered_is_listing(const struct gathered *gathered)
{
	return gathered_is_feed(gathered) ||
	       gathered->document == DOCUMENT_REPORT;
}
