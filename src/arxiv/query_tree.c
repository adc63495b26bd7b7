/* The tree of a query: made, freed, asked, and written as a query again. The
 * functions that walk it call themselves as deep as the query is nested, which
 * QUERY_MAX_DEPTH bounds. */
#include "arxiv/query_tree.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "base/mem.h"

static const struct {
	const char *name;
	const char *other;
	const char *what;
} fields[] = {
#define FIELD(name, text, other, what) { text, other, what },
#define ANSWER(name, text)
#include "arxiv/query.def"
#undef FIELD
#undef ANSWER
};

static const char *const states[] = {
#define FIELD(name, text, other, what)
#define ANSWER(name, text) text,
#include "arxiv/query.def"
#undef FIELD
#undef ANSWER
};

const char *query_field_name(enum query_field field)
{
	return fields[field].name;
}

const char *query_field_what(enum query_field field)
{
	return fields[field].what;
}

const char *query_state_name(enum query_state state)
{
	return states[state];
}

/* True when name[0..len) is a word of the table, in any case. */
static bool is_name(const char *word, const char *name, size_t len)
{
	size_t at = 0;

	while (at < len && ascii_lower(name[at]) == word[at])
		at++;
	return at == len && word[at] == '\0';
}

enum query_field query_field_find(const char *name, size_t len)
{
	int field = 0;

	while (field < QUERY_FIELD_COUNT &&
	       !is_name(fields[field].name, name, len) &&
	       !is_name(fields[field].other, name, len))
		field++;
	return (enum query_field)field;
}

struct query_node *query_node_new(enum query_kind kind)
{
	struct query_node *node = mem_zalloc(1, sizeof(*node));

	node->kind = kind;
	node->from = DAY_NONE;
	node->until = DAY_NONE;
	return node;
}

/* NOLINTBEGIN(misc-no-recursion) */

void query_node_free(struct query_node *node)
{
	struct query_node *next = NULL;

	for (; node != NULL; node = next) {
		next = node->next;
		query_node_free(node->child);
		pattern_free(node->pattern);
		free(node->text);
		free(node->words);
		free(node);
	}
}

void query_free(struct query *query)
{
	if (!query)
		return;
	query_node_free(query->root);
	free(query);
}

struct query_node *query_node_join(enum query_kind kind,
				   struct query_node *list)
{
	struct query_node *parent = NULL;
	struct query_node **end = NULL;
	struct query_node *next = NULL;

	if (list->next == NULL)
		return list;
	parent = query_node_new(kind);
	end = &parent->child;
	for (; list != NULL; list = next) {
		next = list->next;
		*end = list;
		if (list->kind == kind) {
			*end = list->child;
			list->child = NULL;
			list->next = NULL;
			query_node_free(list);
		}
		while (*end != NULL && *end != next)
			end = &(*end)->next;
	}
	*end = NULL;
	return parent;
}

struct query_node *query_node_negate(struct query_node *node)
{
	struct query_node *parent = NULL;

	if (node->kind == QUERY_NOT) {
		parent = node->child;
		node->child = NULL;
		query_node_free(node);
		return parent;
	}
	parent = query_node_new(QUERY_NOT);
	parent->child = node;
	return parent;
}

/* The parts that a text in a field needs. */
static unsigned field_wants(enum query_field field)
{
	static const unsigned parts[QUERY_FIELD_COUNT] = {
		[QUERY_ALL] = QUERY_WANTS_TITLE | QUERY_WANTS_ABSTRACT |
			      QUERY_WANTS_AUTHORS,
		[QUERY_TITLE] = QUERY_WANTS_TITLE,
		[QUERY_AUTHORS] = QUERY_WANTS_AUTHORS,
		[QUERY_ABSTRACT] = QUERY_WANTS_ABSTRACT,
		[QUERY_CATEGORY] = QUERY_WANTS_CATEGORIES,
		[QUERY_COMMENTS] = QUERY_WANTS_COMMENTS,
		[QUERY_JOURNAL] = QUERY_WANTS_JOURNAL,
		[QUERY_DOI] = QUERY_WANTS_DOI,
		[QUERY_TAG] = QUERY_WANTS_TAGS,
		[QUERY_NOTE] = QUERY_WANTS_NOTE,
		[QUERY_DAY] = QUERY_WANTS_LISTING,
		[QUERY_SUBMITTED] = QUERY_WANTS_SUBMITTED,
	};

	return parts[field];
}

static unsigned state_wants(enum query_state state)
{
	if (state == QUERY_IS_WITHDRAWN)
		return QUERY_WANTS_WITHDRAWN;
	if (state == QUERY_IS_NEW || state == QUERY_IS_CROSS ||
	    state == QUERY_IS_REPLACED)
		return QUERY_WANTS_LISTING;
	return QUERY_WANTS_MARKS;
}

static unsigned node_wants(const struct query_node *node)
{
	unsigned parts = 0;

	if (node->kind == QUERY_MARK)
		return state_wants(node->state);
	if (node->child == NULL)
		return field_wants(node->field);
	for (node = node->child; node != NULL; node = node->next)
		parts |= node_wants(node);
	return parts;
}

unsigned query_wants(const struct query *query)
{
	return node_wants(query->root);
}

/* True when a text means itself without quotes. */
static bool is_plain(const char *text)
{
	static const char *const taken[] = { "AND", "OR", "NOT", "ANDNOT" };

	if (!ascii_is_alnum(*text) && (unsigned char)*text < 0x80)
		return false;
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (strcmp(text, taken[i]) == 0)
			return false;
	for (; *text != '\0'; text++)
		if (!ascii_is_alnum(*text) && (unsigned char)*text < 0x80 &&
		    strchr("-./+_'", *text) == NULL)
			return false;
	return true;
}

static void print_text(const struct query_node *node, struct str *out)
{
	const char *quote = is_plain(node->text) ? "" : "\"";

	str_addf(out, "%s%s%s%s", quote, node->text, node->prefix ? "*" : "",
		 quote);
}

/* An expression, its slashes behind a backslash again. */
static void print_pattern(const char *text, struct str *out)
{
	str_add_char(out, '/');
	for (; *text != '\0'; text++) {
		if (*text == '\\' && text[1] != '\0')
			str_add_char(out, *text++);
		else if (*text == '/')
			str_add_char(out, '\\');
		str_add_char(out, *text);
	}
	str_add_char(out, '/');
}

static void print_dates(const struct query_node *node, struct str *out)
{
	char text[DATE_TEXT_SIZE];

	if (node->from != DAY_NONE)
		str_add(out, date_format_iso(node->from, text));
	if (node->from == node->until)
		return;
	str_add(out, "..");
	if (node->until != DAY_NONE)
		str_add(out, date_format_iso(node->until, text));
}

static void print_term(const struct query_node *node, struct str *out)
{
	char id[IDENT_TEXT_SIZE];

	if (node->field != QUERY_ALL)
		str_addf(out, "%s:", fields[node->field].name);
	if (node->kind == QUERY_PATTERN)
		print_pattern(node->text, out);
	else if (node->kind == QUERY_DATES)
		print_dates(node, out);
	else if (node->kind == QUERY_MARK)
		str_add(out, states[node->state]);
	else if (node->field == QUERY_ID)
		str_add(out, ident_format(node->key, id));
	else
		print_text(node, out);
}

static void print_node(const struct query_node *node, enum query_kind parent,
		       struct str *out)
{
	/* Only OR is weaker than what it may stand in. */
	bool inside = (node->kind == QUERY_OR && parent != QUERY_OR) ||
		      (node->kind == QUERY_AND && parent == QUERY_NOT);
	const struct query_node *child = node->child;

	if (child == NULL) {
		print_term(node, out);
		return;
	}
	if (node->kind == QUERY_NOT)
		str_add(out, "NOT ");
	if (inside)
		str_add_char(out, '(');
	for (; child != NULL; child = child->next) {
		print_node(child, node->kind, out);
		if (child->next != NULL)
			str_add(out, node->kind == QUERY_OR ? " OR " : " ");
	}
	if (inside)
		str_add_char(out, ')');
}

/* NOLINTEND(misc-no-recursion) */

void query_print(const struct query *query, struct str *out)
{
	print_node(query->root, QUERY_OR, out);
}
