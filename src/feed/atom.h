#ifndef FEED_ATOM_H
#define FEED_ATOM_H

#include "feed/xml.h"

/* Atom 1.0 in both of arXiv's dialects (INTERFACES sections 1 and 2): the
 * announcement feed, whose entries are announcements of the day they print,
 * and the query API's answer, whose entries are papers only. Which it is, its
 * content tells. */
extern const struct xml_format atom_format;

#endif
