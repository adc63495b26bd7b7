/* The help, made from the tables. */

#include "cmd/help.h"

static void add_switch(const struct switch_info *info, struct str *out)
{
	size_t start = out->len;

	if (info->letter)
		str_addf(out, "  -%c, --%s", info->letter, info->word);
	else
		str_addf(out, "      --%s", info->word);
	if (info->value)
		str_addf(out, " %s", info->value);
	str_addf(out, "%*s  %s\n",
		 out->len - start < 22 ? (int)(22 - (out->len - start)) : 0, "",
		 info->help);
}

/* The options of a command, or with NULL those of all commands. */
static void add_switches(const char *command, struct str *out)
{
	for (size_t i = 0; i < SWITCH_COUNT; i++) {
		const struct switch_info *info = switch_info((enum switch_id)i);

		if (!info->commands != !command)
			continue;
		if (switch_fits((enum switch_id)i, command))
			add_switch(info, out);
	}
}

static bool has_switches(const char *command)
{
	for (size_t i = 0; i < SWITCH_COUNT; i++)
		if (switch_info((enum switch_id)i)->commands &&
		    switch_fits((enum switch_id)i, command))
			return true;
	return false;
}

void help_overview(struct str *out)
{
	size_t count;
	const struct command *table = command_table(&count);

	str_add(out, "usage: arxday [OPTION...] [COMMAND] [ARGUMENT...]\n"
		     "\nThe daily arXiv in a terminal.\n\nCommands:\n");
	for (size_t i = 0; i < count; i++)
		str_addf(out, "  %-10s%s\n", table[i].name, table[i].help);
	str_add(out, "\nOptions, before or after arguments:\n");
	add_switches(NULL, out);
	str_add(out,
		"\nDAY is today, latest (default), YYYY-MM-DD, DD-Mon-YYYY, or "
		"-N for the N-th day\nbefore latest. 'arxday help COMMAND' and "
		"arxday(1) say more.\n");
}

void help_command(const struct command *command, struct str *out)
{
	str_addf(out, "usage: arxday %s%s%s\n\n%s\n", command->name,
		 *command->usage ? " " : "", command->usage, command->help);
	if (!has_switches(command->name))
		return;
	str_add(out, "\nOptions of its own:\n");
	add_switches(command->name, out);
}
