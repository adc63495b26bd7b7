/* Any bytes through src/feed: no crash, hang or leak; every record may be
 * stored and survives the pipe's format; the cuts of the bytes do not matter.
 * The record format is read back from what was written, so that its reader is
 * tried too. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "feed/feed.h"
#include "fuzz.h"

/* What one run gave. */
struct run {
	struct str frames;
	enum record_kind last;
	size_t count;
};

static void require(bool good)
{
	if (!good)
		abort();
}

static void take_record(const struct record *record, void *context)
{
	struct run *run = context;

	run->last = record->kind;
	run->count++;
	if (record->kind == RECORD_ENTRY)
		require(paper_valid(&record->paper));
	record_write(record, &run->frames);
}

/* Gives the bytes in chunks of 1 to 256, as `seed` has it; 0 = at once. */
static struct run parse(const uint8_t *bytes, size_t len, unsigned seed)
{
	struct run run = { 0 };
	struct feed *feed = feed_new(take_record, &run);
	size_t at = 0;
	enum status status;

	while (at < len) {
		size_t chunk = len - at;

		if (seed != 0) {
			seed = seed * 1103515245u + 12345u;
			if (chunk > (seed >> 24) + 1)
				chunk = (seed >> 24) + 1;
		}
		feed_push(feed, (const char *)bytes + at, chunk);
		at += chunk;
	}
	status = feed_end(feed);
	require(run.last == (status == STATUS_OK ? RECORD_END : RECORD_FAIL));
	feed_free(feed);
	return run;
}

/* Reads all frames back. */
static void read_back(const struct run *run)
{
	struct record record = RECORD_INIT;
	size_t at = 0;
	size_t count = 0;
	struct error err;

	while (at < run->frames.len) {
		size_t taken;

		require(record_next(run->frames.data + at, run->frames.len - at,
				    &record, &taken, &err) == STATUS_OK);
		at += taken;
		count++;
	}
	require(count == run->count);
	record_clear(&record);
}

/* True for the first bytes of gzip and zstd. */
static bool is_compressed(const uint8_t *bytes, size_t len)
{
	static const uint8_t GZIP[] = { 0x1F, 0x8B };
	static const uint8_t ZSTD[] = { 0xB5, 0x2F, 0xFD };
	static const uint8_t SKIPPED[] = { 0x2A, 0x4D, 0x18 };

	if (len < 4)
		return len >= 2 && memcmp(bytes, GZIP, 2) == 0;
	return memcmp(bytes, GZIP, 2) == 0 || memcmp(bytes + 1, ZSTD, 3) == 0 ||
	       memcmp(bytes + 1, SKIPPED, 3) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct run whole = parse(bytes, len, 0);
	struct run cut = parse(bytes, len, (unsigned)len + 1);

	require(whole.last == cut.last);
	if (whole.last == RECORD_END || !is_compressed(bytes, len)) {
		require(whole.frames.len == cut.frames.len);
		require(memcmp(whole.frames.data, cut.frames.data,
			       cut.frames.len) == 0);
	}
	read_back(&whole);
	str_free(&whole.frames);
	str_free(&cut.frames);
	return 0;
}
