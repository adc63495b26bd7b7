#ifndef TUI_RC_H
#define TUI_RC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "tui/rc_line.h"

/* arxdayrc: commands (rc.def), one a line or several apart by a word `;`, with
 * words, quotes and comments as base/words.h has them. Nothing in a word is
 * expanded but "~/" of a file or folder, and nothing is executed. */

/* Where the rest of a line belongs to a command. */
enum rc_tail {
	RC_TAIL_NEVER,
	RC_TAIL_ALWAYS,
	RC_TAIL_BIND
};

/* One row of rc.def; static. */
struct rc_command {
	const char *name;
	size_t least; /* words behind the name */
	size_t most;  /* 0: any number */
	enum rc_tail tail;
	const char *usage;
	const char *help;
	bool (*run)(const struct rc_line *line);
};

/* The i-th command, NULL behind the last; and the one of a name, or NULL. */
const struct rc_command *rc_command(size_t i);
const struct rc_command *rc_find(const char *name);

/* Files that `source` reads inside each other, at most. */
#define RC_MAX_DEPTH 8

/* Reads all lines of text[0..len). Commands that are wrong are left out, each
 * with a message "NAME:LINE:COLUMN: expected ..." and a line feed; the rest
 * counts. STATUS_CONFIG when there was such a one. */
enum status rc_read(const struct rc *rc, const char *text,
		    size_t len) MUST_CHECK;

/* Where the command ends that begins with the i-th word of a line: at the next
 * `;`, or at the end. */
size_t rc_end(const struct words *words, size_t i);

/* Runs the command of words [first, end) of a line, which are not none. False
 * when it is wrong. */
bool rc_run(const struct rc_line *line);

#endif
