/* config --print: the configuration that counts, defaults included;
 * config --default: one to begin with. */

#include "cmd/commands.h"
#include "tui/preset.h"
#include "tui/rc_print.h"

enum status cmd_config(struct cli *cli, struct error *err)
{
	enum status status = cli_words(cli, 0, 0, err);
	bool print = args_has(&cli->args, SWITCH_PRINT);
	const char *text;
	size_t len;

	if (status)
		return status;
	if (print == args_has(&cli->args, SWITCH_DEFAULT))
		return cli_usage(cli, err);
	if (print) {
		rc_print(&cli->settings, &cli->out.text);
		return STATUS_OK;
	}
	text = preset_default(&len);
	str_add_n(&cli->out.text, text, len);
	return STATUS_OK;
}
