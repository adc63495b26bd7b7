#ifndef FEED_DUBLIN_H
#define FEED_DUBLIN_H

#include <stdbool.h>

#include "feed/entry.h"

/* Metadata in the format oai_dc, unqualified Dublin Core: what arXiv's own
 * formats say in fields of their own stands here in fields that come several
 * times. */

enum dublin_field {
	DUBLIN_TITLE,
	DUBLIN_CREATOR,     /* "Keyname Suffix, Forenames" */
	DUBLIN_SUBJECT,     /* full names of categories, then other classes */
	DUBLIN_DESCRIPTION, /* the abstract, then the comments */
	DUBLIN_DATE,        /* of the first version, then of the current one */
	DUBLIN_IDENTIFIER   /* links, the journal reference, the DOI */
};

/* What was met of one record. Start with DUBLIN_NONE. */
struct dublin {
	bool described; /* a description came */
	bool sorted;    /* a subject came */
	bool unclear;   /* a subject that several categories have */
};

#define DUBLIN_NONE ((struct dublin){ 0 })

/* Takes one field into the entry. `cut`: the reader cut it at its cap. */
void dublin_take(struct dublin *dublin, struct entry *entry,
		 enum dublin_field field, const char *text, bool cut);

#endif
