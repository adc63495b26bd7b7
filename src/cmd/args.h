#ifndef CMD_ARGS_H
#define CMD_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* The words of a command line. Options (switches.def) stand before or after
 * arguments; "-" and "-" plus a digit are arguments, never options; "--" ends
 * the options. Behind a command whose arguments may begin with "-" (DASHED in
 * commands.def), only "-x" that is an option of that command and what begins
 * with "--" are options. Texts are borrowed from argv. */

enum switch_id {
#define SWITCH(name, letter, word, value, commands, help) SWITCH_##name,
#include "cmd/switches.def"
#undef SWITCH
	SWITCH_COUNT
};

struct switch_info {
	char letter;          /* '\0' when it has none */
	const char *word;     /* without the dashes */
	const char *value;    /* what stands for its value; NULL: it has none */
	const char *commands; /* that take it, blank-separated; NULL: all */
	const char *help;
};

/* The row of switches.def. */
const struct switch_info *switch_info(enum switch_id id);

/* True when the option belongs to the command (NULL: to none). */
bool switch_fits(enum switch_id id, const char *command);

struct arg_option {
	enum switch_id id;
	const char *value; /* "" when it has none */
};

struct args {
	const char **words; /* arguments in their order, the command first */
	size_t word_count;
	struct arg_option *options; /* in their order */
	size_t option_count;
};

/* Whether a command of this name, if there is one, is DASHED. */
typedef bool args_dashed(const char *command);

/* Sorts argv[1..argc) into *ret. STATUS_USAGE on an unknown option, a missing
 * or a superfluous value; *ret is to be freed then too. */
enum status args_parse(int argc, char *const *argv, args_dashed *dashed,
		       struct args *ret, struct error *err) MUST_CHECK;
void args_free(struct args *args);

/* Removes and returns the first word; NULL when there is none. */
const char *args_shift(struct args *args);

/* The value of an option as it was given last ("" for one without value);
 * NULL when it was not given. */
const char *args_value(const struct args *args, enum switch_id id);

/* True when it was given. */
bool args_has(const struct args *args, enum switch_id id);

/* Walks all values of an option: *at starts at 0. NULL at the end. */
const char *args_next(const struct args *args, enum switch_id id, size_t *at);

#endif
