/* import: files into the library, one line of figures each. */

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "cmd/commands.h"
#include "cmd/input.h"
#include "cmd/meter.h"
#include "cmd/signals.h"
#include "source/import.h"

/* What became of all files. */
struct import_run {
	struct cli *cli;
	const struct source_context *context;
	bool events; /* --progress */
	struct meter meter;
	size_t index;     /* of the file, from 0 */
	const char *name; /* of it, as the user wrote it */
	bool began;       /* its first progress came */
	size_t whole;     /* files without a fault */
	size_t partly;    /* with entries left out */
	size_t refused;   /* of which nothing was kept */
};

/* The columns of a file. */
static void write_result(const char *name, const struct import_result *result,
			 struct str *out)
{
	text_clean(name, strlen(name), out);
	str_addf(out,
		 "\t%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64
		 "\t%" PRIu64 "\t%" PRIu64 "\n",
		 document_name(result->document), result->items, result->papers,
		 result->added, result->changed, result->announcements,
		 result->skipped);
}

/* An event: where it stands, then the columns of the file so far. */
static void write_event(struct import_run *run, const char *state,
			const struct import_progress *progress)
{
	struct output *out = &run->cli->out;

	str_addf(&out->text,
		 "%zu\t%zu\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
		 "\t",
		 run->index, run->cli->args.word_count, state, progress->at,
		 progress->size, progress->rate, progress->left);
	write_result(run->name, &progress->so_far, &out->text);
	output_flush(out);
}

/* "snapshot.json: 1250000 records, 41 %, 40000 a second, 2 min left" */
static void draw(struct import_run *run, const struct import_progress *progress)
{
	struct str text = STR_INIT;

	(void)text_clean(run->name, strlen(run->name), &text);
	str_addf(&text, ": %" PRIu64 " records", progress->so_far.items);
	if (progress->size > 0)
		str_addf(&text, ", %" PRId64 " %%",
			 progress->at * 100 / progress->size);
	if (progress->rate > 0)
		str_addf(&text, ", %" PRId64 " a second", progress->rate);
	if (progress->left >= 60)
		str_addf(&text, ", %" PRId64 " min left",
			 (progress->left + 59) / 60);
	else if (progress->left >= 0)
		str_addf(&text, ", %" PRId64 " s left", progress->left);
	meter_draw(&run->meter, str_text(&text));
	str_free(&text);
}

static void hear(const struct import_progress *progress, void *context)
{
	struct import_run *run = context;
	uint64_t items = progress->so_far.items;

	if (!run->began && items > 0 && !run->cli->quiet)
		message("%s: goes on after %" PRIu64 " records", run->name,
			items);
	run->began = true;
	if (run->events)
		write_event(run, "reading", progress);
	else
		draw(run, progress);
}

/* The last word on a file of which anything was kept. */
static void write_end(struct import_run *run, enum status status,
		      const struct import_result *result)
{
	const struct import_progress progress = { .so_far = *result,
						  .left = -1 };

	if (run->events) {
		write_event(run, status == STATUS_OK ? "done" : "partly",
			    &progress);
		return;
	}
	write_result(run->name, result, &run->cli->out.text);
	output_flush(&run->cli->out);
}

/* True when a failure is the file's own and the next one may do better. */
static bool is_of_file(enum status status)
{
	return status == STATUS_PARSE || status == STATUS_TOO_LARGE;
}

static enum status import_open(struct import_run *run, int fd,
			       struct error *err)
{
	const struct import_source source = {
		.name = run->name,
		.from = fd,
		.watch = hear,
		.watch_context = run,
	};
	struct import_result result;
	struct str skipped = STR_INIT;
	enum status status =
		import_document(run->context, &source, &result, &skipped, err);

	meter_draw(&run->meter, NULL);
	message_lines(str_text(&skipped));
	str_free(&skipped);
	if (status == STATUS_OK || status == STATUS_PARTIAL)
		write_end(run, status, &result);
	if (status == STATUS_OK)
		run->whole++;
	else if (status == STATUS_PARTIAL)
		run->partly++;
	else if (is_of_file(status))
		run->refused++;
	else
		return status;
	if (status)
		message("%s", err->text);
	error_clear(err);
	return STATUS_OK;
}

/* Fails only when there is no sense in going on. */
static enum status import_file(struct import_run *run, struct error *err)
{
	enum status status;
	int fd;

	run->began = false;
	if (input_open(run->name, &fd, err)) {
		message("%s", err->text);
		error_clear(err);
		run->refused++;
		return STATUS_OK;
	}
	status = import_open(run, fd, err);
	input_close(fd);
	return status;
}

static enum status verdict(const struct import_run *run)
{
	if (run->refused == 0 && run->partly == 0)
		return STATUS_OK;
	if (run->whole == 0 && run->partly == 0)
		return STATUS_PARSE;
	return STATUS_PARTIAL;
}

static enum status import_all(struct cli *cli, struct library *library,
			      struct error *err)
{
	struct source_context context = cli_context(cli, library);
	struct import_run run = {
		.cli = cli,
		.context = &context,
		.events = args_has(&cli->args, SWITCH_PROGRESS),
		.meter = meter_init(!cli->quiet),
	};
	struct signals signals;
	enum status status = STATUS_OK;

	signals_watch(&signals);
	context.cancel_fd = signals.fd;
	for (; !status && run.index < cli->args.word_count; run.index++) {
		run.name = cli->args.words[run.index];
		status = import_file(&run, err);
	}
	cli->signal = signals_end(&signals);
	return status ? status : verdict(&run);
}

enum status cmd_import(struct cli *cli, struct error *err)
{
	struct library *library;
	enum status status = cli_words(cli, 1, SIZE_MAX, err);

	if (!status)
		status = cli_library(cli, LIBRARY_WRITE, &library, err);
	if (status)
		return status;
	status = import_all(cli, library, err);
	library_close(library);
	return status;
}
