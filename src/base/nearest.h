#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/* The name that was meant: of all names offered, the one that a misspelt word
 * is nearest to. */
struct nearest {
	const char *word; /* borrowed */
	const char *name; /* borrowed; NULL while none is near */
	int distance;
};

/* Letters that may be wrong in a word of usual length. */
int nearest_limit(const char *word);

/* Begins a search for what is at most `most` letters from the word. */
void nearest_begin(struct nearest *nearest, const char *word, int most);

/* Offers a name; of equally near ones the first counts. Case does not. */
void nearest_offer(struct nearest *nearest, const char *name);

#endif
