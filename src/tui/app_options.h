#ifndef TUI_APP_OPTIONS_H
#define TUI_APP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "library/library.h"
#include "tui/script.h"
#include "tui/settings.h"

/* What the reader is to open, and what it may do. */
struct app_options {
	struct library *library;  /* what is read: borrowed, and of no other use
				    while the reader runs */
	const char *library_path; /* where the worker writes marks */
	enum library_mode library_mode; /* how: WRITE, or MEMORY for --demo */
	struct settings *settings;      /* borrowed; changed by commands */
	day_t day;           /* DAY_NONE: where it was, else latest */
	int64_t now;         /* pinned clock, TIME_NONE: the real one */
	const char *notice;  /* a line shown first, e.g. of the sample day; may
			       be NULL */
	const char *program; /* absolute path of arxday itself */
	char *const *refresh_argv;   /* what r starts (argv for `program`,
				      writing progress events to standard
				      output), NULL when it may not */
	char *const *lookup_argv;    /* what # starts for a paper that is not
				      held, the same way; its identifier is
				      put behind; NULL when it may not */
	const char *config_folder;   /* where `source` looks for files */
	const char *home;            /* the user's folder; NULL unknown */
	const char *state_folder;    /* where unfinished notes are kept; NULL
				     when there is none */
	const struct script *script; /* keys to be given; NULL: none */
	const char *script_done;     /* a file that is made when they have been
				    given; NULL: none */
	bool offline;
};

#endif
