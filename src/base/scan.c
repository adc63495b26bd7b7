/* Sixteen bytes are looked at in one step, with the compiler's own vectors,
 * which it makes of whatever the machine has. A block that passes is plain
 * throughout; the first that does not is gone through byte by byte. */
#include "base/scan.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Signed, so that what is no ASCII is less than a blank. */
typedef int8_t block __attribute__((vector_size(16)));

#define BLOCK sizeof(block)

static inline block load(const char *bytes)
{
	block loaded;

	memcpy(&loaded, bytes, sizeof(loaded));
	return loaded;
}

/* True when a byte of the block is not zero. */
static inline bool any(block marked)
{
	uint64_t halves[2];

	memcpy(halves, &marked, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* Marks the bytes that are below ' ' or above '~'. */
static inline block unprintable(block bytes)
{
	return (bytes < ' ') | (bytes > '~');
}

static bool is_printable(char c)
{
	return c >= ' ' && c <= '~';
}

size_t scan_printable(const char *bytes, size_t len)
{
	size_t at = 0;

	while (len - at >= BLOCK && !any(unprintable(load(bytes + at))))
		at += BLOCK;
	while (at < len && is_printable(bytes[at]))
		at++;
	return at;
}

size_t scan_words(const char *bytes, size_t len)
{
	size_t at = 1;

	if (len == 0 || !is_printable(bytes[0]) || bytes[0] == ' ')
		return 0;
	while (len - at >= BLOCK) {
		block now = load(bytes + at);
		block before = load(bytes + at - 1);

		if (any(unprintable(now) | ((now == ' ') & (before == ' '))))
			break;
		at += BLOCK;
	}
	while (at < len && is_printable(bytes[at]) &&
	       (bytes[at] != ' ' || bytes[at - 1] != ' '))
		at++;
	if (bytes[at - 1] == ' ')
		at--;
	return at;
}

size_t scan_until(const char *bytes, size_t len, char a, char b)
{
	const block all_a = (block){ 0 } + (int8_t)a;
	const block all_b = (block){ 0 } + (int8_t)b;
	size_t at = 0;

	while (len - at >= BLOCK) {
		block now = load(bytes + at);

		if (any((now == all_a) | (now == all_b)))
			break;
		at += BLOCK;
	}
	while (at < len && bytes[at] != a && bytes[at] != b)
		at++;
	return at;
}
