/* A paper as lines: title, authors, one line of facts, further facts when
 * there are any, the abstract. Text is cleaned here before it is measured. */

#include "tui/paper_text.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "library/marks.h"

void paper_text_clear(struct paper_text *text)
{
	str_free(&text->text);
	free(text->lines);
	*text = (struct paper_text){ 0 };
}

static void paper_add_line(struct paper_text *out, size_t start, size_t len,
			   enum look look)
{
	out->lines = mem_grow(out->lines, &out->room, out->count + 1,
			      sizeof(out->lines[0]));
	out->lines[out->count++] =
		(struct paper_line){ .start = start, .len = len, .look = look };
}

/* Adds a text as wrapped lines. */
static void paper_add(struct paper_text *out, const char *text, int columns,
		      enum look look)
{
	struct text_line *wrapped;
	size_t start = out->text.len;
	size_t count;

	text_clean(text, strlen(text), &out->text);
	count = text_wrap(str_text(&out->text) + start, columns, &wrapped);
	for (size_t i = 0; i < count; i++)
		paper_add_line(out, start + wrapped[i].start, wrapped[i].len,
			       look);
	free(wrapped);
}

/* Appends a stored text as it is shown. Without a backslash there is no TeX
 * accent to look for. */
static void paper_show(const char *text, bool raw, struct str *out)
{
	if (raw || strchr(text, '\\') == NULL)
		str_add(out, text);
	else
		tex_accents(text, out);
}

static void paper_add_field(struct paper_text *out, const char *label,
			    const char *text, const struct paper_style *style)
{
	struct str line = STR_INIT;

	if (text == NULL)
		return;
	str_add(&line, label);
	paper_show(text, style->raw, &line);
	paper_add(out, str_text(&line), style->columns, LOOK_NORMAL);
	str_free(&line);
}

static void paper_names(const char *authors, const struct paper_style *style,
			struct str *out)
{
	if (style->raw)
		author_join(authors, ", ", out);
	else
		author_join_shown(authors, ", ", out);
}

/* As many names as fit into one line before ", …". */
static void paper_few_names(const char *authors,
			    const struct paper_style *style, struct str *out)
{
	const char *more = style->plain ? "..." : "…";
	int room = style->columns - 2 - (style->plain ? 3 : 1);
	const char *name;
	size_t len;

	while (author_next(&authors, &name, &len)) {
		char *copy = mem_strndup(name, len);
		size_t before = out->len;

		if (before > 0)
			str_add(out, ", ");
		paper_names(copy, style, out);
		free(copy);
		if (before > 0 &&
		    text_columns(str_text(out), out->len) > room) {
			str_cut(out, before);
			break;
		}
	}
	str_add(out, ", ");
	str_add(out, more);
}

static void paper_add_authors(struct paper_text *out, const char *authors,
			      const struct paper_style *style)
{
	struct str names = STR_INIT;

	if (authors == NULL)
		return;
	paper_names(authors, style, &names);
	if (!style->whole && author_count(authors) > 1 &&
	    text_columns(str_text(&names), names.len) > style->columns) {
		str_clear(&names);
		paper_few_names(authors, style, &names);
	}
	paper_add(out, str_text(&names), style->columns, LOOK_NORMAL);
	str_free(&names);
}

/* Appends "9 Oct 2025". */
static void paper_date(int64_t time, struct str *out)
{
	char text[DATE_TEXT_SIZE];
	const char *date = date_format_human(date_of_time(time, NULL), text);

	date += strcspn(date, " ");
	date += strspn(date, " 0");
	str_add(out, date);
}

/* "cs.IR cs.CL · 2510.07784v1 · new · 9 Oct 2025" */
static void paper_facts(const struct listed *listed,
			const struct listing_row *row, const char *dot,
			struct str *out)
{
	struct ident id = { .key = row->key, .version = row->version };
	const struct paper *paper = &listed->paper;
	char ident[IDENT_TEXT_SIZE];
	int64_t time =
		paper->updated != TIME_NONE ? paper->updated : paper->submitted;

	if (paper->categories != NULL)
		str_addf(out, "%s %s ", paper->categories, dot);
	str_add(out, ident_format_version(id, ident));
	if (row->type != ANNOUNCE_NONE)
		str_addf(out, " %s %s", dot, announce_name(row->type));
	if (time == TIME_NONE)
		return;
	str_addf(out, " %s ", dot);
	paper_date(time, out);
}

/* "starred, done, read", or nothing. */
static void paper_marks(unsigned marks, struct str *out)
{
	static const struct {
		enum mark mark;
		const char *word;
	} words[] = {
		{MARK_STAR,    "starred"},
		{ MARK_DONE,   "done"   },
		{ MARK_HIDDEN, "hidden" }
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((marks & words[i].mark) == 0)
			continue;
		str_add(out, out->len > 0 ? ", " : "");
		str_add(out, words[i].word);
	}
}

static void paper_add_facts(struct paper_text *out, const struct listed *listed,
			    const struct listing_row *row,
			    const struct paper_style *style)
{
	struct str line = STR_INIT;

	paper_facts(listed, row, style->plain ? "-" : "·", &line);
	paper_add(out, str_text(&line), style->columns, LOOK_HEADING);
	str_clear(&line);
	paper_marks(row->marks, &line);
	paper_add(out, str_text(&line), style->columns, LOOK_STAR);
	str_free(&line);
	paper_add_field(out, "", listed->paper.comments, style);
	paper_add_field(out, "journal: ", listed->paper.journal_ref, style);
	paper_add_field(out, "doi: ", listed->paper.doi, style);
}

void paper_text_make(const struct listed *listed, const struct listing_row *row,
		     const struct paper_style *style, struct paper_text *ret)
{
	const struct paper *paper = &listed->paper;
	struct str shown = STR_INIT;

	ret->count = 0;
	str_clear(&ret->text);
	paper_show(paper->title != NULL ? paper->title : "(no title)",
		   style->raw, &shown);
	paper_add(ret, str_text(&shown), style->columns, LOOK_BOLD);
	paper_add_authors(ret, paper->authors, style);
	paper_add_facts(ret, listed, row, style);
	paper_add_line(ret, ret->text.len, 0, LOOK_NORMAL);
	str_clear(&shown);
	paper_show(paper->abstract != NULL ? paper->abstract
					   : "(no abstract is held)",
		   style->raw, &shown);
	paper_add(ret, str_text(&shown), style->columns, LOOK_NORMAL);
	str_free(&shown);
}
