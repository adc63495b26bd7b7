#ifndef ARXIV_QUERY_H
#define ARXIV_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/announce.h"
#include "arxiv/ident.h"
#include "arxiv/paper.h"
#include "arxiv/pattern.h"
#include "base/date.h"
#include "base/error.h"
#include "base/str.h"

/* The query language (arxday-query(7)): a text becomes a tree, which matches
 * papers one by one and can be turned into other languages.
 *
 *   query  = both { ("OR" | "|" | "||") both }
 *   both   = not { ["AND" | "&" | "&&" | "ANDNOT"] not }
 *   not    = ("NOT" | "!" | "-") not | [field ":"] item
 *   item   = "(" query ")" | word | "phrase" | prefix* | /expression/
 *
 * A field before a parenthesis is that of every term in it that names none. */

/* Limits of a query: bytes, terms, and parentheses and negations inside each
 * other. */
#define QUERY_MAX_BYTES 4096
#define QUERY_MAX_TERMS 256
#define QUERY_MAX_DEPTH 32

/* What a term looks at; the table is query.def. */
enum query_field {
#define FIELD(name, text, other, what) QUERY_##name,
#define ANSWER(name, text)
#include "arxiv/query.def"
#undef FIELD
#undef ANSWER
	QUERY_FIELD_COUNT
};

/* Numbers of the states, and their bits. */
enum query_state {
#define FIELD(name, text, other, what)
#define ANSWER(name, text) QUERY_IS_##name,
#include "arxiv/query.def"
#undef FIELD
#undef ANSWER
	QUERY_STATE_COUNT
};

#define QUERY_BIT(state) (1u << (state))

enum query_kind {
	QUERY_AND, /* all of its two or more children match, none is AND */
	QUERY_OR,  /* one of its two or more children matches, none is OR */
	QUERY_NOT, /* its only child, which is no NOT, does not match */
	QUERY_WORDS,
	QUERY_PATTERN,
	QUERY_NAME, /* CATEGORY, DOI, ID, TAG: one name out of a list */
	QUERY_DATES,
	QUERY_MARK
};

/* One node of the tree. What a kind does not name is 0 or NULL. */
struct query_node {
	enum query_kind kind;
	struct query_node *child; /* AND, OR, NOT: the first one */
	struct query_node *next;  /* the next child of the same parent */

	enum query_field field; /* all but AND, OR, NOT */

	/* WORDS: as it was written, and its words as fold_text() gives them,
	 * one blank between, at least one. They must follow each other in one
	 * text (ALL: in title, abstract or one name); for AUTHORS they must
	 * come in this order in one name, and others may stand between them.
	 * PATTERN: the extended regular expression, in both.
	 * NAME: as it was written, and the proper spelling of the category or
	 * archive, the DOI or tag case folded, or the bare identifier. */
	char *text;
	char *words;
	bool prefix; /* WORDS: the last word, DOI, TAG: the whole may go on */

	struct pattern *pattern; /* PATTERN: compiled */
	paper_key key;           /* NAME of ID */

	day_t from; /* DATES: both inclusive, DAY_NONE = open, never both */
	day_t until;

	enum query_state state; /* MARK */
};

/* A parsed query; never changes, so threads may share it as long as none
 * frees it. */
struct query {
	struct query_node *root;
};

/* Parses text (UTF-8; NUL ends it). STATUS_USAGE when it is no query: *err
 * says what was expected and *ret_column where, counted in characters from 1
 * (one behind the last when the text ends too early). STATUS_OK sets *ret,
 * which query_free() frees. */
enum status query_parse(const char *text, struct query **ret,
			size_t *ret_column, struct error *err) MUST_CHECK;

/* Frees it; NULL is fine. */
void query_free(struct query *query);

/* Appends the query so that query_parse() makes the same tree of it: every
 * operator but AND is written out. */
void query_print(const struct query *query, struct str *out);

/* "ti", "au", ...; "starred", "unread", ... */
const char *query_field_name(enum query_field field);
const char *query_state_name(enum query_state state);

/* What one field is called in messages: "titles". */
const char *query_field_what(enum query_field field);

/* Parts of a subject that must be filled in for query_match(): what a bit does
 * not ask for may be NULL, 0 or NONE. The identifier is always looked at. */
enum query_part {
	QUERY_WANTS_TITLE = 1,
	QUERY_WANTS_AUTHORS = 2,
	QUERY_WANTS_CATEGORIES = 4,
	QUERY_WANTS_ABSTRACT = 8,
	QUERY_WANTS_COMMENTS = 16,
	QUERY_WANTS_JOURNAL = 32,
	QUERY_WANTS_DOI = 64,
	QUERY_WANTS_SUBMITTED = 128,
	QUERY_WANTS_TAGS = 256,
	QUERY_WANTS_NOTE = 512,
	QUERY_WANTS_MARKS = 1024,   /* is:starred, unread, read, done, hidden,
				      tagged, noted: the bits of `states` */
	QUERY_WANTS_LISTING = 2048, /* day, type */
	QUERY_WANTS_WITHDRAWN = 4096
};

/* The parts that a query needs, bits of enum query_part. */
unsigned query_wants(const struct query *query);

/* One paper to be matched. Everything is borrowed. */
struct query_subject {
	const struct paper *paper;
	/* QUERY_BIT() of STARRED, READ, DONE, HIDDEN; of TAGGED and NOTED too
	 * when tags and note are not filled in. UNREAD is what is neither read
	 * nor done; the others are not looked at. */
	unsigned states;
	const char *tags;        /* one a line; NULL none */
	const char *note;        /* NULL none */
	enum announce_type type; /* in the listing in question; or NONE */
	day_t day;               /* its day; DAY_NONE unknown */
	bool withdrawn;          /* paper_is_withdrawn() says so */
};

#define QUERY_SUBJECT_INIT \
	((struct query_subject){ .type = ANNOUNCE_NONE, .day = DAY_NONE })

/* True when the paper matches. A text that the paper has not matches nothing,
 * so its negation does. */
bool query_match(const struct query *query,
		 const struct query_subject *subject);

/* Bytes [start, start + len) of a text. */
struct query_span {
	size_t start;
	size_t len;
};

/* Where a shown text (UTF-8, of any of the fields of text; authors with
 * commas or line feeds between them) has what the query looks for in `field`:
 * words and expressions that are not negated, also those of ALL. Sets
 * *ret_spans to an array that the caller frees (NULL when there are none),
 * ascending, none empty, none touching another; returns their number. A
 * prefix marks the whole word. */
size_t query_hits(const struct query *query, enum query_field field,
		  const char *shown, struct query_span **ret_spans);

/* Appends the query in the syntax of arXiv's API (search_query, not yet
 * percent-encoded). STATUS_USAGE when arXiv cannot be asked that: days of
 * announcement, states, tags, notes, expressions, or a negation that nothing
 * stands beside; *err names it, and what was appended means nothing. */
enum status query_api(const struct query *query, struct str *out,
		      struct error *err) MUST_CHECK;

#endif
