#ifndef TUI_RC_LINE_H
#define TUI_RC_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/words.h"
#include "tui/settings.h"

/* Where commands come from and what they change; all of it borrowed. */
struct rc {
	struct settings *settings;
	const char *name;     /* the file, for messages "NAME:LINE:COLUMN: ...";
				 NULL: typed, and messages name no place */
	const char *folder;   /* that names of files are relative to */
	const char *home;     /* the user's folder, NULL: not known */
	struct str *messages; /* what is wrong, a line each */
	struct str *said;     /* what `set NAME` answers; NULL: not typed */
	const struct rc *from; /* whose `source` reads this one, or NULL */
};

/* One command in a line: words [first, end), of which the first is its name. */
struct rc_line {
	const struct rc *rc;
	const char *text; /* of the whole line */
	unsigned number;  /* of the line in its file, from 1 */
	struct words words;
	size_t first;
	size_t end;
};

/* How many words stand behind the command's name. */
size_t rc_count(const struct rc_line *line);

/* The i-th word, 0 is the name; "" behind the last. */
const char *rc_word(const struct rc_line *line, size_t i);

/* True when the i-th word stands there without quotes and is `text`. */
bool rc_is_bare(const struct rc_line *line, size_t i, const char *text);

/* True when the i-th word stands there without quotes and begins with `c`. */
bool rc_begins(const struct rc_line *line, size_t i, char c);

/* All text of the command from the i-th word on as it was typed; a single word
 * in quotes without them. Fresh. */
char *rc_rest(const struct rc_line *line, size_t i);

/* Puts a message into rc->messages that names a byte of the line, or its i-th
 * word; always false. */
bool rc_refuse_at(const struct rc_line *line, size_t at, const char *format,
		  ...) __attribute__((format(printf, 3, 4)));
bool rc_refuse(const struct rc_line *line, size_t i, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Refuses the i-th word, which names no WHAT ("a setting"); `near` is the name
 * that may have been meant, or NULL. */
bool rc_refuse_name(const struct rc_line *line, size_t i, const char *what,
		    const char *near);

#endif
