/* harvest: sets of arXiv by OAI-PMH, one after the other. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/calendar.h"
#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/day.h"
#include "cmd/meter.h"
#include "cmd/names.h"
#include "cmd/signals.h"
#include "library/follow.h"
#include "source/ask.h"
#include "source/harvest.h"
#include "source/run_lock.h"

struct harvest_cmd {
	struct cli *cli;
	struct source_context context;
	bool events; /* --progress */
	struct meter meter;
	char **sets; /* ended by NULL */
	day_t first, last;
	size_t failed, partly, count;
};

/* ---- what is wanted ---- */

/* Reads a day given with an option; DAY_NONE when it was not. */
static enum status read_day(const struct cli *cli, enum switch_id option,
			    struct library *library, day_t *ret,
			    struct error *err)
{
	const char *text = args_value(&cli->args, option);
	struct day_choice choice;
	enum status status;

	*ret = DAY_NONE;
	if (text == NULL)
		return STATUS_OK;
	status = day_read(text, cli->now, &choice, err);
	return status ? status : day_resolve(&choice, library, ret, err);
}

static enum status read_days(struct harvest_cmd *cmd, struct error *err)
{
	struct library *library = cmd->context.library;
	char date[DATE_TEXT_SIZE];
	enum status status =
		read_day(cmd->cli, SWITCH_FROM, library, &cmd->first, err);

	if (!status)
		status = read_day(cmd->cli, SWITCH_UNTIL, library, &cmd->last,
				  err);
	if (status)
		return status;
	if (cmd->first != DAY_NONE &&
	    cmd->first > calendar_listing_day(cmd->cli->now))
		return error_set(err, STATUS_USAGE, 0,
				 "nothing is announced yet on %s",
				 date_format_iso(cmd->first, date));
	if (cmd->first != DAY_NONE && cmd->last != DAY_NONE &&
	    cmd->first > cmd->last)
		return error_set(err, STATUS_USAGE, 0,
				 "--until lies before --from");
	return STATUS_OK;
}

static enum status add_set(struct harvest_cmd *cmd, size_t *count,
			   const char *word, struct error *err)
{
	char set[OAI_SET_MAX + 1];

	if (!oai_set_parse(word, set))
		return error_set(err, STATUS_USAGE, 0,
				 "'%.60s' is no set of arXiv: a category "
				 "(cs.IR), an archive (hep-th), a set "
				 "(physics:hep-th) or all",
				 word);
	for (size_t i = 0; i < *count; i++)
		if (strcmp(cmd->sets[i], set) == 0)
			return STATUS_OK;
	cmd->sets[(*count)++] = mem_strdup(set);
	return STATUS_OK;
}

static enum status add_words(struct harvest_cmd *cmd, const char *const *words,
			     size_t count, struct error *err)
{
	size_t used = 0;
	enum status status = STATUS_OK;

	cmd->sets = mem_zalloc(count + 1, sizeof(*cmd->sets));
	for (size_t i = 0; !status && i < count; i++)
		status = add_set(cmd, &used, words[i], err);
	return status;
}

/* Without a SET those of the followed categories. */
static enum status read_sets(struct harvest_cmd *cmd, struct error *err)
{
	const struct args *args = &cmd->cli->args;
	char **names = NULL;
	size_t count = 0;
	enum status status;

	if (args->word_count > 0)
		return add_words(cmd, args->words, args->word_count, err);
	status = follow_list(cmd->context.library, FOLLOW_CATEGORY, &names,
			     &count, err);
	if (status)
		return status;
	if (count > 0)
		status = add_words(cmd, names_borrow(names), count, err);
	else
		status = error_set(err, STATUS_USAGE, 0,
				   "no category is followed; 'arxday harvest "
				   "cs.IR' harvests one, 'arxday harvest all' "
				   "all of arXiv");
	mem_free_texts(names);
	return status;
}

/* ---- what is told ---- */

static const char *name_of(const char *set)
{
	return set[0] != '\0' ? set : "all";
}

static const char *day_text(day_t day, char out[DATE_TEXT_SIZE])
{
	if (day == DAY_NONE)
		return "";
	return date_format_iso(day, out);
}

static void add_event(const struct harvest_event *event, struct str *out)
{
	const struct harvest_figures *figures = &event->figures;
	char date[DATE_TEXT_SIZE];

	str_addf(out,
		 "%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
		 "\t%s\t%d\t%" PRId64 "\t%" PRId64 "\t%s\n",
		 name_of(event->set), harvest_step_name(event->step),
		 figures->pages, figures->records, figures->added,
		 figures->changed, day_text(figures->reached, date),
		 event->per_mille, event->rate, event->left, event->text);
}

/* "cs:cs:IR: 12500 records, 4 pages, at 2025-10-02 (41 %, 300 a minute, 12 min
 * left)" */
static void draw(struct harvest_cmd *cmd, const struct harvest_event *event)
{
	const struct harvest_figures *figures = &event->figures;
	char date[DATE_TEXT_SIZE];
	struct str text = STR_INIT;

	str_addf(&text, "%s: %" PRId64 " records, %" PRId64 " pages",
		 name_of(event->set), figures->records, figures->pages);
	if (figures->reached != DAY_NONE)
		str_addf(&text, ", at %s",
			 date_format_iso(figures->reached, date));
	if (event->per_mille >= 0)
		str_addf(&text, " (%d %%", event->per_mille / 10);
	if (event->per_mille >= 0 && event->rate > 0)
		str_addf(&text, ", %" PRId64 " a minute", event->rate);
	if (event->per_mille >= 0 && event->left > 0)
		str_addf(&text, ", %" PRId64 " min left",
			 (event->left + 59) / 60);
	if (event->per_mille >= 0)
		str_add_char(&text, ')');
	meter_draw(&cmd->meter, str_text(&text));
	str_free(&text);
}

static void hear(const struct harvest_event *event, void *context)
{
	struct harvest_cmd *cmd = context;
	struct output *out = &cmd->cli->out;

	if (cmd->events) {
		add_event(event, &out->text);
		output_flush(out);
		return;
	}
	draw(cmd, event);
	if (event->step != HARVEST_RESUMED && event->step != HARVEST_RESTARTED)
		return;
	meter_draw(&cmd->meter, NULL);
	if (!cmd->cli->quiet)
		message("%s: %s", name_of(event->set), event->text);
}

static void hear_wait(const char *why, void *context)
{
	struct harvest_cmd *cmd = context;

	if (!cmd->cli->quiet)
		message("%s", why);
}

/* The line of a set that has come to its end, or as far as it came. */
static void add_result(struct harvest_cmd *cmd, const char *set,
		       const struct harvest_figures *figures, bool whole)
{
	struct output *out = &cmd->cli->out;
	char date[DATE_TEXT_SIZE];

	meter_draw(&cmd->meter, NULL);
	str_addf(&out->text,
		 "%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
		 "\t%" PRId64 "\t%" PRId64 "\t%s\n",
		 name_of(set), whole ? "done" : "failed", figures->pages,
		 figures->records, figures->added, figures->changed,
		 figures->announcements, figures->skipped,
		 day_text(figures->reached, date));
	output_flush(out);
}

/* ---- the work ---- */

static enum status harvest_set(struct harvest_cmd *cmd, const char *set,
			       struct error *err)
{
	char names[OAI_SET_REQUESTS][CATEGORY_MAX + 1];
	const char *requests[OAI_SET_REQUESTS + 1] = { NULL };
	size_t count = oai_set_requests(set, names);
	const struct harvest_watch watch = { hear, cmd };
	const struct harvest_request request = {
		.set = set,
		.requests = set[0] != '\0' ? requests : NULL,
		.first = cmd->first,
		.last = cmd->last,
		.quiet_days = true,
	};
	struct harvest_figures figures = { .reached = DAY_NONE };
	enum status status;

	for (size_t i = 0; i < count; i++)
		requests[i] = names[i];
	status = harvest_run(&cmd->context, &request, &watch, &figures, err);
	add_result(cmd, set, &figures,
		   status == STATUS_OK || status == STATUS_PARTIAL);
	return status;
}

/* True when the next set may do better. */
static bool may_go_on(enum status status, const struct error *why)
{
	if (ask_is_denied(why))
		return false;
	return status == STATUS_PARSE || status == STATUS_PARTIAL ||
	       status == STATUS_TOO_LARGE || status == STATUS_NETWORK ||
	       status == STATUS_HTTP;
}

static enum status harvest_sets(struct harvest_cmd *cmd, struct error *err)
{
	for (char **set = cmd->sets; *set != NULL; set++) {
		enum status status = harvest_set(cmd, *set, err);

		cmd->count++;
		if (status == STATUS_OK)
			continue;
		if (!may_go_on(status, err))
			return status;
		message("%s: %s", name_of(*set), err->text);
		error_clear(err);
		if (status == STATUS_PARTIAL)
			cmd->partly++;
		else
			cmd->failed++;
	}
	/* Each failure was told when it happened. */
	error_clear(err);
	if (cmd->failed == 0 && cmd->partly == 0)
		return STATUS_OK;
	return cmd->failed == cmd->count ? STATUS_NETWORK : STATUS_PARTIAL;
}

static enum status harvest_locked(struct harvest_cmd *cmd, struct error *err)
{
	const struct run_lock_rule rule = {
		.folder = cmd->context.state_folder,
		.library = cmd->context.library_path,
		.cancel_fd = cmd->context.cancel_fd,
		.watch = hear_wait,
		.context = cmd,
	};
	struct run_lock lock;
	enum status status = run_lock_enter(&rule, "harvest", &lock, err);

	if (status)
		return status;
	status = harvest_sets(cmd, err);
	run_lock_leave(&lock);
	return status;
}

static enum status run(struct harvest_cmd *cmd, struct error *err)
{
	struct signals signals;
	enum status status = read_days(cmd, err);

	if (!status)
		status = read_sets(cmd, err);
	if (status)
		return status;
	signals_watch(&signals);
	cmd->context.cancel_fd = signals.fd;
	status = harvest_locked(cmd, err);
	cmd->cli->signal = signals_end(&signals);
	meter_draw(&cmd->meter, NULL);
	return status;
}

enum status cmd_harvest(struct cli *cli, struct error *err)
{
	struct harvest_cmd cmd = {
		.cli = cli,
		.events = args_has(&cli->args, SWITCH_PROGRESS),
	};
	struct library *library;
	enum status status;

	status = cli_network(cli, "nothing was fetched", err);
	if (status == STATUS_OK)
		status = cli_library(cli, LIBRARY_WRITE, &library, err);
	if (status)
		return status;
	cmd.meter = meter_init(!cli->quiet && !cmd.events);
	cmd.context = cli_context(cli, library);
	status = run(&cmd, err);
	mem_free_texts(cmd.sets);
	library_close(library);
	return status;
}
