#ifndef TESTS_UNIT_RANDOM_H
#define TESTS_UNIT_RANDOM_H

#include <stdint.h>
#include <stdlib.h>

/* Numbers that look random and are the same in every run (xorshift). The
 * state must not be 0. */
static inline uint64_t random_next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A number below `limit`, which is not 0. */
static inline uint64_t random_below(uint64_t *state, uint64_t limit)
{
	return (random_next(state) >> 11) % limit;
}

/* What a test begins with: always the same, or what ARXDAY_SEED says. */
static inline uint64_t random_seed(uint64_t usual)
{
	const char *text = getenv("ARXDAY_SEED");
	uint64_t seed = text != NULL ? strtoull(text, NULL, 10) : 0;

	return seed != 0 ? seed : usual;
}

#endif
