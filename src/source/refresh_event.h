#ifndef SOURCE_REFRESH_EVENT_H
#define SOURCE_REFRESH_EVENT_H

#include <stddef.h>

#include "arxiv/category.h"
#include "base/date.h"

/* What a refresh tells while it runs, one event after another. */

enum refresh_state {
	REFRESH_WAITING, /* for its turn, for the pace or for another fetcher */
	REFRESH_FETCHING,
	REFRESH_STORED,     /* whole, something new */
	REFRESH_SAME,       /* whole, nothing new */
	REFRESH_EMPTY,      /* no announcement on that day, as on weekends */
	REFRESH_STALE,      /* an old listing; what is held stays */
	REFRESH_INCOMPLETE, /* stored, but known to be cut */
	REFRESH_REBUILT,    /* a day that was missed, from version dates */
	REFRESH_MISSED,     /* a day that was missed and could not be rebuilt */
	REFRESH_FAILED      /* nothing came; what is held stays */
};

/* "waiting", "fetching", "stored", ... */
const char *refresh_state_name(enum refresh_state state);

struct refresh_event {
	size_t index; /* of the category, from 0 */
	size_t total;
	char category[CATEGORY_MAX + 1];
	enum refresh_state state;
	day_t day;       /* the listing's date; DAY_NONE unknown */
	unsigned papers; /* in the feed; rebuilt: in that day */
	unsigned added;  /* papers the library did not hold */
	char text[256];  /* in words; clean, one line */
};

typedef void refresh_sink(const struct refresh_event *event, void *context);

/* Who listens. */
struct refresh_watch {
	refresh_sink *sink;
	void *context;
};

/* Sends the event with a state and words, which are cut to fit. */
void refresh_tell(const struct refresh_watch *watch,
		  struct refresh_event *event, enum refresh_state state,
		  const char *text);

#endif
