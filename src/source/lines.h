#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Cuts a stream into parts of so many lines or bytes, at line feeds only. */

struct lines {
	uint64_t most;  /* lines of a part */
	uint64_t size;  /* bytes behind which no other line begins */
	uint64_t count; /* line feeds that passed in this part */
	uint64_t bytes; /* that passed in this part */
	bool partial;   /* they do not end in a line feed */
};

/* A new part of `most` lines, or of fewer when they have `size` bytes. */
void lines_begin(struct lines *lines, uint64_t most, uint64_t size);

/* Lets pass what belongs to the part; a feeder_gate (feeder.h) whose context is
 * the struct lines. Each byte is shown once a part. */
size_t lines_gate(const char *bytes, size_t len, void *context);

#endif
