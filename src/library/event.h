#ifndef LIBRARY_EVENT_H
#define LIBRARY_EVENT_H

#include "arxiv/paper.h"
#include "base/date.h"
#include "base/error.h"
#include "library/library.h"

/* What became of a paper after it was first stored. Stored as these numbers:
 * never renumber. */
enum event_kind {
	EVENT_WITHDRAWN,   /* this version takes the paper back */
	EVENT_JOURNAL_REF, /* a journal reference appeared */
	EVENT_DOI          /* a DOI appeared */
};

/* Notes an event of a version with the day on which it was seen, and what
 * appeared (NULL: nothing to quote). The first one of a kind and version
 * stays. Call inside a transaction, for a paper that is held. */
enum status event_add(struct library *library, const struct ident *paper,
		      enum event_kind kind, day_t day, const char *value,
		      struct error *err) MUST_CHECK;

/* Keeps what the held version of a paper says of title, authors, abstract and
 * comments, when `incoming`, a higher version, says it otherwise. Spelling is
 * no difference: sources write the same accent as TeX or as a character, and
 * some leave affiliations out. Call inside a transaction, before the texts are
 * replaced. */
enum status former_keep(struct library *library, const struct paper *incoming,
			struct error *err) MUST_CHECK;

#endif
