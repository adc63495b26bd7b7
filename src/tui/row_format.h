#ifndef TUI_ROW_FORMAT_H
#define TUI_ROW_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* What a line of a list can show: X(NAME, letter, columns, what). It takes at
 * least that many columns, at the right end of them; a width in the format
 * counts instead. */
#define ROW_FIELDS(X)                                            \
	X(STAR, 'S', 1, "the star")                              \
	X(STATE, 's', 1, "whether it is unread, done or hidden") \
	X(IDENT, 'i', 5, "the end of the identifier")            \
	X(FULL_IDENT, 'I', 0, "the identifier")                  \
	X(TITLE, 't', 0, "the title; without a width, the rest") \
	X(AUTHOR, 'a', 0, "the first author")                    \
	X(AUTHORS, 'A', 0, "all authors")                        \
	X(AUTHOR_COUNT, 'n', 0, "how many authors there are")    \
	X(CATEGORY, 'c', 0, "the primary category")              \
	X(CATEGORIES, 'C', 0, "all categories")                  \
	X(VERSION, 'v', 0, "the version, such as v2")            \
	X(DATE, 'd', 0, "the day of its first submission")       \
	X(TYPE, 'T', 1, "N new, X cross-list, R replacement")    \
	X(SIGNS, 'g', 0, "t with tags, n with a note")

enum row_field {
	ROW_TEXT, /* words of the format itself */
#define X(name, letter, columns, what) ROW_##name,
	ROW_FIELDS(X)
#undef X
	ROW_FIELD_COUNT
};

struct row_piece {
	enum row_field field;
	char *text; /* of ROW_TEXT, owned */
	int width;  /* columns that it takes at least, 0 = as many as it has */
	int most;   /* columns that it takes at most, 0 = no limit */
	bool left;  /* stands at the left end of its width */
	bool rest;  /* takes what the other pieces leave */
};

struct row_format {
	struct row_piece *pieces;
	size_t count;
	size_t room;
};

/* Largest width. */
#define ROW_MAX_WIDTH 500

/* Reads a format: text as it is, %% for a percent sign, and fields such as %t,
 * %12a (at least 12 columns, at the right end of them), %-12a (at the left end)
 * and %.12a (at most 12); "%-12.12a" is a column of 12. False when it is none:
 * *ret_problem gets "expected ..." appended and *ret_at is the byte where. With
 * true *ret is set and row_format_free() frees what it holds. */
bool row_format_parse(const char *text, struct row_format *ret, size_t *ret_at,
		      struct str *ret_problem);
void row_format_free(struct row_format *format);

/* The letter of a field ('S') and what it shows; ROW_TEXT has none ('\0', ""). */
char row_field_letter(enum row_field field);
const char *row_field_help(enum row_field field);

#endif
