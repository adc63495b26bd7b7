#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A script: keys that the reader gets as if they were typed. A line is words
 * (base/words.h); a bare word is keys as arxdayrc writes them, typed in a row,
 * a word in quotes is text, typed character by character, and # begins a
 * comment. */

/* Bytes of a script that are read. */
#define SCRIPT_MAX_BYTES (1024u * 1024)

struct script_key {
	uint32_t key;
	bool joined; /* of the same word as the one before */
};

struct script {
	struct script_key *keys; /* owned */
	size_t count;
	size_t room;
};

/* Reads text[0..len) into *ret. STATUS_USAGE with "NAME:LINE:COLUMN: expected
 * ..." for the first word that is no key. */
enum status script_parse(const char *name, const char *text, size_t len,
			 struct script *ret, struct error *err) MUST_CHECK;

/* The same for a file; STATUS_SYSTEM or STATUS_TOO_LARGE when it cannot be
 * read. */
enum status script_read(const char *path, struct script *ret,
			struct error *err) MUST_CHECK;

/* Frees what it holds. */
void script_clear(struct script *script);

#endif
