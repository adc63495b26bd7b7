#ifndef FEED_OAI_H
#define FEED_OAI_H

#include "feed/xml.h"

/* OAI-PMH 2.0 (INTERFACES section 3): the papers of records in the formats
 * arXivRaw and arXiv. Records without metadata (deleted ones, lists of
 * headers) are passed over, records in another format are skipped and named;
 * an <error> refuses the document. */
extern const struct xml_format oai_format;

#endif
