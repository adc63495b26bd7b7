#ifndef ARXIV_VERSION_H
#define ARXIV_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The history of a paper: when arXiv got each of its versions (INTERFACES
 * section 3, arXivRaw, and section 5). */
struct paper_version {
	int number;     /* 1..IDENT_MAX_VERSION */
	int64_t time;   /* submitted, Unix seconds; TIME_NONE unknown */
	bool withdrawn; /* the source says that this version takes the paper
			   back (arXivRaw's source_type I) */
};

/* Appends versions as text, "1@1175535720,2@?!": number, instant in decimal
 * or '?', and '!' on a withdrawn one; the form in which they cross a pipe. */
void version_write(const struct paper_version *versions, size_t count,
		   struct str *out);

/* Reads such a text into a fresh array, which the caller frees. False, and
 * nothing is set, unless it is just what version_write() gives: at least one
 * version, numbers ascending, instants as date_time_valid() wants them. */
bool version_read(const char *text, struct paper_version **ret,
		  size_t *ret_count);

#endif
