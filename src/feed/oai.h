#ifndef FEED_OAI_H
#define FEED_OAI_H

#include "feed/xml.h"

/* OAI-PMH 2.0 (INTERFACES section 3): the papers of records in the formats
 * arXivRaw, arXiv, arXivOld and oai_dc, the token of the page that follows and
 * the time of the answer. Records without metadata (deleted ones, lists of
 * headers) are passed over, records in another format are skipped and named;
 * an <error> refuses the document in the words "CODE: sentence". */
extern const struct xml_format oai_format;

/* One <record> alone, without the envelope, as some archives keep them. */
extern const struct xml_format oai_record_format;

#endif
