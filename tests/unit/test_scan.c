/* The runs of base/scan.h, beside scans that go byte by byte. */
#include "base/scan.h"

#include "random.h"
#include "test.h"

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
