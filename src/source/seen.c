/* A table of leaves of 4,096 keys each, found by the upper bits of the key. The
 * table grows to the largest key, which is some ten thousand leaves. */
#include "source/seen.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define LEAF_SHIFT 12
#define LEAF_KEYS  (1u << LEAF_SHIFT)

struct leaf {
	unsigned char pairs[LEAF_KEYS / 2]; /* two keys a byte */
};

struct seen {
	struct leaf **leaves; /* NULL: none of its papers was met */
	size_t count;         /* places that are set */
	size_t room;
};

struct seen *seen_new(void)
{
	return mem_zalloc(1, sizeof(struct seen));
}

void seen_free(struct seen *seen)
{
	if (seen == NULL)
		return;
	for (size_t i = 0; i < seen->count; i++)
		free(seen->leaves[i]);
	free(seen->leaves);
	free(seen);
}

static struct leaf *leaf_at(struct seen *seen, size_t at)
{
	if (at >= seen->count) {
		seen->leaves = mem_grow(seen->leaves, &seen->room, at + 1,
					sizeof(struct leaf *));
		while (seen->count <= at)
			seen->leaves[seen->count++] = NULL;
	}
	if (seen->leaves[at] == NULL)
		seen->leaves[at] = mem_zalloc(1, sizeof(struct leaf));
	return seen->leaves[at];
}

unsigned seen_add(struct seen *seen, paper_key key, unsigned marks)
{
	struct leaf *leaf = leaf_at(seen, (size_t)key >> LEAF_SHIFT);
	size_t at = (size_t)key & (LEAF_KEYS - 1);
	unsigned shift = at % 2 == 0 ? 0 : 4;
	unsigned char *pair = &leaf->pairs[at / 2];
	unsigned had = (unsigned)*pair >> shift & 15u;

	*pair |= (unsigned char)(marks << shift);
	return had;
}
