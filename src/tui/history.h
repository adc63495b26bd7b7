#ifndef TUI_HISTORY_H
#define TUI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* The kinds of prompts, each with a history of its own: X(NAME, "word"). */
#define HISTORY_KINDS(X)      \
	X(COMMAND, "command") \
	X(SEARCH, "search")   \
	X(QUERY, "query")     \
	X(IDENT, "ident")     \
	X(FILE, "file")       \
	X(TAGS, "tags")       \
	X(AUTHOR, "author")   \
	X(PROGRAM, "program")

enum history_kind {
#define X(name, word) HISTORY_##name,
	HISTORY_KINDS(X)
#undef X
	HISTORY_KIND_COUNT
};

/* What was typed at the prompts, in this and earlier sessions. */
struct history;

/* Reads the history of a file, which need not be there; at most `limit` lines
 * a kind are kept, with 0 none. Lines that are none of a history are left out.
 * Never fails: what cannot be read is empty. history_free() frees it. */
struct history *history_open(const char *path, size_t limit);
void history_free(struct history *history);

/* Adds a line as the newest of its kind; one that was there before goes, and an
 * empty one does not count. */
void history_add(struct history *history, enum history_kind kind,
		 const char *text);

/* The line that is `back` lines back (1 is the newest) among those of a kind
 * that begin with a text; NULL when there are not so many. Borrowed until the
 * next change. */
const char *history_get(const struct history *history, enum history_kind kind,
			const char *beginning, size_t back);

/* Writes the lines of this session behind what the file holds by now, whole or
 * not at all; only the user can read it. Does nothing when nothing is new. */
enum status history_save(struct history *history, struct error *err) MUST_CHECK;

#endif
