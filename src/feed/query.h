#ifndef FEED_QUERY_H
#define FEED_QUERY_H

/* Which categories a feed was asked for, as it says itself. */

/* The query in the address of a feed ("http://rss.arxiv.org/rss/hep-th+cs.ir"
 * gives "hep-th+cs.IR"), each name in its proper spelling; fresh, caller
 * frees. NULL when the text (which may be NULL) is no such address. */
char *query_of_link(const char *link);

/* The query in the title of a feed ("hep-th, cs.IR updates on arXiv.org"). */
char *query_of_title(const char *title);

#endif
