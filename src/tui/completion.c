/* Words that begin as typed. */

#include "tui/completion.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

/* More are never looked at. */
#define MAX_ITEMS 2000

void completion_begin(struct completion *completion, size_t from,
		      const char *typed)
{
	completion_clear(completion);
	completion->from = from;
	completion->typed = mem_strdup(typed);
}

void completion_clear(struct completion *completion)
{
	for (size_t i = 0; i < completion->count; i++)
		free(completion->items[i]);
	free(completion->items);
	free(completion->typed);
	*completion = (struct completion){ 0 };
}

static bool is_there(const struct completion *completion, const char *word)
{
	for (size_t i = 0; i < completion->count; i++)
		if (strcmp(completion->items[i], word) == 0)
			return true;
	return false;
}

void completion_offer(struct completion *completion, const char *word)
{
	size_t len = strlen(completion->typed);

	if (strncasecmp(word, completion->typed, len) != 0 || *word == '\0' ||
	    completion->count == MAX_ITEMS || is_there(completion, word))
		return;
	completion->items =
		mem_grow(completion->items, &completion->room,
			 completion->count + 1, sizeof(completion->items[0]));
	completion->items[completion->count++] = mem_strdup(word);
}

void completion_offer_words(struct completion *completion, const char *words)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");
		char *word = mem_strndup(words, len);

		completion_offer(completion, word);
		free(word);
		words += len;
		words += strspn(words, " ");
	}
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void completion_sort(struct completion *completion)
{
	if (completion->count > 1)
		qsort(completion->items, completion->count,
		      sizeof(completion->items[0]), compare);
}

size_t completion_common(const struct completion *completion)
{
	const char *first = completion->count ? completion->items[0] : "";
	size_t len = strlen(first);

	for (size_t i = 1; i < completion->count; i++) {
		size_t same = 0;

		while (same < len && first[same] == completion->items[i][same])
			same++;
		len = same;
	}
	while (len > 0 && ((unsigned char)first[len] & 0xC0) == 0x80)
		len--;
	return len;
}
