#ifndef SOURCE_PARSE_H
#define SOURCE_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/record.h"
#include "base/error.h"
#include "source/child.h"

/* Drives arxday-parse: bytes in, checked records out. */

/* Gets each record; valid during the call. */
typedef void parse_sink(const struct record *record, void *context);

/* Where the bytes of a document come from: descriptor `from` up to its end (not
 * closed; no further than a document may be long, unless it is a snapshot) or,
 * when it is -1, bytes[0..len). */
struct parse_input {
	int from;
	const char *bytes;
	size_t len;
	struct feeder *feeder;     /* gives them instead, unless NULL */
	struct child_front *front; /* stands in front; NULL none */
	int cancel_fd;             /* readable when it shall end; -1 none */
};

/* Feeds the document to a fresh parser process and hands its records to
 * `sink`, END or FAIL last; those of a snapshot as its lines are read.
 * STATUS_PARSE with "CLASS: words" when the document was refused, the process
 * died, or its stream was cut or invalid; records already handed over do not
 * count then, but for those of a snapshot, which stand for themselves.
 * STATUS_CANCELLED, STATUS_SYSTEM. */
enum status parse_run(const char *program, const struct parse_input *input,
		      parse_sink *sink, void *context,
		      struct error *err) MUST_CHECK;

/* Gets each record of a part of a snapshot; false when it wants no more. */
typedef bool parse_part_sink(const struct record *record, void *context);

struct parse_part {
	bool first; /* what it is has to be found out */
	struct feeder *feeder;
	struct child_front *front; /* stands in front; NULL none */
	int cancel_fd;             /* readable when it shall end; -1 none */
	parse_part_sink *sink;
	child_idler *idler; /* runs when nothing comes for a while */
	void *context;      /* of both */
};

/* Feeds a part of a snapshot, which ends where the feeder's gate shuts, to a
 * fresh parser process. STATUS_DONE when sink or idler wanted no more; else as
 * parse_run(). */
enum status parse_part(const char *program, const struct parse_part *part,
		       struct error *err) MUST_CHECK;

/* The words of such a text behind "CLASS: "; all of it when it names none.
 * Points into `text`. */
const char *parse_words(const char *text);

/* True when such a text quotes what the server said instead of an answer. */
bool parse_is_error_answer(const char *text);

/* True when such a text says that an answer of the API was an empty page of a
 * query that has results. */
bool parse_is_empty_page(const char *text);

#endif
