#ifndef LIBRARY_HISTORY_H
#define LIBRARY_HISTORY_H

#include <stddef.h>

#include "arxiv/ident.h"
#include "base/date.h"
#include "base/error.h"
#include "library/event.h"
#include "library/library.h"

/* What the library remembers of a paper's past: texts that a later version
 * said otherwise, and what became of it. */

/* The texts of an earlier version; NULL is what is not known of it. Owned. */
struct history_version {
	int version;
	char *title;
	char *authors; /* one name a line */
	char *abstract;
	char *comments;
};

struct history_event {
	enum event_kind kind;
	int version; /* at which it was seen; 0 unknown */
	day_t day;   /* on which it was seen */
	char *value; /* the journal reference or DOI, owned; NULL none */
};

struct history {
	struct history_version *versions; /* ascending */
	size_t version_count, version_room;
	struct history_event *events; /* by day */
	size_t event_count, event_room;
};

/* Reads the history of a paper, which may be empty. The caller frees it with
 * history_clear(). */
enum status history_load(struct library *library, paper_key key,
			 struct history *ret, struct error *err) MUST_CHECK;

/* Frees all of it and makes it empty. */
void history_clear(struct history *history);

#endif
