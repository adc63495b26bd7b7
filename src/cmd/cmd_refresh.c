/* refresh: today's feeds of the followed categories. Signals arrive through a
 * descriptor here, so that the library can roll back before the end. */

#include <string.h>

#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/follows.h"
#include "cmd/meter.h"
#include "cmd/names.h"
#include "cmd/signals.h"
#include "library/follow.h"
#include "source/refresh.h"

/* Days before today of one category to which the same happened: they are told
 * in one line, since a holiday of weeks would make hundreds. */
struct days {
	struct refresh_event first;
	day_t last;
	size_t count; /* 0: none */
	unsigned papers;
};

struct refresh_cmd {
	struct cli *cli;
	bool events; /* --progress */
	struct meter meter;
	bool named; /* a failure was named already */
	struct days days;
};

static const char *day_text(day_t day, char out[DATE_TEXT_SIZE])
{
	if (day == DAY_NONE)
		return "";
	return date_format_iso(day, out);
}

/* The columns that the lines for people and for programs share. */
static void add_columns(const struct refresh_event *event, struct str *out)
{
	char day[DATE_TEXT_SIZE];

	str_addf(out, "%s\t%s\t%s\t%u\t%u\t%s\n", event->category,
		 refresh_state_name(event->state), day_text(event->day, day),
		 event->papers, event->added, event->text);
}

static void draw(struct refresh_cmd *run, const struct refresh_event *event)
{
	struct str line = STR_INIT;

	str_addf(&line, "[%zu/%zu] %s %s", event->index + 1, event->total,
		 event->category, refresh_state_name(event->state));
	meter_draw(&run->meter, str_text(&line));
	str_free(&line);
}

/* A feed that did not come whole. */
static void name_failure(struct refresh_cmd *run,
			 const struct refresh_event *event)
{
	if (event->state != REFRESH_STALE &&
	    event->state != REFRESH_INCOMPLETE &&
	    event->state != REFRESH_FAILED)
		return;
	message("%s: %s: %s", event->category, refresh_state_name(event->state),
		event->text);
	run->named = true;
}

/* Tells the days that have gathered. They are no line of standard output, where
 * each category has one. */
static void name_days(struct refresh_cmd *run)
{
	const struct days *days = &run->days;
	const struct refresh_event *event = &days->first;
	char first[DATE_TEXT_SIZE];
	char last[DATE_TEXT_SIZE];

	if (days->count == 0)
		return;
	if (event->day != DAY_NONE)
		(void)date_format_human(event->day, first);
	if (event->day == DAY_NONE)
		message("%s: %s", event->category, event->text);
	else if (days->count == 1)
		message("%s: %s: %s", event->category, first, event->text);
	else if (event->state == REFRESH_MISSED)
		message("%s: %zu days, %s to %s: %s", event->category,
			days->count, first, date_format_human(days->last, last),
			event->text);
	else
		message("%s: %zu days that were missed, %s to %s, were rebuilt "
			"from the dates of versions: %u papers",
			event->category, days->count, first,
			date_format_human(days->last, last), days->papers);
	run->days.count = 0;
}

/* True when a day may stand in one line with those that have gathered. */
static bool goes_with(const struct days *days,
		      const struct refresh_event *event)
{
	const struct refresh_event *first = &days->first;

	return days->count > 0 && first->index == event->index &&
	       first->state == event->state && event->day != DAY_NONE &&
	       first->day != DAY_NONE &&
	       (first->papers > 0) == (event->papers > 0) &&
	       (event->state == REFRESH_REBUILT
			? event->papers > 0
			: strcmp(first->text, event->text) == 0);
}

static void take_day(struct refresh_cmd *run, const struct refresh_event *event)
{
	struct days *days = &run->days;

	if (event->state == REFRESH_MISSED)
		run->named = true;
	else if (run->cli->quiet)
		return;
	if (!goes_with(days, event)) {
		name_days(run);
		days->first = *event;
		days->papers = 0;
	}
	days->count++;
	days->last = event->day;
	days->papers += event->papers;
}

static void hear(const struct refresh_event *event, void *context)
{
	struct refresh_cmd *run = context;
	struct output *out = &run->cli->out;

	if (run->events) {
		str_addf(&out->text, "%zu\t%zu\t", event->index, event->total);
		add_columns(event, &out->text);
		output_flush(out);
		return;
	}
	if (event->state == REFRESH_WAITING ||
	    event->state == REFRESH_FETCHING) {
		draw(run, event);
		return;
	}
	meter_draw(&run->meter, NULL);
	if (event->state == REFRESH_REBUILT || event->state == REFRESH_MISSED) {
		take_day(run, event);
		return;
	}
	name_days(run);
	add_columns(event, &out->text);
	output_flush(out);
	name_failure(run, event);
}

static enum status run_refresh(struct cli *cli, struct library *library,
			       char *const *names, size_t count,
			       struct error *err)
{
	struct source_context context = cli_context(cli, library);
	struct refresh_cmd run = {
		.cli = cli,
		.events = args_has(&cli->args, SWITCH_PROGRESS),
	};
	const struct refresh_watch watch = { hear, &run };
	struct signals signals;
	enum status status;

	run.meter = meter_init(!cli->quiet && !run.events);
	signals_watch(&signals);
	context.cancel_fd = signals.fd;
	status = refresh_run(&context, names_borrow(names), count, &watch, err);
	cli->signal = signals_end(&signals);
	meter_draw(&run.meter, NULL);
	name_days(&run);
	/* The reasons stand there already, one for each category. */
	if (run.named && (status == STATUS_NETWORK || status == STATUS_PARTIAL))
		error_clear(err);
	return status;
}

static enum status refresh_named(struct cli *cli, struct library *library,
				 struct error *err)
{
	char **names;
	size_t count;
	enum status status = names_read(cli->args.words, cli->args.word_count,
					cli->quiet, &names, &count, err);

	if (status)
		return status;
	status = run_refresh(cli, library, names, count, err);
	mem_free_texts(names);
	return status;
}

static enum status refresh_followed(struct cli *cli, struct library *library,
				    struct error *err)
{
	char **names;
	size_t count;
	enum status status =
		follow_list(library, FOLLOW_CATEGORY, &names, &count, err);

	if (status)
		return status;
	if (count > 0)
		status = run_refresh(cli, library, names, count, err);
	else
		status = error_set(err, STATUS_USAGE, 0,
				   "no category is followed; 'arxday follow "
				   "cs.IR' follows one");
	mem_free_texts(names);
	return status;
}

enum status cmd_refresh(struct cli *cli, struct error *err)
{
	struct library *library;
	enum status status;

	status = cli_network(cli, "nothing was fetched", err);
	if (status == STATUS_OK)
		status = cli_library(cli, LIBRARY_WRITE, &library, err);
	if (status)
		return status;
	status = follows_add(cli, library, err);
	if (status == STATUS_OK && cli->args.word_count > 0)
		status = refresh_named(cli, library, err);
	else if (status == STATUS_OK)
		status = refresh_followed(cli, library, err);
	library_close(library);
	return status;
}
