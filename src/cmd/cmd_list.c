/* list: the listing of a day, one paper a line. */

#include "cmd/commands.h"
#include "cmd/day.h"
#include "cmd/report.h"

static bool pause_list(void *context)
{
	struct output *output = context;

	return output_pass(output);
}

static enum status nothing_listed(const struct listing *listing,
				  struct error *err)
{
	char day[DATE_TEXT_SIZE];

	date_format_iso(listing->day, day);
	if (listing->held)
		return error_set(err, STATUS_NOTFOUND, 0,
				 "the listing of %s has no papers", day);
	return error_set(err, STATUS_NOTFOUND, 0,
			 "the library holds no listing of %s; 'arxday days' "
			 "says which it holds",
			 day);
}

static enum status list_day(struct cli *cli, struct library *library, day_t day,
			    struct error *err)
{
	struct report_choice choice = {
		.form = REPORT_TABS,
		.pause = pause_list,
		.pause_context = &cli->out,
	};
	struct listing listing;
	enum status status = listing_load(library, day, &listing, err);

	if (status)
		return status;
	if (args_has(&cli->args, SWITCH_JSON))
		choice.form = REPORT_JSON;
	if (listing.count == 0)
		status = nothing_listed(&listing, err);
	else
		status = report_write(library, &listing, &choice,
				      &cli->out.text, err);
	listing_clear(&listing);
	return status;
}

enum status cmd_list(struct cli *cli, struct error *err)
{
	struct library *library;
	day_t day;
	enum status status = day_open(cli, &library, &day, err);

	if (status)
		return status;
	status = list_day(cli, library, day, err);
	library_close(library);
	return status;
}
