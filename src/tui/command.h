#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "tui/settings.h"

/* Lines of the `:` prompt and of keys that are bound to commands: commands of
 * arxdayrc (rc.def), actions by name, and what command.def has, several apart
 * by `;`. */

enum command_kind {
	COMMAND_NOTHING, /* an empty line */
	COMMAND_DONE,    /* the settings changed, or were asked */
	COMMAND_ACTION,  /* do `action`, `count` times, with `text` */
	COMMAND_FIND,    /* search for `text`, perhaps backwards */
	COMMAND_GO,      /* to the day that `text` is */
	COMMAND_WHY,     /* is the paper `text` here */
	COMMAND_WRONG    /* nothing was done; `message` says what is wrong */
};

/* What a line asks for; command_clear() frees what it holds. */
struct command {
	enum command_kind kind;
	enum action action; /* ACTION_NONE but for COMMAND_ACTION */
	int count;          /* 0: none was given */
	char *text;         /* the argument; NULL: none was given */
	bool backwards;
	struct str message; /* to be shown, perhaps empty */
};

/* What commands may change and where they look for files; all borrowed. */
struct command_context {
	struct settings *settings; /* its `changed` says what to act on */
	const char *folder; /* that `source` looks in, e.g. of arxdayrc */
	const char *home;   /* the user's folder, NULL: not known */
};

/* Takes the next command off *line: changes the settings itself, and tells the
 * caller the rest. "5 down" and "5down" have a count, "120" goes to paper 120
 * (ACTION_LAST), "/text" and "?text" search, "!program" and "|program" run.
 * Moves *line behind the command and its `;`. False, and *ret is empty, when
 * there is none any more; a wrong one takes the rest of the line with it. */
bool command_next(const struct command_context *context, const char **line,
		  struct command *ret);
void command_clear(struct command *command);

/* How far a command's argument goes. */
enum typed_tail {
	TYPED_NONE, /* it has none */
	TYPED_PART, /* to a `;` */
	TYPED_REST  /* to the end of the line */
};

/* One row of command.def; static. */
struct typed_info {
	const char *name;
	enum command_kind kind;
	enum action action;
	enum typed_tail tail;
	const char *usage;
	const char *help;
};

/* The i-th row, NULL behind the last; and the one of a name, or NULL. */
const struct typed_info *typed_info(size_t i);
const struct typed_info *typed_find(const char *name);

#endif
