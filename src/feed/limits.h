#ifndef FEED_LIMITS_H
#define FEED_LIMITS_H

/* What one document may hold (RELIABILITY section 0, rule 3). libxml2 has no
 * such limits in push mode, so they are ours. Caps of single fields stand in
 * arxiv/paper.h. */

/* Bytes and entries of a document, but for a snapshot, which is read line by
 * line. What came compressed counts as it was before. */
#define FEED_MAX_DOCUMENT   (32u * 1024 * 1024)
#define FEED_MAX_ENTRIES    20000u
#define FEED_MAX_LINE       (1024u * 1024) /* bytes of a line of a snapshot */
#define FEED_MAX_DEPTH      64             /* open elements */
#define FEED_MAX_TAG        (64u * 1024)   /* bytes of one tag or comment */
#define FEED_MAX_ATTRIBUTES 256u           /* in one tag */
/* Different names of elements and attributes. libxml2 keeps them all in one
 * table, which becomes slow when a document makes up millions of them. */
#define FEED_MAX_NAMES 10000
/* Namespace declarations in force at one place, for the same reason. */
#define FEED_MAX_SPACES 256

#endif
