/* The rows of a day lie together category by category. Whether one is in scope
 * is asked once, and one that is not is leapt over: who follows five
 * categories does not pay for all. The rows of a paper are then folded into
 * one entry. */
#include "library/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "library/codes.h"
#include "library/db.h"
#include "library/marks.h"

struct reading {
	struct roster_entry *entries;
	size_t count, room;
	struct scope_category *met; /* in scope, in the order of the rows */
	size_t met_count, met_room;
	int64_t category; /* of the last row; -1 at first */
};

/* Notes a category whose rows begin. STATUS_DONE when it is out of scope. */
static enum status meet_category(struct library *library, struct scope *scope,
				 struct reading *reading, int64_t id,
				 struct error *err)
{
	const struct scope_category *category = NULL;
	enum status status = scope_category(library, scope, id, &category, err);

	if (status != STATUS_OK)
		return status;
	if (category->rank < 0)
		return STATUS_DONE;
	reading->category = id;
	reading->met = mem_grow(reading->met, &reading->met_room,
				reading->met_count + 1, sizeof(*reading->met));
	reading->met[reading->met_count++] = *category;
	return STATUS_OK;
}

static void add_row(struct reading *reading, const struct stmt *stmt)
{
	if (!ident_key_valid(stmt_int(stmt, 1)))
		return;
	reading->entries =
		mem_grow(reading->entries, &reading->room, reading->count + 1,
			 sizeof(*reading->entries));
	reading->entries[reading->count++] = (struct roster_entry){
		.key = stmt_int(stmt, 1),
		.type = code_announce(stmt_int(stmt, 2)),
		.version = code_small(stmt_int(stmt, 3)),
		.position = code_small(stmt_int(stmt, 4)),
		.marks = (unsigned)stmt_int(stmt, 5),
	};
}

/* Reads rows from category *from on. STATUS_OK when it came upon one that is
 * out of scope, then *from is what to go on with; STATUS_DONE at the end. */
static enum status read_run(struct library *library, struct scope *scope,
			    day_t day, int64_t *from, struct reading *reading,
			    struct error *err)
{
	struct stmt stmt;
	enum status status;

	stmt_start(library, STATEMENT_DAY_ENTRIES, &stmt);
	stmt_set_int(&stmt, 1, day);
	stmt_set_int(&stmt, 2, *from);
	while ((status = stmt_step(&stmt, err)) == STATUS_OK) {
		int64_t id = stmt_int(&stmt, 0);

		if (id != reading->category) {
			status =
				meet_category(library, scope, reading, id, err);
			*from = id + 1;
		}
		if (status != STATUS_OK) {
			stmt_end(&stmt);
			return status == STATUS_DONE ? STATUS_OK : status;
		}
		add_row(reading, &stmt);
	}
	return status;
}

static enum status read_rows(struct library *library, struct scope *scope,
			     day_t day, struct reading *reading,
			     struct error *err)
{
	int64_t from = 0;
	enum status status;

	do {
		status = read_run(library, scope, day, &from, reading, err);
	} while (status == STATUS_OK);
	return status == STATUS_DONE ? STATUS_OK : status;
}

/* By paper, the strongest type first. */
static int by_paper(const void *left, const void *right)
{
	const struct roster_entry *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->type > b->type) - (a->type < b->type);
}

/* As a listing has them: by type and identifier; without a type, by the place
 * in the report. */
static int by_place(const void *left, const void *right)
{
	const struct roster_entry *a = left, *b = right;

	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	if (a->type == ANNOUNCE_NONE && a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return ident_compare(a->key, b->key);
}

/* Folds the rows of each paper, which stand together, into the first. */
static size_t fold(struct roster_entry *entries, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct roster_entry *last;

		if (kept == 0 || entries[kept - 1].key != entries[i].key) {
			entries[kept++] = entries[i];
			continue;
		}
		last = &entries[kept - 1];
		if (last->version == 0)
			last->version = entries[i].version;
		if (entries[i].position < last->position)
			last->position = entries[i].position;
	}
	return kept;
}

static int by_rank(const void *left, const void *right)
{
	const struct scope_category *a = left, *b = right;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->name, b->name);
}

static char *join_categories(struct scope_category *met, size_t count)
{
	struct str names = STR_INIT;

	if (count > 1)
		qsort(met, count, sizeof(*met), by_rank);
	for (size_t i = 0; i < count; i++) {
		if (met[i].name[0] == '\0')
			continue;
		if (names.len > 0)
			str_add_char(&names, ' ');
		str_add(&names, met[i].name);
	}
	return str_take(&names);
}

static void sort(struct roster_entry *entries, size_t count,
		 int (*order)(const void *, const void *))
{
	if (entries != NULL && count > 1)
		qsort(entries, count, sizeof(*entries), order);
}

enum status roster_load(struct library *library, struct scope *scope, day_t day,
			struct roster *ret, struct error *err)
{
	struct reading reading = { .category = -1 };
	enum status status = read_rows(library, scope, day, &reading, err);

	if (status != STATUS_OK) {
		free(reading.entries);
		free(reading.met);
		return status;
	}
	sort(reading.entries, reading.count, by_paper);
	ret->entries = reading.entries;
	ret->count = fold(reading.entries, reading.count);
	sort(ret->entries, ret->count, by_place);
	ret->categories = join_categories(reading.met, reading.met_count);
	free(reading.met);
	return STATUS_OK;
}

void roster_clear(struct roster *roster)
{
	free(roster->entries);
	free(roster->categories);
	*roster = (struct roster){ 0 };
}

struct roster_counts roster_count(const struct roster *roster)
{
	struct roster_counts counts = { 0 };

	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_entry *entry = &roster->entries[i];

		counts.types[entry->type]++;
		if ((entry->marks & (MARK_READ | MARK_DONE)) == 0)
			counts.unread++;
		if ((entry->marks & MARK_STAR) != 0)
			counts.favourites++;
	}
	return counts;
}
