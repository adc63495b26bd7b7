#ifndef TUI_COMPLETE_H
#define TUI_COMPLETE_H

#include <stddef.h>

#include "tui/completion.h"
#include "tui/settings.h"

/* What can stand in a line of a prompt. All of it is borrowed; lists end with
 * NULL and may be NULL. */
struct complete_context {
	const struct settings *settings;
	const char *folder; /* that `source` looks in, NULL: none */
	const char *home;   /* for ~/, NULL: not known */
	const char *const *tags;
	const char *authors;     /* of a paper, one a line */
	const char *const *days; /* "2025-10-10", the newest first */
};

/* The words that the one before byte `at` of a command line may become. */
void complete_command(const struct complete_context *context, const char *line,
		      size_t at, struct completion *ret);

/* The same for the other prompts: names of files, a query, tags. */
void complete_file(const struct complete_context *context, const char *line,
		   size_t at, struct completion *ret);
void complete_query(const struct complete_context *context, const char *line,
		    size_t at, struct completion *ret);
void complete_tags(const struct complete_context *context, const char *line,
		   size_t at, struct completion *ret);

#endif
