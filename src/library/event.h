#ifndef LIBRARY_EVENT_H
#define LIBRARY_EVENT_H

/* What became of a paper after it was first stored. Stored as these numbers:
 * never renumber. */
enum event_kind {
	EVENT_WITHDRAWN,
	EVENT_JOURNAL_REF,
	EVENT_DOI
};

#endif
