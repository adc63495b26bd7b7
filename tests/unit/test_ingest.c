/* A gathered document going into a library in memory, and the ledger. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/listing.h"
#include "source/ingest.h"

#define DAY ((day_t)20370) /* 2025-10-09 */

static int open_library(void **state)
{
	struct library *library;

	if (library_open("/ingest", LIBRARY_MEMORY, &library, NULL) !=
	    STATUS_OK)
		return -1;
	*state = library;
	return 0;
}

static int close_library(void **state)
{
	library_close(*state);
	return 0;
}

static void add(struct gathered *doc, const char *id, const char *categories,
		enum announce_type type)
{
	struct gathered_entry *entry;

	doc->entries = mem_grow(doc->entries, &doc->room, doc->count + 1,
				sizeof(*doc->entries));
	entry = &doc->entries[doc->count++];
	*entry = (struct gathered_entry){
		.paper = PAPER_INIT,
		.type = type,
		.day = doc->day,
	};
	assert_true(ident_parse(id, &entry->paper.id));
	entry->paper.title = mem_strdup("A title");
	entry->paper.categories = mem_strdup_null(categories);
	doc->items++;
}

static struct gathered make(enum document document)
{
	struct gathered doc = GATHERED_NONE;

	doc.document = document;
	doc.day = DAY;
	return doc;
}

static struct ingest_result
ingest(struct library *library, const struct gathered *doc, const char *query)
{
	const struct ingest what = {
		.doc = doc,
		.query = query,
		.seen = DAY,
	};
	struct ingest_result result = { 0 };

	assert_int_equal(library_begin(library, NULL), STATUS_OK);
	assert_int_equal(ingest_document(library, &what, &result, NULL),
			 STATUS_OK);
	assert_int_equal(library_commit(library, NULL), STATUS_OK);
	return result;
}

static void counts(struct ingest_result got, uint64_t papers, uint64_t added,
		   uint64_t changed, uint64_t announcements)
{
	assert_int_equal(got.papers, papers);
	assert_int_equal(got.added, added);
	assert_int_equal(got.changed, changed);
	assert_int_equal(got.announcements, announcements);
}

static size_t rows_of_day(struct library *library)
{
	struct listing listing;
	size_t rows;

	assert_int_equal(listing_load(library, DAY, &listing, NULL), STATUS_OK);
	rows = listing.count;
	listing_clear(&listing);
	return rows;
}

static void a_second_time_changes_nothing(void **state)
{
	struct gathered doc = make(DOCUMENT_RSS);

	add(&doc, "2510.00002v1", "cs.AI cs.CL", ANNOUNCE_NEW);
	add(&doc, "2510.00001v2", "cs.CL cs.AI", ANNOUNCE_REPLACE_CROSS);
	counts(ingest(*state, &doc, "cs.AI"), 2, 2, 0, 2);
	counts(ingest(*state, &doc, "cs.AI"), 2, 0, 0, 0);
	assert_int_equal(rows_of_day(*state), 2);
	gathered_clear(&doc);
}

static void a_paper_twice_counts_once(void **state)
{
	struct gathered doc = make(DOCUMENT_ATOM);

	add(&doc, "2510.00001v1", "cs.AI", ANNOUNCE_CROSS);
	add(&doc, "2510.00003v1", "cs.AI", ANNOUNCE_NEW);
	add(&doc, "2510.00001v2", "cs.AI", ANNOUNCE_NEW);
	counts(ingest(*state, &doc, "cs.AI"), 2, 2, 0, 2);
	counts(ingest(*state, &doc, "cs.AI"), 2, 0, 0, 0);
	assert_int_equal(rows_of_day(*state), 2);
	gathered_clear(&doc);
}

static void an_answer_of_the_api_announces_nothing(void **state)
{
	struct gathered doc = make(DOCUMENT_API);

	add(&doc, "2510.00001v1", "cs.AI", ANNOUNCE_NONE);
	counts(ingest(*state, &doc, NULL), 1, 1, 0, 0);
	assert_int_equal(rows_of_day(*state), 0);
	gathered_clear(&doc);
}

static void a_feed_without_a_day_announces_nothing(void **state)
{
	struct gathered doc = make(DOCUMENT_RSS);

	doc.day = DAY_NONE;
	add(&doc, "2510.00001v1", "cs.AI", ANNOUNCE_NEW);
	counts(ingest(*state, &doc, "cs.AI"), 1, 1, 0, 0);
	gathered_clear(&doc);
}

static void a_report_keeps_its_order(void **state)
{
	struct gathered doc = make(DOCUMENT_REPORT);
	struct listing listing;
	char id[IDENT_TEXT_SIZE];

	add(&doc, "2510.00009", NULL, ANNOUNCE_NONE);
	add(&doc, "2510.00001", NULL, ANNOUNCE_NONE);
	add(&doc, "2510.00005", NULL, ANNOUNCE_NONE);
	counts(ingest(*state, &doc, NULL), 3, 3, 0, 3);
	assert_int_equal(listing_load(*state, DAY, &listing, NULL), STATUS_OK);
	assert_int_equal(listing.count, 3);
	assert_int_equal(listing.rows[0].type, ANNOUNCE_NONE);
	assert_string_equal(ident_format(listing.rows[0].key, id),
			    "2510.00009");
	assert_string_equal(ident_format(listing.rows[2].key, id),
			    "2510.00005");
	listing_clear(&listing);
	gathered_clear(&doc);
}

static void an_empty_document_is_fine(void **state)
{
	struct gathered doc = make(DOCUMENT_REPORT);

	counts(ingest(*state, &doc, NULL), 0, 0, 0, 0);
	gathered_clear(&doc);
}

static void put(struct library *library, enum day_state day_state, int held)
{
	struct ledger_entry entry = {
		.day = DAY,
		.category = "cs.AI",
		.state = day_state,
		.expected = -1,
		.held = held,
		.source = "feed",
		.at = 1,
	};

	assert_int_equal(library_begin(library, NULL), STATUS_OK);
	assert_int_equal(ingest_ledger(library, &entry, true, NULL), STATUS_OK);
	assert_int_equal(library_commit(library, NULL), STATUS_OK);
}

static void expect_row(struct library *library, enum day_state day_state,
		       int held)
{
	struct ledger_entry entry;

	assert_int_equal(ledger_get(library, DAY, "cs.AI", &entry, NULL),
			 STATUS_OK);
	assert_int_equal(entry.state, day_state);
	assert_int_equal(entry.held, held);
}

static void the_ledger_never_says_less(void **state)
{
	put(*state, DAY_INCOMPLETE, 5);
	expect_row(*state, DAY_INCOMPLETE, 5);
	put(*state, DAY_COMPLETE, 9);
	expect_row(*state, DAY_COMPLETE, 9);
	put(*state, DAY_INCOMPLETE, 12);
	expect_row(*state, DAY_COMPLETE, 9);
	put(*state, DAY_IMPORTED, 12);
	expect_row(*state, DAY_COMPLETE, 9);
	put(*state, DAY_COMPLETE, 4);
	expect_row(*state, DAY_COMPLETE, 9);
}

/* What was rebuilt gave way to the feed, also where it was more. */
static void a_whole_feed_counts_instead_of_what_was_rebuilt(void **state)
{
	put(*state, DAY_RECONSTRUCTED, 12);
	expect_row(*state, DAY_RECONSTRUCTED, 12);
	put(*state, DAY_COMPLETE, 9);
	expect_row(*state, DAY_COMPLETE, 9);
}

#define OPENED(test) \
	cmocka_unit_test_setup_teardown(test, open_library, close_library)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPENED(a_second_time_changes_nothing),
		OPENED(a_paper_twice_counts_once),
		OPENED(an_answer_of_the_api_announces_nothing),
		OPENED(a_feed_without_a_day_announces_nothing),
		OPENED(a_report_keeps_its_order),
		OPENED(an_empty_document_is_fine),
		OPENED(the_ledger_never_says_less),
		OPENED(a_whole_feed_counts_instead_of_what_was_rebuilt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
