/* The table of commands. */

#include "cmd/commands.h"

#include <string.h>

static const struct command COMMANDS[] = {
#define COMMAND(name, function, usage, help) { #name, function, usage, help },
#include "cmd/commands.def"
#undef COMMAND
};

const struct command *command_table(size_t *ret_count)
{
	*ret_count = sizeof(COMMANDS) / sizeof(COMMANDS[0]);
	return COMMANDS;
}

const struct command *command_find(const char *name)
{
	size_t count;
	const struct command *table = command_table(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}
