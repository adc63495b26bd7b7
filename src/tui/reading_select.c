/* The selection of a reading: a set of papers, and while a range is open, the
 * set as it was before with the range from its anchor to the cursor. */

#include <stdlib.h>

#include "base/mem.h"
#include "tui/reading.h"

bool reading_selected(const struct reading *reading, size_t line)
{
	const struct listing_row *row = reading_row(reading, line);

	return row != NULL && reading->selected.count > 0 &&
	       keyset_has(&reading->selected, row->key);
}

size_t reading_selected_count(const struct reading *reading)
{
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++)
		count += reading_selected(reading, i);
	return count;
}

void reading_select(struct reading *reading)
{
	const struct listing_row *row = reading_current(reading);

	if (row != NULL && !keyset_remove(&reading->selected, row->key))
		keyset_add(&reading->selected, row->key);
}

static void keyset_copy(const struct keyset *from, struct keyset *to)
{
	keyset_clear(to);
	keyset_add_all(to, from->keys, from->count);
}

void reading_select_range(struct reading *reading, bool on)
{
	const struct listing_row *row = reading_current(reading);

	reading->anchor = 0;
	if (!on || row == NULL)
		return;
	keyset_copy(&reading->selected, &reading->before);
	reading->anchor = row->key;
	reading_select_follow(reading);
}

/* The line of a paper, READING_NONE when it is not in view. */
static size_t reading_line_of(const struct reading *reading, paper_key key)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL && row->key == key)
			return i;
	}
	return READING_NONE;
}

void reading_select_follow(struct reading *reading)
{
	size_t from = reading->cursor;
	size_t to;

	if (reading->anchor == 0)
		return;
	to = reading_line_of(reading, reading->anchor);
	if (to == READING_NONE || from == READING_NONE) {
		reading->anchor = 0;
		return;
	}
	keyset_copy(&reading->before, &reading->selected);
	for (size_t i = from < to ? from : to; i <= (from < to ? to : from);
	     i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL)
			keyset_add(&reading->selected, row->key);
	}
}

size_t reading_select_rows(struct reading *reading, const bool *matches)
{
	paper_key *keys = mem_zalloc(reading->count + 1, sizeof(keys[0]));
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL && matches[reading->lines[i].row])
			keys[count++] = row->key;
	}
	keyset_add_all(&reading->selected, keys, count);
	free(keys);
	return count;
}

bool reading_select_none(struct reading *reading)
{
	bool any = reading->selected.count > 0 || reading->anchor != 0;

	keyset_clear(&reading->selected);
	keyset_clear(&reading->before);
	reading->anchor = 0;
	return any;
}
