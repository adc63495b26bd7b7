/* First fit: each category goes into the first request that has room. */
#include "source/batch.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "source/expand.h"

struct load {
	int entries;
	size_t count;
	bool closed; /* it holds one that stands alone */
};

static bool is_beside_alias(const struct batch_item *items, size_t at,
			    const size_t *batches, size_t batch)
{
	const char *name = category_canonical(items[at].name);

	for (size_t i = 0; i < at; i++)
		if (batches[i] == batch &&
		    strcmp(category_canonical(items[i].name), name) == 0)
			return true;
	return false;
}

static bool has_room(const struct load *load, int entries)
{
	return !load->closed && load->count < BATCH_MAX &&
	       load->entries + entries <= BATCH_ENTRIES;
}

size_t batch_plan(const struct batch_item *items, size_t count,
		  size_t *ret_batch)
{
	struct load *loads = mem_zalloc(count + 1, sizeof(*loads));
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		int entries = items[i].entries >= 0 ? items[i].entries
						    : BATCH_UNKNOWN;
		bool alone =
			items[i].name == NULL || expand_is_group(items[i].name);
		size_t to = alone ? used : 0;

		while (to < used && (!has_room(&loads[to], entries) ||
				     is_beside_alias(items, i, ret_batch, to)))
			to++;
		if (to == used)
			used++;
		loads[to].entries += entries;
		loads[to].count++;
		loads[to].closed |= alone;
		ret_batch[i] = to;
	}
	free(loads);
	return used;
}
