#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed/atom.h"
#include "feed/bytes.h"
#include "feed/inflate.h"
#include "feed/oai.h"
#include "feed/page.h"
#include "feed/report.h"
#include "feed/rss.h"
#include "feed/snapshot.h"
#include "feed/xml.h"

/* Bytes are decompressed and pass the byte filter; the first character that is
 * not blank tells XML from a snapshot from a report from what is none of them.
 * The latter is only gathered for a few characters, so that the message can
 * quote it. A snapshot's bytes pass line by line, because the place where a
 * line ends is told; the filter has none left behind a line feed. */

enum kind {
	KIND_OPEN,
	KIND_XML,
	KIND_REPORT,
	KIND_LINES, /* a snapshot, or other JSON */
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
	struct inflate *inflate;
	struct bytes bytes;
	struct str text; /* what the filter gave last */
	size_t blanks;   /* at its beginning, while the kind is open */
	enum kind kind;
	struct xml *xml;
	struct report report;
	struct snapshot snapshot;
	struct str other; /* beginning of what is no feed */
	uint64_t packed;  /* bytes that came */
	uint64_t size;    /* bytes of the document */
	bool headed;      /* HEAD was sent */
};

static const struct xml_format *const FORMATS[] = { &rss_format, &atom_format,
						    &oai_format,
						    &oai_record_format, NULL };

static void take_bytes(const char *bytes, size_t len, void *context);

struct feed *feed_new(feed_sink *sink, void *context)
{
	struct feed *feed = mem_zalloc(1, sizeof(*feed));

	feed->sink = sink;
	feed->context = context;
	feed->page = PAGE_INIT;
	feed->other = STR_CAPPED(QUOTED);
	feed->inflate = inflate_new(&feed->page.verdict, take_bytes, feed);
	bytes_init(&feed->bytes, &feed->page.verdict);
	return feed;
}

struct feed *feed_new_lines(feed_sink *sink, void *context)
{
	struct feed *feed = feed_new(sink, context);

	feed->kind = KIND_LINES;
	feed->page.document = DOCUMENT_SNAPSHOT;
	snapshot_init(&feed->snapshot, &feed->page);
	return feed;
}

void feed_free(struct feed *feed)
{
	if (!feed)
		return;
	xml_free(feed->xml);
	report_clear(&feed->report);
	snapshot_clear(&feed->snapshot);
	inflate_free(feed->inflate);
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
	} else if (first == '{') {
		feed->kind = KIND_LINES;
		snapshot_init(&feed->snapshot, &feed->page);
		if (feed->bytes.encoding != BYTES_UTF8)
			verdict_fail(&feed->page.verdict, "encoding",
				     "JSON that is not UTF-8 is not read");
	} else {
		feed->kind = KIND_OTHER;
	}
}

static void send_head(struct feed *feed)
{
	struct record head = RECORD_INIT;

	if (feed->headed)
		return;
	feed->headed = true;
	head.kind = RECORD_HEAD;
	head.document = feed->page.document;
	feed->sink(&head, feed->context);
}

static void send_rows(struct feed *feed)
{
	struct page *page = &feed->page;

	for (size_t i = 0; i < page->count; i++)
		feed->sink(&page->rows[i], feed->context);
	page_drop_rows(page);
}

/* Hands on what the byte filter gave of a snapshot: no more than one line,
 * but for blank ones before the first. */
static void pass_lines(struct feed *feed)
{
	const char *text = str_text(&feed->text);
	const char *end = text + feed->text.len;

	feed->page.end = feed->size;
	while (text < end && !verdict_failed(&feed->page.verdict)) {
		const char *feeds = memchr(text, '\n', (size_t)(end - text));
		const char *stop = feeds ? feeds + 1 : end;

		snapshot_push(&feed->snapshot, text, (size_t)(stop - text));
		text = stop;
	}
	if (feed->page.document == DOCUMENT_SNAPSHOT) {
		send_head(feed);
		send_rows(feed);
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
	case KIND_LINES:
		pass_lines(feed);
		break;
	case KIND_OTHER:
		str_add_n(&feed->other, text, len);
		break;
	}
	str_clear(&feed->text);
}

/* Bytes of the next piece: a line where lines count, and no more than a
 * document may still have. */
static size_t next_piece(const struct feed *feed, const char *bytes, size_t len)
{
	enum {
		PIECE = 16384
	};
	uint64_t room = FEED_MAX_DOCUMENT - feed->size;
	size_t piece = len < PIECE ? len : PIECE;
	const char *end = NULL;

	if (feed->kind == KIND_OPEN || feed->kind == KIND_LINES)
		end = memchr(bytes, '\n', piece);
	if (end)
		piece = (size_t)(end - bytes) + 1;
	if (feed->page.document != DOCUMENT_SNAPSHOT && piece > room)
		piece = (size_t)room;
	return piece;
}

/* Bytes of the document, decompressed. */
static void take_bytes(const char *bytes, size_t len, void *context)
{
	struct feed *feed = context;

	while (len > 0 && !verdict_failed(&feed->page.verdict)) {
		size_t piece = next_piece(feed, bytes, len);

		feed->size += piece;
		bytes_push(&feed->bytes, bytes, piece, &feed->text);
		pass(feed);
		if (piece == 0)
			verdict_fail(&feed->page.verdict, "too_big",
				     "the document has more than 32 MiB");
		bytes += piece;
		len -= piece;
	}
}

void feed_push(struct feed *feed, const char *bytes, size_t len)
{
	if (verdict_failed(&feed->page.verdict))
		return;
	feed->packed += len;
	inflate_push(feed->inflate, bytes, len);
	if (feed->packed > FEED_MAX_DOCUMENT &&
	    feed->page.document != DOCUMENT_SNAPSHOT)
		verdict_fail(&feed->page.verdict, "too_big",
			     "the document has more than 32 MiB");
}

/* Says what it is, if it is nothing that is read. */
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
	verdict_fail(verdict, "not_a_feed",
		     "the server sent %s, not a feed: \"%.*s\"",
		     text[0] == '[' ? "JSON" : "text", (int)len, text);
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
	case KIND_LINES:
		snapshot_end(&feed->snapshot);
		break;
	case KIND_OTHER:
		refuse_other(feed);
		break;
	}
	feed->page.repaired += feed->bytes.repaired;
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

static void send_end(struct feed *feed)
{
	struct page *page = &feed->page;
	struct record end = RECORD_INIT;

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
	inflate_end(feed->inflate);
	if (!verdict_failed(&feed->page.verdict))
		finish(feed);
	send_head(feed);
	if (verdict_failed(&feed->page.verdict)) {
		send_failure(feed);
		return STATUS_PARSE;
	}
	send_rows(feed);
	send_end(feed);
	return STATUS_OK;
}
