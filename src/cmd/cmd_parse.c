/* parse: what a file holds, in lines, without storing it. */

#include "arxiv/author.h"
#include "cmd/commands.h"
#include "cmd/input.h"
#include "source/parse.h"

/* The lines of the entries, held back until the whole document is known to be
 * good. */
struct parse_report {
	enum document document;
	size_t entries;
	struct str lines;
	struct str skips;
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
		break;
	case RECORD_SKIP:
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

static enum status parse_open(struct cli *cli, int fd, struct error *err)
{
	struct parse_report report = { .document = DOCUMENT_UNKNOWN };
	struct str *out = &cli->out.text;
	struct parse_input input = { .from = fd, .cancel_fd = -1 };
	enum status status = parse_run(cli->parse_program, &input, take_record,
				       &report, err);

	if (!status) {
		str_addf(out, "ok %zu %s\n", report.entries,
			 document_name(report.document));
		/* They may be megabytes, so they are not copied; what cannot
		 * be written is told at the end. */
		(void)output_flush(&cli->out);
		str_free(out);
		*out = report.lines;
		report.lines = STR_INIT;
		message_lines(str_text(&report.skips));
	} else if (status == STATUS_PARSE) {
		status = write_refusal("died", cli, err);
	} else if (status == STATUS_TOO_LARGE) {
		status = write_refusal("too_big", cli, err);
	}
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
