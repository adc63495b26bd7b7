/* The record format: there and back, and a reader that nothing can fool. */
#include "arxiv/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "random.h"
#include "test.h"

#define FRAME_HEAD 4

static struct record entry_record(void)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_ENTRY;
	assert_true(ident_parse("hep-th/9901001v3", &record.paper.id));
	record.paper.title = mem_strdup("Caf\xc3\xa9 in $\\mathbb{R}^N$");
	record.paper.abstract = mem_strdup("Lorem <EOS> ipsum | dolor.");
	record.paper.authors = mem_strdup("A. Bee\nCee Dee (X, Y)");
	record.paper.categories = mem_strdup("hep-th math-ph");
	record.paper.comments = mem_strdup("0");
	record.paper.journal_ref = mem_strdup("J. Irr. Res. 1 (2000) 2-3");
	record.paper.doi = mem_strdup("10.1000/1 10.1000/2");
	record.paper.license = mem_strdup("http://x.y/");
	record.paper.submitted = 915148800;
	record.paper.updated = -1;
	record.type = ANNOUNCE_REPLACE_CROSS;
	record.day = 20371;
	record.changed = 20372;
	record.end = 4711;
	assert_true(version_read("1@915148800,3@?!", &record.paper.versions,
				 &record.paper.version_count));
	return record;
}

static struct record end_record(void)
{
	struct record record = RECORD_INIT;

	record.kind = RECORD_END;
	record.document = DOCUMENT_RSS;
	record.day = -5;
	record.query = mem_strdup("hep-th+math.AG");
	record.title = mem_strdup("hep-th, math.AG updates on arXiv.org");
	record.items = UINT64_MAX;
	record.repaired = 12;
	record.token = mem_strdup("verb%3DListRecords%26skip%3D54");
	record.answered = 1763839641;
	record.total = 0;
	return record;
}

static struct record skip_record(enum record_kind kind)
{
	struct record record = RECORD_INIT;

	record.kind = kind;
	record.cls = mem_strdup("bad_id");
	record.text = mem_strdup("the identifier is malformed");
	record.line = kind == RECORD_SKIP ? 17 : 0;
	return record;
}

static void same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		assert_true(a == b);
	else
		assert_string_equal(a, b);
}

static void same_versions(const struct paper *a, const struct paper *b)
{
	assert_int_equal(a->version_count, b->version_count);
	for (size_t i = 0; i < a->version_count; i++) {
		assert_int_equal(a->versions[i].number, b->versions[i].number);
		assert_true(a->versions[i].time == b->versions[i].time);
		assert_int_equal(a->versions[i].withdrawn,
				 b->versions[i].withdrawn);
	}
}

static void same_record(const struct record *a, const struct record *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->document, b->document);
	assert_int_equal(a->type, b->type);
	assert_int_equal(a->day, b->day);
	assert_int_equal(a->paper.id.key, b->paper.id.key);
	assert_int_equal(a->paper.id.version, b->paper.id.version);
	assert_true(a->paper.submitted == b->paper.submitted);
	assert_true(a->paper.updated == b->paper.updated);
	same_text(a->paper.title, b->paper.title);
	same_text(a->paper.abstract, b->paper.abstract);
	same_text(a->paper.authors, b->paper.authors);
	same_text(a->paper.categories, b->paper.categories);
	same_text(a->paper.comments, b->paper.comments);
	same_text(a->paper.journal_ref, b->paper.journal_ref);
	same_text(a->paper.doi, b->paper.doi);
	same_text(a->paper.license, b->paper.license);
	same_text(a->query, b->query);
	same_text(a->title, b->title);
	same_text(a->cls, b->cls);
	same_text(a->text, b->text);
	assert_true(a->line == b->line);
	assert_true(a->end == b->end);
	assert_true(a->changed == b->changed);
	assert_true(a->answered == b->answered);
	assert_true(a->total == b->total);
	same_text(a->token, b->token);
	same_versions(&a->paper, &b->paper);
	assert_true(a->items == b->items);
	assert_true(a->repaired == b->repaired);
}

/* Writes the record and reads it again, also when it comes byte by byte. */
static void check_round_trip(struct record *record)
{
	struct str out = STR_INIT;
	struct record back = RECORD_INIT;
	size_t taken = 99;

	record_write(record, &out);
	for (size_t len = 0; len < out.len; len++) {
		assert_int_equal(
			record_next(str_text(&out), len, &back, &taken, NULL),
			STATUS_DONE);
		assert_int_equal(taken, 0);
	}
	str_add(&out, "next");
	assert_int_equal(
		record_next(str_text(&out), out.len, &back, &taken, NULL),
		STATUS_OK);
	assert_int_equal(taken, out.len - 4);
	same_record(&back, record);
	record_clear(&back);
	record_clear(record);
	str_free(&out);
}

static void every_kind_goes_there_and_back(void **state)
{
	struct record head = RECORD_INIT;
	struct record bare = RECORD_INIT;
	struct record entry = entry_record();
	struct record end = end_record();
	struct record skip = skip_record(RECORD_SKIP);
	struct record fail = skip_record(RECORD_FAIL);
	(void)state;

	head.document = DOCUMENT_REPORT;
	check_round_trip(&head);
	bare.kind = RECORD_ENTRY;
	assert_true(ident_parse("2510.00000", &bare.paper.id));
	check_round_trip(&bare);
	check_round_trip(&entry);
	check_round_trip(&end);
	check_round_trip(&skip);
	check_round_trip(&fail);
	bare.kind = RECORD_END;
	check_round_trip(&bare);
}

/* Frames put together by hand. */
static void add_length(struct str *out, size_t len)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		str_add_char(out, (char)(unsigned char)(len >> shift));
}

static void add_field(struct str *out, int tag, const char *bytes, size_t len)
{
	str_add_char(out, (char)tag);
	add_length(out, len);
	str_add_n(out, bytes, len);
}

static enum status read_frame(const struct str *body)
{
	struct str frame = STR_INIT;
	struct record record = RECORD_INIT;
	struct error err = { .status = STATUS_OK };
	size_t taken = 0;
	enum status status;

	add_length(&frame, body->len);
	str_add_n(&frame, str_text(body), body->len);
	status =
		record_next(str_text(&frame), frame.len, &record, &taken, &err);
	if (status != STATUS_OK) {
		assert_int_equal(status, STATUS_PARSE);
		assert_int_equal(err.status, STATUS_PARSE);
		assert_int_equal(taken, 0);
		assert_null(record.paper.title);
	}
	record_clear(&record);
	str_free(&frame);
	return status;
}

/* A record of one field (or two, with the key that an entry needs). */
static enum status try_field(enum record_kind kind, int tag, const char *bytes,
			     size_t len)
{
	struct str body = STR_INIT;
	enum status status;

	str_add_char(&body, (char)kind);
	if (kind == RECORD_ENTRY)
		add_field(&body, 2, "54665832", 8);
	add_field(&body, tag, bytes, len);
	status = read_frame(&body);
	str_free(&body);
	return status;
}

struct attempt {
	enum record_kind kind;
	int tag;
	const char *text;
};

static enum status try_one(const struct attempt *attempt)
{
	return try_field(attempt->kind, attempt->tag, attempt->text,
			 strlen(attempt->text));
}

static void takes_good_fields(void **state)
{
	static const struct attempt good[] = {
		{RECORD_HEAD,   1,   "0"                   },
		{ RECORD_HEAD,  1,   "6"                   },
		{ RECORD_END,   1,   "1"                   },
		{ RECORD_END,   15,  "0"                   },
		{ RECORD_ENTRY, 3,   "1"                   },
		{ RECORD_ENTRY, 3,   "999"                 },
		{ RECORD_ENTRY, 4,   "0"                   },
		{ RECORD_ENTRY, 12,  "-1"                  },
		{ RECORD_ENTRY, 14,  "3"                   },
		{ RECORD_ENTRY, 15,  "-719162"             },
		{ RECORD_END,   16,  "cs.AI"               },
		{ RECORD_END,   16,  "cs+hep-th"           },
		{ RECORD_END,   200, "whatever"            },
		{ RECORD_HEAD,  1,   "3"                   },
		{ RECORD_END,   21,  "18446744073709551615"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (try_one(&good[i]) != STATUS_OK)
			fail_msg("refused: field %d, %s", good[i].tag,
				 good[i].text);
}

static void refuses_bad_fields(void **state)
{
	static const struct attempt bad[] = {
		{RECORD_HEAD,   1,   "7"                         },
		{ RECORD_HEAD,  1,   "-1"                        },
		{ RECORD_HEAD,  1,   ""                          },
		{ RECORD_HEAD,  1,   "01"                        },
		{ RECORD_HEAD,  1,   "1 "                        },
		{ RECORD_HEAD,  1,   "x"                         },
		{ RECORD_HEAD,  1,   "-"                         },
		{ RECORD_HEAD,  1,   "-0"                        },
		{ RECORD_HEAD,  4,   "title"                     },
		{ RECORD_HEAD,  200, "x"                         },
		{ RECORD_ENTRY, 2,   "54665832"                  },
		{ RECORD_ENTRY, 3,   "0"                         },
		{ RECORD_ENTRY, 3,   "1000"                      },
		{ RECORD_ENTRY, 3,   "-1"                        },
		{ RECORD_ENTRY, 4,   ""                          },
		{ RECORD_ENTRY, 4,   " a"                        },
		{ RECORD_ENTRY, 4,   "\x1b[31m"                  },
		{ RECORD_ENTRY, 4,   "\xff"                      },
		{ RECORD_ENTRY, 5,   "a\nb"                      },
		{ RECORD_ENTRY, 6,   "A\n"                       },
		{ RECORD_ENTRY, 7,   "I.2.6"                     },
		{ RECORD_ENTRY, 14,  "4"                         },
		{ RECORD_ENTRY, 12,  "9223372036854775807"       },
		{ RECORD_ENTRY, 12,  "9223372036854775808"       },
		{ RECORD_ENTRY, 12,  "-9223372036854775808"      },
		{ RECORD_ENTRY, 12,  "99999999999999999999999999"},
		{ RECORD_ENTRY, 15,  "2932897"                   },
		{ RECORD_ENTRY, 16,  "cs"                        },
		{ RECORD_END,   15,  "4294967296"                },
		{ RECORD_END,   16,  ""                          },
		{ RECORD_END,   16,  "cs.AI+"                    },
		{ RECORD_END,   16,  "+"                         },
		{ RECORD_END,   16,  "cs,AI"                     },
		{ RECORD_END,   16,  "../x"                      },
		{ RECORD_END,   17,  "a\tb"                      },
		{ RECORD_END,   21,  "-1"                        },
		{ RECORD_END,   21,  "18446744073709551616"      },
		{ RECORD_END,   20,  "1"                         },
		{ RECORD_SKIP,  18,  "bad_id"                    },
		{ RECORD_FAIL,  18,  "bad_id"                    },
		{ RECORD_FAIL,  19,  "text"                      },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (try_one(&bad[i]) != STATUS_PARSE)
			fail_msg("accepted: field %d, %s", bad[i].tag,
				 bad[i].text);
	assert_int_equal(try_field(RECORD_ENTRY, 4, "a\0b", 3), STATUS_PARSE);
	assert_int_equal(try_field(RECORD_ENTRY, 6, "a\0b", 3), STATUS_PARSE);
}

static enum status try_class(const char *class)
{
	struct str body = STR_INIT;
	enum status status;

	str_add_char(&body, (char)RECORD_FAIL);
	add_field(&body, 18, class, strlen(class));
	add_field(&body, 19, "text", 4);
	status = read_frame(&body);
	str_free(&body);
	return status;
}

static void classes_are_words(void **state)
{
	(void)state;
	assert_int_equal(try_class("truncated"), STATUS_OK);
	assert_int_equal(try_class("bad_id"), STATUS_OK);
	assert_int_equal(try_class(""), STATUS_PARSE);
	assert_int_equal(try_class("Bad"), STATUS_PARSE);
	assert_int_equal(try_class("bad id"), STATUS_PARSE);
	assert_int_equal(try_class("bad1"), STATUS_PARSE);
}

static void refuses_bad_frames(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} frames[] = {
		{"\0\0\0\0",                        4 }, /* nothing in it */
		{ "\xff\xff\xff\xff",               4 }, /* too large, known at once */
		{ "\x00\x40\x00\x00",               4 }, /* one more than the largest */
		{ "\0\0\0\1\x05",                   5 }, /* no such kind */
		{ "\0\0\0\1\xff",                   5 },
		{ "\0\0\0\1\0",                     5 }, /* a head without document */
		{ "\0\0\0\1\1",                     5 }, /* an entry without identifier */
		{ "\0\0\0\2\3\1",                   6 }, /* a field without length */
		{ "\0\0\0\6\3\xc8\0\0\0\1",         10}, /* a field that is cut */
		{ "\0\0\0\6\3\xc8\xff\xff\xff\xff", 10},
	};
	struct record record = RECORD_INIT;
	size_t taken = 0;
	(void)state;

	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++)
		assert_int_equal(record_next(frames[i].bytes, frames[i].len,
					     &record, &taken, NULL),
				 STATUS_PARSE);
	assert_int_equal(
		record_next("\x00\x3f\xff\xfc", 4, &record, &taken, NULL),
		STATUS_DONE);
}

/* One mutation of a frame: a byte changed, or some taken away. */
static void mutate(uint64_t *seed, char *bytes, size_t *len)
{
	size_t at = (size_t)random_below(seed, *len);

	switch (random_below(seed, 4)) {
	case 0:
		bytes[at] = (char)random_below(seed, 256);
		break;
	case 1:
		bytes[at] = (char)(bytes[at] ^ (1 << random_below(seed, 8)));
		break;
	case 2:
		memmove(bytes + at, bytes + at + 1, *len - at - 1);
		(*len)--;
		break;
	default:
		*len = at + 1;
	}
}

/* Whatever comes: no crash, nothing read behind the end (the sanitizers see
 * that), and what is taken can be written and read again. */
static void stands_mutations(void **state)
{
	uint64_t seed = 99;
	struct record records[] = { entry_record(), end_record(),
				    skip_record(RECORD_SKIP) };
	size_t taken_count = 0;
	(void)state;

	for (int i = 0; i < 60000; i++) {
		struct str frame = STR_INIT;
		struct record back = RECORD_INIT;
		char *bytes = NULL;
		size_t len = 0;
		size_t taken = 0;

		record_write(&records[i % 3], &frame);
		len = frame.len;
		mutate(&seed, frame.data, &len);
		if (i % 2 == 0)
			mutate(&seed, frame.data, &len);
		bytes = malloc(len);
		assert_non_null(bytes);
		memcpy(bytes, frame.data, len);
		if (record_next(bytes, len, &back, &taken, NULL) == STATUS_OK) {
			taken_count++;
			assert_in_range(taken, FRAME_HEAD + 1, len);
			check_round_trip(&back);
		}
		record_clear(&back);
		free(bytes);
		str_free(&frame);
	}
	assert_true(taken_count > 100);
	for (int i = 0; i < 3; i++)
		record_clear(&records[i]);
}

static void names_documents(void **state)
{
	(void)state;
	assert_string_equal(document_name(DOCUMENT_RSS), "rss");
	assert_string_equal(document_name(DOCUMENT_REPORT), "report");
	assert_string_equal(document_name(DOCUMENT_UNKNOWN), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_goes_there_and_back),
		cmocka_unit_test(takes_good_fields),
		cmocka_unit_test(refuses_bad_fields),
		cmocka_unit_test(classes_are_words),
		cmocka_unit_test(refuses_bad_frames),
		cmocka_unit_test(stands_mutations),
		cmocka_unit_test(names_documents),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
