/* Searching in a reading: which lines are hits, and going from one to the
 * next. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/reading.h"

void reading_search(struct reading *reading, const char *text)
{
	char *folded = text_fold(text);

	free(reading->query);
	reading->query = NULL;
	reading->exact = strcmp(folded, text) != 0;
	if (*text != '\0') {
		row_texts_make(&reading->texts, &reading->listing);
		reading->query = mem_strdup(text);
	}
	free(folded);
}

bool reading_hit(const struct reading *reading, size_t line)
{
	if (reading->query == NULL || reading_row(reading, line) == NULL)
		return false;
	return row_texts_have(&reading->texts, reading->lines[line].row,
			      reading->query, reading->exact);
}

bool reading_next_hit(struct reading *reading, int step, bool here)
{
	size_t count = reading->count;
	size_t line = reading->cursor;

	if (line == READING_NONE)
		return false;
	for (size_t i = 0; i <= count; i++) {
		if ((i > 0 || here) && reading_hit(reading, line)) {
			reading->cursor = line;
			return true;
		}
		line = (line + (step > 0 ? 1 : count - 1)) % count;
	}
	return false;
}

size_t reading_hits(const struct reading *reading, size_t *ret_place)
{
	size_t hits = 0;

	*ret_place = 0;
	for (size_t i = 0; i < reading->count; i++) {
		if (!reading_hit(reading, i))
			continue;
		hits++;
		if (i == reading->cursor)
			*ret_place = hits;
	}
	return hits;
}
