/* help: the commands, or one of them. */

#include "cmd/commands.h"
#include "cmd/help.h"

enum status cmd_help(struct cli *cli, struct error *err)
{
	const struct command *command;
	enum status status = cli_words(cli, 0, 1, err);

	if (status)
		return status;
	if (cli->args.word_count == 0) {
		help_overview(&cli->out.text);
		return STATUS_OK;
	}
	command = command_find(cli->args.words[0]);
	if (!command)
		return error_set(err, STATUS_USAGE, 0,
				 "unknown command '%.60s'; 'arxday help' lists "
				 "them",
				 cli->args.words[0]);
	help_command(command, &cli->out.text);
	return STATUS_OK;
}
