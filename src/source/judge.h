#ifndef SOURCE_JUDGE_H
#define SOURCE_JUDGE_H

#include <stdbool.h>

#include "base/error.h"
#include "library/ledger.h"
#include "source/context.h"
#include "source/gather.h"

/* What a feed that came whole is worth, before anything is stored: arXiv may
 * send an empty one, an old one, one that it cut itself, or another one than
 * was asked for. */

/* arXiv cuts a feed at so many entries, and takes the new papers away. */
#define JUDGE_FEED_LIMIT 2000

/* Bytes of a text in words, as in events and in the ledger. */
#define JUDGE_TEXT 256

enum judged {
	JUDGED_GOOD,   /* whole and of its day */
	JUDGED_EMPTY,  /* nothing was announced */
	JUDGED_STALE,  /* an old listing */
	JUDGED_CUT,    /* known to lack something */
	JUDGED_USELESS /* not what was asked for */
};

struct judgement {
	enum judged kind;
	bool store;    /* its papers and announcements go into the library */
	bool doubtful; /* much of it stood in the listing before: as a part of
			  a combined feed it may be old beside fresh ones */
	day_t day;     /* of the listing; DAY_NONE unknown */
	enum day_state ledger; /* when it is stored */
	char text[JUDGE_TEXT]; /* in words; "" when there is nothing to say */
	char why[JUDGE_TEXT];  /* why the ledger has it as incomplete, or "" */
};

/* Judges the feed that came for `category`. Fails only when the library
 * does. */
enum status judge_feed(const struct source_context *context,
		       const char *category, const struct gathered *doc,
		       struct judgement *ret, struct error *err) MUST_CHECK;

/* Writes words into a text of JUDGE_TEXT bytes, cut at a character. The
 * arguments are clean. */
void judge_words(char out[JUDGE_TEXT], const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
