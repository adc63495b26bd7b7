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
	parse_sink *sink;
	void *context;
	struct record record;
	bool began; /* HEAD came */
	bool ended; /* END or FAIL came */
	uint64_t entries;
	bool snapshot;          /* its lines have no limits but their own */
	struct child_talk talk; /* with the process */
	struct error error;     /* why the document does not count */
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
		parse->talk.most = SIZE_MAX;
	}
	if (parse->entries > FEED_MAX_ENTRIES && !parse->snapshot)
		return refuse(parse, "too_big: the document has too many "
				     "entries");
	parse->began = true;
	parse->ended =
		record->kind == RECORD_END || record->kind == RECORD_FAIL;
	parse->sink(record, parse->context);
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

	while (status == STATUS_OK && used < got->len) {
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
	if (parse->error.status != STATUS_OK)
		return CHILD_STOP;
	return parse->ended ? CHILD_ENOUGH : CHILD_MORE;
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

enum status parse_run(const char *program, const struct parse_input *input,
		      parse_sink *sink, void *context, struct error *err)
{
	struct parse parse = {
		.sink = sink,
		.context = context,
		.record = RECORD_INIT,
		.talk = {
			.bytes = input->bytes,
			.len = input->from >= 0 ? 0 : input->len,
			.from = input->from,
			.most = FEED_MAX_DOCUMENT,
			.cancel_fd = input->cancel_fd,
			.until = INT64_MAX,
			.taker = take_frames,
		},
	};
	struct child child;
	enum status status = child_start(program, &child, err);
	int code = 0;

	if (status != STATUS_OK)
		return status;
	parse.talk.context = &parse;
	status = child_converse(&child, &parse.talk, err);
	if (status != STATUS_OK || parse.error.status != STATUS_OK)
		child_kill(&child);
	else
		status = child_end(&child, &code, err);
	if (status == STATUS_OK)
		status = conclude(&parse, code, err);
	record_clear(&parse.record);
	return status;
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
