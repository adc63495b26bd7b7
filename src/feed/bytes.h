#ifndef FEED_BYTES_H
#define FEED_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "feed/verdict.h"

/* The byte filter: bytes in the encoding of the document -> UTF-8 that holds
 * only characters which XML allows, so that everything behind it sees one
 * encoding. What is no character (bad UTF-8, control characters, lone
 * surrogates, noncharacters U+FFFE and U+FFFF) becomes U+FFFD and is counted.
 *
 * The encoding is told by the byte order mark, else by the XML declaration,
 * else it is UTF-8; a declared encoding is blanked out, since it no longer
 * holds. Byte order marks are taken off. */

enum bytes_encoding {
	BYTES_UTF8,
	BYTES_UTF16LE,
	BYTES_UTF16BE,
	BYTES_LATIN1,
	BYTES_ASCII
};

struct bytes {
	struct verdict *verdict;
	enum bytes_encoding encoding;
	bool started; /* the first bytes were looked at */
	bool marked;  /* it had a byte order mark */
	bool in_head; /* the text so far may be an XML declaration */
	unsigned char pending[4]; /* bytes of an unfinished character */
	size_t pending_len;
	uint32_t high; /* UTF-16: high surrogate that waits, else 0 */
	struct str head;
	uint64_t repaired;
};

/* Sets it up; it refuses through `verdict`, which outlives it. */
void bytes_init(struct bytes *bytes, struct verdict *verdict);
void bytes_clear(struct bytes *bytes);

/* Appends what in[0..len) gives to out. */
void bytes_push(struct bytes *bytes, const char *in, size_t len,
		struct str *out);

/* The end of the bytes: appends what waited. */
void bytes_end(struct bytes *bytes, struct str *out);

#endif
