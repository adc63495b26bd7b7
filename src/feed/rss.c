#include "feed/rss.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "feed/entry.h"
#include "feed/query.h"

/* The identifier is the guid's, which alone has the version; an item whose
 * guid is no good is still known by its link when that is one of arXiv's. */

enum {
	CHANNEL = XML_ROOT + 1,
	FEED_TITLE,
	FEED_LINK,
	FEED_SELF,
	FEED_TEXT,
	FEED_DATE,
	FEED_BUILT,
	ITEM,
	ITEM_TITLE,
	ITEM_LINK,
	ITEM_TEXT,
	ITEM_GUID,
	ITEM_CATEGORY,
	ITEM_DATE,
	ITEM_TYPE,
	ITEM_RIGHTS,
	ITEM_CREATOR,
	ITEM_DOI,
	ITEM_JOURNAL
};

#define FIELD  PAPER_MAX_FIELD
#define PEOPLE PAPER_MAX_AUTHORS_BYTES
#define PLAIN  XML_SPACE_NONE
#define ARXIV  XML_SPACE_ARXIV
#define DUBLIN XML_SPACE_DC

static const struct xml_rule RULES[] = {
	{XML_ROOT, PLAIN,          "channel",           CHANNEL,       0     },
	{ CHANNEL, PLAIN,          "title",             FEED_TITLE,    FIELD },
	{ CHANNEL, PLAIN,          "link",              FEED_LINK,     FIELD },
	{ CHANNEL, XML_SPACE_ATOM, "link",              FEED_SELF,     0     },
	{ CHANNEL, PLAIN,          "description",       FEED_TEXT,     FIELD },
	{ CHANNEL, PLAIN,          "pubDate",           FEED_DATE,     FIELD },
	{ CHANNEL, PLAIN,          "lastBuildDate",     FEED_BUILT,    FIELD },
	{ CHANNEL, PLAIN,          "item",              ITEM,          0     },
	{ ITEM,    PLAIN,          "title",             ITEM_TITLE,    FIELD },
	{ ITEM,    PLAIN,          "link",              ITEM_LINK,     FIELD },
	{ ITEM,    PLAIN,          "description",       ITEM_TEXT,     FIELD },
	{ ITEM,    PLAIN,          "guid",              ITEM_GUID,     FIELD },
	{ ITEM,    PLAIN,          "category",          ITEM_CATEGORY, FIELD },
	{ ITEM,    PLAIN,          "pubDate",           ITEM_DATE,     FIELD },
	{ ITEM,    ARXIV,          "announce_type",     ITEM_TYPE,     FIELD },
	{ ITEM,    DUBLIN,         "rights",            ITEM_RIGHTS,   FIELD },
	{ ITEM,    DUBLIN,         "creator",           ITEM_CREATOR,  PEOPLE},
	{ ITEM,    ARXIV,          "DOI",               ITEM_DOI,      FIELD },
	{ ITEM,    ARXIV,          "journal_reference", ITEM_JOURNAL,  FIELD },
	{ 0,       PLAIN,          NULL,                0,             0     },
};

struct rss {
	struct page *page;
	struct entry entry;
	struct ident link; /* of the item; key 0 = none that is good */
	char *title;       /* of the channel, raw */
	char *text;
	char *self;
	char *channel_link;
	day_t built; /* Eastern day of the build time */
};

static void *rss_open(struct page *page)
{
	struct rss *rss = mem_zalloc(1, sizeof(*rss));

	page->document = DOCUMENT_RSS;
	rss->page = page;
	rss->built = DAY_NONE;
	return rss;
}

static void rss_close(void *reader)
{
	struct rss *rss = reader;

	entry_clear(&rss->entry);
	free(rss->title);
	free(rss->text);
	free(rss->self);
	free(rss->channel_link);
	free(rss);
}

/* <atom:link rel="self" href="..."> */
static void take_self(struct rss *rss, const struct xml_attributes *attributes)
{
	char *rel = xml_attribute(attributes, "rel");

	if (!rss->self && rel && strcmp(rel, "self") == 0)
		rss->self = xml_attribute(attributes, "href");
	free(rel);
}

static void rss_start(void *reader, int element,
		      const struct xml_attributes *attributes, uint64_t line)
{
	struct rss *rss = reader;

	if (element == FEED_SELF)
		take_self(rss, attributes);
	if (element != ITEM)
		return;
	entry_begin(&rss->entry, line);
	rss->link = (struct ident){ 0 };
}

static void end_channel_field(struct rss *rss, int element, const char *text)
{
	int64_t time;
	day_t day;

	switch (element) {
	case FEED_TITLE:
		entry_keep(&rss->title, text);
		break;
	case FEED_LINK:
		entry_keep(&rss->channel_link, text);
		break;
	case FEED_TEXT:
		entry_keep(&rss->text, text);
		break;
	case FEED_DATE:
		if (rss->page->day == DAY_NONE &&
		    date_parse_rfc822(text, &time, &day))
			rss->page->day = day;
		break;
	case FEED_BUILT:
		if (rss->built == DAY_NONE &&
		    date_parse_rfc822(text, &time, &day))
			rss->built = calendar_eastern_day(time, NULL);
		break;
	default:
		break;
	}
}

static void end_item_field(struct rss *rss, int element, const char *text,
			   bool cut)
{
	struct entry *entry = &rss->entry;
	int64_t time;

	switch (element) {
	case ITEM_GUID:
		if (!entry->id)
			(void)entry_parse_oai(text, &entry->paper.id);
		entry_keep(&entry->id, text);
		break;
	case ITEM_LINK:
		if (rss->link.key == 0)
			(void)entry_parse_link(text, &rss->link);
		break;
	case ITEM_TITLE:
		entry_text(entry, &entry->paper.title, text, cut);
		break;
	case ITEM_TEXT:
		entry_description(entry, text, cut);
		break;
	case ITEM_CATEGORY:
		entry_category(entry, text);
		break;
	case ITEM_DATE:
		if (entry->day == DAY_NONE)
			(void)date_parse_rfc822(text, &time, &entry->day);
		break;
	case ITEM_TYPE:
		if (entry->type == ANNOUNCE_NONE)
			entry->type = announce_parse(text);
		break;
	case ITEM_RIGHTS:
		entry_text(entry, &entry->paper.license, text, cut);
		break;
	case ITEM_CREATOR:
		entry_authors(entry, text, cut);
		break;
	case ITEM_DOI:
		entry_text(entry, &entry->paper.doi, text, cut);
		break;
	case ITEM_JOURNAL:
		entry_text(entry, &entry->paper.journal_ref, text, cut);
		break;
	default:
		break;
	}
}

static void end_item(struct rss *rss)
{
	if (rss->entry.paper.id.key == 0)
		rss->entry.paper.id = rss->link;
	entry_file(&rss->entry, rss->page);
}

static void rss_end(void *reader, int element, const char *text, bool cut)
{
	struct rss *rss = reader;

	if (element == ITEM)
		end_item(rss);
	else if (element > ITEM)
		end_item_field(rss, element, text, cut);
	else
		end_channel_field(rss, element, text);
}

/* The listing's day where the channel does not say it: that of the first item
 * that has one, else the Eastern day on which the feed was built. */
static void find_day(struct rss *rss)
{
	struct page *page = rss->page;

	for (size_t i = 0; i < page->count && page->day == DAY_NONE; i++)
		page->day = page->rows[i].day;
	if (page->day == DAY_NONE)
		page->day = rss->built;
}

static void rss_finish(void *reader)
{
	struct rss *rss = reader;
	struct page *page = rss->page;

	page_set_title(page, rss->title);
	if (page->title &&
	    strncmp(page->title, "Feed error for query", 20) == 0) {
		verdict_fail(&page->verdict, "error_answer", "%s",
			     rss->text && rss->text[0] ? rss->text
						       : page->title);
		return;
	}
	find_day(rss);
	page->query = query_of_link(rss->self ? rss->self : rss->channel_link);
	if (!page->query)
		page->query = query_of_title(page->title);
}

const struct xml_format rss_format = { .spaces = XML_SPACE_NONE,
				       .root = "rss",
				       .rules = RULES,
				       .open = rss_open,
				       .close = rss_close,
				       .start = rss_start,
				       .end = rss_end,
				       .finish = rss_finish };
