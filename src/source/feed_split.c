/* Every entry is looked at with the rules by which the library would keep it
 * for the whole request. */
#include "source/feed_split.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/expand.h"

static size_t count_parts(const char *query)
{
	char part[CATEGORY_MAX + 1];
	size_t count = 0;

	while (expand_next(&query, part))
		count++;
	return count;
}

static bool has_part(const char *query, const char *name)
{
	char part[CATEGORY_MAX + 1];

	while (expand_next(&query, part))
		if (strcmp(category_canonical(part),
			   category_canonical(name)) == 0)
			return true;
	return false;
}

bool feed_split_is_of(const struct gathered *doc, const char *query)
{
	const char *rest = doc->query;
	char part[CATEGORY_MAX + 1];

	if (doc->query == NULL || count_parts(doc->query) != count_parts(query))
		return false;
	while (expand_next(&rest, part))
		if (!has_part(query, part))
			return false;
	return true;
}

static const struct expand_place *find_place(const struct expansion *where,
					     const char *category)
{
	const char *name = category_canonical(category);

	for (size_t i = 0; i < where->count; i++)
		if (strcmp(where->places[i].category, name) == 0)
			return &where->places[i];
	return NULL;
}

static void drop_place(struct expansion *where, size_t at)
{
	where->count--;
	memmove(&where->places[at], &where->places[at + 1],
		(where->count - at) * sizeof(where->places[0]));
}

/* Leaves of a cross-list the categories that may have been added. */
static void narrow_cross(const struct feed_split *split,
			 const struct gathered_entry *entry,
			 struct expansion *where)
{
	char primary[CATEGORY_MAX + 1] = "";

	if (entry->paper.categories != NULL)
		(void)paper_primary(entry->paper.categories, primary);
	for (size_t i = where->count; i-- > 0 && where->count > 1;)
		if (strcmp(where->places[i].category,
			   category_canonical(primary)) == 0)
			drop_place(where, i);
	if (split->known == NULL)
		return;
	for (size_t i = where->count; i-- > 0 && where->count > 1;)
		if (split->known(entry->paper.id.key, where->places[i].category,
				 split->context))
			drop_place(where, i);
}

static void add_entry(struct gathered *part, const struct gathered_entry *entry,
		      enum announce_type type)
{
	part->entries = mem_grow(part->entries, &part->room, part->count + 1,
				 sizeof(*part->entries));
	part->entries[part->count] = *entry;
	part->entries[part->count].type = type;
	part->count++;
	part->items++;
}

void feed_split(const struct feed_split *split, const char *category,
		struct gathered *ret)
{
	const struct gathered *doc = split->doc;
	struct gathered part = GATHERED_NONE;

	part.document = doc->document;
	part.day = doc->day;
	part.query = mem_strdup(category);
	for (size_t i = 0; i < doc->count; i++) {
		const struct gathered_entry *entry = &doc->entries[i];
		const struct expand_place *place;
		struct expansion where;

		expand_entry(split->query, &entry->paper, entry->type, &where);
		if (entry->type == ANNOUNCE_CROSS)
			narrow_cross(split, entry, &where);
		place = find_place(&where, category);
		if (place != NULL)
			add_entry(&part, entry, place->type);
	}
	*ret = part;
}

void feed_split_free(struct gathered *part)
{
	free(part->entries);
	free(part->query);
	*part = GATHERED_NONE;
}
