/* The taxonomy is one table in the order of its file, made by
 * build-aux/taxonomy.awk, with the order of its names and that of its
 * archives, by which it is searched in halves. Names that it does not hold are
 * judged by their form alone. */
#include "arxiv/category.h"

#include <string.h>

#include "arxiv/ascii.h"

#define CATEGORY(category, full, in_archive, archive_full, group, canon, is) \
	{ .name = category,                                                  \
	  .full_name = full,                                                 \
	  .archive = in_archive,                                             \
	  .archive_name = archive_full,                                      \
	  .group_name = group,                                               \
	  .canonical = canon,                                                \
	  .active = is },
#define CATEGORY_ORDER(number)
#define CATEGORY_ARCHIVE(archive)
static const struct category table[] = {
#include "arxiv/taxonomy.inc"
};
#undef CATEGORY
#undef CATEGORY_ORDER

#define TABLE_COUNT (sizeof(table) / sizeof(table[0]))

/* Numbers of the rows, by name without regard to case. */
#define CATEGORY(category, full, in_archive, archive_full, group, canon, is)
#define CATEGORY_ORDER(number) number,
static const unsigned short order[TABLE_COUNT] = {
#include "arxiv/taxonomy.inc"
};
#undef CATEGORY_ORDER
#undef CATEGORY_ARCHIVE

/* The archives, by name without regard to case. */
#define CATEGORY_ORDER(number)
#define CATEGORY_ARCHIVE(archive) archive,
static const char *const archives[] = {
#include "arxiv/taxonomy.inc"
};
#undef CATEGORY
#undef CATEGORY_ORDER
#undef CATEGORY_ARCHIVE

const struct category *category_table(size_t *ret_count)
{
	*ret_count = TABLE_COUNT;
	return table;
}

const struct category *category_find(const char *name)
{
	size_t low = 0;
	size_t high = TABLE_COUNT;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct category *entry = &table[order[middle]];
		int way = ascii_compare(name, entry->name);

		if (way == 0)
			return entry;
		if (way < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* "FULL NAME" or "ARCHIVE - FULL NAME". */
static bool has_full_name(const struct category *entry, const char *text)
{
	size_t len = strlen(entry->archive_name);

	if (strcmp(text, entry->full_name) == 0)
		return true;
	return strncmp(text, entry->archive_name, len) == 0 &&
	       strncmp(text + len, " - ", 3) == 0 &&
	       strcmp(text + len + 3, entry->full_name) == 0;
}

bool category_of_full_name(const char *text, const struct category **ret)
{
	const struct category *found = NULL;
	bool ambiguous = false;

	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (!has_full_name(&table[i], text) ||
		    (found != NULL && found->active && !table[i].active))
			continue;
		ambiguous = found != NULL && found->active == table[i].active;
		found = &table[i];
	}
	*ret = ambiguous ? NULL : found;
	return found != NULL;
}

/* The taxonomy's spelling of an archive given in any case, or NULL. */
static const char *find_archive(const char *name)
{
	size_t low = 0;
	size_t high = sizeof(archives) / sizeof(archives[0]);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int way = ascii_compare(name, archives[middle]);

		if (way == 0)
			return archives[middle];
		if (way < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool category_is_archive(const char *name)
{
	const char *archive = find_archive(name);

	return archive != NULL && strcmp(archive, name) == 0;
}

/* Bytes of the word at text: letters with '-' between them; 0 when there is
 * none. */
static size_t word_length(const char *text)
{
	size_t len = 0;

	while (ascii_is_letter(text[len]) || text[len] == '-')
		len++;
	if (len == 0 || text[0] == '-' || text[len - 1] == '-')
		return 0;
	return len;
}

bool category_form_ok(const char *name)
{
	size_t archive = word_length(name);
	size_t class = 0;

	if (archive == 0)
		return false;
	if (name[archive] == '\0')
		return archive <= CATEGORY_MAX;
	if (name[archive] != '.')
		return false;
	class = word_length(name + archive + 1);
	return class > 0 && name[archive + 1 + class] == '\0' &&
	       archive + 1 + class <= CATEGORY_MAX;
}

bool category_normalise(const char *name, char out[CATEGORY_MAX + 1])
{
	const struct category *entry = NULL;
	const char *proper = NULL;

	out[0] = '\0';
	if (!category_form_ok(name))
		return false;
	entry = category_find(name);
	proper = entry != NULL ? entry->name : find_archive(name);
	if (proper == NULL)
		proper = name;
	memcpy(out, proper, strlen(proper) + 1);
	return true;
}

const char *category_canonical(const char *name)
{
	const struct category *entry = category_find(name);

	return entry != NULL ? entry->canonical : name;
}

/* True when a category stands in an archive by its own name. */
static bool is_within(const char *category, const char *archive)
{
	size_t len = strlen(archive);

	return strncmp(category, archive, len) == 0 &&
	       (category[len] == '.' || category[len] == '\0');
}

bool category_covers(const char *followed, const char *category)
{
	const char *canonical = category_canonical(category);
	bool whole_archive = category_is_archive(followed);

	if (strcmp(category_canonical(followed), canonical) == 0)
		return true;
	if (!whole_archive)
		return false;
	if (is_within(category, followed))
		return true;
	/* An alias of the category may stand in the archive. */
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (strcmp(table[i].archive, followed) == 0 &&
		    strcmp(table[i].canonical, canonical) == 0)
			return true;
	return false;
}

bool category_next(const char **list, char out[CATEGORY_MAX + 1])
{
	const char *at = *list;
	size_t len = 0;

	out[0] = '\0';
	if (at == NULL)
		return false;
	do {
		at += len;
		at += strspn(at, " ");
		len = strcspn(at, " ");
	} while (len > CATEGORY_MAX);
	*list = at + len;
	if (len == 0)
		return false;
	memcpy(out, at, len);
	out[len] = '\0';
	return true;
}
