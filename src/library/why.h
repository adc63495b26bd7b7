#ifndef LIBRARY_WHY_H
#define LIBRARY_WHY_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/announce.h"
#include "arxiv/category.h"
#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"
#include "library/listing.h"

/* Everything that the library knows about why a paper is, or is not, in the
 * listing that the reader opens with. Facts only; the words are in
 * export/why_text.h. */

struct why_announcement {
	day_t day;
	char category[CATEGORY_MAX + 1]; /* "" of a report, which names none */
	enum announce_type type;
	int version;        /* 0 unknown */
	bool reconstructed; /* rebuilt from the date of a version */
	bool in_scope;      /* a followed category covers it, or none is
			       followed */
};

/* Weekdays of which the ledger has nothing for a followed category, although
 * the paper may have been announced on one of them. */
struct why_gap {
	char category[CATEGORY_MAX + 1];
	size_t days;
	day_t first, last;
};

struct why {
	bool held;
	struct listed listed; /* when held */
	day_t latest;         /* the day that the reader opens; DAY_NONE none */
	bool in_view;         /* the paper stands in the listing of that day */
	char **followed;      /* categories, ended by NULL; owned */
	bool covered; /* a followed category covers one of the paper's, or
			 none is followed */
	struct why_announcement *announcements; /* newest first */
	size_t announcement_count, announcement_room;
	/* Rows of the ledger that are incomplete, failed or reconstructed: of
	 * the days on which the paper was announced and, when it is not in
	 * view, of the latest day and today; or, when it was not announced,
	 * of the days `first` to `last`. */
	struct ledger_entry *troubles;
	size_t trouble_count, trouble_room;
	/* Days on which a paper that was not announced in what is held may
	 * have been: those of its identifier's month. DAY_NONE when it was. */
	day_t first, last;
	struct why_gap *gaps;
	size_t gap_count, gap_room;
};

/* Gathers the facts about a paper, held or not; `today` is the last day that
 * can have been announced. The caller frees it with why_clear(). */
enum status why_load(struct library *library, paper_key key, day_t today,
		     struct why *ret, struct error *err) MUST_CHECK;

/* Frees all of it and makes it empty. */
void why_clear(struct why *why);

#endif
