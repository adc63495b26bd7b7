#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"

/* Standard output and standard error, the only ones who write to them outside
 * the reader. What is printed passed the gate: stored text when it was stored,
 * messages here. */

/* Data on its way to standard output. Commands append to `text` and call
 * output_pass() now and then; the first failure is kept and reported at the
 * end. */
struct output {
	struct str text;
	bool failed;
	bool closed; /* the reader of the pipe is gone: no reason to complain */
	struct error error;
};

/* Writes what has gathered when it is much. False when writing failed, so that
 * a long command may end early. */
bool output_pass(struct output *output);

/* Writes all that has gathered at once. False when writing failed. */
bool output_flush(struct output *output);

/* Writes the rest and frees. STATUS_SYSTEM when anything could not be written;
 * `closed` of *output tells whether for a closed pipe. */
enum status output_finish(struct output *output, struct error *err) MUST_CHECK;

/* Prints "arxday: TEXT" and a line feed on standard error; the text is cleaned
 * and cut to ERROR_TEXT_SIZE. */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints each line of a text so. */
void message_lines(const char *lines);

#endif
