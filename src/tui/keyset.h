#ifndef TUI_KEYSET_H
#define TUI_KEYSET_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/ident.h"

/* A set of papers, such as a selection: a sorted array. Zeroed it is empty. */
struct keyset {
	paper_key *keys; /* ascending */
	size_t count;
	size_t room;
};

/* Empties and frees it. */
void keyset_clear(struct keyset *set);

/* True when it holds a paper. */
bool keyset_has(const struct keyset *set, paper_key key);

/* Puts a paper in or takes it out; false when it was so already. */
bool keyset_add(struct keyset *set, paper_key key);
bool keyset_remove(struct keyset *set, paper_key key);

/* Puts all of keys[0..count) in, in any order. */
void keyset_add_all(struct keyset *set, const paper_key *keys, size_t count);

#endif
