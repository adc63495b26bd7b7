#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/cli.h"

/* The commands, from commands.def. Each gets a run that cli_begin() prepared,
 * appends its data to cli->out and returns how it ended; an error text that is
 * not empty is printed by main. STATUS_PARTIAL and STATUS_NOTFOUND may come
 * without one, when the command has named the reasons itself. */
typedef enum status command_run(struct cli *cli, struct error *err);

#define COMMAND(name, function, usage, help) command_run function;
#include "cmd/commands.def"
#undef COMMAND

struct command {
	const char *name;
	command_run *run;
	const char *usage;
	const char *help;
};

/* The whole table; *ret_count entries, static. */
const struct command *command_table(size_t *ret_count);

/* The command of a name; NULL when there is none. */
const struct command *command_find(const char *name);

/* Whether arguments of this command may begin with "-". */
bool command_is_dashed(const char *name);

#endif
