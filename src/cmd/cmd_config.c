/* config --print: the configuration that counts, defaults included. */

#include "cmd/commands.h"

enum status cmd_config(struct cli *cli, struct error *err)
{
	enum status status = cli_words(cli, 0, 0, err);

	if (status)
		return status;
	if (!args_has(&cli->args, SWITCH_PRINT))
		return cli_usage(cli, err);
	config_print(&cli->config, &cli->out.text);
	return STATUS_OK;
}
