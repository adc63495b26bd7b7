/* The reading of a list of papers. Lines are rebuilt whenever the rows, the
 * rules or the matches change; everything between finds its place by
 * identifier, so that nothing ever acts on a number of a row that has moved. */

#include "tui/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void reading_clear(struct reading *reading)
{
	row_texts_clear(&reading->texts);
	listing_clear(&reading->listing);
	keyset_clear(&reading->selected);
	keyset_clear(&reading->before);
	free(reading->order);
	free(reading->matches);
	free(reading->lines);
	free(reading->query);
	*reading = READING_INIT;
}

static struct reading_line *reading_add(struct reading *reading, bool heading,
					size_t row)
{
	struct reading_line *line = &reading->lines[reading->count++];

	line->heading = heading;
	line->row = row;
	line->papers = 0;
	return line;
}

/* Bytes of the primary category, which stands first. */
static size_t primary_length(const struct listing_row *row)
{
	return row->categories != NULL ? strcspn(row->categories, " ") : 0;
}

/* True when two rows stand below one heading. */
static bool reading_together(const struct reading *reading, size_t a, size_t b)
{
	const struct listing_row *one = &reading->listing.rows[a];
	const struct listing_row *other = &reading->listing.rows[b];
	size_t len = primary_length(one);

	if (reading->rules.order == ORDER_ANNOUNCEMENT)
		return one->type == other->type;
	if (reading->rules.order != ORDER_CATEGORY)
		return true;
	return len == primary_length(other) &&
	       (len == 0 ||
		memcmp(one->categories, other->categories, len) == 0);
}

void reading_heading(const struct reading *reading, size_t line,
		     struct str *out)
{
	const struct listing_row *row =
		&reading->listing.rows[reading->lines[line].row];

	if (reading->rules.order == ORDER_ANNOUNCEMENT)
		str_add(out, announce_heading(row->type));
	else if (reading->rules.order != ORDER_CATEGORY)
		str_addf(out, "BY %s", order_heading(reading->rules.order));
	else if (primary_length(row) > 0)
		str_add_n(out, row->categories, primary_length(row));
	else
		str_add(out, "WITHOUT A CATEGORY");
}

static bool row_unread(const struct listing_row *row)
{
	return row != NULL && (row->marks & MARK_READ) == 0;
}

/* True when the rules let a row be a line; `staying` are papers that reading
 * them does not take away. */
static bool reading_keeps(const struct reading *reading, size_t number,
			  const struct keyset *staying)
{
	const struct listing_row *row = &reading->listing.rows[number];

	if (reading->matches != NULL && !reading->matches[number])
		return false;
	if ((row->marks & MARK_HIDDEN) != 0 && !reading->rules.show_hidden)
		return false;
	return !reading->rules.unread_only || row_unread(row) ||
	       (staying != NULL && keyset_has(staying, row->key));
}

/* Builds the lines anew. */
static void reading_build(struct reading *reading, const struct keyset *staying)
{
	size_t rows = reading->listing.count;
	struct reading_line *heading = NULL;

	free(reading->lines);
	reading->lines = mem_zalloc(2 * rows + 1, sizeof(reading->lines[0]));
	reading->count = 0;
	reading->papers = 0;
	for (size_t i = 0; i < rows; i++) {
		size_t row = reading->order[i];

		if (!reading_keeps(reading, row, staying))
			continue;
		if (heading == NULL ||
		    !reading_together(reading, heading->row, row))
			heading = reading_add(reading, true, row);
		reading_add(reading, false, row);
		heading->papers++;
		reading->papers++;
	}
}

static void reading_sort(struct reading *reading)
{
	free(reading->order);
	reading->order = order_rows(&reading->listing, reading->rules.order,
				    reading->rules.reverse);
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

size_t reading_position(const struct reading *reading)
{
	size_t seen = 0;

	for (size_t i = 0; i < reading->count && i <= reading->cursor; i++)
		seen += reading->lines[i].heading ? 0 : 1;
	return reading_current(reading) != NULL ? seen : 0;
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

/* The papers in view. */
static void reading_keys(const struct reading *reading, struct keyset *out)
{
	paper_key *keys = mem_zalloc(reading->count + 1, sizeof(keys[0]));
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++) {
		const struct listing_row *row = reading_row(reading, i);

		if (row != NULL)
			keys[count++] = row->key;
	}
	keyset_add_all(out, keys, count);
	free(keys);
}

/* Builds the lines and puts the cursor on the paper that it was on, else on
 * the next one below that is still there, else on the last. */
static void reading_rebuild(struct reading *reading,
			    const struct keyset *staying)
{
	const struct listing_row *row = reading_current(reading);
	size_t line = reading->cursor != READING_NONE ? reading->cursor : 0;
	size_t end = reading->count;
	paper_key *below = mem_zalloc(end + 1, sizeof(below[0]));
	size_t count = 0;

	for (; row != NULL && line < end; line++) {
		const struct listing_row *next = reading_row(reading, line);

		if (next != NULL)
			below[count++] = next->key;
	}
	line = reading->cursor != READING_NONE ? reading->cursor : 0;
	reading_build(reading, staying);
	reading_place(reading, line, -1);
	for (size_t i = 0; i < count; i++) {
		if (reading_find(reading, below[i]))
			break;
	}
	free(below);
}

void reading_set_rules(struct reading *reading,
		       const struct reading_rules *rules)
{
	reading->rules = *rules;
	reading_sort(reading);
	reading_rebuild(reading, NULL);
}

void reading_marked(struct reading *reading)
{
	struct keyset staying = { 0 };

	reading_keys(reading, &staying);
	reading_rebuild(reading, &staying);
	keyset_clear(&staying);
}

void reading_set_matches(struct reading *reading, bool *matches)
{
	free(reading->matches);
	reading->matches = matches;
	reading_marked(reading);
}

/* Puts other rows in place of those that are held. */
static void reading_swap(struct reading *reading, struct listing *fresh)
{
	row_texts_clear(&reading->texts);
	listing_clear(&reading->listing);
	free(reading->matches);
	reading->matches = NULL;
	reading->listing = *fresh;
	*fresh = (struct listing){ 0 };
	reading_sort(reading);
}

enum status reading_load(struct reading *reading, struct library *library,
			 day_t day, struct error *err)
{
	struct listing fresh;
	enum status status = listing_load(library, day, &fresh, err);

	if (status != STATUS_OK)
		return status;
	reading_swap(reading, &fresh);
	reading_select_none(reading);
	reading_build(reading, NULL);
	reading_search(reading, "");
	reading_place(reading, 0, 1);
	return STATUS_OK;
}

void reading_take(struct reading *reading, struct listing *fresh)
{
	const struct listing_row *row = reading_current(reading);
	paper_key key = row != NULL ? row->key : 0;
	size_t cursor = reading->cursor;
	struct keyset staying = { 0 };

	reading_keys(reading, &staying);
	reading_swap(reading, fresh);
	reading_build(reading, &staying);
	keyset_clear(&staying);
	if (reading->query != NULL)
		row_texts_make(&reading->texts, &reading->listing);
	if (key == 0 || !reading_find(reading, key))
		reading_place(reading, cursor != READING_NONE ? cursor : 0, 1);
}

/* Moves the rows of *more behind those that are held. */
static void reading_extend(struct listing *listing, struct listing *more)
{
	struct listing_row *rows =
		mem_zalloc(listing->count + more->count + 1, sizeof(rows[0]));

	if (listing->count > 0)
		memcpy(rows, listing->rows, listing->count * sizeof(rows[0]));
	if (more->count > 0)
		memcpy(rows + listing->count, more->rows,
		       more->count * sizeof(rows[0]));
	free(listing->rows);
	listing->rows = rows;
	listing->count += more->count;
	listing->unread += more->unread;
	listing->favourites += more->favourites;
	for (size_t i = 0; i <= ANNOUNCE_COUNT; i++)
		listing->counts[i] += more->counts[i];
	more->count = 0;
	listing_clear(more);
}

void reading_append(struct reading *reading, struct listing *more)
{
	struct keyset staying = { 0 };

	row_texts_clear(&reading->texts);
	free(reading->matches);
	reading->matches = NULL;
	reading_keys(reading, &staying);
	reading_extend(&reading->listing, more);
	reading_sort(reading);
	reading_rebuild(reading, &staying);
	keyset_clear(&staying);
	if (reading->query != NULL)
		row_texts_make(&reading->texts, &reading->listing);
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

void reading_remark(struct reading *reading, const struct listing *fresh)
{
	struct listing *listing = &reading->listing;
	size_t from = 0;

	for (size_t i = 0; i < listing->count; i++) {
		struct listing_row *row = &listing->rows[i];
		size_t at = from;

		/* Both are in the same order, so the next one is near. */
		while (at < fresh->count && fresh->rows[at].key != row->key)
			at++;
		if (at == fresh->count)
			continue;
		from = at + 1;
		reading_mark_row(reading, row,
				 ~row->marks & fresh->rows[at].marks, true);
		reading_mark_row(reading, row,
				 row->marks & ~fresh->rows[at].marks, false);
	}
	reading_marked(reading);
}

bool reading_mark(struct reading *reading, unsigned marks, bool on,
		  const paper_key *keys, size_t count)
{
	struct keyset set = { 0 };
	size_t lines = reading->count;

	keyset_add_all(&set, keys, count);
	for (size_t i = 0; i < reading->listing.count; i++) {
		struct listing_row *row = &reading->listing.rows[i];

		if (keyset_has(&set, row->key))
			reading_mark_row(reading, row, marks, on);
	}
	keyset_clear(&set);
	if ((marks & MARK_HIDDEN) == 0)
		return false;
	reading_marked(reading);
	return reading->count != lines;
}
