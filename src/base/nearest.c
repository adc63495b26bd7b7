/* Letters to change, add or leave out between a word and names. */

#include "base/nearest.h"

#include <string.h>

/* Longer words are near to nothing. */
#define MAX_WORD 63

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int distance(const char *a, const char *b)
{
	int row[MAX_WORD + 1];
	int len = (int)strlen(b);

	for (int j = 0; j <= len; j++)
		row[j] = j;
	for (int i = 0; a[i] != '\0'; i++) {
		int diagonal = row[0];

		row[0] = i + 1;
		for (int j = 1; j <= len; j++) {
			int other = lower(a[i]) != lower(b[j - 1]);
			int change = diagonal + other;

			diagonal = row[j];
			row[j] = least(change, least(row[j - 1], row[j]) + 1);
		}
	}
	return row[len];
}

int nearest_limit(const char *word)
{
	size_t len = strlen(word);

	return len < 3 ? 0 : len < 8 ? 2 : 3;
}

void nearest_begin(struct nearest *nearest, const char *word, int most)
{
	*nearest = (struct nearest){ .word = word, .distance = most + 1 };
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	int found;

	if (strlen(nearest->word) > MAX_WORD || strlen(name) > MAX_WORD)
		return;
	found = distance(nearest->word, name);
	if (found < nearest->distance) {
		nearest->name = name;
		nearest->distance = found;
	}
}
