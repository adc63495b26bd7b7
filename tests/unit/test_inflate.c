/* Compressed input. The inputs are in tests/data/compressed, which
 * tests/data/compressed/README tells how to make; those of a library that the
 * program was built without must be refused in clear words. */
#include "feed/inflate.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "test.h"

#ifdef HAVE_ZLIB
#define GZIP_READ true
#else
#define GZIP_READ false
#endif
#ifdef HAVE_ZSTD
#define ZSTD_READ true
#else
#define ZSTD_READ false
#endif

static const struct {
	const char *name;
	bool read;
} GOOD[] = {
	{"one.gz",       GZIP_READ},
        { "members.gz",  GZIP_READ},
	{ "padded.gz",   GZIP_READ},
        { "one.zst",     ZSTD_READ},
	{ "frames.zst",  ZSTD_READ},
        { "skipped.zst", ZSTD_READ},
};

#define GOOD_COUNT (sizeof(GOOD) / sizeof(GOOD[0]))

static void read_data(const char *name, struct str *ret)
{
	const char *source = getenv("ARXDAY_SOURCE");
	struct str path = STR_INIT;
	struct error err;

	str_addf(&path, "%s/tests/data/compressed/%s", source ? source : ".",
		 name);
	assert_int_equal(file_read(str_text(&path), 1 << 20, ret, &err),
			 STATUS_OK);
	str_free(&path);
}

static void take(const char *bytes, size_t len, void *context)
{
	str_add_n(context, bytes, len);
}

/* Gives bytes in chunks; what they gave is in *out. */
static struct verdict run(const char *bytes, size_t len, size_t chunk,
			  struct str *out)
{
	struct verdict verdict = VERDICT_INIT;
	struct inflate *inflate = inflate_new(&verdict, take, out);

	for (size_t at = 0; at < len; at += chunk) {
		size_t piece = len - at < chunk ? len - at : chunk;
		char *copy = mem_alloc(piece);

		memcpy(copy, bytes + at, piece);
		inflate_push(inflate, copy, piece);
		free(copy);
	}
	inflate_end(inflate);
	inflate_free(inflate);
	return verdict;
}

static void test_chunks(void **state)
{
	struct str plain = STR_INIT;
	(void)state;

	read_data("plain", &plain);
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str packed = STR_INIT;

		if (!GOOD[i].read)
			continue;
		read_data(GOOD[i].name, &packed);
		for (size_t chunk = 1; chunk <= packed.len; chunk++) {
			struct str out = STR_INIT;
			struct verdict verdict =
				run(packed.data, packed.len, chunk, &out);

			assert_null(verdict.cls);
			assert_int_equal(out.len, plain.len);
			assert_memory_equal(out.data, plain.data, plain.len);
			str_free(&out);
		}
		str_free(&packed);
	}
	str_free(&plain);
}

/* Wherever it is cut: refused, but between two members. */
static void test_truncated(void **state)
{
	struct str plain = STR_INIT;
	(void)state;

	read_data("plain", &plain);
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str packed = STR_INIT;

		if (!GOOD[i].read || strncmp(GOOD[i].name, "one", 3) != 0)
			continue;
		read_data(GOOD[i].name, &packed);
		for (size_t len = 4; len < packed.len; len++) {
			struct str out = STR_INIT;
			struct verdict verdict = run(packed.data, len, 7, &out);

			assert_string_equal(verdict.cls, "compressed");
			assert_non_null(strstr(verdict.text, "end too early"));
			assert_true(out.len <= plain.len);
			assert_memory_equal(str_text(&out), plain.data,
					    out.len);
			str_free(&out);
		}
		str_free(&packed);
	}
	str_free(&plain);
}

/* A changed byte is found by the check sum, or makes no difference. */
static void test_damaged(void **state)
{
	struct str plain = STR_INIT;
	size_t found = 0;
	(void)state;

	read_data("plain", &plain);
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str packed = STR_INIT;

		if (!GOOD[i].read)
			continue;
		read_data(GOOD[i].name, &packed);
		for (size_t at = 4; at < packed.len; at++) {
			struct str out = STR_INIT;
			struct verdict verdict;

			packed.data[at] = (char)(packed.data[at] ^ 0x55);
			verdict = run(packed.data, packed.len, 4096, &out);
			packed.data[at] = (char)(packed.data[at] ^ 0x55);
			if (verdict.cls)
				found++;
			else
				assert_true(out.len == plain.len &&
					    memcmp(out.data, plain.data,
						   plain.len) == 0);
			str_free(&out);
		}
		str_free(&packed);
	}
	assert_true(found > 100 || !(GZIP_READ || ZSTD_READ));
	str_free(&plain);
}

static void test_plain(void **state)
{
	static const char *const TEXTS[] = { "",     "a",     "(\xB5/",
					     "\x1F", "<rss>", "{\"id\":1}\n" };
	(void)state;

	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
		struct str out = STR_INIT;
		struct verdict verdict =
			run(TEXTS[i], strlen(TEXTS[i]), 1, &out);

		assert_null(verdict.cls);
		assert_string_equal(str_text(&out), TEXTS[i]);
		str_free(&out);
	}
}

static void test_missing_library(void **state)
{
	(void)state;
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str packed = STR_INIT;
		struct str out = STR_INIT;
		struct verdict verdict;

		if (GOOD[i].read)
			continue;
		read_data(GOOD[i].name, &packed);
		verdict = run(packed.data, packed.len, 3, &out);
		assert_string_equal(verdict.cls, "compressed");
		assert_non_null(strstr(verdict.text,
				       "this arxday was built without z"));
		assert_int_equal(out.len, 0);
		str_free(&packed);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chunks),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_missing_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
