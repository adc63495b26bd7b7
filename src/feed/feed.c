#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed/atom.h"
#include "feed/bytes.h"
#include "feed/oai.h"
#include "feed/page.h"
#include "feed/report.h"
#include "feed/rss.h"
#include "feed/xml.h"

/* Bytes pass the byte filter; the first character that is not blank tells XML
 * from a report from what is neither. The latter is only gathered for a few
 * characters, so that the message can quote it. */

enum kind {
	KIND_OPEN,
	KIND_XML,
	KIND_REPORT,
	KIND_OTHER
};

/* Bytes of a foreign text that the message quotes. */
enum {
	QUOTED = 60
};

struct feed {
	feed_sink *sink;
	void *context;
	struct page page;
	struct bytes bytes;
	struct str text; /* what the filter gave last */
	size_t blanks;   /* at its beginning, while the kind is open */
	enum kind kind;
	struct xml *xml;
	struct report report;
	struct str other; /* beginning of what is no feed */
	uint64_t size;    /* bytes that came */
};

static const struct xml_format *const FORMATS[] = { &rss_format, &atom_format,
						    &oai_format,
						    &oai_record_format, NULL };

struct feed *feed_new(feed_sink *sink, void *context)
{
	struct feed *feed = mem_zalloc(1, sizeof(*feed));

	feed->sink = sink;
	feed->context = context;
	feed->page = PAGE_INIT;
	feed->other = STR_CAPPED(QUOTED);
	bytes_init(&feed->bytes, &feed->page.verdict);
	return feed;
}

void feed_free(struct feed *feed)
{
	if (!feed)
		return;
	xml_free(feed->xml);
	report_clear(&feed->report);
	bytes_clear(&feed->bytes);
	page_clear(&feed->page);
	str_free(&feed->text);
	str_free(&feed->other);
	free(feed);
}

/* The first character that is not blank decides. */
static void begin(struct feed *feed, char first)
{
	if (first == '<') {
		feed->kind = KIND_XML;
		feed->xml = xml_new(&feed->page, FORMATS);
	} else if (first == '#') {
		feed->kind = KIND_REPORT;
		report_init(&feed->report, &feed->page);
	} else {
		feed->kind = KIND_OTHER;
	}
}

/* Hands on what the byte filter gave. Blanks before a report or a text mean
 * nothing; before XML they are libxml2's to judge, as is all of it. */
static void pass(struct feed *feed)
{
	const char *text = str_text(&feed->text);
	size_t len = feed->text.len;

	if (feed->kind == KIND_OPEN) {
		feed->blanks += strspn(text + feed->blanks, " \t\r\n");
		if (feed->blanks < len)
			begin(feed, text[feed->blanks]);
	}
	switch (feed->kind) {
	case KIND_OPEN:
		return; /* the blanks wait in feed->text */
	case KIND_XML:
		xml_push(feed->xml, text, len);
		break;
	case KIND_REPORT:
		report_push(&feed->report, text, len);
		break;
	case KIND_OTHER:
		str_add_n(&feed->other, text, len);
		break;
	}
	str_clear(&feed->text);
}

void feed_push(struct feed *feed, const char *bytes, size_t len)
{
	enum {
		PIECE = 16384
	};

	while (len > 0 && !verdict_failed(&feed->page.verdict)) {
		size_t piece = len < PIECE ? len : PIECE;
		uint64_t room = FEED_MAX_DOCUMENT - feed->size;

		if (piece > room)
			piece = (size_t)room;
		bytes_push(&feed->bytes, bytes, piece, &feed->text);
		pass(feed);
		feed->size += piece;
		if (room == 0)
			verdict_fail(&feed->page.verdict, "too_big",
				     "the document has more than 32 MiB");
		bytes += piece;
		len -= piece;
	}
}

/* Says what it is, if it is neither XML nor a report. */
static void refuse_other(struct feed *feed)
{
	struct verdict *verdict = &feed->page.verdict;
	const char *text = str_text(&feed->other);
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strcspn(text, "\r\n");
	while (feed->other.cut && len > 0 &&
	       ((unsigned char)text[len - 1] & 0x80u))
		len--;
	if (text[0] == '{' || text[0] == '[')
		verdict_fail(verdict, "not_a_feed",
			     "the server sent JSON, not a feed");
	else
		verdict_fail(verdict, "not_a_feed",
			     "the server sent text, not a feed: \"%.*s\"",
			     (int)len, text);
}

static void finish(struct feed *feed)
{
	bytes_end(&feed->bytes, &feed->text);
	pass(feed);
	switch (feed->kind) {
	case KIND_OPEN:
		verdict_fail(&feed->page.verdict, "empty",
			     "the document is empty");
		break;
	case KIND_XML:
		xml_end(feed->xml);
		break;
	case KIND_REPORT:
		report_end(&feed->report);
		break;
	case KIND_OTHER:
		refuse_other(feed);
		break;
	}
	feed->page.repaired += feed->bytes.repaired;
}

static void send_head(const struct feed *feed)
{
	struct record head = RECORD_INIT;

	head.kind = RECORD_HEAD;
	head.document = feed->page.document;
	feed->sink(&head, feed->context);
}

static void send_failure(const struct feed *feed)
{
	struct record fail = RECORD_INIT;

	fail.kind = RECORD_FAIL;
	fail.cls = mem_strdup(feed->page.verdict.cls);
	fail.text = mem_strdup(feed->page.verdict.text);
	feed->sink(&fail, feed->context);
	record_clear(&fail);
}

static void send_page(struct feed *feed)
{
	struct page *page = &feed->page;
	struct record end = RECORD_INIT;

	for (size_t i = 0; i < page->count; i++)
		feed->sink(&page->rows[i], feed->context);
	end.kind = RECORD_END;
	end.document = page->document;
	end.day = page->day;
	end.items = page->items;
	end.repaired = page->repaired;
	end.query = mem_strdup_null(page->query);
	end.title = mem_strdup_null(page->title);
	end.token = mem_strdup_null(page->token);
	end.answered = page->answered;
	end.total = page->total;
	feed->sink(&end, feed->context);
	record_clear(&end);
}

enum status feed_end(struct feed *feed)
{
	if (!verdict_failed(&feed->page.verdict))
		finish(feed);
	send_head(feed);
	if (verdict_failed(&feed->page.verdict)) {
		send_failure(feed);
		return STATUS_PARSE;
	}
	send_page(feed);
	return STATUS_OK;
}
