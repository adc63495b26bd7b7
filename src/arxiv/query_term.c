/* What one term of a query means in its field. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/category.h"
#include "arxiv/fold.h"
#include "arxiv/query_tree.h"
#include "base/mem.h"
#include "base/text.h"

/* Takes off the stars at the end, which mean that more may follow, and a
 * backslash that has nothing to say. */
static void take_star(struct query_node *node)
{
	char *text = node->text;
	size_t len = strlen(text);
	size_t slashes = 0;

	for (;;) {
		for (slashes = 0; slashes < len; slashes++)
			if (text[len - 1 - slashes] != '\\')
				break;
		if (len > 0 && text[len - 1] == '*')
			node->prefix = true;
		else if (slashes % 2 == 0)
			break;
		text[--len] = '\0';
	}
}

static enum status read_words(struct query_node *node, struct error *err)
{
	struct str words = STR_INIT;

	take_star(node);
	fold_text(node->text, &words);
	node->words = str_take(&words);
	for (char *at = node->words; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	if (node->words[0] == '\0')
		return error_set(err, STATUS_USAGE, 0,
				 "expected a word, with a letter or a digit "
				 "in it");
	return STATUS_OK;
}

static enum status read_pattern(struct query_node *node, struct error *err)
{
	node->words = mem_strdup(node->text);
	return pattern_new(node->text, &node->pattern, err);
}

static enum status read_category(struct query_node *node, struct error *err)
{
	char name[CATEGORY_MAX + 1];
	size_t len = strlen(node->text);

	if (len > 2 && strcmp(node->text + len - 2, ".*") == 0)
		node->text[len - 2] = '\0';
	if (!category_normalise(node->text, name))
		return error_set(err, STATUS_USAGE, 0,
				 "expected a category or an archive, like "
				 "cs.IR or hep-th or cs.*");
	free(node->text);
	node->text = mem_strdup(name);
	node->words = mem_strdup(name);
	return STATUS_OK;
}

static enum status read_ident(struct query_node *node, struct error *err)
{
	struct ident id;
	char text[IDENT_TEXT_SIZE];

	if (!ident_parse(node->text, &id))
		return error_set(err, STATUS_USAGE, 0,
				 "expected an identifier, like 2510.07784 or "
				 "hep-th/9901001");
	node->key = id.key;
	free(node->text);
	node->text = mem_strdup(ident_format(id.key, text));
	node->words = mem_strdup(node->text);
	return STATUS_OK;
}

static enum status read_doi(struct query_node *node, struct error *err)
{
	static const char *const heads[] = { "https://doi.org/",
					     "http://doi.org/",
					     "https://dx.doi.org/",
					     "http://dx.doi.org/", "doi:" };
	const char *rest = NULL;

	take_star(node);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		rest = ascii_after(node->text, heads[i]);
		if (rest != NULL)
			memmove(node->text, rest, strlen(rest) + 1);
	}
	node->words = text_fold(node->text);
	if (strncmp(node->words, "10.", 3) != 0 ||
	    strchr(node->words, ' ') != NULL)
		return error_set(
			err, STATUS_USAGE, 0,
			"expected a DOI, like 10.1103/PhysRevD.76.013009"
			" or 10.1103/*");
	return STATUS_OK;
}

static enum status read_tag(struct query_node *node, struct error *err)
{
	take_star(node);
	node->words = text_fold(node->text);
	if (node->words[0] == '\0')
		return error_set(err, STATUS_USAGE, 0,
				 "expected a tag; is:tagged finds all papers "
				 "with tags");
	return STATUS_OK;
}

static enum status read_state(struct query_node *node, struct error *err)
{
	struct str all = STR_INIT;
	int state = 0;

	while (state < QUERY_STATE_COUNT &&
	       ascii_compare(node->text,
			     query_state_name((enum query_state)state)) != 0)
		state++;
	node->state = (enum query_state)state;
	if (state < QUERY_STATE_COUNT)
		return STATUS_OK;
	for (state = 0; state < QUERY_STATE_COUNT; state++)
		str_addf(&all, "%s%s", state > 0 ? ", " : "",
			 query_state_name((enum query_state)state));
	error_set(err, STATUS_USAGE, 0, "expected one of %s", str_text(&all));
	str_free(&all);
	return STATUS_USAGE;
}

/* Reads a year, a month of a year or a day; the first and the last of its
 * days. False when it is none. */
static bool read_period(const char *text, day_t *ret_first, day_t *ret_last)
{
	int parts[2] = { 0, 1 };
	size_t len = strlen(text);

	*ret_first = date_parse_iso(text);
	if (*ret_first == DAY_NONE)
		*ret_first = date_parse_report(text);
	*ret_last = *ret_first;
	if (*ret_first != DAY_NONE)
		return true;
	if ((len != 4 && len != 7) || strspn(text, "0123456789") != 4 ||
	    (len == 7 && (text[4] != '-' || !ascii_is_digit(text[5]) ||
			  !ascii_is_digit(text[6]))))
		return false;
	for (size_t i = 0; i < 4; i++)
		parts[0] = parts[0] * 10 + (text[i] - '0');
	if (len == 7)
		parts[1] = (text[5] - '0') * 10 + (text[6] - '0');
	*ret_first = date_from_civil(parts[0], parts[1], 1);
	if (*ret_first == DAY_NONE)
		return false;
	if (len == 4 || parts[1] == 12)
		*ret_last = date_from_civil(parts[0], 12, 31);
	else
		*ret_last = date_from_civil(parts[0], parts[1] + 1, 1) - 1;
	return true;
}

static enum status wrong_date(struct error *err)
{
	return error_set(err, STATUS_USAGE, 0,
			 "expected a date or a span, like 2025-10-01, 2025-10, "
			 "2025-10-01.. or 2025-10-01..2025-10-05");
}

static enum status read_dates(struct query_node *node, struct error *err)
{
	char *gap = strstr(node->text, "..");
	char *last = gap ? gap + 2 : node->text;
	day_t unused = DAY_NONE;

	if (!gap && !read_period(node->text, &node->from, &node->until))
		return wrong_date(err);
	if (!gap)
		return STATUS_OK;
	*gap = '\0';
	if (gap == node->text && *last == '\0')
		return wrong_date(err);
	if (gap > node->text && !read_period(node->text, &node->from, &unused))
		return wrong_date(err);
	if (*last != '\0' && !read_period(last, &unused, &node->until))
		return wrong_date(err);
	if (node->until != DAY_NONE && node->from > node->until)
		return error_set(err, STATUS_USAGE, 0,
				 "expected a span that ends after it begins");
	return STATUS_OK;
}

/* How the terms of each field are read, and whether as expressions too. */
static const struct reader {
	enum status (*read)(struct query_node *node, struct error *err);
	enum query_kind kind;
	bool patterns;
} readers[QUERY_FIELD_COUNT] = {
	[QUERY_ALL] = {read_words,     QUERY_WORDS, true },
	[QUERY_TITLE] = { read_words,    QUERY_WORDS, true },
	[QUERY_AUTHORS] = { read_words,    QUERY_WORDS, true },
	[QUERY_ABSTRACT] = { read_words,    QUERY_WORDS, true },
	[QUERY_CATEGORY] = { read_category, QUERY_NAME,  false},
	[QUERY_COMMENTS] = { read_words,    QUERY_WORDS, true },
	[QUERY_JOURNAL] = { read_words,    QUERY_WORDS, true },
	[QUERY_DOI] = { read_doi,      QUERY_NAME,  false},
	[QUERY_ID] = { read_ident,    QUERY_NAME,  false},
	[QUERY_TAG] = { read_tag,      QUERY_NAME,  true },
	[QUERY_NOTE] = { read_words,    QUERY_WORDS, true },
	[QUERY_DAY] = { read_dates,    QUERY_DATES, false},
	[QUERY_SUBMITTED] = { read_dates,    QUERY_DATES, false},
	[QUERY_STATE] = { read_state,    QUERY_MARK,  false},
};

/* Kinds whose meaning is not their text do not keep it. */
static void forget_text(struct query_node *node)
{
	if (node->kind == QUERY_DATES || node->kind == QUERY_MARK) {
		free(node->text);
		node->text = NULL;
	}
}

enum status query_term_new(enum query_field field, enum term_form form,
			   char *text, struct query_node **ret,
			   struct error *err)
{
	const struct reader *reader = &readers[field];
	struct query_node *node = query_node_new(reader->kind);
	enum status status = STATUS_OK;

	node->field = field;
	node->text = text;
	if (form != TERM_SLASHED) {
		status = reader->read(node, err);
	} else if (reader->patterns) {
		node->kind = QUERY_PATTERN;
		status = read_pattern(node, err);
	} else {
		status = error_set(err, STATUS_USAGE, 0,
				   "regular expressions do not look at %s",
				   query_field_what(field));
	}
	if (status != STATUS_OK) {
		query_node_free(node);
		return status;
	}
	forget_text(node);
	*ret = node;
	return STATUS_OK;
}
