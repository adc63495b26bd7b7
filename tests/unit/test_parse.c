/* The drivers of the helpers, with other programs in their place: cat gives
 * back what it gets, so that a test writes the answer itself. */
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "source/fetch.h"
#include "source/gather.h"
#include "source/parse.h"
#include "source/tick.h"

#define CAT   "/bin/cat"
#define BLIND "/bin/true" /* reads nothing and ends well */

static void add_head(struct str *out, enum document document)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_HEAD;
	record.document = document;
	record_write(&record, out);
}

static void add_paper(struct str *out, const char *id)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_ENTRY;
	record.type = ANNOUNCE_NEW;
	record.day = 20370;
	assert_true(ident_parse(id, &record.paper.id));
	record.paper.title = mem_strdup("A title");
	record_write(&record, out);
	record_clear(&record);
}

static void add_skip(struct str *out, uint64_t line)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_SKIP;
	record.cls = mem_strdup("bad_id");
	record.text = mem_strdup("no identifier");
	record.line = line;
	record_write(&record, out);
	record_clear(&record);
}

static void add_end(struct str *out, uint64_t items)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_END;
	record.document = DOCUMENT_RSS;
	record.query = mem_strdup("cs.AI");
	record.items = items;
	record_write(&record, out);
	record_clear(&record);
}

static void add_fail(struct str *out)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_FAIL;
	record.cls = mem_strdup("truncated");
	record.text = mem_strdup("it ends too early");
	record_write(&record, out);
	record_clear(&record);
}

/* Gathers what cat gives back and frees the answer. */
static enum status gather(struct str *frames, struct gathered *ret,
			  struct error *err)
{
	const struct parse_input input = {
		.from = -1,
		.bytes = str_text(frames),
		.len = frames->len,
		.cancel_fd = -1,
	};
	enum status status = gather_document(CAT, &input, ret, err);

	str_free(frames);
	return status;
}

static void refused(struct str *frames, const char *words)
{
	struct gathered doc;
	struct error err;

	assert_int_equal(gather(frames, &doc, &err), STATUS_PARSE);
	assert_int_equal(strncmp(err.text, words, strlen(words)), 0);
}

static void a_whole_stream_is_gathered(void **state)
{
	struct str frames = STR_INIT;
	struct gathered doc;

	(void)state;
	add_head(&frames, DOCUMENT_RSS);
	add_paper(&frames, "2510.00001v1");
	add_skip(&frames, 17);
	add_paper(&frames, "2510.00002v3");
	add_end(&frames, 3);
	assert_int_equal(gather(&frames, &doc, NULL), STATUS_OK);
	assert_int_equal(doc.document, DOCUMENT_RSS);
	assert_int_equal(doc.count, 2);
	assert_int_equal(doc.entries[1].paper.id.version, 3);
	assert_int_equal(doc.skipped, 1);
	assert_int_equal(doc.items, 3);
	assert_int_equal(doc.day, 20370);
	assert_string_equal(doc.query, "cs.AI");
	assert_string_equal(str_text(&doc.skips), "line 17: no identifier\n");
	gathered_clear(&doc);
}

static void many_skips_are_counted_and_few_named(void **state)
{
	struct str frames = STR_INIT;
	struct gathered doc;
	size_t lines = 0;

	(void)state;
	add_head(&frames, DOCUMENT_RSS);
	for (uint64_t i = 0; i < GATHER_MAX_NAMED + 9; i++)
		add_skip(&frames, 0);
	add_end(&frames, 0);
	assert_int_equal(gather(&frames, &doc, NULL), STATUS_OK);
	assert_int_equal(doc.skipped, GATHER_MAX_NAMED + 9);
	assert_int_equal(doc.items, GATHER_MAX_NAMED + 9);
	for (const char *at = str_text(&doc.skips); *at != '\0'; at++)
		lines += *at == '\n' ? 1 : 0;
	assert_int_equal(lines, GATHER_MAX_NAMED + 1);
	assert_non_null(strstr(str_text(&doc.skips), "and 9 more"));
	gathered_clear(&doc);
}

static void a_stream_without_an_end_does_not_count(void **state)
{
	struct str frames = STR_INIT;

	(void)state;
	refused(&frames, "cut: ");
	add_head(&frames, DOCUMENT_RSS);
	add_paper(&frames, "2510.00001v1");
	refused(&frames, "cut: ");
	add_head(&frames, DOCUMENT_RSS);
	add_end(&frames, 0);
	str_cut(&frames, frames.len - 1);
	refused(&frames, "cut: ");
}

static void a_refusal_has_its_class(void **state)
{
	struct str frames = STR_INIT;

	(void)state;
	add_head(&frames, DOCUMENT_RSS);
	add_paper(&frames, "2510.00001v1");
	add_fail(&frames);
	refused(&frames, "truncated: it ends too early");
	add_fail(&frames);
	refused(&frames, "truncated: it ends too early");
}

static void records_out_of_order_are_refused(void **state)
{
	struct str frames = STR_INIT;

	(void)state;
	add_paper(&frames, "2510.00001v1");
	add_end(&frames, 1);
	refused(&frames, "invalid: ");
	add_head(&frames, DOCUMENT_RSS);
	add_head(&frames, DOCUMENT_RSS);
	add_end(&frames, 0);
	refused(&frames, "invalid: ");
	add_head(&frames, DOCUMENT_RSS);
	add_end(&frames, 0);
	add_paper(&frames, "2510.00001v1");
	refused(&frames, "invalid: ");
}

static void bytes_that_are_no_records_are_refused(void **state)
{
	struct str frames = STR_INIT;

	(void)state;
	str_add(&frames, "\xff\xff\xff\xff these are no frames");
	refused(&frames, "invalid: ");
}

static void ignore(const struct record *record, void *context)
{
	(void)record;
	(void)context;
}

static void a_child_that_reads_nothing_does_not_kill_us(void **state)
{
	char *bytes = mem_zalloc(1, 4000000);
	const struct parse_input input = {
		.from = -1,
		.bytes = bytes,
		.len = 4000000,
		.cancel_fd = -1,
	};
	struct error err;

	(void)state;
	(void)signal(SIGPIPE, SIG_DFL);
	assert_int_equal(parse_run(BLIND, &input, ignore, NULL, &err),
			 STATUS_PARSE);
	assert_int_equal(strncmp(err.text, "cut: ", 5), 0);
	free(bytes);
}

static void a_program_that_is_not_there_is_said(void **state)
{
	const struct parse_input input = { .from = -1, .cancel_fd = -1 };
	struct error err;

	(void)state;
	assert_int_equal(
		parse_run("/nowhere/arxday-parse", &input, ignore, NULL, &err),
		STATUS_SYSTEM);
	assert_non_null(strstr(err.text, "/nowhere/arxday-parse"));
	assert_non_null(strstr(err.text, "installed whole?"));
}

static void the_words_stand_behind_the_class(void **state)
{
	(void)state;
	assert_string_equal(parse_words("too_big: it is: long"), "it is: long");
	assert_string_equal(parse_words("two words: x"), "two words: x");
	assert_string_equal(parse_words(": x"), ": x");
	assert_string_equal(parse_words("class:x"), "class:x");
	assert_string_equal(parse_words(""), "");
}

static void a_descriptor_is_read_to_its_end_or_cancelled(void **state)
{
	struct str frames = STR_INIT;
	struct parse_input input = { .cancel_fd = -1 };
	int64_t start = tick_now();
	int fds[2];

	(void)state;
	add_head(&frames, DOCUMENT_RSS);
	add_end(&frames, 0);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], frames.data, frames.len),
			 (ssize_t)frames.len);
	str_free(&frames);
	/* The writing end stays open: END alone must end the reading. */
	input.from = fds[0];
	assert_int_equal(parse_run(CAT, &input, ignore, NULL, NULL), STATUS_OK);
	assert_int_equal(write(fds[1], "x", 1), 1);
	input.from = -1;
	input.cancel_fd = fds[0];
	assert_int_equal(parse_run(CAT, &input, ignore, NULL, NULL),
			 STATUS_CANCELLED);
	assert_true(tick_now() - start < 10000);
	(void)close(fds[0]);
	(void)close(fds[1]);
}

static void a_fetcher_that_talks_nonsense_is_refused(void **state)
{
	static const char *const hosts[] = { NULL };
	struct fetch_request request = {
		.url = "http://127.0.0.1/",
		.hosts = hosts,
		.deadline = 5,
		.max_bytes = 1000,
	};
	struct fetch_answer answer;
	struct error err;

	(void)state;
	assert_int_equal(fetch_run(CAT, &request, -1, &answer, &err),
			 STATUS_NETWORK);
	assert_int_equal(fetch_run(BLIND, &request, -1, &answer, &err),
			 STATUS_NETWORK);
	assert_non_null(strstr(err.text, "died"));
	request.url = "http://127.0.0.1/\nallow evil.example";
	assert_int_equal(fetch_run(CAT, &request, -1, &answer, &err),
			 STATUS_NETWORK);
	assert_non_null(strstr(err.text, "control characters"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_stream_is_gathered),
		cmocka_unit_test(many_skips_are_counted_and_few_named),
		cmocka_unit_test(a_stream_without_an_end_does_not_count),
		cmocka_unit_test(a_refusal_has_its_class),
		cmocka_unit_test(records_out_of_order_are_refused),
		cmocka_unit_test(bytes_that_are_no_records_are_refused),
		cmocka_unit_test(a_child_that_reads_nothing_does_not_kill_us),
		cmocka_unit_test(a_program_that_is_not_there_is_said),
		cmocka_unit_test(the_words_stand_behind_the_class),
		cmocka_unit_test(a_descriptor_is_read_to_its_end_or_cancelled),
		cmocka_unit_test(a_fetcher_that_talks_nonsense_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
