#include "feed/page.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "feed/limits.h"

/* Rows in the order of the document, and an open-addressed hash from paper to
 * row that finds repetitions. */

enum {
	FIRST_SLOTS = 64
};

void page_drop_rows(struct page *page)
{
	for (size_t i = 0; i < page->count; i++)
		record_clear(&page->rows[i]);
	page->count = 0;
}

void page_clear(struct page *page)
{
	page_drop_rows(page);
	free(page->rows);
	free(page->slots);
	free(page->query);
	free(page->title);
	free(page->token);
	*page = PAGE_INIT;
}

void page_set_title(struct page *page, const char *title)
{
	free(page->title);
	page->title = text_clean_dup(title);
	if (page->title && page->title[0] == '\0') {
		free(page->title);
		page->title = NULL;
	}
}

void page_count(struct page *page)
{
	page->items++;
	if (page->items > FEED_MAX_ENTRIES &&
	    page->document != DOCUMENT_SNAPSHOT)
		verdict_fail(&page->verdict, "too_big",
			     "more than %u entries in one document",
			     FEED_MAX_ENTRIES);
}

/* A free row at the end. */
static struct record *new_row(struct page *page, enum record_kind kind)
{
	struct record *row;

	page->rows = mem_grow(page->rows, &page->room, page->count + 1,
			      sizeof(*page->rows));
	row = &page->rows[page->count++];
	*row = RECORD_INIT;
	row->kind = kind;
	row->end = page->end;
	return row;
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *find_slot(const struct page *page, paper_key key)
{
	size_t mask = page->slot_count - 1;
	size_t i = (size_t)(((uint64_t)key * 0x9E3779B97F4A7C15u) >> 32) & mask;

	while (page->slots[i] != 0 &&
	       page->rows[page->slots[i] - 1].paper.id.key != key)
		i = (i + 1) & mask;
	return &page->slots[i];
}

/* Keeps the table at most half full. */
static void grow_slots(struct page *page)
{
	if (page->count * 2 < page->slot_count)
		return;
	page->slot_count =
		page->slot_count ? page->slot_count * 2 : FIRST_SLOTS;
	free(page->slots);
	page->slots = mem_zalloc(page->slot_count, sizeof(*page->slots));
	for (size_t i = 0; i < page->count; i++) {
		if (page->rows[i].kind == RECORD_ENTRY)
			*find_slot(page, page->rows[i].paper.id.key) =
				(uint32_t)(i + 1);
	}
}

static void merge(struct record *row, struct record *entry)
{
	if (entry->paper.id.version > row->paper.id.version) {
		paper_clear(&row->paper);
		row->paper = entry->paper;
		entry->paper = PAPER_INIT;
	}
	if (entry->type < row->type)
		row->type = entry->type;
	if (row->day == DAY_NONE)
		row->day = entry->day;
	/* DAY_NONE is before every day. */
	if (entry->changed > row->changed)
		row->changed = entry->changed;
}

void page_add(struct page *page, struct record *entry)
{
	uint32_t *slot;

	entry->end = page->end;
	if (page->document == DOCUMENT_SNAPSHOT) {
		*new_row(page, RECORD_ENTRY) = *entry;
		*entry = RECORD_INIT;
		return;
	}
	grow_slots(page);
	slot = find_slot(page, entry->paper.id.key);
	if (*slot != 0) {
		merge(&page->rows[*slot - 1], entry);
		record_clear(entry);
		return;
	}
	*new_row(page, RECORD_ENTRY) = *entry;
	*entry = RECORD_INIT;
	*slot = (uint32_t)page->count;
}

void page_skip(struct page *page, const char *cls, uint64_t line,
	       const char *format, ...)
{
	struct record *row = new_row(page, RECORD_SKIP);
	struct verdict words = VERDICT_INIT;
	va_list args;

	va_start(args, format);
	verdict_vfail(&words, cls, format, args);
	va_end(args);
	row->cls = mem_strdup(cls);
	row->text = mem_strdup(words.text);
	row->line = line;
}
