/* A query as arXiv's API takes it. It knows AND, OR and ANDNOT, where ANDNOT
 * needs something before it; categories are asked for one by one, since it
 * refuses cat:cs.* at times and knows no aliases. */
#include <string.h>

#include "arxiv/category.h"
#include "arxiv/query.h"

/* The days that an open span ends with: no paper is older, none will be
 * younger. */
#define FIRST_YEAR 1991
#define LAST_YEAR  2099

static enum status refuse(struct error *err, const char *what)
{
	return error_set(err, STATUS_USAGE, 0,
			 "arXiv's search cannot be asked for %s", what);
}

static void add_words(const struct query_node *node, struct str *out)
{
	bool phrase = strchr(node->words, ' ') != NULL;

	str_addf(out, "%s:%s%s%s%s", query_field_name(node->field),
		 phrase ? "\"" : "", node->words, phrase ? "\"" : "",
		 node->prefix ? "*" : "");
}

/* All the categories that a name covers; the name itself when it is none of
 * the taxonomy. */
static void add_categories(const char *wanted, struct str *out)
{
	size_t count = 0;
	const struct category *table = category_table(&count);
	struct str all = STR_INIT;
	bool several = false;

	for (size_t i = 0; i < count; i++) {
		if (!category_covers(wanted, table[i].name))
			continue;
		several = all.len > 0;
		str_addf(&all, "%scat:%s", several ? " OR " : "",
			 table[i].name);
	}
	if (all.len == 0)
		str_addf(&all, "cat:%s", wanted);
	str_addf(out, several ? "(%s)" : "%s", str_text(&all));
	str_free(&all);
}

static void add_date(day_t day, const char *time, struct str *out)
{
	int year = 0;
	int month = 0;
	int of_month = 0;

	date_to_civil(day, &year, &month, &of_month);
	str_addf(out, "%04d%02d%02d%s", year, month, of_month, time);
}

static void add_dates(const struct query_node *node, struct str *out)
{
	str_add(out, "submittedDate:[");
	add_date(node->from != DAY_NONE ? node->from
					: date_from_civil(FIRST_YEAR, 1, 1),
		 "0000", out);
	str_add(out, " TO ");
	add_date(node->until != DAY_NONE ? node->until
					 : date_from_civil(LAST_YEAR, 12, 31),
		 "2359", out);
	str_add_char(out, ']');
}

static enum status add_name(const struct query_node *node, struct str *out,
			    struct error *err)
{
	if (node->field == QUERY_TAG)
		return refuse(err, "tags");
	if (node->field == QUERY_CATEGORY)
		add_categories(node->words, out);
	else if (node->prefix)
		str_addf(out, "doi:%s*", node->words);
	else
		str_addf(out, node->field == QUERY_DOI ? "doi:\"%s\"" : "id:%s",
			 node->words);
	return STATUS_OK;
}

static enum status add_term(const struct query_node *node, struct str *out,
			    struct error *err)
{
	switch (node->kind) {
	case QUERY_WORDS:
		if (node->field == QUERY_NOTE)
			return refuse(err, "notes");
		if (node->prefix && strchr(node->words, ' ') != NULL)
			return refuse(err, "a phrase whose last word goes on");
		add_words(node, out);
		return STATUS_OK;
	case QUERY_NAME:
		return add_name(node, out, err);
	case QUERY_DATES:
		if (node->field == QUERY_DAY)
			return refuse(err, "days of announcement");
		add_dates(node, out);
		return STATUS_OK;
	case QUERY_PATTERN:
		return refuse(err, "regular expressions");
	case QUERY_MARK:
		return refuse(err, "states (is:)");
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		break;
	}
	return STATUS_OK;
}

/* How many of the children are negations, or are not. */
static size_t count_children(const struct query_node *child, bool negated)
{
	size_t count = 0;

	for (; child != NULL; child = child->next)
		count += (child->kind == QUERY_NOT) == negated;
	return count;
}

/* At most QUERY_MAX_DEPTH deep. NOLINTBEGIN(misc-no-recursion) */
static enum status add_node(const struct query_node *node, struct str *out,
			    struct error *err);

/* Those that are no negations, `sign` between them. */
static enum status add_children(const struct query_node *child,
				const char *sign, struct str *out,
				struct error *err)
{
	enum status status = STATUS_OK;
	size_t begun = out->len;

	for (; child != NULL && status == STATUS_OK; child = child->next) {
		if (child->kind == QUERY_NOT)
			continue;
		if (out->len > begun)
			str_add(out, sign);
		status = add_node(child, out, err);
	}
	return status;
}

/* Those that are, each behind ANDNOT. */
static enum status add_negations(const struct query_node *child,
				 struct str *out, struct error *err)
{
	enum status status = STATUS_OK;

	for (; child != NULL && status == STATUS_OK; child = child->next) {
		if (child->kind != QUERY_NOT)
			continue;
		str_add(out, " ANDNOT ");
		status = add_node(child->child, out, err);
	}
	return status;
}

static enum status add_node(const struct query_node *node, struct str *out,
			    struct error *err)
{
	bool any = node->kind == QUERY_OR;
	enum status status = STATUS_OK;

	if (node->child == NULL)
		return add_term(node, out, err);
	if (node->kind == QUERY_NOT ||
	    (any && count_children(node->child, true) > 0) ||
	    count_children(node->child, false) == 0)
		return refuse(err, "a negation that nothing stands beside");
	str_add_char(out, '(');
	status = add_children(node->child, any ? " OR " : " AND ", out, err);
	if (status == STATUS_OK)
		status = add_negations(node->child, out, err);
	str_add_char(out, ')');
	return status;
}

/* NOLINTEND(misc-no-recursion) */

enum status query_api(const struct query *query, struct str *out,
		      struct error *err)
{
	return add_node(query->root, out, err);
}
