/* The ledger of one day as it is held, one line a category. */

#include "cmd/ledger_rows.h"

#include <stdlib.h>

#include "base/json.h"
#include "cmd/day.h"
#include "library/ledger.h"
#include "library/quiet_days.h"

static void write_row(const struct ledger_entry *entry, struct str *out)
{
	char day[DATE_TEXT_SIZE];
	char at[DATE_TEXT_SIZE];

	str_addf(out, "%s\t%s\t%s\t", date_format_iso(entry->day, day),
		 entry->category, day_state_name(entry->state));
	if (entry->expected >= 0)
		str_addf(out, "%d", entry->expected);
	str_addf(out, "\t%d\t%s\t%s\t%s\n", entry->held, entry->source,
		 date_format_rfc3339(entry->at, at), entry->why);
}

static void write_json(const struct ledger_entry *entry, struct str *out)
{
	struct json *object = json_object_new();
	char day[DATE_TEXT_SIZE];
	char at[DATE_TEXT_SIZE];

	json_set_text(object, "day", date_format_iso(entry->day, day));
	json_set_text(object, "category", entry->category);
	json_set_text(object, "state", day_state_name(entry->state));
	if (entry->expected >= 0)
		json_set_int(object, "expected", entry->expected);
	else
		json_set_null(object, "expected");
	json_set_int(object, "held", entry->held);
	json_set_text(object, "source", entry->source);
	json_set_text(object, "at", date_format_rfc3339(entry->at, at));
	json_set_text(object, "why", entry->why);
	json_write_line(object, out);
	json_free(object);
}

/* Why the ledger has nothing of a day, as far as anything is known. */
static enum status explain(struct library *library, day_t day,
			   struct error *err)
{
	char name[DATE_TEXT_SIZE];
	struct str why = STR_INIT;
	enum status status = quiet_days_why(library, day, &why, err);

	if (!status)
		status = error_set(err, STATUS_NOTFOUND, 0,
				   "the ledger has nothing of %s: %s",
				   date_format_iso(day, name), str_text(&why));
	str_free(&why);
	return status;
}

static enum status write_rows(struct cli *cli, struct library *library,
			      day_t day, struct error *err)
{
	bool json = args_has(&cli->args, SWITCH_JSON);
	struct ledger_entry *entries;
	size_t count;
	enum status status = ledger_of_day(library, day, &entries, &count, err);

	if (status)
		return status;
	for (size_t i = 0; i < count; i++) {
		if (json)
			write_json(&entries[i], &cli->out.text);
		else
			write_row(&entries[i], &cli->out.text);
	}
	free(entries);
	return count > 0 ? STATUS_OK : explain(library, day, err);
}

enum status ledger_rows(struct cli *cli, struct error *err)
{
	struct library *library;
	day_t day;
	enum status status = day_open(cli, &library, &day, err);

	if (status)
		return status;
	status = write_rows(cli, library, day, err);
	library_close(library);
	return status;
}
