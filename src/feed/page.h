#ifndef FEED_PAGE_H
#define FEED_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "arxiv/record.h"
#include "feed/verdict.h"

/* What a document has given so far. It is kept until the document is known to
 * be whole, since half a page must not count. A snapshot is the exception: its
 * lines stand for themselves, so that they are taken away as they come, and
 * neither is their number limited nor is a repetition looked for. */

struct page {
	enum document document;
	struct verdict verdict;
	struct record *rows; /* ENTRY and SKIP, in order */
	size_t count;
	size_t room;
	uint32_t *slots;   /* hash of keys: row + 1, 0 = free */
	size_t slot_count; /* a power of two, or 0 */
	uint64_t items;    /* entries met, kept or not */
	uint64_t repaired;
	uint64_t end; /* of the line that is read, in bytes of the input;
			 0 in documents that are not lines */
	day_t day;    /* of the document; DAY_NONE unknown */
	char *query;  /* owned; NULL unknown */
	char *title;  /* owned, clean; NULL none */
	char *token;  /* of the page that follows, owned, clean; NULL none */
	int64_t answered; /* when the server answered; TIME_NONE unknown */
	int64_t total;    /* results of the whole query; -1 unknown */
};

#define PAGE_INIT                              \
	((struct page){ .day = DAY_NONE,       \
			.answered = TIME_NONE, \
			.total = -1,           \
			.verdict = VERDICT_INIT })

/* Frees what it holds. */
void page_clear(struct page *page);

/* Forgets the rows, which somebody took. */
void page_drop_rows(struct page *page);

/* Cleans the title of the document (NULL or blank: it has none). */
void page_set_title(struct page *page, const char *title);

/* Counts one entry met; refuses the document when there are too many. */
void page_count(struct page *page);

/* Takes an ENTRY over and leaves RECORD_INIT. A paper that is held already
 * keeps its place: the newer version's text and the stronger type win. */
void page_add(struct page *page, struct record *entry);

/* Notes an entry that cannot be kept: class, line of the document (0 unknown)
 * and words. */
void page_skip(struct page *page, const char *cls, uint64_t line,
	       const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
