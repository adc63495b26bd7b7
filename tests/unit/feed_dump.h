#ifndef TESTS_UNIT_FEED_DUMP_H
#define TESTS_UNIT_FEED_DUMP_H

#include <stddef.h>

/* What a document gives, as lines that a test can compare. */

/* Parses bytes[0..len) in chunks and returns, fresh, one block a record:
 *
 *     head KIND
 *     entry ID DAY TYPE             ("-" for none)
 *      FIELD: TEXT                  (only fields that are there)
 *     skip CLASS line LINE: TEXT
 *      upto: BYTES
 *     end DAY items N repaired N
 *      FIELD: TEXT
 *     fail CLASS: TEXT
 *
 * Asserts that each record may be stored and survives its own pipe. */
char *feed_dump(const char *bytes, size_t len, size_t chunk);

/* The same, asserting that the chunks (1, 2, 3, 7, 16, 4096 bytes and all at
 * once) make no difference. */
char *feed_dump_chunks(const char *bytes, size_t len);

/* Asserts what a document gives. */
void feed_expect(const char *document, const char *dump);

/* Asserts the first line of FAIL ("fail CLASS") of a document. */
void feed_expect_failure(const char *bytes, size_t len, const char *cls);

#endif
