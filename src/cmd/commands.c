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

bool command_is_dashed(const char *name)
{
	static const char *const dashed[] = {
#define COMMAND(name, function, usage, help)
#define DASHED(name) #name,
#include "cmd/commands.def"
#undef COMMAND
	};

	for (size_t i = 0; i < sizeof(dashed) / sizeof(dashed[0]); i++)
		if (strcmp(dashed[i], name) == 0)
			return true;
	return false;
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
