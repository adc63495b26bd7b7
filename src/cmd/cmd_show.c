/* show: papers, readable. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/fields.h"
#include "cmd/ids.h"
#include "export/history_text.h"
#include "export/paper_json.h"
#include "library/marks.h"

#define ABSTRACT_INDENT 2
#define HISTORY_INDENT  2

static void add_authors(const char *authors, struct str *out)
{
	struct str names = STR_INIT;

	author_join_shown(authors, ", ", &names);
	fields_add("Authors", str_text(&names), out);
	str_free(&names);
}

static void add_instant(const char *label, int64_t time, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (time != TIME_NONE)
		fields_add(label, date_format_rfc3339(time, text), out);
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
	fields_add("Announced", text, out);
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
	fields_add("Marks", str_text(&text), out);
	author_join(listed->tags, ", ", &tags);
	fields_add("Tags", str_text(&tags), out);
	fields_add_lines("Note", listed->note, out);
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
	fields_wrap(str_text(&shown), ABSTRACT_INDENT, out);
	str_free(&shown);
}

static void write_text(const struct listed *listed, struct str *out)
{
	const struct paper *paper = &listed->paper;
	char id[IDENT_TEXT_SIZE];
	char link[IDENT_LINK_SIZE];

	fields_add("arXiv", ident_format_version(paper->id, id), out);
	fields_add_tex("Title", paper->title, out);
	add_authors(paper->authors, out);
	fields_add("Categories", paper->categories, out);
	add_announced(listed, out);
	add_instant("Submitted", paper->submitted, out);
	add_instant("Updated", paper->updated, out);
	fields_add_tex("Comments", paper->comments, out);
	fields_add_tex("Journal", paper->journal_ref, out);
	fields_add("DOI", paper->doi, out);
	fields_add("Link", ident_link(paper->id.key, link), out);
	add_marks(listed, out);
	add_abstract(paper->abstract, out);
}

/* The paper for a person, and below it what changed. */
/* What changed, below the paper. */
static void write_history(const struct history *history,
			  const struct paper *now, bool changes,
			  struct str *out)
{
	struct str text = STR_INIT;
	const char *line;

	history_text(history, now, changes, &text);
	line = str_text(&text);
	if (*line)
		str_add_char(out, '\n');
	while (*line) {
		size_t len = strcspn(line, "\n");
		char *copy = mem_strndup(line, len);

		fields_wrap(copy, HISTORY_INDENT, out);
		free(copy);
		line += len + (line[len] == '\n');
	}
	str_free(&text);
}

static enum status write_page(struct cli *cli, struct library *library,
			      const struct listed *listed, struct error *err)
{
	bool changes = args_has(&cli->args, SWITCH_CHANGES);
	struct str *out = &cli->out.text;
	struct history history;
	enum status status =
		history_load(library, listed->paper.id.key, &history, err);

	if (status)
		return status;
	if (out->len > 0)
		str_add_char(out, '\n');
	write_text(listed, out);
	write_history(&history, &listed->paper, changes, out);
	history_clear(&history);
	return STATUS_OK;
}

static void write_json(const struct listed *listed, struct str *out)
{
	struct json *object = paper_json(listed);

	json_write_line(object, out);
	json_free(object);
}

static enum status write_paper(struct cli *cli, struct library *library,
			       const struct listed *listed, struct error *err)
{
	if (!args_has(&cli->args, SWITCH_JSON))
		return write_page(cli, library, listed, err);
	write_json(listed, &cli->out.text);
	return STATUS_OK;
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
		status = write_paper(cli, library, &listed, err);
		listed_clear(&listed);
		if (status)
			return status;
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
