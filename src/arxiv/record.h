#ifndef ARXIV_RECORD_H
#define ARXIV_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/announce.h"
#include "arxiv/paper.h"
#include "base/error.h"
#include "base/str.h"

/* The format in which papers cross the pipe from arxday-parse to arxday.
 *
 *     frame = length (4 bytes, big endian, of the rest), kind (1 byte), field*
 *     field = tag (1 byte), length (4 bytes, big endian), bytes
 *
 * A stream is HEAD, any number of ENTRY and SKIP, then END, or ends in FAIL.
 * A stream without END or FAIL was cut (the parser died): nothing in it
 * counts. Unknown tags are skipped, numbers are decimal text. The reader of
 * the stream trusts nothing: record_next() checks every field. */

/* What kind of document it was: DOCUMENT(NAME, "word printed") */
#define RECORD_DOCUMENTS(X)     \
	X(UNKNOWN, "unknown")   \
	X(RSS, "rss")           \
	X(ATOM, "atom")         \
	X(API, "api")           \
	X(OAI, "oai")           \
	X(SNAPSHOT, "snapshot") \
	X(REPORT, "report")

enum document {
#define X(name, text) DOCUMENT_##name,
	RECORD_DOCUMENTS(X)
#undef X
};

/* "rss", "atom", "api", "report", ... */
const char *document_name(enum document document);

enum record_kind {
	RECORD_HEAD,  /* document */
	RECORD_ENTRY, /* paper, type, day */
	RECORD_SKIP,  /* class, text, line: an entry that could not be kept */
	RECORD_END,   /* day, query, title, items, repaired */
	RECORD_FAIL   /* class, text: nothing of the document counts */
};

/* Largest frame, in bytes. */
#define RECORD_MAX_FRAME (4u * 1024 * 1024)

struct record {
	enum record_kind kind;
	enum document document;  /* HEAD, END */
	struct paper paper;      /* ENTRY, owned */
	enum announce_type type; /* ENTRY; NONE when the source has none */
	day_t day;     /* ENTRY, END: the date printed; DAY_NONE when absent */
	day_t changed; /* ENTRY: OAI datestamp, the UTC day of the record's last
			  change; DAY_NONE when the source has none */
	uint64_t end;  /* ENTRY, SKIP: bytes of the input up to the end of this
			  record's line (JSON lines only), 0 unknown */
	char *query;   /* END: the feed's requested categories joined by '+'
			("cs.AI", "hep-th+math.AG"), NULL when unknown */
	char *title;   /* END: the document's own title, cleaned; may be NULL */
	char *token;   /* END: OAI resumption token, as it stands in the
			  document; NULL when no page follows */
	int64_t answered;  /* END: OAI responseDate, Unix seconds; TIME_NONE */
	int64_t total;     /* END: results of an API query in all; -1 unknown */
	char *cls;         /* SKIP, FAIL: [a-z_]+, e.g. "truncated", "bad_id" */
	char *text;        /* SKIP, FAIL: one clean line for people */
	uint64_t line;     /* SKIP: line of the file, 0 unknown */
	uint64_t items;    /* END: entries met, kept or not */
	uint64_t repaired; /* END: characters repaired */
};

#define RECORD_INIT                              \
	((struct record){ .type = ANNOUNCE_NONE, \
			  .day = DAY_NONE,       \
			  .changed = DAY_NONE,   \
			  .answered = TIME_NONE, \
			  .total = -1,           \
			  .paper = PAPER_INIT })

/* Frees the texts and makes it RECORD_INIT. */
void record_clear(struct record *record);

/* Appends one record as a frame; `out` has no cap. */
void record_write(const struct record *record, struct str *out);

/* Decodes the frame at bytes[0..len) into *ret (cleared first). Returns
 * STATUS_OK and *ret_taken > 0; STATUS_DONE and *ret_taken = 0 when the frame
 * is not complete yet; STATUS_PARSE when it can never be a valid one. */
enum status record_next(const char *bytes, size_t len, struct record *ret,
			size_t *ret_taken, struct error *err) MUST_CHECK;

#endif
