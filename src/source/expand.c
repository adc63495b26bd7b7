/* See the header: a table of rules with three rows. */
#include "source/expand.h"

#include <stdio.h>
#include <string.h>

bool expand_next(const char **query, char out[CATEGORY_MAX + 1])
{
	while (*query != NULL && **query != '\0') {
		char part[CATEGORY_MAX + 1];
		const char *start = *query;
		size_t len = strcspn(start, "+");

		*query = start + len + (start[len] == '+' ? 1 : 0);
		if (len == 0 || len > CATEGORY_MAX)
			continue;
		memcpy(part, start, len);
		part[len] = '\0';
		if (category_normalise(part, out))
			return true;
	}
	out[0] = '\0';
	return false;
}

bool expand_is_group(const char *name)
{
	size_t count;
	const struct category *table = category_table(&count);

	if (!category_is_archive(name))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].archive, name) == 0 &&
		    strcmp(table[i].name, name) != 0)
			return true;
	return false;
}

/* Adds a place unless it is there: aliases lead to one, with one type. */
static void add_place(struct expansion *to, const char *category,
		      enum announce_type type)
{
	struct expand_place *place;

	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->places[i].category, category) == 0)
			return;
	if (to->count == EXPAND_MAX)
		return;
	place = &to->places[to->count++];
	(void)snprintf(place->category, sizeof(place->category), "%s",
		       category);
	place->type = type;
}

/* Adds the paper's categories that one part of the request covers. */
static void add_covered(struct expansion *to, const char *part,
			const struct paper *paper, enum announce_type type)
{
	const char *list = paper->categories;
	char primary[CATEGORY_MAX + 1];
	char name[CATEGORY_MAX + 1];

	if (list == NULL || !paper_primary(list, primary))
		return;
	while (category_next(&list, name)) {
		const char *canonical = category_canonical(name);
		enum announce_type relative = type;

		if (!category_covers(part, name) &&
		    !category_covers(part, canonical))
			continue;
		if (type != ANNOUNCE_NONE)
			relative = announce_relative(type, primary, name);
		add_place(to, canonical, relative);
	}
}

/* What a feed calls new or replaced is that somewhere in it, also where its
 * own list of categories would not have it so. */
static void keep_type(struct expansion *to, enum announce_type type)
{
	if (type != ANNOUNCE_NEW && type != ANNOUNCE_REPLACE)
		return;
	for (size_t i = 0; i < to->count; i++)
		if (to->places[i].type == type)
			return;
	if (to->count > 0)
		to->places[0].type = type;
}

/* True when the request is one category, whose name goes to out. */
static bool is_single(const char *query, char out[CATEGORY_MAX + 1])
{
	char next[CATEGORY_MAX + 1];

	return expand_next(&query, out) && !expand_next(&query, next) &&
	       !expand_is_group(out);
}

void expand_entry(const char *query, const struct paper *paper,
		  enum announce_type type, struct expansion *ret)
{
	char first[CATEGORY_MAX + 1];
	char part[CATEGORY_MAX + 1];
	const char *rest = query;

	ret->count = 0;
	if (is_single(query, first)) {
		add_place(ret, category_canonical(first), type);
		return;
	}
	while (expand_next(&rest, part))
		add_covered(ret, part, paper, type);
	keep_type(ret, type);
	if (ret->count > 0)
		return;
	rest = query;
	if (!expand_next(&rest, first) &&
	    (paper->categories == NULL ||
	     !paper_primary(paper->categories, first)))
		first[0] = '\0';
	add_place(ret, category_canonical(first), type);
}
