/* The line of a paper: the pieces of the format from left to right. The piece
 * that takes the rest gets what the others leave, so these are measured. */

#include "tui/list_row.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex_text.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "library/marks.h"
#include "tui/rich.h"

/* The last five characters of a new identifier, all of an old one. */
static const char *short_ident(paper_key key, char out[IDENT_TEXT_SIZE])
{
	const char *text = ident_format(key, out);
	const char *dot = strchr(text, '.');

	if (strchr(text, '/') != NULL || dot == NULL)
		return text;
	return strlen(dot + 1) > 5 ? text + strlen(text) - 5 : dot + 1;
}

static const char *row_state(const struct listing_row *row)
{
	if (row->marks & MARK_HIDDEN)
		return "×";
	if (row->marks & MARK_DONE)
		return "✓";
	return row->marks & MARK_READ ? "" : "●";
}

static const char *row_type(enum announce_type type)
{
	switch (type) {
	case ANNOUNCE_NEW:
		return "N";
	case ANNOUNCE_CROSS:
		return "X";
	case ANNOUNCE_REPLACE:
	case ANNOUNCE_REPLACE_CROSS:
		return "R";
	case ANNOUNCE_NONE:
		break;
	}
	return "";
}

static void add_ident(const struct listing_row *row, bool whole,
		      struct str *out)
{
	char ident[IDENT_TEXT_SIZE];

	str_add(out, whole ? ident_format(row->key, ident)
			   : short_ident(row->key, ident));
}

static void add_first_author(const char *names, struct str *out)
{
	const char *name;
	size_t len;
	char *first;

	if (!author_next(&names, &name, &len))
		return;
	first = mem_strndup(name, len);
	author_join_shown(first, ", ", out);
	free(first);
}

static void add_date(int64_t time, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (time != TIME_NONE)
		str_add(out, date_format_iso(date_of_time(time, NULL), text));
}

static void add_signs(unsigned marks, struct str *out)
{
	str_add(out, marks & MARK_TAGGED ? "t" : "");
	str_add(out, marks & MARK_NOTED ? "n" : "");
}

/* Appends the primary category, or all. */
static void add_categories(const char *categories, bool all, struct str *out)
{
	if (categories != NULL)
		str_add_n(out, categories,
			  all ? strlen(categories) : strcspn(categories, " "));
}

/* Appends what a piece shows, but for the title. */
static void piece_text(const struct row_piece *piece,
		       const struct listing_row *row, struct str *out)
{
	switch (piece->field) {
	case ROW_TEXT:
		str_add(out, piece->text);
		break;
	case ROW_STAR:
		str_add(out, row->marks & MARK_STAR ? "★" : "");
		break;
	case ROW_STATE:
		str_add(out, row_state(row));
		break;
	case ROW_IDENT:
	case ROW_FULL_IDENT:
		add_ident(row, piece->field == ROW_FULL_IDENT, out);
		break;
	case ROW_AUTHOR:
		add_first_author(row->authors, out);
		break;
	case ROW_AUTHORS:
		author_join_shown(row->authors, ", ", out);
		break;
	case ROW_AUTHOR_COUNT:
		str_addf(out, "%zu", author_count(row->authors));
		break;
	case ROW_CATEGORY:
	case ROW_CATEGORIES:
		add_categories(row->categories, piece->field == ROW_CATEGORIES,
			       out);
		break;
	case ROW_VERSION:
		str_addf(out, "v%d", row->version);
		break;
	case ROW_DATE:
		add_date(row->submitted, out);
		break;
	case ROW_TYPE:
		str_add(out, row_type(row->type));
		break;
	case ROW_SIGNS:
		add_signs(row->marks, out);
		break;
	case ROW_TITLE:
	case ROW_FIELD_COUNT:
		break;
	}
}

static unsigned piece_style(enum row_field field, unsigned style)
{
	unsigned extra = style & ~0xffu;

	switch ((int)field) {
	case ROW_STAR:
		return LOOK_STAR | extra;
	case ROW_STATE:
		return LOOK_UNREAD | extra;
	case ROW_SIGNS:
		return LOOK_TAG | extra;
	default:
		return style;
	}
}

/* True for a title of at most `columns` columns that needs no second look: most
 * of them on a wide screen. */
static bool is_plain(const char *title, int columns)
{
	for (const char *at = title; *at != '\0'; at++) {
		if (*at < ' ' || *at > '~')
			return false;
	}
	return strlen(title) <= (size_t)columns && tex_is_plain(title);
}

/* The title as it is shown, hits marked. */
static void title_rich(const struct list_look *look, const char *title,
		       struct rich *rich)
{
	if (look->raw)
		rich_add(rich, title);
	else
		rich_add_tex(rich, title);
	if (look->match != NULL)
		match_style(look->match, QUERY_TITLE, 0, rich);
	if (look->search != NULL)
		rich_style_all(rich, 0, look->search, look->exact, STYLE_MATCH);
}

/* Draws a title, cut with an ellipsis when it is longer than the slot. */
static void draw_title(const struct list_look *look, const char *title,
		       struct screen *screen, struct slot slot, unsigned style)
{
	struct rich rich = { 0 };

	if (slot.columns <= 0)
		return;
	if (look->match == NULL && look->search == NULL &&
	    is_plain(title, slot.columns)) {
		screen_text_n(screen, slot, style, title, strlen(title));
		return;
	}
	title_rich(look, title, &rich);
	if (text_fit(str_text(&rich.text), slot.columns) < rich.text.len) {
		rich_cut(&rich,
			 text_fit(str_text(&rich.text), slot.columns - 1),
			 screen_utf8(screen) ? "…" : ">");
	}
	rich_draw(&rich, 0, rich.text.len, screen, slot, style);
	rich_clear(&rich);
}

/* Columns of a piece that is not the rest. */
static int piece_columns(const struct row_piece *piece, const char *text)
{
	int columns = text_columns(text, strlen(text));

	if (columns < piece->width)
		columns = piece->width;
	if (piece->most > 0 && columns > piece->most)
		columns = piece->most;
	return columns;
}

/* Draws a piece at the slot's beginning and takes its columns off the slot. */
static void draw_piece(const struct row_piece *piece, const char *text,
		       struct screen *screen, struct slot *slot, unsigned style)
{
	int columns = piece_columns(piece, text);
	int used = text_columns(text, strlen(text));
	int before = !piece->left && used < columns ? columns - used : 0;
	struct slot part = *slot;

	if (columns > slot->columns)
		columns = slot->columns;
	if (before > columns)
		before = columns;
	screen_blank(screen, part.row, part.col, before, style);
	part.col += before;
	part.columns = columns - before;
	screen_text_n(screen, part, piece_style(piece->field, style), text,
		      strlen(text));
	slot->col += columns;
	slot->columns -= columns;
}

/* Columns of the pieces [from, count) together. */
static int columns_behind(const struct list_look *look, size_t from,
			  const struct listing_row *row)
{
	struct str text = STR_INIT;
	int columns = 0;

	for (size_t i = from; i < look->format->count; i++) {
		str_clear(&text);
		piece_text(&look->format->pieces[i], row, &text);
		columns += piece_columns(&look->format->pieces[i],
					 str_text(&text));
	}
	str_free(&text);
	return columns;
}

/* The piece that takes the rest: a title, or a text of its own. */
static void draw_rest(const struct list_look *look, size_t number,
		      const struct listing_row *row, struct screen *screen,
		      struct slot *slot, unsigned style)
{
	const struct row_piece *piece = &look->format->pieces[number];
	int columns = slot->columns - columns_behind(look, number + 1, row);
	struct slot part = *slot;

	if (piece->width > 0 && !piece->rest)
		columns = piece->width;
	if (columns > slot->columns)
		columns = slot->columns;
	if (columns < 0)
		columns = 0;
	part.columns = columns;
	draw_title(look, row->title, screen, part, style);
	slot->col += columns;
	slot->columns -= columns;
}

void list_row_draw(const struct list_look *look, const struct listing_row *row,
		   struct screen *screen, struct slot slot, unsigned style)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < look->format->count; i++) {
		const struct row_piece *piece = &look->format->pieces[i];

		if (piece->field == ROW_TITLE) {
			draw_rest(look, i, row, screen, &slot, style);
			continue;
		}
		str_clear(&text);
		piece_text(piece, row, &text);
		draw_piece(piece, str_text(&text), screen, &slot, style);
	}
	str_free(&text);
	screen_blank(screen, slot.row, slot.col, slot.columns, style);
}
