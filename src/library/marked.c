/* A page of bits, one row a day, which is taken at once: a megabyte of zeros
 * costs nothing until it is written to. */
#include "library/marked.h"

#include <stdlib.h>

#include "base/mem.h"

/* 1991-01-01, and days from there on: more than a century. */
#define FIRST_DAY  7670
#define DAYS       40000

#define CATEGORIES 256
#define WORD_BITS  64
#define ROW_WORDS  (CATEGORIES / WORD_BITS)

void marked_clear(struct marked *marked)
{
	free(marked->bits);
	marked->bits = NULL;
}

static bool fits(day_t day, int64_t category)
{
	return day >= FIRST_DAY && day - FIRST_DAY < DAYS && category >= 0 &&
	       category < CATEGORIES;
}

static size_t word_of(day_t day, int64_t category)
{
	return (size_t)(day - FIRST_DAY) * ROW_WORDS +
	       (size_t)category / WORD_BITS;
}

void marked_add(struct marked *marked, day_t day, int64_t category)
{
	if (!fits(day, category))
		return;
	if (marked->bits == NULL)
		marked->bits =
			mem_zalloc((size_t)DAYS * ROW_WORDS, sizeof(uint64_t));
	marked->bits[word_of(day, category)] |= UINT64_C(1)
						<< category % WORD_BITS;
}

bool marked_has(const struct marked *marked, day_t day, int64_t category)
{
	return marked->bits != NULL && fits(day, category) &&
	       (marked->bits[word_of(day, category)] >> (category % WORD_BITS) &
		1) != 0;
}
