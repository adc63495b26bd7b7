/* Sets by rule: a test holds the rule against the column of the taxonomy. */
#include "arxiv/oai_set.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A group is named after the archive that has its full name. */
static const char *group_of(const struct category *category)
{
	size_t count = 0;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].archive_name, category->group_name) == 0)
			return table[i].archive;
	return category->archive;
}

/* Any row of the taxonomy in that archive. */
static const struct category *find_archive(const char *archive)
{
	size_t count = 0;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++)
		if (strcasecmp(table[i].archive, archive) == 0)
			return &table[i];
	return NULL;
}

static bool put(char out[OAI_SET_MAX + 1], const char *group,
		const char *archive, const char *class)
{
	int len = snprintf(out, OAI_SET_MAX + 1, "%s:%s%s%s", group, archive,
			   class[0] != '\0' ? ":" : "", class);

	if (len <= OAI_SET_MAX)
		return true;
	out[0] = '\0';
	return false;
}

bool oai_set_of(const char *name, char out[OAI_SET_MAX + 1])
{
	const struct category *category = category_find(name);
	const char *dot;

	if (category != NULL)
		category = category_find(category->canonical);
	if (category == NULL)
		category = find_archive(name);
	out[0] = '\0';
	if (category == NULL)
		return false;
	dot = strchr(category->name, '.');
	if (strcasecmp(category->archive, name) == 0)
		dot = NULL;
	return put(out, group_of(category), category->archive,
		   dot != NULL ? dot + 1 : "");
}

/* The set under the name of a row itself, which an alias has, too. */
static bool own_set(const struct category *category, char out[OAI_SET_MAX + 1])
{
	const char *dot = strchr(category->name, '.');

	return put(out, group_of(category), category->archive,
		   dot != NULL ? dot + 1 : "");
}

/* True for the name of a group. */
static bool is_group(const char *word)
{
	size_t count = 0;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(group_of(&table[i]), word) == 0)
			return true;
	return false;
}

/* True when the text has the form of a set. */
static bool is_set(const char *word)
{
	size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:");

	return len > 0 && len <= OAI_SET_MAX && word[len] == '\0' &&
	       word[0] != ':' && word[len - 1] != ':';
}

bool oai_set_parse(const char *word, char out[OAI_SET_MAX + 1])
{
	out[0] = '\0';
	if (strcmp(word, "all") == 0)
		return true;
	if ((strchr(word, ':') != NULL && is_set(word)) || is_group(word)) {
		(void)snprintf(out, OAI_SET_MAX + 1, "%s", word);
		return true;
	}
	return oai_set_of(word, out);
}

static size_t add(char out[OAI_SET_REQUESTS][CATEGORY_MAX + 1], size_t count,
		  const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(out[i], name) == 0)
			return count;
	if (count == OAI_SET_REQUESTS)
		return count;
	(void)snprintf(out[count], CATEGORY_MAX + 1, "%s", name);
	return count + 1;
}

/* The archives of a group that still are archives. */
static size_t group_requests(const char *group,
			     char out[OAI_SET_REQUESTS][CATEGORY_MAX + 1])
{
	size_t rows = 0;
	const struct category *table = category_table(&rows);
	size_t count = 0;

	for (size_t i = 0; i < rows; i++)
		if (table[i].active && strcmp(group_of(&table[i]), group) == 0)
			count = add(out, count, table[i].archive);
	return count;
}

size_t oai_set_requests(const char *set,
			char out[OAI_SET_REQUESTS][CATEGORY_MAX + 1])
{
	size_t rows = 0;
	const struct category *table = category_table(&rows);
	size_t count = 0;

	if (strchr(set, ':') == NULL)
		return group_requests(set, out);
	for (size_t i = 0; i < rows; i++) {
		bool alias = strcmp(table[i].name, table[i].canonical) != 0;
		char name[OAI_SET_MAX + 1];

		if (!alias && oai_set_of(table[i].archive, name) &&
		    strcmp(name, set) == 0)
			return add(out, count, table[i].archive);
		if (own_set(&table[i], name) && strcmp(name, set) == 0)
			return add(out, count, table[i].canonical);
	}
	return count;
}
