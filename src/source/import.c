/* A document is gathered whole and stored in one transaction; a snapshot goes
 * the long way. Which of the two it is shows in its first character, behind the
 * decompressor when the first bytes are those of compressed data. */
#include "source/import.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "feed/limits.h"
#include "source/deposit.h"
#include "source/gather.h"
#include "source/ingest.h"
#include "source/origin.h"
#include "source/parse.h"
#include "source/stream.h"

/* Copies the lines of `skips` to *messages, each after "NAME: ". */
static void name_skips(const char *name, const char *skips,
		       struct str *messages)
{
	while (*skips != '\0') {
		size_t len = strcspn(skips, "\n");

		(void)text_clean(name, strlen(name), messages);
		str_add(messages, ": ");
		str_add_n(messages, skips, len);
		str_add_char(messages, '\n');
		skips += len + (skips[len] == '\n' ? 1 : 0);
	}
}

/* A feed whose day cannot be read makes no listing, which nobody would expect
 * of it. */
static void name_dayless(const char *name, const struct gathered *doc,
			 struct str *messages)
{
	if (!gathered_is_feed(doc) || doc->count == 0 || doc->day != DAY_NONE)
		return;
	(void)text_clean(name, strlen(name), messages);
	str_add(messages, ": the feed does not say its day; its papers are "
			  "kept, but in no listing\n");
}

static void fill_result(const struct gathered *doc,
			const struct ingest_result *counts,
			struct import_result *ret)
{
	*ret = (struct import_result){
		.document = doc->document,
		.items = doc->items,
		.papers = counts->papers,
		.added = counts->added,
		.changed = counts->changed,
		.announcements = counts->announcements,
		.skipped = doc->skipped,
		.day = deposit_makes_day(doc) ? doc->day : DAY_NONE,
	};
}

static enum status take_in(const struct source_context *context,
			   const struct gathered *doc,
			   struct import_result *ret, struct error *err)
{
	struct ingest_result counts = { 0 };
	enum status status;

	if (doc->count == 0 && doc->skipped > 0 &&
	    doc->document != DOCUMENT_REPORT)
		return error_set(err, STATUS_PARSE, 0,
				 "none of its %" PRIu64
				 " entries could be kept",
				 doc->skipped);
	status = deposit_documents(context, doc, 1, &counts, err);
	if (status != STATUS_OK)
		return status;
	fill_result(doc, &counts, ret);
	if (doc->skipped == 0)
		return STATUS_OK;
	return error_set(err, STATUS_PARTIAL, 0,
			 "%" PRIu64 " of %" PRIu64 " entries could not be kept",
			 doc->skipped, doc->items);
}

static enum status gather_file(const char *program,
			       const struct parse_input *input,
			       struct gathered *ret, struct error *err)
{
	struct error why = { .status = STATUS_OK };
	enum status status = gather_document(program, input, ret, &why);

	if (status == STATUS_PARSE)
		return error_set(err, status, why.native,
				 "%s%s; nothing of it was kept",
				 parse_is_error_answer(why.text)
					 ? "an error message of arXiv: "
					 : "",
				 parse_words(why.text));
	if (status != STATUS_OK && err != NULL)
		*err = why;
	return status;
}

/* A file that is being read. */
struct opened {
	const struct source_context *context;
	const struct import_source *source;
	struct origin origin;
	struct feeder feeder;     /* gives its bytes, decompressed */
	struct child_front front; /* decompresses them */
	bool compressed;          /* `front` is in use and not ended yet */
};

static struct child_front *front_of(struct opened *opened)
{
	return opened->compressed ? &opened->front : NULL;
}

/* What this build can decompress; the parser refuses the rest in words. */
#ifdef HAVE_ZLIB
#define READS_GZIP true
#else
#define READS_GZIP false
#endif
#ifdef HAVE_ZSTD
#define READS_ZSTD true
#else
#define READS_ZSTD false
#endif

/* Most bytes that tell compressed data. */
#define MAGIC_SIZE 4

/* `mask` is for the first byte. */
static bool begins(const struct feeder *feeder, const char *magic, size_t len,
		   unsigned mask)
{
	return feeder->len >= len &&
	       (((unsigned)feeder->bytes[0] ^ (unsigned)magic[0]) & mask) ==
		       0 &&
	       memcmp(feeder->bytes + 1, magic + 1, len - 1) == 0;
}

static bool is_compressed(const struct feeder *feeder)
{
	static const char gzip[] = { '\x1f', '\x8b' };
	static const char zstd[] = { '\x28', '\xb5', '\x2f', '\xfd' };
	/* A frame to be skipped may come first. */
	static const char skip[] = { '\x50', '\x2a', '\x4d', '\x18' };

	if (READS_GZIP && begins(feeder, gzip, sizeof(gzip), 0xff))
		return true;
	return READS_ZSTD && (begins(feeder, zstd, sizeof(zstd), 0xff) ||
			      begins(feeder, skip, sizeof(skip), 0xf0));
}

/* Puts the decompressor in front. An ordinary file it reads itself, from the
 * beginning; to anything else it gets what was read, and the rest. */
static enum status decompress(struct opened *opened, struct error *err)
{
	const char *program = opened->context->parse_program;
	bool itself = opened->origin.regular && origin_seek(&opened->origin, 0);
	enum status status = child_start_with(
		program, "--decompress", itself ? opened->source->from : -1,
		&opened->front.child, err);

	if (status != STATUS_OK)
		return status;
	opened->compressed = true;
	opened->front.feeder = opened->feeder;
	if (itself) {
		feeder_clear(&opened->front.feeder);
	} else {
		opened->front.feeder.most = UINT64_MAX;
		feeder_reopen(&opened->front.feeder);
	}
	opened->feeder = (struct feeder){
		.from = opened->front.child.out,
		.most = FEED_MAX_DOCUMENT,
	};
	return STATUS_OK;
}

/* Blanks, and the bytes of a byte order mark. */
static bool is_blank(char c)
{
	static const char blanks[] = { ' ',    '\t',   '\r',  '\n',
				       '\xef', '\xbb', '\xbf' };

	return memchr(blanks, c, sizeof(blanks)) != NULL;
}

/* Waits for the first character that is not blank. True when it begins JSON,
 * or when nothing but blanks stand where others begin. */
static enum status is_lines(struct opened *opened, bool *ret, struct error *err)
{
	struct feeder *feeder = &opened->feeder;
	enum status status = STATUS_OK;
	size_t at = 0;
	size_t before;

	do {
		before = feeder->len;
		while (at < feeder->len && is_blank(feeder->bytes[at]))
			at++;
		if (at == feeder->len && at < FEEDER_ROOM)
			status = child_await(feeder, at + 1, front_of(opened),
					     opened->context->cancel_fd, err);
	} while (status == STATUS_OK && feeder->len > before);
	*ret = at < feeder->len ? feeder->bytes[at] == '{' : at == FEEDER_ROOM;
	return status;
}

static enum status open_source(struct opened *opened, bool *ret_lines,
			       struct error *err)
{
	enum status status;

	origin_look(opened->source->from, &opened->origin);
	status = child_await(&opened->feeder, MAGIC_SIZE, NULL,
			     opened->context->cancel_fd, err);
	if (status == STATUS_OK && is_compressed(&opened->feeder))
		status = decompress(opened, err);
	return status == STATUS_OK ? is_lines(opened, ret_lines, err) : status;
}

/* The decompressor has to have come to a good end. */
static enum status end_front(struct opened *opened, struct error *err)
{
	int code = 0;
	enum status status = STATUS_OK;

	if (!opened->compressed)
		return STATUS_OK;
	opened->compressed = false;
	status = child_end(&opened->front.child, &code, err);
	if (status != STATUS_OK || code == 0)
		return status;
	return error_set(err, STATUS_PARSE, 0,
			 "the compressed data are damaged or end too early; "
			 "nothing of it was kept");
}

static enum status import_short(struct opened *opened,
				struct import_result *ret, struct str *messages,
				struct error *err)
{
	const char *name = opened->source->name;
	const struct parse_input input = {
		.from = -1,
		.feeder = &opened->feeder,
		.front = front_of(opened),
		.cancel_fd = opened->context->cancel_fd,
	};
	struct gathered doc = GATHERED_NONE;
	struct error why = { .status = STATUS_OK };
	enum status status =
		gather_file(opened->context->parse_program, &input, &doc, err);

	/* What ends too early may look like anything. */
	if (opened->feeder.from < 0 && end_front(opened, &why) != STATUS_OK) {
		if (err != NULL)
			*err = why;
		status = why.status;
	}
	/* Its lines were looked for behind one decompressor. */
	if (status == STATUS_OK && doc.document == DOCUMENT_SNAPSHOT)
		status = error_set(err, STATUS_PARSE, 0,
				   "the snapshot is compressed twice; "
				   "decompress it once; nothing of it was "
				   "kept");
	if (status == STATUS_OK) {
		name_skips(name, str_text(&doc.skips), messages);
		name_dayless(name, &doc, messages);
		status = take_in(opened->context, &doc, ret, err);
	}
	gathered_clear(&doc);
	return status;
}

static struct import_result result_of(const struct intake *figures)
{
	return (struct import_result){
		.document = DOCUMENT_SNAPSHOT,
		.items = (uint64_t)figures->items,
		.papers = (uint64_t)figures->papers,
		.added = (uint64_t)figures->added,
		.changed = (uint64_t)figures->changed,
		.announcements = (uint64_t)figures->announcements,
		.skipped = (uint64_t)figures->skipped,
		.day = DAY_NONE,
	};
}

static void watch_stream(const struct stream_progress *stream, void *context)
{
	const struct import_source *source = context;
	const struct import_progress progress = {
		.so_far = result_of(&stream->figures),
		.at = stream->at,
		.size = stream->size,
		.rate = stream->rate,
		.left = stream->left,
	};

	source->watch(&progress, source->watch_context);
}

/* What a snapshot that was not read to its end, or not all of it, comes to.
 * `again`: an import of the same file goes on where this one ended. */
static enum status judge(enum status status, const struct error *why,
			 const struct import_result *result, bool again,
			 struct error *err)
{
	if (status == STATUS_PARSE && result->papers > 0)
		return error_set(err, STATUS_PARTIAL, why->native,
				 "%s; the %" PRIu64
				 " papers before that were kept",
				 parse_words(why->text), result->papers);
	if (status == STATUS_PARSE)
		return error_set(err, status, why->native,
				 "%s; nothing of it was kept",
				 parse_words(why->text));
	if (status == STATUS_CANCELLED)
		return error_set(
			err, status, 0,
			"stopped after %" PRIu64 " records, which are kept%s",
			result->items,
			again ? "; the same command goes on from there" : "");
	if (status != STATUS_OK) {
		if (err != NULL)
			*err = *why;
		return status;
	}
	if (result->skipped == 0)
		return STATUS_OK;
	if (result->papers == 0)
		return error_set(err, STATUS_PARSE, 0,
				 "none of its %" PRIu64
				 " entries could be kept",
				 result->skipped);
	return error_set(err, STATUS_PARTIAL, 0,
			 "%" PRIu64 " of %" PRIu64 " entries could not be kept",
			 result->skipped, result->items);
}

static enum status import_long(struct opened *opened, struct import_result *ret,
			       struct str *messages, struct error *err)
{
	struct import_source source = *opened->source;
	const struct stream stream = {
		.name = source.name,
		.origin = &opened->origin,
		.feeder = &opened->feeder,
		.front = front_of(opened),
		.watch = source.watch != NULL ? watch_stream : NULL,
		.watch_context = &source,
	};
	struct error why = { .status = STATUS_OK };
	struct intake figures = { 0 };
	enum status status = stream_import(opened->context, &stream, &figures,
					   messages, &why);

	opened->compressed = false;
	*ret = result_of(&figures);
	return judge(status, &why, ret, opened->origin.regular, err);
}

enum status import_document(const struct source_context *context,
			    const struct import_source *source,
			    struct import_result *ret, struct str *messages,
			    struct error *err)
{
	struct opened opened = {
		.context = context,
		.source = source,
		.feeder = {.from = source->from, .most = FEED_MAX_DOCUMENT},
	};
	bool lines = false;
	enum status status = open_source(&opened, &lines, err);

	if (status == STATUS_OK)
		status = lines ? import_long(&opened, ret, messages, err)
			       : import_short(&opened, ret, messages, err);
	if (opened.compressed)
		child_kill(&opened.front.child);
	feeder_clear(&opened.front.feeder);
	feeder_clear(&opened.feeder);
	if (status != STATUS_OK)
		error_prefix(err, "%s", source->name);
	return status;
}
