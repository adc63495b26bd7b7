/* Sets of papers. They hold what a screen or a day has, some thousands at most,
 * so an array that is searched by halves is enough. */

#include "tui/keyset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void keyset_clear(struct keyset *set)
{
	free(set->keys);
	*set = (struct keyset){ 0 };
}

/* The first place whose key is not below `key`. */
static size_t keyset_place(const struct keyset *set, paper_key key)
{
	size_t from = 0;
	size_t to = set->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (set->keys[middle] < key)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

bool keyset_has(const struct keyset *set, paper_key key)
{
	size_t at = keyset_place(set, key);

	return at < set->count && set->keys[at] == key;
}

bool keyset_add(struct keyset *set, paper_key key)
{
	size_t at = keyset_place(set, key);

	if (at < set->count && set->keys[at] == key)
		return false;
	set->keys = mem_grow(set->keys, &set->room, set->count + 1,
			     sizeof(set->keys[0]));
	memmove(set->keys + at + 1, set->keys + at,
		(set->count - at) * sizeof(set->keys[0]));
	set->keys[at] = key;
	set->count++;
	return true;
}

bool keyset_remove(struct keyset *set, paper_key key)
{
	size_t at = keyset_place(set, key);

	if (at == set->count || set->keys[at] != key)
		return false;
	set->count--;
	memmove(set->keys + at, set->keys + at + 1,
		(set->count - at) * sizeof(set->keys[0]));
	return true;
}

static int keyset_compare(const void *left, const void *right)
{
	const paper_key *a = left;
	const paper_key *b = right;

	return (*a > *b) - (*a < *b);
}

void keyset_add_all(struct keyset *set, const paper_key *keys, size_t count)
{
	size_t kept = 0;

	if (count == 0)
		return;
	set->keys = mem_grow(set->keys, &set->room, set->count + count,
			     sizeof(set->keys[0]));
	memcpy(set->keys + set->count, keys, count * sizeof(keys[0]));
	set->count += count;
	qsort(set->keys, set->count, sizeof(set->keys[0]), keyset_compare);
	for (size_t i = 0; i < set->count; i++) {
		if (kept == 0 || set->keys[kept - 1] != set->keys[i])
			set->keys[kept++] = set->keys[i];
	}
	set->count = kept;
}
