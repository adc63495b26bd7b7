#ifndef TUI_CHOOSER_H
#define TUI_CHOOSER_H

#include <stdbool.h>
#include <stddef.h>

#include "arxiv/category.h"
#include "base/str.h"

/* Choosing categories: the taxonomy as rows, those that are found as one
 * types, and which are chosen. What the chooser's view shows, without a screen
 * or a library. */

struct chooser_entry {
	char name[CATEGORY_MAX + 1];
	char *text;          /* its name in words, owned */
	char *folded;        /* what is looked into, owned */
	const char *archive; /* "Computer Science", static */
	bool whole;          /* a whole archive */
	bool was;            /* followed at the beginning */
	bool chosen;
	int papers; /* of one day; -1 unknown */
};

/* A row is a heading, or an entry. */
struct chooser_row {
	const char *heading; /* borrowed, or NULL */
	size_t entry;
};

struct chooser {
	struct chooser_entry *entries; /* those that were followed first */
	size_t count, room;
	struct chooser_row *rows;
	size_t row_count, row_room;
};

/* Makes the entries: the active categories under their canonical names, the
 * archives that have several, and what is in `followed` (ended by NULL) beside
 * them. All are rows. chooser_clear() frees it. */
void chooser_init(struct chooser *chooser, char *const *followed);
void chooser_clear(struct chooser *chooser);

/* Makes rows of what a text finds: each of its words in the code or the names,
 * codes that begin with it first, then names whose words do. "" gives all,
 * under headings, those that were followed at the top. */
void chooser_find(struct chooser *chooser, const char *text);

/* The row of an entry, `row_count` when it has none. */
size_t chooser_row_of(const struct chooser *chooser, size_t entry);

/* True when a chosen archive covers an entry that is not chosen itself. */
bool chooser_covered(const struct chooser *chooser, size_t entry);

/* Sets how many papers a category had; names that are no entry are left out. */
void chooser_set_papers(struct chooser *chooser, const char *name, int papers);

/* Appends the names that are chosen, apart by one blank; their number. */
size_t chooser_names(const struct chooser *chooser, struct str *out);

/* True when what is chosen is not what was followed. */
bool chooser_changed(const struct chooser *chooser);

#endif
