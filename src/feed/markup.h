#ifndef FEED_MARKUP_H
#define FEED_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* A scanner in front of libxml2 that knows just enough of XML to see where
 * tags, comments, CDATA sections and references begin and end. It
 *   - refuses what libxml2 2.9 does not limit in push mode: the size of one
 *     tag and the number of its attributes;
 *   - refuses any DOCTYPE before libxml2 sees it;
 *   - makes references to characters that XML forbids U+FFFD, counted;
 *   - writes CDATA sections as plain text, since libxml2's push parser takes
 *     quadratic time for long ones;
 *   - hands over whole tags and references only, so that what libxml2 says
 *     does not depend on how the bytes were cut.
 * Whether the document is well-formed is libxml2's to judge. */

enum markup_state {
	MARKUP_TEXT,
	MARKUP_REFERENCE, /* behind '&', in text or in a quoted value */
	MARKUP_OPEN,      /* behind '<' */
	MARKUP_TAG,
	MARKUP_QUOTE, /* in an attribute's value */
	MARKUP_BANG,  /* behind "<!", not known yet what it is */
	MARKUP_DOCTYPE,
	MARKUP_COMMENT,
	MARKUP_CDATA,
	MARKUP_INSTRUCTION
};

struct markup {
	enum markup_state state;
	enum markup_state back; /* where a reference stands */
	char quote;
	unsigned run; /* '-', ']' or '?' just seen in a row */
	size_t size;  /* bytes of the tag so far */
	unsigned attributes;
	struct str word; /* a reference, or what follows "<!" */
	struct str out;  /* for libxml2 */
	size_t ready;    /* bytes of out that are whole */
	uint64_t repaired;
	const char *cls; /* why it refuses, static; NULL = it does not */
	const char *why; /* in words, static */
};

/* Sets it up; frees what it holds. */
void markup_init(struct markup *markup);
void markup_clear(struct markup *markup);

/* Scans bytes[0..len), UTF-8, and appends to out. It stops for good at what it
 * refuses; out then holds what stood before. */
void markup_push(struct markup *markup, const char *bytes, size_t len);

/* Takes the first `ready` bytes of out away. */
void markup_taken(struct markup *markup);

/* The end: all of out is ready; false when it came inside a tag, comment,
 * CDATA section or reference. */
bool markup_end(struct markup *markup);

#endif
