/* A paper as lines: title, authors, one line of facts, further facts when
 * there are any, the abstract. Text is cleaned here before it is measured. */

#include "tui/paper_text.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "library/marks.h"

void paper_text_clear(struct paper_text *text)
{
	rich_clear(&text->rich);
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

/* Adds what stands in the text from byte `start` on as wrapped lines. */
static void paper_wrap(struct paper_text *out, size_t start, int columns,
		       enum look look)
{
	struct text_line *wrapped;
	size_t count =
		text_wrap(str_text(&out->rich.text) + start, columns, &wrapped);

	for (size_t i = 0; i < count; i++)
		paper_add_line(out, start + wrapped[i].start, wrapped[i].len,
			       look);
	free(wrapped);
}

/* Adds a text as wrapped lines. */
static void paper_add(struct paper_text *out, const char *text, int columns,
		      enum look look)
{
	size_t start = out->rich.text.len;

	rich_add(&out->rich, text);
	paper_wrap(out, start, columns, look);
}

/* Adds a text of the paper as it is to be shown, with a label before it. */
static void paper_add_field(struct paper_text *out, const char *label,
			    const char *text, enum query_field field,
			    const struct paper_style *style, enum look look)
{
	size_t start = out->rich.text.len;
	size_t begin;

	if (text == NULL)
		return;
	str_add(&out->rich.text, label);
	begin = out->rich.text.len;
	if (style->raw)
		rich_add(&out->rich, text);
	else
		rich_add_tex(&out->rich, text);
	if (style->match != NULL)
		match_style(style->match, field, begin, &out->rich);
	if (style->search != NULL)
		rich_style_all(&out->rich, begin, style->search, style->exact,
			       STYLE_MATCH);
	paper_wrap(out, start, style->columns, look);
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
	paper_add_field(out, "", listed->paper.comments, QUERY_COMMENTS, style,
			LOOK_NORMAL);
	paper_add_field(out, "journal: ", listed->paper.journal_ref,
			QUERY_JOURNAL, style, LOOK_NORMAL);
	paper_add_field(out, "doi: ", listed->paper.doi, QUERY_DOI, style,
			LOOK_NORMAL);
}

/* "tags: llm todo", and the note, a line for each of its lines. */
static void paper_add_said(struct paper_text *out, const struct listed *listed,
			   const struct paper_style *style)
{
	const char *note = listed->note;
	struct str line = STR_INIT;

	if (listed->tags != NULL) {
		str_add(&line, "tags: ");
		author_join(listed->tags, " ", &line);
		paper_add(out, str_text(&line), style->columns, LOOK_TAG);
	}
	while (note != NULL && *note != '\0') {
		size_t len = strcspn(note, "\n");

		str_clear(&line);
		str_add(&line, note == listed->note ? "note: " : "");
		str_add_n(&line, note, len);
		paper_add(out, str_text(&line), style->columns, LOOK_NOTE);
		note += note[len] == '\n' ? len + 1 : len;
	}
	str_free(&line);
}

void paper_text_make(const struct listed *listed, const struct listing_row *row,
		     const struct paper_style *style, struct paper_text *ret)
{
	const struct paper *paper = &listed->paper;

	ret->count = 0;
	rich_reset(&ret->rich);
	paper_add_field(ret, "",
			paper->title != NULL ? paper->title : "(no title)",
			QUERY_TITLE, style, LOOK_BOLD);
	paper_add_authors(ret, paper->authors, style);
	paper_add_facts(ret, listed, row, style);
	paper_add_said(ret, listed, style);
	paper_add_line(ret, ret->rich.text.len, 0, LOOK_NORMAL);
	paper_add_field(ret, "",
			paper->abstract != NULL ? paper->abstract
						: "(no abstract is held)",
			QUERY_ABSTRACT, style, LOOK_NORMAL);
}
