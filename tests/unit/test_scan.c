/* The runs of base/scan.h, beside scans that go byte by byte. */
#include "test.h"

#include <stdbool.h>
#include <string.h>

#include "base/scan.h"
#include "random.h"

enum {
	SIZE = 64,
	ROUNDS = 200000
};

static bool printable(char c)
{
	return c >= ' ' && c <= '~';
}

static size_t plain_printable(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len && printable(bytes[at]))
		at++;
	return at;
}

/* The longest run whose bytes keep the rule, the last one included. */
static size_t plain_words(const char *bytes, size_t len)
{
	size_t good = 0;

	for (size_t at = 0; at < len && printable(bytes[at]); at++) {
		if (bytes[at] != ' ')
			good = at + 1;
		else if (at == 0 || bytes[at - 1] == ' ')
			break;
	}
	return good;
}

static size_t plain_until(const char *bytes, size_t len, char a, char b)
{
	size_t at = 0;

	while (at < len && bytes[at] != a && bytes[at] != b)
		at++;
	return at;
}

/* Bytes of which most are letters, then blanks, then those at the edges of
 * what is printable and those that look alike but for one bit. */
static char random_byte(uint64_t *state)
{
	static const char edges[] = "\x1F!~\x7F\x80\xA0\xFF\xE0<&\xBC\xA6\n";

	switch (random_below(state, 16)) {
	case 0:
	case 1:
		return ' ';
	case 2:
		return random_below(state, 4) > 0
			       ? 'y'
			       : edges[random_below(state, sizeof(edges))];
	default:
		return (char)('a' + random_below(state, 26));
	}
}

static void test_as_byte_by_byte(void **state)
{
	uint64_t chance = 20251010;
	char bytes[SIZE];

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		size_t from = random_below(&chance, SIZE);
		size_t len = SIZE - from;

		for (size_t i = 0; i < SIZE; i++)
			bytes[i] = random_byte(&chance);
		assert_int_equal(scan_printable(bytes + from, len),
				 plain_printable(bytes + from, len));
		assert_int_equal(scan_words(bytes + from, len),
				 plain_words(bytes + from, len));
		assert_int_equal(scan_until(bytes + from, len, '<', '&'),
				 plain_until(bytes + from, len, '<', '&'));
	}
}

static void test_every_byte_at_every_place(void **state)
{
	char bytes[17];

	(void)state;
	for (size_t at = 0; at < sizeof(bytes); at++) {
		for (int byte = 0; byte < 256; byte++) {
			size_t len = sizeof(bytes);

			memset(bytes, 'x', sizeof(bytes));
			bytes[at] = (char)byte;
			assert_int_equal(scan_printable(bytes, len),
					 plain_printable(bytes, len));
			assert_int_equal(scan_words(bytes, len),
					 plain_words(bytes, len));
			assert_int_equal(scan_until(bytes, len, '<', '&'),
					 plain_until(bytes, len, '<', '&'));
		}
	}
}

static void test_words(void **state)
{
	(void)state;
	assert_int_equal(scan_words("", 0), 0);
	assert_int_equal(scan_words(" a", 2), 0);
	assert_int_equal(scan_words("one two  three", 14), 7);
	assert_int_equal(scan_words("a word, another ", 16), 15);
	assert_int_equal(scan_words("seven.. eight", 13), 13);
	assert_int_equal(scan_words("seven..  eight", 14), 7);
	assert_int_equal(scan_words("sevens. \xC3\xA9", 10), 7);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_byte_by_byte),
		cmocka_unit_test(test_every_byte_at_every_place),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
