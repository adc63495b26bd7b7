/* show: papers, readable. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/commands.h"
#include "cmd/ids.h"
#include "export/paper_json.h"
#include "library/marks.h"

#define COLUMNS         78
#define LABEL_COLUMNS   12 /* where values start */
#define ABSTRACT_INDENT 2

/* Appends wrapped text, each line but the first after `indent` blanks. */
static void add_wrapped(const char *text, int indent, struct str *out)
{
	struct text_line *lines;
	size_t count = text_wrap(text, COLUMNS - indent, &lines);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_addf(out, "%*s", indent, "");
		str_add_n(out, text + lines[i].start, lines[i].len);
		str_add_char(out, '\n');
	}
	free(lines);
}

/* "Label:      value" when there is a value. */
static void add_field(const char *label, const char *value, struct str *out)
{
	if (!value || !*value)
		return;
	str_addf(out, "%s:%*s", label, LABEL_COLUMNS - (int)strlen(label) - 1,
		 "");
	add_wrapped(value, LABEL_COLUMNS, out);
}

/* The same for a text whose TeX accents people want to see as letters. */
static void add_tex_field(const char *label, const char *value, struct str *out)
{
	struct str shown = STR_INIT;

	if (value)
		tex_accents(value, &shown);
	add_field(label, str_text(&shown), out);
	str_free(&shown);
}

static void add_authors(const char *authors, struct str *out)
{
	struct str names = STR_INIT;

	author_join_shown(authors, ", ", &names);
	add_field("Authors", str_text(&names), out);
	str_free(&names);
}

static void add_instant(const char *label, int64_t time, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (time != TIME_NONE)
		add_field(label, date_format_rfc3339(time, text), out);
}

static void add_announced(const struct listed *listed, struct str *out)
{
	char text[DATE_TEXT_SIZE + 24];
	char day[DATE_TEXT_SIZE];

	if (listed->day == DAY_NONE)
		return;
	date_format_iso(listed->day, day);
	if (listed->type == ANNOUNCE_NONE)
		snprintf(text, sizeof(text), "%s", day);
	else
		snprintf(text, sizeof(text), "%s, %s", day,
			 announce_name(listed->type));
	add_field("Announced", text, out);
}

static void add_marks(const struct listed *listed, struct str *out)
{
	static const char *const WORDS[] = { "starred", "read", "done",
					     "hidden" };
	struct str text = STR_INIT;
	struct str tags = STR_INIT;

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (listed->marks & (1u << i))
			str_addf(&text, "%s%s", text.len ? ", " : "", WORDS[i]);
	add_field("Marks", str_text(&text), out);
	author_join(listed->tags, ", ", &tags);
	add_field("Tags", str_text(&tags), out);
	str_free(&tags);
	str_free(&text);
}

static void add_abstract(const char *abstract, struct str *out)
{
	struct str shown = STR_INIT;

	if (!abstract)
		return;
	tex_accents(abstract, &shown);
	str_addf(out, "\n%*s", ABSTRACT_INDENT, "");
	add_wrapped(str_text(&shown), ABSTRACT_INDENT, out);
	str_free(&shown);
}

static void write_text(const struct listed *listed, struct str *out)
{
	const struct paper *paper = &listed->paper;
	char id[IDENT_TEXT_SIZE];
	char link[IDENT_LINK_SIZE];

	add_field("arXiv", ident_format_version(paper->id, id), out);
	add_tex_field("Title", paper->title, out);
	add_authors(paper->authors, out);
	add_field("Categories", paper->categories, out);
	add_announced(listed, out);
	add_instant("Submitted", paper->submitted, out);
	add_instant("Updated", paper->updated, out);
	add_tex_field("Comments", paper->comments, out);
	add_tex_field("Journal", paper->journal_ref, out);
	add_field("DOI", paper->doi, out);
	add_field("Link", ident_link(paper->id.key, link), out);
	add_marks(listed, out);
	add_abstract(paper->abstract, out);
}

static void write_paper(struct cli *cli, const struct listed *listed)
{
	struct json *object;

	if (args_has(&cli->args, SWITCH_JSON)) {
		object = paper_json(listed);
		json_write_line(object, &cli->out.text);
		json_free(object);
		return;
	}
	if (cli->out.text.len > 0)
		str_add_char(&cli->out.text, '\n');
	write_text(listed, &cli->out.text);
}

static enum status show_keys(struct cli *cli, struct library *library,
			     const paper_key *keys, bool *known, size_t count,
			     struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct listed listed;
		enum status status =
			listed_load(library, keys[i], &listed, err);

		if (status == STATUS_NOTFOUND)
			continue;
		if (status)
			return status;
		known[i] = true;
		write_paper(cli, &listed);
		listed_clear(&listed);
	}
	error_clear(err);
	return ids_report(keys, known, count);
}

enum status cmd_show(struct cli *cli, struct error *err)
{
	struct library *library;
	paper_key *keys;
	bool *known;
	size_t count = cli->args.word_count;
	enum status status = cli_words(cli, 1, SIZE_MAX, err);

	if (!status)
		status = ids_read(cli->args.words, count, &keys, err);
	if (status)
		return status;
	known = mem_zalloc(count, sizeof(*known));
	status = cli_library(cli, LIBRARY_READ, &library, err);
	if (!status) {
		status = show_keys(cli, library, keys, known, count, err);
		library_close(library);
	}
	free(known);
	free(keys);
	return status;
}
