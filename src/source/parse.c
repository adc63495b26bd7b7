/* The parser is a process of its own, so that foreign bytes meet libxml2 where
 * there is nothing to steal. Its answer is trusted no more than the document
 * was: every frame is checked, the order of records too, and a stream without
 * an end does not count. */
#include "source/parse.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "feed/feed.h"
#include "source/child.h"

/* How the parser begins the words of an error feed. */
#define ERROR_ANSWER "error_answer: "
#define EMPTY_PAGE   "incomplete: "

struct parse {
	parse_sink *sink;      /* of a document */
	parse_part_sink *part; /* of a part of a snapshot, else NULL */
	child_idler *idler;
	void *context; /* of theirs */
	struct record record;
	bool began; /* HEAD came */
	bool ended; /* END or FAIL came */
	uint64_t entries;
	bool snapshot;         /* its lines have no limits but their own */
	bool enough;           /* `part` wants no more */
	struct feeder *feeder; /* what the process gets */
	struct error error;    /* why the document does not count */
};

static enum status refuse(struct parse *parse, const char *text)
{
	return error_set(&parse->error, STATUS_PARSE, 0, "%s", text);
}

/* True when this record may come now. */
static bool in_order(const struct parse *parse, enum record_kind kind)
{
	if (parse->ended)
		return false;
	if (kind == RECORD_FAIL)
		return true;
	return (kind == RECORD_HEAD) != parse->began;
}

static void hand_over(struct parse *parse)
{
	if (parse->part != NULL)
		parse->enough = !parse->part(&parse->record, parse->context);
	else
		parse->sink(&parse->record, parse->context);
}

static enum status take_record(struct parse *parse)
{
	const struct record *record = &parse->record;

	if (!in_order(parse, record->kind))
		return refuse(parse, "invalid: the parser's records are out of "
				     "order");
	if (record->kind == RECORD_ENTRY || record->kind == RECORD_SKIP)
		parse->entries++;
	if (record->kind == RECORD_HEAD &&
	    record->document == DOCUMENT_SNAPSHOT) {
		parse->snapshot = true;
		parse->feeder->most = UINT64_MAX;
	}
	if (parse->entries > FEED_MAX_ENTRIES && !parse->snapshot)
		return refuse(parse, "too_big: the document has too many "
				     "entries");
	parse->began = true;
	parse->ended =
		record->kind == RECORD_END || record->kind == RECORD_FAIL;
	hand_over(parse);
	if (record->kind == RECORD_FAIL)
		return error_set(&parse->error, STATUS_PARSE, 0, "%s: %s",
				 record->cls != NULL ? record->cls : "unknown",
				 record->text != NULL ? record->text
						      : "no reason was given");
	return STATUS_OK;
}

static void drop_front(struct str *s, size_t len)
{
	if (len == 0)
		return;
	memmove(s->data, s->data + len, s->len - len);
	str_cut(s, s->len - len);
}

static enum child_want take_frames(struct str *got, void *context)
{
	struct parse *parse = context;
	enum status status = STATUS_OK;
	size_t used = 0;

	while (status == STATUS_OK && !parse->enough && used < got->len) {
		size_t taken = 0;

		status = record_next(got->data + used, got->len - used,
				     &parse->record, &taken, NULL);
		used += taken;
		if (status == STATUS_PARSE)
			(void)refuse(parse, "invalid: the parser's records "
					    "cannot be read");
		else if (status == STATUS_OK)
			status = take_record(parse);
	}
	drop_front(got, used);
	if (parse->error.status != STATUS_OK || parse->enough)
		return CHILD_STOP;
	return parse->ended ? CHILD_ENOUGH : CHILD_MORE;
}

static enum child_want run_idler(void *context)
{
	struct parse *parse = context;
	enum child_want want = parse->idler(parse->context);

	parse->enough = want == CHILD_STOP;
	return want;
}

/* The words for a parser that ended without an answer. */
static const char *death_words(int code)
{
	switch (code) {
	case 128 + SIGXCPU:
	case 128 + SIGKILL:
		return "limit: the parser passed its limit of time or memory";
	case 128 + SIGSEGV:
	case 128 + SIGABRT:
	case 128 + SIGBUS:
		return "crashed: the parser died; nothing of the document "
		       "counts";
	default:
		return "cut: the parser's answer has no end";
	}
}

static enum status conclude(struct parse *parse, int code, struct error *err)
{
	if (parse->error.status == STATUS_OK && !parse->ended)
		(void)refuse(parse, death_words(code));
	if (parse->error.status == STATUS_OK && code != 0)
		(void)refuse(parse, "crashed: the parser failed at its end");
	if (parse->error.status == STATUS_OK)
		return STATUS_OK;
	return error_set(err, STATUS_PARSE, 0, "%s", parse->error.text);
}

/* Talks with a process that was started, to its end. */
static enum status talk_with(struct child *child, struct parse *parse,
			     const struct child_talk *talk, struct error *err)
{
	enum status status = child_converse(child, talk, err);
	int code = 0;

	if (status != STATUS_OK || parse->error.status != STATUS_OK ||
	    parse->enough)
		child_kill(child);
	else
		status = child_end(child, &code, err);
	if (status == STATUS_OK && parse->enough)
		status = STATUS_DONE;
	if (status == STATUS_OK)
		status = conclude(parse, code, err);
	record_clear(&parse->record);
	return status;
}

enum status parse_run(const char *program, const struct parse_input *input,
		      parse_sink *sink, void *context, struct error *err)
{
	struct feeder own = {
		.bytes = input->bytes,
		.len = input->from >= 0 ? 0 : input->len,
		.from = input->from,
		.most = FEED_MAX_DOCUMENT,
	};
	struct parse parse = {
		.sink = sink,
		.context = context,
		.record = RECORD_INIT,
		.feeder = input->feeder != NULL ? input->feeder : &own,
	};
	const struct child_talk talk = {
		.feeder = parse.feeder,
		.front = input->front,
		.cancel_fd = input->cancel_fd,
		.until = INT64_MAX,
		.taker = take_frames,
		.context = &parse,
	};
	struct child child;
	enum status status = child_start(program, &child, err);

	if (status == STATUS_OK)
		status = talk_with(&child, &parse, &talk, err);
	feeder_clear(&own);
	return status;
}

enum status parse_part(const char *program, const struct parse_part *part,
		       struct error *err)
{
	struct parse parse = {
		.part = part->sink,
		.idler = part->idler,
		.context = part->context,
		.record = RECORD_INIT,
		.feeder = part->feeder,
	};
	const struct child_talk talk = {
		.feeder = part->feeder,
		.front = part->front,
		.cancel_fd = part->cancel_fd,
		.until = INT64_MAX,
		.taker = take_frames,
		.idler = part->idler != NULL ? run_idler : NULL,
		.context = &parse,
	};
	struct child child;
	enum status status = child_start_with(
		program, part->first ? NULL : "--lines", -1, &child, err);

	return status == STATUS_OK ? talk_with(&child, &parse, &talk, err)
				   : status;
}

const char *parse_words(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz_");

	return len > 0 && strncmp(text + len, ": ", 2) == 0 ? text + len + 2
							    : text;
}

bool parse_is_error_answer(const char *text)
{
	return strncmp(text, ERROR_ANSWER, strlen(ERROR_ANSWER)) == 0;
}

bool parse_is_empty_page(const char *text)
{
	return strncmp(text, EMPTY_PAGE, strlen(EMPTY_PAGE)) == 0;
}
