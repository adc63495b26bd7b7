/* Only line feeds are looked for: what stands in a line is the parser's. */
#include "source/lines.h"

#include <string.h>

void lines_begin(struct lines *lines, uint64_t most, uint64_t size)
{
	*lines = (struct lines){ .most = most, .size = size };
}

static bool is_full(const struct lines *lines)
{
	return !lines->partial &&
	       (lines->count >= lines->most || lines->bytes >= lines->size);
}

size_t lines_gate(const char *bytes, size_t len, void *context)
{
	struct lines *lines = context;
	size_t at = 0;

	while (!is_full(lines) && at < len) {
		const char *feed = memchr(bytes + at, '\n', len - at);
		size_t end = feed != NULL ? (size_t)(feed - bytes) + 1 : len;

		lines->partial = feed == NULL;
		if (feed != NULL)
			lines->count++;
		lines->bytes += end - at;
		at = end;
	}
	return at;
}
