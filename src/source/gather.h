#ifndef SOURCE_GATHER_H
#define SOURCE_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arxiv/record.h"
#include "base/error.h"
#include "base/str.h"
#include "source/parse.h"

/* A whole document in memory, as the parser gave it. Nothing of it is stored
 * before its end has come, because a document that was cut does not count. */

struct gathered_entry {
	struct paper paper; /* owned */
	enum announce_type type;
	day_t day;
	day_t changed; /* OAI datestamp; DAY_NONE unknown */
};

/* Skipped entries that are named one by one; the rest is only counted. */
#define GATHER_MAX_NAMED 50

struct gathered {
	enum document document;
	struct gathered_entry *entries;
	size_t count;
	size_t room;
	day_t day;        /* of the listing: END's, else the first entry's */
	char *query;      /* of END; NULL unknown */
	uint64_t items;   /* entries met, kept or not */
	uint64_t skipped; /* entries that could not be kept */
	struct str skips; /* why, "line N: words" and a line feed each */
	char *token;      /* OAI: of the page that follows; NULL none */
	int64_t answered; /* OAI: time of the server, Unix seconds; TIME_NONE */
	int64_t total;    /* API: results of the query in all; -1 unknown */
};

/* An empty document. */
#define GATHERED_NONE       \
	((struct gathered){ \
		.day = DAY_NONE, .answered = TIME_NONE, .total = -1 })

/* Reads a document through the parser. STATUS_PARSE when it does not count;
 * *ret holds nothing then. The caller frees it with gathered_clear(). */
enum status gather_document(const char *program,
			    const struct parse_input *input,
			    struct gathered *ret, struct error *err) MUST_CHECK;

/* Frees all of it and makes it empty. */
void gathered_clear(struct gathered *gathered);

/* True for a document that lists what one day announced. */
bool gathered_is_listing(const struct gathered *gathered);

/* True for one of arXiv's two announcement feeds. */
bool gathered_is_feed(const struct gathered *gathered);

#endif
