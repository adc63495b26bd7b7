/* import: files into the library, one line of figures each. */

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "cmd/commands.h"
#include "cmd/input.h"
#include "cmd/signals.h"
#include "source/import.h"

/* What became of all files. */
struct import_run {
	struct cli *cli;
	const struct source_context *context;
	size_t whole;   /* files without a fault */
	size_t partly;  /* with entries left out */
	size_t refused; /* of which nothing was kept */
};

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

/* True when a failure is the file's own and the next one may do better. */
static bool is_of_file(enum status status)
{
	return status == STATUS_PARSE || status == STATUS_TOO_LARGE;
}

static enum status import_open(struct import_run *run, const char *name, int fd,
			       struct error *err)
{
	struct import_result result;
	struct str skipped = STR_INIT;
	enum status status = import_document(
		run->context,
		&(struct import_source){ .name = name, .from = fd }, &result,
		&skipped, err);

	message_lines(str_text(&skipped));
	str_free(&skipped);
	if (status == STATUS_OK || status == STATUS_PARTIAL) {
		write_result(name, &result, &run->cli->out.text);
		output_flush(&run->cli->out);
	}
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
static enum status import_file(struct import_run *run, const char *name,
			       struct error *err)
{
	enum status status;
	int fd;

	if (input_open(name, &fd, err)) {
		message("%s", err->text);
		error_clear(err);
		run->refused++;
		return STATUS_OK;
	}
	status = import_open(run, name, fd, err);
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
	struct import_run run = { .cli = cli, .context = &context };
	struct signals signals;
	enum status status = STATUS_OK;

	signals_watch(&signals);
	context.cancel_fd = signals.fd;
	for (size_t i = 0; !status && i < cli->args.word_count; i++)
		status = import_file(&run, cli->args.words[i], err);
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
