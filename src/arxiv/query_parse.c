/* The parser of queries, by recursive descent: one function a level of
 * binding, each giving the node that it read, or NULL once something was
 * wrong, which is said in *err with its place in `wrong`. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/query_tree.h"
#include "base/mem.h"
#include "base/utf8.h"

struct parser {
	const char *text;
	size_t at;
	size_t terms;
	size_t wrong;
	struct error *err;
};

enum sign {
	SIGN_NONE,
	SIGN_AND,
	SIGN_AND_NOT,
	SIGN_OR,
	SIGN_NOT
};

/* The longest first where one begins another. */
static const struct {
	const char *text;
	enum sign sign;
	bool word; /* ends where a word ends */
} signs[] = {
	{"ANDNOT", SIGN_AND_NOT, true },
        { "AND",   SIGN_AND,     true },
	{ "&&",    SIGN_AND,     false},
        { "&",     SIGN_AND,     false},
	{ "OR",    SIGN_OR,      true },
        { "||",    SIGN_OR,      false},
	{ "|",     SIGN_OR,      false},
        { "NOT",   SIGN_NOT,     true },
	{ "!",     SIGN_NOT,     false},
};

static bool is_end(char c)
{
	return c == '\0' || ascii_is_space(c) || strchr("()\"&|", c) != NULL;
}

/* Notes where it went wrong, once *err is set. */
static struct query_node *fail(struct parser *parser, size_t at)
{
	parser->wrong = at;
	return NULL;
}

/* The next byte that is not blank. */
static char peek(struct parser *parser)
{
	while (ascii_is_space(parser->text[parser->at]))
		parser->at++;
	return parser->text[parser->at];
}

/* The operator at the next byte that is not blank, and its bytes. */
static enum sign peek_sign(struct parser *parser, size_t *ret_len)
{
	const char *text = NULL;
	char c = peek(parser);

	text = parser->text + parser->at;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		*ret_len = strlen(signs[i].text);
		if (strncmp(text, signs[i].text, *ret_len) == 0 &&
		    (!signs[i].word || is_end(text[*ret_len])))
			return signs[i].sign;
	}
	/* A dash stands before what must not be there. */
	*ret_len = 1;
	if (c == '-' && (text[1] == '(' || text[1] == '"' || text[1] == '-' ||
			 !is_end(text[1])))
		return SIGN_NOT;
	*ret_len = 0;
	return SIGN_NONE;
}

/* Bytes of (...) without blanks at text, 0 when it is none. It belongs to the
 * word that it stands behind: SU(2), and parts of old DOIs. */
static size_t brackets_length(const char *text)
{
	size_t depth = 0;
	size_t len = 0;

	do {
		if (text[len] == '(')
			depth++;
		else if (text[len] == ')')
			depth--;
		else if (is_end(text[len]))
			return 0;
		len++;
	} while (depth > 0);
	return len > 2 ? len : 0;
}

/* Bytes that belong to a word at text, 0 where it ends. A backslash takes along
 * what stands behind it, as TeX has it. */
static size_t word_step(const char *text)
{
	if (*text == '(')
		return brackets_length(text);
	if (is_end(*text))
		return 0;
	if (*text == '\\' && text[1] != '\0' && !ascii_is_space(text[1]))
		return 2;
	return 1;
}

static size_t word_length(const char *text)
{
	size_t len = 0;
	size_t more = 0;

	while ((more = word_step(text + len)) > 0)
		len += more;
	return len;
}

/* Bytes of the text up to an unescaped `end`; the whole rest when there is
 * none. */
static size_t enclosed_length(const char *text, char end)
{
	size_t len = 0;

	while (text[len] != '\0' && text[len] != end)
		len += text[len] == '\\' && text[len + 1] != '\0' ? 2 : 1;
	return len;
}

/* The text between slashes, "\/" as "/". */
static char *unescape_slashes(const char *text, size_t len)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\' && i + 1 < len && text[i + 1] != '/')
			str_add_char(&out, text[i++]);
		else if (text[i] == '\\' && i + 1 < len)
			i++;
		str_add_char(&out, text[i]);
	}
	return str_take(&out);
}

/* Reads text between two of the byte at parser->at. NULL when it does not end;
 * the caller frees it. */
static char *read_enclosed(struct parser *parser)
{
	size_t begin = parser->at;
	char end = parser->text[begin];
	const char *text = parser->text + begin + 1;
	size_t len = enclosed_length(text, end);

	if (text[len] == '\0') {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected a closing %s for the one in column %zu",
			  end == '"' ? "quotation mark" : "slash",
			  utf8_count(parser->text, begin) + 1);
		fail(parser, begin + 1 + len);
		return NULL;
	}
	parser->at += 1 + len + 1;
	return end == '/' ? unescape_slashes(text, len)
			  : mem_strndup(text, len);
}

/* Reads a term without its field. */
static struct query_node *read_term(struct parser *parser,
				    enum query_field field)
{
	size_t begin = parser->at;
	const char *text = parser->text + begin;
	struct query_node *node = NULL;
	enum term_form form = TERM_BARE;
	char *copy = NULL;

	if (++parser->terms > QUERY_MAX_TERMS) {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected at most %d terms", QUERY_MAX_TERMS);
		return fail(parser, begin);
	}
	if (*text == '"' || *text == '/') {
		form = *text == '"' ? TERM_QUOTED : TERM_SLASHED;
		copy = read_enclosed(parser);
		if (copy == NULL)
			return NULL;
	} else {
		parser->at += word_length(text);
		copy = mem_strndup(text, parser->at - begin);
	}
	if (query_term_new(field, form, copy, &node, parser->err) != STATUS_OK)
		return fail(parser, begin);
	if (form != TERM_BARE && !is_end(parser->text[parser->at])) {
		query_node_free(node);
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected a blank behind the closing %s",
			  form == TERM_QUOTED ? "quotation mark" : "slash");
		return fail(parser, parser->at);
	}
	return node;
}

/* What may be the name of a field before a colon; 0 when there is no such. */
static size_t name_length(const char *text)
{
	size_t len = 0;

	while (ascii_is_letter(text[len]))
		len++;
	return text[len] == ':' ? len : 0;
}

static struct query_node *unknown_field(struct parser *parser, size_t len)
{
	struct str all = STR_INIT;

	for (int i = 0; i < QUERY_FIELD_COUNT; i++)
		str_addf(&all, "%s%s:", i > 0 ? " " : "",
			 query_field_name((enum query_field)i));
	error_set(parser->err, STATUS_USAGE, 0,
		  "expected one of the fields %s instead of %.*s: (a text with "
		  "a colon needs quotation marks)",
		  str_text(&all), len > 32 ? 32 : (int)len,
		  parser->text + parser->at);
	str_free(&all);
	return fail(parser, parser->at);
}

/* The functions below call each other, at most QUERY_MAX_DEPTH deep.
 * NOLINTBEGIN(misc-no-recursion) */
static struct query_node *read_or(struct parser *parser, enum query_field field,
				  int depth);

static struct query_node *read_group(struct parser *parser,
				     enum query_field field, int depth)
{
	size_t begin = parser->at;
	struct query_node *node = NULL;

	if (depth >= QUERY_MAX_DEPTH) {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected at most %d parentheses inside each other",
			  QUERY_MAX_DEPTH);
		return fail(parser, begin);
	}
	parser->at++;
	node = read_or(parser, field, depth + 1);
	if (node == NULL)
		return NULL;
	if (peek(parser) != ')') {
		query_node_free(node);
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected ) for the parenthesis in column %zu",
			  utf8_count(parser->text, begin) + 1);
		return fail(parser, parser->at);
	}
	parser->at++;
	return node;
}

/* A term or a group, perhaps with a field before it. */
static struct query_node *read_item(struct parser *parser,
				    enum query_field field, int depth)
{
	const char *text = parser->text + parser->at;
	size_t len = name_length(text);

	if (len > 0) {
		field = query_field_find(text, len);
		if (field == QUERY_FIELD_COUNT)
			return unknown_field(parser, len);
		parser->at += len + 1;
		text += len + 1;
		if (*text != '(' && *text != '"' &&
		    (is_end(*text) || *text == '!')) {
			error_set(parser->err, STATUS_USAGE, 0,
				  "expected what to look for in %s, right "
				  "behind %s:",
				  query_field_what(field),
				  query_field_name(field));
			return fail(parser, parser->at);
		}
	}
	if (*text == '(')
		return read_group(parser, field, depth);
	return read_term(parser, field);
}

/* An item, perhaps negated. */
static struct query_node *read_not(struct parser *parser,
				   enum query_field field, int depth)
{
	size_t len = 0;
	bool negated = false;
	struct query_node *node = NULL;
	enum sign sign = peek_sign(parser, &len);
	char c = '\0';

	for (; sign == SIGN_NOT; sign = peek_sign(parser, &len)) {
		negated = !negated;
		parser->at += len;
	}
	c = peek(parser);
	if (c == '\0' || c == ')' || sign != SIGN_NONE) {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected a word, a \"phrase\", a field like ti: or "
			  "a parenthesis%s%.*s",
			  sign == SIGN_NONE ? "" : " before ", (int)len,
			  parser->text + parser->at);
		return fail(parser, parser->at);
	}
	node = read_item(parser, field, depth);
	return node != NULL && negated ? query_node_negate(node) : node;
}

/* Items that must all match, up to what is no part of them. */
static struct query_node *read_and(struct parser *parser,
				   enum query_field field, int depth)
{
	struct query_node *list = NULL;
	struct query_node **end = &list;
	enum sign sign = SIGN_NONE;
	size_t len = 0;
	char c = '\0';

	do {
		if (sign == SIGN_AND || sign == SIGN_AND_NOT)
			parser->at += len;
		*end = read_not(parser, field, depth);
		if (*end == NULL) {
			query_node_free(list);
			return NULL;
		}
		if (sign == SIGN_AND_NOT)
			*end = query_node_negate(*end);
		end = &(*end)->next;
		sign = peek_sign(parser, &len);
		c = peek(parser);
	} while (c != '\0' && c != ')' && sign != SIGN_OR);
	return query_node_join(QUERY_AND, list);
}

static struct query_node *read_or(struct parser *parser, enum query_field field,
				  int depth)
{
	struct query_node *list = NULL;
	struct query_node **end = &list;
	size_t len = 0;

	for (;;) {
		*end = read_and(parser, field, depth);
		if (*end == NULL) {
			query_node_free(list);
			return NULL;
		}
		end = &(*end)->next;
		if (peek_sign(parser, &len) != SIGN_OR)
			return query_node_join(QUERY_OR, list);
		parser->at += len;
	}
}

/* NOLINTEND(misc-no-recursion) */

/* The whole text, which is a query and nothing behind it. */
static struct query_node *read_all(struct parser *parser)
{
	size_t len = strlen(parser->text);
	struct query_node *root = NULL;

	if (len > QUERY_MAX_BYTES) {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected a query of at most %d bytes",
			  QUERY_MAX_BYTES);
		return fail(parser, 0);
	}
	if (!utf8_valid(parser->text, len)) {
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected a query in UTF-8");
		return fail(parser, 0);
	}
	root = read_or(parser, QUERY_ALL, 0);
	if (root != NULL && peek(parser) != '\0') {
		query_node_free(root);
		error_set(parser->err, STATUS_USAGE, 0,
			  "expected the end, or ( somewhere before this )");
		return fail(parser, parser->at);
	}
	return root;
}

enum status query_parse(const char *text, struct query **ret,
			size_t *ret_column, struct error *err)
{
	struct parser parser = { .text = text, .err = err };
	struct query_node *root = read_all(&parser);

	if (root == NULL) {
		*ret_column = utf8_count(text, parser.wrong) + 1;
		return STATUS_USAGE;
	}
	*ret = mem_zalloc(1, sizeof(**ret));
	(*ret)->root = root;
	return STATUS_OK;
}
