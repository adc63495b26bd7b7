#ifndef SOURCE_CONTEXT_H
#define SOURCE_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/config.h"
#include "library/library.h"

/* What the sources work with; borrowed, alive for the whole call. */
struct source_context {
	struct library *library;  /* open for writing */
	const char *library_path; /* its file; NULL in memory */
	const struct config *config;
	int64_t now;               /* the clock, perhaps pinned */
	bool offline;              /* no request may be made */
	bool loopback_only;        /* ARXDAY_LOOPBACK_ONLY was set */
	const char *state_folder;  /* where the pace keeps its stamp and lock */
	const char *fetch_program; /* absolute path of arxday-fetch */
	const char *parse_program; /* absolute path of arxday-parse */
	int cancel_fd; /* readable when the user wants it to end; -1 none */
};

#endif
