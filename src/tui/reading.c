/* The reading of a listing. Lines are rebuilt whenever the listing or the
 * filter changes; everything between finds its place by identifier, so that
 * nothing ever acts on a number of a row that has moved. */

#include "tui/reading.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "base/text.h"

static void reading_drop_texts(struct reading *reading)
{
	if (reading->texts == NULL)
		return;
	for (size_t i = 0; i < reading->listing.count; i++) {
		free(reading->texts[i]);
		free(reading->folded[i]);
	}
	free(reading->texts);
	free(reading->folded);
	reading->texts = NULL;
	reading->folded = NULL;
}

void reading_clear(struct reading *reading)
{
	reading_drop_texts(reading);
	listing_clear(&reading->listing);
	free(reading->lines);
	free(reading->query);
	*reading = READING_INIT;
}

static struct reading_line *reading_add(struct reading *reading, bool heading,
					size_t row)
{
	struct reading_line *line = &reading->lines[reading->count++];

	line->heading = heading;
	line->type = reading->listing.rows[row].type;
	line->row = row;
	line->papers = 0;
	return line;
}

/* Builds the lines of the rows for which keep[] is true (all when NULL). */
static void reading_build(struct reading *reading, const bool *keep)
{
	size_t rows = reading->listing.count;
	struct reading_line *heading = NULL;

	free(reading->lines);
	reading->lines = mem_zalloc(rows + ANNOUNCE_COUNT + 1,
				    sizeof(reading->lines[0]));
	reading->count = 0;
	reading->papers = 0;
	for (size_t i = 0; i < rows; i++) {
		enum announce_type type = reading->listing.rows[i].type;

		if (keep != NULL && !keep[i])
			continue;
		if (heading == NULL || heading->type != type)
			heading = reading_add(reading, true, i);
		reading_add(reading, false, i);
		heading->papers++;
		reading->papers++;
	}
}

const struct listing_row *reading_row(const struct reading *reading,
				      size_t line)
{
	if (line >= reading->count || reading->lines[line].heading)
		return NULL;
	return &reading->listing.rows[reading->lines[line].row];
}

const struct listing_row *reading_current(const struct reading *reading)
{
	return reading_row(reading, reading->cursor);
}

bool reading_find(struct reading *reading, paper_key key)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL && row->key == key) {
			reading->cursor = i;
			return true;
		}
	}
	return false;
}

/* The first line with a paper from `line` on, going by `step`. */
static size_t reading_scan(const struct reading *reading, size_t line, int step)
{
	while (line < reading->count) {
		if (!reading->lines[line].heading)
			return line;
		if (step < 0 && line == 0)
			break;
		line = step > 0 ? line + 1 : line - 1;
	}
	return READING_NONE;
}

bool reading_place(struct reading *reading, size_t line, int step)
{
	size_t before = reading->cursor;
	size_t found;

	if (reading->count == 0) {
		reading->cursor = READING_NONE;
		return before != READING_NONE;
	}
	if (line >= reading->count)
		line = reading->count - 1;
	found = reading_scan(reading, line, step);
	if (found == READING_NONE)
		found = reading_scan(reading, line, -step);
	reading->cursor = found;
	return found != before;
}

bool reading_move(struct reading *reading, long papers)
{
	size_t before = reading->cursor;
	int step = papers < 0 ? -1 : 1;

	while (papers != 0 && reading->cursor != READING_NONE) {
		size_t next = reading->cursor;

		if (step < 0 && next == 0)
			break;
		next = reading_scan(reading, step > 0 ? next + 1 : next - 1,
				    step);
		if (next == READING_NONE)
			break;
		reading->cursor = next;
		papers -= step;
	}
	return reading->cursor != before;
}

bool reading_number(struct reading *reading, size_t n)
{
	size_t seen = 0;

	for (size_t i = 0; i < reading->count; i++) {
		if (reading->lines[i].heading)
			continue;
		if (++seen == n)
			return reading_place(reading, i, 1);
	}
	return reading_place(reading, reading->count, -1);
}

static bool row_unread(const struct listing_row *row)
{
	return row != NULL && (row->marks & MARK_READ) == 0;
}

bool reading_unread(struct reading *reading, int step)
{
	size_t line = reading->cursor;

	while (line != READING_NONE) {
		if (step < 0 && line == 0)
			return false;
		line = reading_scan(reading, step > 0 ? line + 1 : line - 1,
				    step);
		if (line != READING_NONE &&
		    row_unread(reading_row(reading, line))) {
			reading->cursor = line;
			return true;
		}
	}
	return false;
}

bool reading_section(struct reading *reading, int step)
{
	size_t line = reading->cursor;

	if (line == READING_NONE)
		return false;
	/* Going back from inside a section, its own heading counts once the
	 * line above the cursor is not it. */
	if (step < 0)
		line = line > 1 && reading->lines[line - 1].heading ? line - 2
								    : line;
	while (line < reading->count && !reading->lines[line].heading)
		line = step > 0 ? line + 1 : line - 1;
	if (line >= reading->count)
		return false;
	return reading_place(reading, line, 1);
}

static int key_compare(const void *left, const void *right)
{
	const paper_key *a = left;
	const paper_key *b = right;

	return (*a > *b) - (*a < *b);
}

/* Builds the lines anew; under the filter of unread rows and of those whose
 * identifier stands in keys[0..count), sorted. */
static void reading_rebuild(struct reading *reading, const paper_key *keys,
			    size_t count)
{
	size_t rows = reading->listing.count;
	bool *keep;

	if (!reading->unread_only) {
		reading_build(reading, NULL);
		return;
	}
	keep = mem_zalloc(rows + 1, sizeof(keep[0]));
	for (size_t i = 0; i < rows; i++) {
		const struct listing_row *row = &reading->listing.rows[i];

		keep[i] = row_unread(row) ||
			  (count > 0 &&
			   bsearch(&row->key, keys, count, sizeof(keys[0]),
				   key_compare) != NULL);
	}
	reading_build(reading, keep);
	free(keep);
}

/* The identifiers in view, sorted; the caller frees them. */
static paper_key *reading_keys(const struct reading *reading, size_t *ret_count)
{
	paper_key *keys = mem_zalloc(reading->count + 1, sizeof(keys[0]));
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL)
			keys[count++] = row->key;
	}
	qsort(keys, count, sizeof(keys[0]), key_compare);
	*ret_count = count;
	return keys;
}

void reading_filter(struct reading *reading, bool unread_only)
{
	const struct listing_row *row = reading_current(reading);
	size_t wanted = row != NULL ? (size_t)(row - reading->listing.rows) : 0;
	size_t line = 0;

	reading->unread_only = unread_only;
	reading_rebuild(reading, NULL, 0);
	while (line < reading->count && (reading->lines[line].heading ||
					 reading->lines[line].row < wanted))
		line++;
	reading_place(reading, line, 1);
}

/* What is searched in a paper: identifier, title as stored and as shown,
 * names. */
static char *reading_text_of(const struct listing_row *row)
{
	char ident[IDENT_TEXT_SIZE];
	struct str text = STR_INIT;

	str_addf(&text, "%s\n%s\n", ident_format(row->key, ident), row->title);
	tex_accents(row->title, &text);
	str_add_char(&text, '\n');
	author_join_shown(row->authors, ", ", &text);
	return str_take(&text);
}

static void reading_make_texts(struct reading *reading)
{
	size_t rows = reading->listing.count;

	if (reading->texts != NULL)
		return;
	reading->texts = mem_zalloc(rows + 1, sizeof(char *));
	reading->folded = mem_zalloc(rows + 1, sizeof(char *));
	for (size_t i = 0; i < rows; i++) {
		reading->texts[i] = reading_text_of(&reading->listing.rows[i]);
		reading->folded[i] = text_fold(reading->texts[i]);
	}
}

/* Takes a fresh listing in place of the one that is held. */
static void reading_take(struct reading *reading, struct listing *fresh)
{
	reading_drop_texts(reading);
	listing_clear(&reading->listing);
	reading->listing = *fresh;
}

enum status reading_load(struct reading *reading, struct library *library,
			 day_t day, struct error *err)
{
	struct listing fresh;
	enum status status = listing_load(library, day, &fresh, err);

	if (status != STATUS_OK)
		return status;
	reading_take(reading, &fresh);
	reading_rebuild(reading, NULL, 0);
	reading_search(reading, "");
	reading_place(reading, 0, 1);
	return STATUS_OK;
}

enum status reading_reload(struct reading *reading, struct library *library,
			   struct error *err)
{
	const struct listing_row *row = reading_current(reading);
	paper_key key = row != NULL ? row->key : 0;
	size_t cursor = reading->cursor;
	struct listing fresh;
	enum status status;
	size_t count;
	paper_key *keys;

	status = listing_load(library, reading->listing.day, &fresh, err);
	if (status != STATUS_OK)
		return status;
	keys = reading_keys(reading, &count);
	reading_take(reading, &fresh);
	reading_rebuild(reading, keys, count);
	free(keys);
	if (reading->query != NULL)
		reading_make_texts(reading);
	if (key == 0 || !reading_find(reading, key))
		reading_place(reading, cursor != READING_NONE ? cursor : 0, 1);
	return STATUS_OK;
}

static void reading_mark_row(struct reading *reading, struct listing_row *row,
			     unsigned marks, bool on)
{
	struct listing *listing = &reading->listing;
	unsigned before = row->marks;
	unsigned changed;

	row->marks = on ? before | marks : before & ~marks;
	changed = before ^ row->marks;
	if (changed & MARK_READ)
		listing->unread += on ? (size_t)-1 : 1;
	if (changed & MARK_STAR)
		listing->favourites += on ? 1 : (size_t)-1;
}

void reading_mark(struct reading *reading, unsigned marks, bool on,
		  const paper_key *keys, size_t count)
{
	paper_key *sorted = mem_zalloc(count + 1, sizeof(sorted[0]));

	for (size_t i = 0; i < count; i++)
		sorted[i] = keys[i];
	qsort(sorted, count, sizeof(sorted[0]), key_compare);
	for (size_t i = 0; i < reading->listing.count; i++) {
		struct listing_row *row = &reading->listing.rows[i];

		if (bsearch(&row->key, sorted, count, sizeof(sorted[0]),
			    key_compare) != NULL)
			reading_mark_row(reading, row, marks, on);
	}
	free(sorted);
}

void reading_search(struct reading *reading, const char *text)
{
	char *folded = text_fold(text);

	free(reading->query);
	reading->query = NULL;
	reading->exact = strcmp(folded, text) != 0;
	if (*text != '\0') {
		reading_make_texts(reading);
		reading->query = mem_strdup(text);
	}
	free(folded);
}

bool reading_hit(const struct reading *reading, size_t line)
{
	size_t row;

	if (reading->query == NULL || reading->texts == NULL ||
	    reading_row(reading, line) == NULL)
		return false;
	row = reading->lines[line].row;
	return strstr(reading->exact ? reading->texts[row]
				     : reading->folded[row],
		      reading->query) != NULL;
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
