/* Any bytes as what comes over the pipe from the parser: no crash or leak;
 * what is accepted may be stored and is what the writer would have written;
 * less of a frame is always an unfinished one. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/record.h"
#include "base/str.h"
#include "fuzz.h"

static void require(bool good)
{
	if (!good)
		abort();
}

/* Reads the one frame that out holds into *ret and writes that one again. */
static void write_again(const struct str *out, struct record *ret,
			struct str *ret_again)
{
	size_t taken = 0;

	require(record_next(out->data, out->len, ret, &taken, NULL) ==
		STATUS_OK);
	require(taken == out->len);
	record_write(ret, ret_again);
}

static void check(const struct record *record)
{
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	struct record back = RECORD_INIT;

	if (record->kind == RECORD_ENTRY)
		require(paper_valid(&record->paper));
	record_write(record, &once);
	require(once.len <= RECORD_MAX_FRAME);
	write_again(&once, &back, &twice);
	require(back.kind == record->kind);
	require(once.len == twice.len &&
		memcmp(once.data, twice.data, once.len) == 0);
	record_clear(&back);
	str_free(&once);
	str_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *at = (const char *)bytes;
	struct record record = RECORD_INIT;
	struct record less = RECORD_INIT;
	size_t taken = 0;
	size_t none = 0;

	while (record_next(at, len, &record, &taken, NULL) == STATUS_OK) {
		require(taken > 0 && taken <= len);
		check(&record);
		require(record_next(at, taken - 1, &less, &none, NULL) ==
			STATUS_DONE);
		require(none == 0);
		at += taken;
		len -= taken;
	}
	require(taken == 0);
	record_clear(&record);
	return 0;
}
