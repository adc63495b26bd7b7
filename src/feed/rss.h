#ifndef FEED_RSS_H
#define FEED_RSS_H

#include "feed/xml.h"

/* RSS 2.0 as rss.arxiv.org writes it (INTERFACES section 2). The page's day is
 * the channel's date as printed. */
extern const struct xml_format rss_format;

#endif
