/* days: one line a day, newest first; with --ledger the rows of one day. */

#include "cmd/commands.h"
#include "cmd/ledger_rows.h"
#include "export/paper_json.h"

static void write_row(const struct day_row *row, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	str_addf(out, "%s\t%zu\t%zu\t%zu\t%zu\t%s\n",
		 date_format_iso(row->day, day), row->counts[ANNOUNCE_NEW],
		 row->counts[ANNOUNCE_CROSS],
		 row->counts[ANNOUNCE_REPLACE] +
			 row->counts[ANNOUNCE_REPLACE_CROSS],
		 row->unread, day_state_name(row->state));
}

static void write_json(const struct day_row *row, struct str *out)
{
	struct json *object = day_json(row);

	json_write_line(object, out);
	json_free(object);
}

enum status cmd_days(struct cli *cli, struct error *err)
{
	struct library *library;
	struct day_row *rows;
	size_t count;
	bool json = args_has(&cli->args, SWITCH_JSON);
	enum status status;

	if (args_has(&cli->args, SWITCH_LEDGER))
		return ledger_rows(cli, err);
	status = cli_words(cli, 0, 0, err);
	if (!status)
		status = cli_library(cli, LIBRARY_READ, &library, err);
	if (status)
		return status;
	status = days_load(library, &rows, &count, err);
	library_close(library);
	if (status)
		return status;
	for (size_t i = 0; i < count && output_pass(&cli->out); i++) {
		if (json)
			write_json(&rows[i], &cli->out.text);
		else
			write_row(&rows[i], &cli->out.text);
	}
	days_free(rows, count);
	return STATUS_OK;
}
