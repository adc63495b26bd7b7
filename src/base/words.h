#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Longest line that is read, in bytes. */
#define WORDS_MAX_LINE 4096

/* One word of a line. */
struct word {
	char *text;   /* without its quotes */
	size_t start; /* its bytes in the line, quotes included */
	size_t end;
	bool quoted;
};

struct words {
	struct word *items;
	size_t count;
	size_t room;
	size_t end; /* byte where the line ends or its comment begins */
	/* What is wrong with the line: NULL when nothing is, else "expected
	 * ...", static, and the byte where it is. What stands before is in
	 * the items. */
	const char *fault;
	size_t fault_at;
};

/* Splits line[0..len), which holds no line break, into words apart by blanks
 * and tabs. A word that begins with " or ' goes to the next one of these, and a
 * blank or a semicolon follows; between "" a backslash stands before a quote or
 * a backslash that is meant, between '' nothing is special. A semicolon at a
 * word's end is a word of its own, and a # at a word's beginning begins a
 * comment. Refused are lines that are too long, control characters (NUL and
 * comments included), and in words what is no UTF-8 or could not be seen.
 * Returns ret->fault == NULL; words_free() frees what is in *ret either way. */
bool words_split(const char *line, size_t len, struct words *ret);
void words_free(struct words *words);

/* True when this word stands there as it is, without quotes. */
bool words_is_bare(const struct word *word, const char *text);

/* The column of a byte of a line, counted in characters from 1. */
unsigned words_column(const char *line, size_t at);

/* Appends a text so that it reads back as one word: in quotes when it must, or
 * always. */
void words_quote(const char *text, bool always, struct str *out);

#endif
