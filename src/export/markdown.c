/* The Markdown report. The escape rule itself lives in arxiv/cell.c beside its
 * inverse; here cells become lines, and each line is read back before it
 * counts, so that a row that would say something else is never written. */

#include "export/markdown.h"

#include <string.h>

#include "arxiv/author.h"
#include "arxiv/cell.h"
#include "base/text.h"

#define CELLS 4

void markdown_begin(day_t day, struct str *out)
{
	char date[DATE_TEXT_SIZE];

	str_addf(out, "# arXiv Daily Report - %s\n\n",
		 date_format_report(day, date));
	str_add(out, "| Title | Link | abstract | author |\n");
	str_add(out, "| --- | --- | --- | --- |\n");
}

/* What the cells of a row must give back, as cleaned text. */
struct row_source {
	struct str text[CELLS];
};

static void row_source_fill(const struct paper *paper, struct row_source *row)
{
	char link[IDENT_LINK_SIZE];
	struct str names = STR_INIT;

	memset(row, 0, sizeof(*row));
	if (paper->title)
		text_clean(paper->title, strlen(paper->title), &row->text[0]);
	ident_link(paper->id.key, link);
	str_addf(&row->text[1], "[%s](%s)", link, link);
	if (paper->abstract)
		text_clean(paper->abstract, strlen(paper->abstract),
			   &row->text[2]);
	author_join_shown(paper->authors, ", ", &names);
	text_clean(str_text(&names), names.len, &row->text[3]);
	str_free(&names);
}

static void row_source_free(struct row_source *row)
{
	for (size_t i = 0; i < CELLS; i++)
		str_free(&row->text[i]);
}

static void row_write(const struct row_source *row, struct str *out)
{
	for (size_t i = 0; i < CELLS; i++) {
		str_add(out, "| ");
		if (i == 1) /* a link of our own making is Markdown already */
			str_add(out, str_text(&row->text[i]));
		else
			cell_escape(str_text(&row->text[i]), out);
		str_add(out, " ");
	}
	str_add(out, "|");
}

static bool cell_reads_back(const char *cell, size_t len, bool verbatim,
			    const struct str *want)
{
	struct str got = STR_INIT;
	bool same;

	if (verbatim)
		str_add_n(&got, cell, len);
	else
		cell_unescape(cell, len, &got);
	same = strcmp(str_text(&got), str_text(want)) == 0;
	str_free(&got);
	return same;
}

/* True when the line splits into four cells that give the sources back. */
static bool row_reads_back(const char *line, size_t len,
			   const struct row_source *row)
{
	size_t starts[CELLS];
	size_t lengths[CELLS];

	if (memchr(line, '\n', len) ||
	    cell_split(line, len, CELLS, starts, lengths) != CELLS)
		return false;
	for (size_t i = 0; i < CELLS; i++)
		if (!cell_reads_back(line + starts[i], lengths[i], i == 1,
				     &row->text[i]))
			return false;
	return true;
}

enum status markdown_row(const struct paper *paper, struct str *out,
			 struct error *err)
{
	struct row_source row;
	struct str line = STR_INIT;
	enum status status = STATUS_OK;
	char id[IDENT_TEXT_SIZE];

	row_source_fill(paper, &row);
	row_write(&row, &line);
	if (row_reads_back(str_text(&line), line.len, &row)) {
		str_add_n(out, str_text(&line), line.len);
		str_add_char(out, '\n');
	} else {
		status = error_set(err, STATUS_PARSE, 0,
				   "the row of %s does not read back as it was "
				   "written; please report this",
				   ident_format(paper->id.key, id));
	}
	str_free(&line);
	row_source_free(&row);
	return status;
}
