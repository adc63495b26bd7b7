#ifndef TUI_COMPLETION_H
#define TUI_COMPLETION_H

#include <stdbool.h>
#include <stddef.h>

/* What a word of a line may become. Empty when it is all zero. */
struct completion {
	char **items; /* the whole words, without quotes */
	size_t count;
	size_t room;
	size_t from; /* byte of the line where the word begins */
	char *typed; /* the word so far, without quotes; items begin so */
	bool bare;   /* the items go in as they are, never in quotes */
};

/* Begins one for the word at byte `from` that is `typed` so far. */
void completion_begin(struct completion *completion, size_t from,
		      const char *typed);
void completion_clear(struct completion *completion);

/* Offers a word: it is taken when it begins as typed, case aside, and is not
 * there yet. */
void completion_offer(struct completion *completion, const char *word);

/* Offers each word of a list of words apart by blanks. */
void completion_offer_words(struct completion *completion, const char *words);

/* Sorts the items by their bytes. */
void completion_sort(struct completion *completion);

/* Bytes that all items have in common at their beginning, whole characters. */
size_t completion_common(const struct completion *completion);

#endif
