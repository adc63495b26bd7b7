#include "feed_dump.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed/feed.h"
#include "test.h"

static const char *day_text(day_t day, char out[DATE_TEXT_SIZE])
{
	return day == DAY_NONE ? "-" : date_format_iso(day, out);
}

/* Authors stand one a line; here with "; " between. */
static void add_field(struct str *out, const char *name, const char *text)
{
	if (!text)
		return;
	str_addf(out, " %s: ", name);
	for (; *text; text++) {
		if (*text == '\n')
			str_add(out, "; ");
		else
			str_add_char(out, *text);
	}
	str_add_char(out, '\n');
}

static void add_time(struct str *out, const char *name, int64_t time)
{
	char text[DATE_TEXT_SIZE];

	if (time != TIME_NONE)
		add_field(out, name, date_format_rfc3339(time, text));
}

static void add_number(struct str *out, const char *name, int64_t number)
{
	str_addf(out, " %s: %lld\n", name, (long long)number);
}

static void add_history(struct str *out, const struct paper *paper)
{
	struct str text = STR_INIT;

	if (paper->version_count == 0)
		return;
	version_write(paper->versions, paper->version_count, &text);
	add_field(out, "versions", str_text(&text));
	str_free(&text);
}

static void dump_entry(const struct record *record, struct str *out)
{
	const struct paper *paper = &record->paper;
	const char *type = announce_name(record->type);
	char id[IDENT_TEXT_SIZE];
	char day[DATE_TEXT_SIZE];

	assert_true(paper_valid(paper));
	str_addf(out, "entry %s %s %s\n", ident_format_version(paper->id, id),
		 day_text(record->day, day), type ? type : "-");
	add_field(out, "title", paper->title);
	add_field(out, "abstract", paper->abstract);
	add_field(out, "authors", paper->authors);
	add_field(out, "categories", paper->categories);
	add_field(out, "comments", paper->comments);
	add_field(out, "journal", paper->journal_ref);
	add_field(out, "doi", paper->doi);
	add_field(out, "license", paper->license);
	add_time(out, "submitted", paper->submitted);
	add_time(out, "updated", paper->updated);
	add_history(out, paper);
	if (record->changed != DAY_NONE)
		add_field(out, "changed",
			  date_format_iso(record->changed, day));
	if (record->end > 0)
		add_number(out, "upto", (int64_t)record->end);
}

static void dump_record(const struct record *record, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	switch (record->kind) {
	case RECORD_HEAD:
		str_addf(out, "head %s\n", document_name(record->document));
		break;
	case RECORD_ENTRY:
		dump_entry(record, out);
		break;
	case RECORD_SKIP:
		str_addf(out, "skip %s line %u: %s\n", record->cls,
			 (unsigned)record->line, record->text);
		if (record->end > 0)
			add_number(out, "upto", (int64_t)record->end);
		break;
	case RECORD_END:
		str_addf(out, "end %s items %u repaired %u\n",
			 day_text(record->day, day), (unsigned)record->items,
			 (unsigned)record->repaired);
		add_field(out, "query", record->query);
		add_field(out, "title", record->title);
		add_field(out, "token", record->token);
		add_time(out, "answered", record->answered);
		if (record->total >= 0)
			add_number(out, "total", record->total);
		break;
	case RECORD_FAIL:
		str_addf(out, "fail %s: %s\n", record->cls, record->text);
		break;
	}
}

/* Through the pipe's format and back, as arxday gets it. */
static void take_record(const struct record *record, void *context)
{
	struct str frame = STR_INIT;
	struct record copy = RECORD_INIT;
	struct error err;
	size_t taken;

	record_write(record, &frame);
	assert_int_equal(
		record_next(str_text(&frame), frame.len, &copy, &taken, &err),
		STATUS_OK);
	assert_int_equal(taken, frame.len);
	dump_record(&copy, context);
	record_clear(&copy);
	str_free(&frame);
}

char *feed_dump(const char *bytes, size_t len, size_t chunk)
{
	struct str out = STR_INIT;
	struct feed *feed = feed_new(take_record, &out);
	enum status status;

	for (size_t at = 0; at < len; at += chunk) {
		size_t piece = len - at < chunk ? len - at : chunk;

		/* An exact copy, so that a sanitizer sees each byte too far. */
		char *copy = mem_alloc(piece);

		memcpy(copy, bytes + at, piece);
		feed_push(feed, copy, piece);
		free(copy);
	}
	status = feed_end(feed);
	assert_true(status == STATUS_OK || status == STATUS_PARSE);
	assert_int_equal(status == STATUS_PARSE,
			 strstr(str_text(&out), "\nfail ") != NULL);
	feed_free(feed);
	return str_take(&out);
}

char *feed_dump_chunks(const char *bytes, size_t len)
{
	static const size_t CHUNKS[] = { 1, 2, 3, 7, 16, 4096 };
	char *whole = feed_dump(bytes, len, len > 0 ? len : 1);

	for (size_t i = 0; i < sizeof(CHUNKS) / sizeof(CHUNKS[0]); i++) {
		char *parts = feed_dump(bytes, len, CHUNKS[i]);

		assert_string_equal(parts, whole);
		free(parts);
	}
	return whole;
}

void feed_expect(const char *document, const char *dump)
{
	char *found = feed_dump_chunks(document, strlen(document));

	assert_string_equal(found, dump);
	free(found);
}

void feed_expect_failure(const char *bytes, size_t len, const char *cls)
{
	char *found = feed_dump_chunks(bytes, len);
	const char *fail = strstr(found, "\nfail ");

	assert_non_null(fail);
	assert_ptr_equal(strstr(fail, cls), fail + 6);
	assert_int_equal(fail[6 + strlen(cls)], ':');
	assert_null(strstr(found, "entry "));
	free(found);
}
