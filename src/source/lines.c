/* Only line feeds are looked for: what stands in a line is the parser's. */
#include "source/lines.h"

#include <string.h>

void lines_begin(struct lines *lines, uint64_t most)
{
	*lines = (struct lines){ .most = most };
}

size_t lines_gate(const char *bytes, size_t len, void *context)
{
	struct lines *lines = context;
	size_t at = 0;

	while (lines->count < lines->most && at < len) {
		const char *feed = memchr(bytes + at, '\n', len - at);

		lines->partial = feed == NULL;
		if (feed != NULL)
			lines->count++;
		at = feed != NULL ? (size_t)(feed - bytes) + 1 : len;
	}
	lines->bytes += at;
	return at;
}
