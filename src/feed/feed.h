#ifndef FEED_FEED_H
#define FEED_FEED_H

#include <stddef.h>

#include "arxiv/record.h"
#include "base/error.h"
#include "feed/limits.h"

/* Bytes of any document that arXiv or arxday writes -> records. The kind is
 * found by content: RSS 2.0 feed, Atom feed, the query API's Atom, OAI-PMH,
 * snapshot (JSON lines), Markdown report, each plain or compressed by gzip or
 * zstd. Push: bytes come in any chunks and the result does not depend on where
 * they were cut; only how much of damaged compressed data is read, and so
 * which of its faults is told, may. Pure: no file, no clock. Runs in
 * arxday-parse only.
 *
 * Nothing counts before the document was whole, so all records come out of
 * feed_end(): HEAD, then ENTRY and SKIP in the order of the document and END;
 * or HEAD and FAIL. An entry is a paper: one that stands several times in a
 * document comes once, at its first place, with the text of its newest version
 * and its strongest type.
 *
 * A snapshot has no limit of size, so its records come out of feed_push() as
 * its lines are read, each line by itself; they stay good when FAIL comes
 * after them, but then the snapshot was not whole. Their `end` counts the bytes
 * of the document, decompressed, up to the line feed.
 *
 * Any DOCTYPE is refused, the limits are those of feed/limits.h, texts are
 * cleaned and cut as arxiv/paper.h says. UTF-8, UTF-16 with a byte order mark,
 * ISO-8859-1 and US-ASCII are read. */

struct feed;

/* Gets every record, in order; the record is valid during the call only. The
 * last one is END or FAIL. */
typedef void feed_sink(const struct record *record, void *context);

/* A fresh parser; the caller frees it with feed_free() (NULL is fine). */
struct feed *feed_new(feed_sink *sink, void *context);
void feed_free(struct feed *feed);

/* The same for what follows a line feed inside a snapshot: nothing has to show
 * what it is, and it may be empty. */
struct feed *feed_new_lines(feed_sink *sink, void *context);

/* Gives it bytes. After it failed, bytes are ignored. */
void feed_push(struct feed *feed, const char *bytes, size_t len);

/* No more bytes: the records are sent. END comes when the document was whole,
 * else FAIL with one of the classes
 *   empty         no bytes, or blanks alone
 *   not_a_feed    a web page, JSON, text, XML of another kind
 *   encoding      an encoding that is not read, or not the one declared
 *   syntax        not well-formed XML
 *   truncated     well-formed as far as it goes
 *   doctype       it has a DOCTYPE
 *   too_deep      FEED_MAX_DEPTH
 *   too_big       any other limit
 *   namespace     a root of the right name in another namespace
 *   rdf           RSS 1.0, which arXiv gave up in 2024
 *   error_answer  the server says that the request failed, and why
 *   compressed    compressed data that are damaged, cut, or of a kind that the
 *                 program was built without
 *   incomplete    an empty page although there are results
 *   bad_heading   a report whose heading has no date
 * Returns STATUS_OK or STATUS_PARSE. To be called once. */
enum status feed_end(struct feed *feed);

#endif
