#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "base/str.h"
#include "cmd/commands.h"

/* Appends how to use arxday: all commands and the options for all of them. */
void help_overview(struct str *out);

/* Appends how to use one command. */
void help_command(const struct command *command, struct str *out);

#endif
