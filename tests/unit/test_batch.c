/* Which categories share a request, and how a combined feed is taken apart. */
#include "source/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/feed_split.h"
#include "source/harvest_span.h"
#include "source/url.h"
#include "test.h"

static void small_categories_share_a_request(void **state)
{
	static const struct batch_item items[] = {
		{"cs.IR",    60 },
                { "cs.CL",   500},
                { "cs.LG",   900},
		{ "cs.AI",   -1 },
                { "stat.ML", 100},
	};
	size_t batches[5];

	(void)state;
	assert_int_equal(batch_plan(items, 5, batches), 2);
	/* cs.LG would pass the limit, and what comes after it fills up. */
	assert_int_equal(batches[0], 0);
	assert_int_equal(batches[1], 0);
	assert_int_equal(batches[2], 1);
	assert_int_equal(batches[3], 0);
	assert_int_equal(batches[4], 0);
}

static void archives_and_second_names_stand_alone(void **state)
{
	static const struct batch_item items[] = {
		{"cs",       1200},
		{ "cs.IT",   80  },
		{ "math.IT", 80  },
		{ "hep-th",  90  },
	};
	size_t batches[4];

	(void)state;
	assert_int_equal(batch_plan(items, 4, batches), 3);
	assert_int_equal(batches[0], 0);
	assert_int_equal(batches[1], 1);
	assert_int_equal(batches[2], 2);
	assert_int_equal(batches[3], 1);
}

static void a_request_is_no_longer_than_forty(void **state)
{
	struct batch_item items[BATCH_MAX + 1];
	char names[BATCH_MAX + 1][8];
	size_t batches[BATCH_MAX + 1];

	(void)state;
	for (size_t i = 0; i <= BATCH_MAX; i++) {
		(void)snprintf(names[i], sizeof(names[i]), "xx.A%c",
			       (char)('0' + i));
		items[i] = (struct batch_item){ names[i], 1 };
	}
	assert_int_equal(batch_plan(items, BATCH_MAX + 1, batches), 2);
	assert_int_equal(batches[BATCH_MAX - 1], 0);
	assert_int_equal(batches[BATCH_MAX], 1);
	assert_int_equal(batch_plan(items, 0, batches), 0);
	/* What is too large for any company still gets its request. */
	items[0].entries = BATCH_ENTRIES + 1;
	assert_int_equal(batch_plan(items, 2, batches), 2);
}

static void add(struct gathered *doc, const char *id, enum announce_type type,
		const char *categories)
{
	struct gathered_entry *entry;

	doc->entries = mem_grow(doc->entries, &doc->room, doc->count + 1,
				sizeof(*doc->entries));
	entry = &doc->entries[doc->count++];
	*entry = (struct gathered_entry){ .paper = PAPER_INIT,
					  .type = type,
					  .day = doc->day };
	assert_true(ident_parse_bare(id, &entry->paper.id));
	entry->paper.categories = mem_strdup(categories);
}

static struct gathered make(void)
{
	struct gathered doc = GATHERED_NONE;

	doc.document = DOCUMENT_RSS;
	doc.day = 20371;
	doc.query = mem_strdup("cs.IR+cs.CL+stat.ML");
	add(&doc, "2510.00001v1", ANNOUNCE_NEW, "cs.IR cs.CL");
	add(&doc, "2510.00002v1", ANNOUNCE_CROSS, "cs.CV cs.CL stat.ML");
	add(&doc, "2509.00003v1", ANNOUNCE_CROSS, "cs.IR cs.CL");
	add(&doc, "2509.00004v2", ANNOUNCE_REPLACE, "stat.ML cs.IR");
	add(&doc, "2509.00005v3", ANNOUNCE_REPLACE_CROSS, "cs.CV cs.IR");
	add(&doc, "2509.00006v1", ANNOUNCE_CROSS, "cs.CV cs.IR cs.CL");
	return doc;
}

/* 2509.00006 was announced in cs.IR before. */
static bool is_known(paper_key paper, const char *category, void *context)
{
	(void)context;
	return paper % 131072 == 6 && strcmp(category, "cs.IR") == 0;
}

static void check_part(const struct gathered *doc, const char *category,
		       const char *expected)
{
	const struct feed_split split = { .doc = doc,
					  .query = "cs.IR+cs.CL+stat.ML",
					  .known = is_known };
	struct gathered part;
	struct str text = STR_INIT;

	feed_split(&split, category, &part);
	assert_int_equal(part.day, doc->day);
	assert_string_equal(part.query, category);
	assert_int_equal(part.items, part.count);
	for (size_t i = 0; i < part.count; i++)
		str_addf(&text, "%d:%s ",
			 (int)(part.entries[i].paper.id.key % 131072),
			 announce_name(part.entries[i].type));
	assert_string_equal(str_text(&text), expected);
	str_free(&text);
	feed_split_free(&part);
}

static void types_are_relative_to_the_category(void **state)
{
	struct gathered doc = make();

	(void)state;
	check_part(&doc, "cs.IR", "1:new 4:replace-cross 5:replace-cross ");
	check_part(&doc, "cs.CL", "1:cross 2:cross 3:cross 6:cross ");
	check_part(&doc, "stat.ML", "2:cross 4:replace ");
	gathered_clear(&doc);
}

static void a_feed_says_what_it_answers(void **state)
{
	struct gathered doc = make();

	(void)state;
	assert_true(feed_split_is_of(&doc, "cs.IR+cs.CL+stat.ML"));
	assert_true(feed_split_is_of(&doc, "stat.ML+cs.CL+cs.IR"));
	assert_false(feed_split_is_of(&doc, "cs.IR+cs.CL"));
	assert_false(feed_split_is_of(&doc, "cs.IR+cs.CL+cs.CV"));
	free(doc.query);
	doc.query = NULL;
	assert_false(feed_split_is_of(&doc, "cs.IR"));
	gathered_clear(&doc);
}

static void spans_have_names(void **state)
{
	char text[HARVEST_SPAN_SIZE];

	(void)state;
	assert_string_equal(harvest_span(DAY_NONE, DAY_NONE, text), "");
	assert_string_equal(harvest_span(20371, DAY_NONE, text),
			    "2025-10-10..");
	assert_string_equal(harvest_span(DAY_NONE, 20371, text),
			    "..2025-10-10");
	assert_string_equal(harvest_span(20362, 20371, text),
			    "2025-10-01..2025-10-10");
}

static void the_way_is_measured_in_days(void **state)
{
	(void)state;
	assert_int_equal(date_from_civil(2005, 9, 16), HARVEST_EARLIEST);
	assert_int_equal(harvest_per_mille(100, DAY_NONE, 200), -1);
	assert_int_equal(harvest_per_mille(100, 150, 100), -1);
	assert_int_equal(harvest_per_mille(100, 90, 200), 0);
	assert_int_equal(harvest_per_mille(100, 150, 200), 500);
	assert_int_equal(harvest_per_mille(100, 250, 200), 1000);
	assert_int_equal(harvest_left(0, 0, 10), -1);
	assert_int_equal(harvest_left(-1, 500, 10), -1);
	assert_int_equal(harvest_left(0, 500, 10), 10);
	assert_int_equal(harvest_left(250, 500, 10), 20);
	assert_int_equal(harvest_left(0, 1000, 10), 0);
}

static void queries_are_encoded(void **state)
{
	struct str url = STR_INIT;

	(void)state;
	url_add_base("https://x.org/oai//", &url);
	str_add_char(&url, '?');
	url_add_encoded("verb%3DA%26b+c/\xC3\xA9 ~._-9z", &url);
	assert_string_equal(str_text(&url),
			    "https://x.org/oai?verb%253DA%2526b%2Bc%2F%C3%A9"
			    "%20~._-9z");
	str_free(&url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_categories_share_a_request),
		cmocka_unit_test(archives_and_second_names_stand_alone),
		cmocka_unit_test(a_request_is_no_longer_than_forty),
		cmocka_unit_test(types_are_relative_to_the_category),
		cmocka_unit_test(a_feed_says_what_it_answers),
		cmocka_unit_test(spans_have_names),
		cmocka_unit_test(the_way_is_measured_in_days),
		cmocka_unit_test(queries_are_encoded),
	};

	return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
