#include "feed/report.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/cell.h"
#include "base/mem.h"
#include "feed/entry.h"

/* A report has no end that could be missing, so one that was cut between two
 * rows cannot be told; one cut before its table can. */

static const char HEADING[] = "# arXiv Daily Report";

enum {
	CELLS = 4,
	CELL_TITLE = 0,
	CELL_LINK,
	CELL_ABSTRACT,
	CELL_AUTHORS
};

/* One row's cells. */
struct row {
	const char *line;
	size_t starts[CELLS];
	size_t lengths[CELLS];
};

void report_init(struct report *report, struct page *page)
{
	*report = (struct report){ .page = page };
	page->document = DOCUMENT_REPORT;
}

void report_clear(struct report *report)
{
	str_free(&report->line);
}

/* "# arXiv Daily Report - 11-Oct-2025" */
static void read_heading(struct report *report, const char *line)
{
	const size_t len = sizeof(HEADING) - 1;
	struct page *page = report->page;

	report->headed = true;
	if (strncmp(line, HEADING, len) != 0) {
		verdict_fail(&page->verdict, "not_a_feed",
			     "Markdown that is no report of arxday");
		return;
	}
	if (strncmp(line + len, " - ", 3) == 0)
		page->day = date_parse_report(line + len + 3);
	if (page->day == DAY_NONE)
		verdict_fail(&page->verdict, "bad_heading",
			     "the heading has no date: \"%.80s\"", line);
	page->title = mem_strdup(line + 2);
}

static bool cell_is(const struct row *row, size_t cell, const char *text)
{
	return row->lengths[cell] == strlen(text) &&
	       strncmp(row->line + row->starts[cell], text,
		       row->lengths[cell]) == 0;
}

static bool is_table_head(const struct row *row)
{
	return cell_is(row, CELL_TITLE, "Title") &&
	       cell_is(row, CELL_LINK, "Link");
}

/* Only dashes and colons, as under a table's head. */
static bool is_rule(const struct row *row)
{
	for (size_t i = 0; i < CELLS; i++) {
		const char *at = row->line + row->starts[i];
		size_t len = row->lengths[i];

		if (len == 0 || strspn(at, "-:") < len)
			return false;
	}
	return true;
}

/* The cell's content, fresh. */
static char *content(const struct row *row, size_t cell)
{
	struct str out = STR_INIT;

	cell_unescape(row->line + row->starts[cell], row->lengths[cell], &out);
	return str_take(&out);
}

/* The paper of "[URL](URL)" or of a bare URL; false when it is none. */
static bool read_link(const struct row *row, struct ident *ret)
{
	char *cell = mem_strndup(row->line + row->starts[CELL_LINK],
				 row->lengths[CELL_LINK]);
	char *url = cell;
	char *open = strstr(cell, "](");
	size_t len = strlen(cell);
	bool found;

	if (cell[0] == '[' && open && cell[len - 1] == ')') {
		cell[len - 1] = '\0';
		url = open + 2;
	}
	found = ident_parse(url, ret);
	ret->version = 0;
	free(cell);
	return found;
}

/* Sets a text of the entry from a cell. */
static void set_text(struct entry *entry, char **field, const struct row *row,
		     size_t cell)
{
	char *text = content(row, cell);

	entry_long_text(entry, field, text);
	free(text);
}

static void keep_row(struct report *report, const struct row *row,
		     struct ident id)
{
	struct entry entry = { 0 };
	char *authors = content(row, CELL_AUTHORS);

	entry_begin(&entry, report->number);
	entry.paper.id = id;
	entry.day = report->page->day;
	set_text(&entry, &entry.paper.title, row, CELL_TITLE);
	set_text(&entry, &entry.paper.abstract, row, CELL_ABSTRACT);
	entry_authors(&entry, authors, false);
	entry_file(&entry, report->page);
	free(authors);
}

static void skip_row(struct report *report, const char *why)
{
	page_count(report->page);
	page_skip(report->page, "bad_row", report->number, "%s", why);
}

/* Any line behind the heading that is not blank. */
static void read_row(struct report *report, const char *line, size_t len)
{
	struct row row = { .line = line };
	size_t cells = cell_split(line, len, CELLS, row.starts, row.lengths);
	struct ident id;

	if (strncmp(line, HEADING, sizeof(HEADING) - 1) == 0) {
		/* Its rows would get the day of the first. */
		verdict_fail(&report->page->verdict, "bad_heading",
			     "line %llu begins a second report; each needs a "
			     "file of its own",
			     (unsigned long long)report->number);
		return;
	}
	if (cells != CELLS) {
		skip_row(report, cells == 0 ? "not a row of the table"
					    : "the row has not four cells");
		return;
	}
	if (!report->ruled && is_table_head(&row))
		return;
	if (!report->ruled && is_rule(&row)) {
		report->ruled = true;
		return;
	}
	if (read_link(&row, &id))
		keep_row(report, &row, id);
	else
		skip_row(report, "the link is no paper of arXiv");
}

static void end_line(struct report *report)
{
	struct str *line = &report->line;
	size_t len = line->len;

	report->number++;
	while (len > 0 && strchr(" \t\r", line->data[len - 1]))
		len--;
	str_cut(line, len);
	if (len > 0 && !report->headed)
		read_heading(report, str_text(line));
	else if (strspn(str_text(line), " \t") < len)
		read_row(report, str_text(line), len);
	str_clear(line);
}

void report_push(struct report *report, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end && !verdict_failed(&report->page->verdict)) {
		const char *feed = memchr(text, '\n', (size_t)(end - text));
		const char *stop = feed ? feed : end;

		str_add_n(&report->line, text, (size_t)(stop - text));
		if (feed)
			end_line(report);
		text = feed ? feed + 1 : end;
	}
}

void report_end(struct report *report)
{
	struct verdict *verdict = &report->page->verdict;

	if (report->line.len > 0 && !verdict_failed(verdict))
		end_line(report);
	if (!report->headed)
		verdict_fail(verdict, "truncated", "the report has no heading");
	if (!report->ruled)
		verdict_fail(verdict, "truncated",
			     "the report ends before its table");
}
