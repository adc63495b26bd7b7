/* parse: what a file holds, in lines, without storing it.
 *
 * The first line counts the others, and a document may turn out bad at its
 * end, so that lines wait until the whole of it was read: in memory as long as
 * they are few, then in a file without a name, since a snapshot has gigabytes
 * of them. */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arxiv/author.h"
#include "cmd/commands.h"
#include "cmd/input.h"
#include "source/parse.h"

/* Bytes of lines that wait in memory, bytes copied at once, and skipped entries
 * that are named one by one. */
enum {
	IN_MEMORY = 16 * 1024 * 1024,
	CHUNK = 8192,
	NAMED = 1000
};

struct parse_report {
	enum document document;
	uint64_t entries;
	uint64_t skipped;
	struct str lines;
	struct str skips;
	FILE *spool; /* lines before those in memory; NULL none */
	int fault;   /* errno of the spool */
};

static void add_column(const char *text, struct str *out)
{
	str_add_char(out, '\t');
	if (text)
		str_add(out, text);
}

static void add_instant(int64_t time, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	add_column(time == TIME_NONE ? NULL : date_format_rfc3339(time, text),
		   out);
}

static void add_entry(const struct record *record, struct str *out)
{
	const struct paper *paper = &record->paper;
	char id[IDENT_TEXT_SIZE];
	char day[DATE_TEXT_SIZE];

	str_add(out, ident_format_version(paper->id, id));
	add_column(record->day == DAY_NONE ? NULL
					   : date_format_iso(record->day, day),
		   out);
	add_column(announce_name(record->type), out);
	add_column(paper->categories, out);
	add_column(paper->title, out);
	str_add_char(out, '\t');
	author_join(paper->authors, ", ", out);
	add_column(paper->abstract, out);
	add_column(paper->comments, out);
	add_column(paper->journal_ref, out);
	add_column(paper->doi, out);
	add_instant(paper->submitted, out);
	add_instant(paper->updated, out);
	str_add_char(out, '\n');
}

static void add_skip(const struct record *record, struct str *out)
{
	str_add(out, "left out: ");
	if (record->line > 0)
		str_addf(out, "line %llu: ", (unsigned long long)record->line);
	str_addf(out, "%s: %s\n", record->cls ? record->cls : "unknown",
		 record->text ? record->text : "");
}

/* Moves the lines out of memory. */
static void spool_lines(struct parse_report *report)
{
	struct str *lines = &report->lines;

	if (!report->spool && !report->fault) {
		report->spool = tmpfile();
		report->fault = report->spool ? 0 : errno;
	}
	if (!report->fault &&
	    fwrite(str_text(lines), 1, lines->len, report->spool) != lines->len)
		report->fault = errno;
	str_clear(lines);
}

static void take_record(const struct record *record, void *context)
{
	struct parse_report *report = context;

	switch (record->kind) {
	case RECORD_HEAD:
		report->document = record->document;
		break;
	case RECORD_ENTRY:
		report->entries++;
		add_entry(record, &report->lines);
		if (report->lines.len >= IN_MEMORY)
			spool_lines(report);
		break;
	case RECORD_SKIP:
		if (report->skipped++ < NAMED)
			add_skip(record, &report->skips);
		break;
	case RECORD_END:
		report->document = record->document;
		break;
	case RECORD_FAIL: /* comes back as an error of parse_run */
		break;
	}
}

/* The one line of a document that is refused. */
static enum status write_refusal(const char *cls, struct cli *cli,
				 struct error *err)
{
	enum status status = err->status;

	if (parse_words(err->text) != err->text)
		str_addf(&cli->out.text, "error %s\n", err->text);
	else
		str_addf(&cli->out.text, "error %s: %s\n", cls, err->text);
	error_clear(err);
	return status;
}

/* Copies what waits in the file to standard output; what cannot be written is
 * told at the end. */
static void write_spool(struct parse_report *report, struct cli *cli)
{
	char bytes[CHUNK];
	size_t len;

	if (!report->spool || report->fault)
		return;
	if (fflush(report->spool) != 0 ||
	    fseek(report->spool, 0, SEEK_SET) != 0) {
		report->fault = errno;
		return;
	}
	while ((len = fread(bytes, 1, sizeof(bytes), report->spool)) > 0) {
		str_add_n(&cli->out.text, bytes, len);
		if (!output_pass(&cli->out))
			return;
	}
	report->fault = ferror(report->spool) ? EIO : 0;
}

static enum status write_lines(struct parse_report *report, struct cli *cli,
			       struct error *err)
{
	struct str *out = &cli->out.text;

	if (!report->fault) {
		str_addf(out, "ok %" PRIu64 " %s\n", report->entries,
			 document_name(report->document));
		write_spool(report, cli);
	}
	if (report->fault)
		return error_set(
			err, STATUS_SYSTEM, report->fault,
			"cannot keep the lines in a temporary file: %s",
			strerror(report->fault));
	/* They may be megabytes, so they are not copied. */
	(void)output_flush(&cli->out);
	str_free(out);
	*out = report->lines;
	report->lines = STR_INIT;
	message_lines(str_text(&report->skips));
	if (report->skipped > NAMED)
		message("left out: %" PRIu64 " more", report->skipped - NAMED);
	return STATUS_OK;
}

static enum status parse_open(struct cli *cli, int fd, struct error *err)
{
	struct parse_report report = { .document = DOCUMENT_UNKNOWN };
	struct parse_input input = { .from = fd, .cancel_fd = -1 };
	enum status status = parse_run(cli->parse_program, &input, take_record,
				       &report, err);

	if (!status)
		status = write_lines(&report, cli, err);
	else if (status == STATUS_PARSE)
		status = write_refusal("died", cli, err);
	else if (status == STATUS_TOO_LARGE)
		status = write_refusal("too_big", cli, err);
	if (report.spool)
		(void)fclose(report.spool);
	str_free(&report.lines);
	str_free(&report.skips);
	return status;
}

enum status cmd_parse(struct cli *cli, struct error *err)
{
	enum status status = cli_words(cli, 1, 1, err);
	int fd;

	if (status)
		return status;
	if (input_open(cli->args.words[0], &fd, err))
		return write_refusal("unreadable", cli, err);
	status = parse_open(cli, fd, err);
	input_close(fd);
	return status;
}
