/* The model of the chooser. The rows never move while one chooses: an entry
 * that is chosen stays where it is, and the line above them says what is. */

#include "tui/chooser.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* How well a text finds an entry: the order of the rows. */
enum found {
	FOUND_CODE,  /* the code, or what follows its dot, begins with it */
	FOUND_WORDS, /* each of its words begins a word */
	FOUND_PARTS, /* each stands somewhere */
	FOUND_NOT
};

static size_t chooser_index(const struct chooser *chooser, const char *name)
{
	size_t i = 0;

	while (i < chooser->count &&
	       strcmp(chooser->entries[i].name, name) != 0)
		i++;
	return i;
}

/* Appends the aliases of a category: ", also cs.NA". */
static void add_aliases(const char *name, struct str *out)
{
	size_t count;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++) {
		if (table[i].active && strcmp(table[i].canonical, name) == 0 &&
		    strcmp(table[i].name, name) != 0)
			str_addf(out, ", also %s", table[i].name);
	}
}

static void add_entry(struct chooser *chooser, const char *name,
		      const struct category *category, bool whole)
{
	struct chooser_entry entry = { .whole = whole, .papers = -1 };
	struct str text = STR_INIT;
	struct str folded = STR_INIT;

	if (!category_normalise(name, entry.name) ||
	    chooser_index(chooser, entry.name) < chooser->count)
		return;
	entry.archive = category != NULL ? category->archive_name : "";
	if (whole)
		str_addf(&text, "all of %s", category->archive_name);
	else if (category != NULL)
		str_add(&text, category->full_name);
	add_aliases(entry.name, &text);
	str_addf(&folded, "%s %s %s", entry.name, str_text(&text),
		 entry.archive);
	entry.folded = text_fold(str_text(&folded));
	entry.text = str_take(&text);
	str_free(&folded);
	chooser->entries =
		mem_grow(chooser->entries, &chooser->room, chooser->count + 1,
			 sizeof(chooser->entries[0]));
	chooser->entries[chooser->count++] = entry;
}

/* The first category of an archive, NULL when no archive is named so. */
static const struct category *of_archive(const char *archive)
{
	size_t count;
	const struct category *table = category_table(&count);

	for (size_t i = 0; i < count; i++) {
		if (table[i].active && strcmp(table[i].archive, archive) == 0)
			return &table[i];
	}
	return NULL;
}

/* Adds a name that is followed, whatever it is. */
static void add_followed(struct chooser *chooser, const char *name)
{
	const struct category *category = category_find(name);
	const struct category *archive = of_archive(name);
	size_t before = chooser->count;
	bool whole = category == NULL && archive != NULL;

	add_entry(chooser, name, whole ? archive : category, whole);
	if (chooser->count > before) {
		chooser->entries[before].was = true;
		chooser->entries[before].chosen = true;
	}
}

/* Adds the archive whose first category this is, when it has several. */
static void add_archive(struct chooser *chooser,
			const struct category *category)
{
	const char *dot = strchr(category->name, '.');

	if (dot != NULL && of_archive(category->archive) == category)
		add_entry(chooser, category->archive, category, true);
}

void chooser_init(struct chooser *chooser, char *const *followed)
{
	size_t count;
	const struct category *table = category_table(&count);

	*chooser = (struct chooser){ 0 };
	for (; *followed != NULL; followed++)
		add_followed(chooser, *followed);
	for (size_t i = 0; i < count; i++) {
		if (!table[i].active)
			continue;
		add_archive(chooser, &table[i]);
		if (strcmp(table[i].canonical, table[i].name) == 0)
			add_entry(chooser, table[i].name, &table[i], false);
	}
	chooser_find(chooser, "");
}

void chooser_clear(struct chooser *chooser)
{
	for (size_t i = 0; i < chooser->count; i++) {
		free(chooser->entries[i].text);
		free(chooser->entries[i].folded);
	}
	free(chooser->entries);
	free(chooser->rows);
	*chooser = (struct chooser){ 0 };
}

static void add_row(struct chooser *chooser, const char *heading, size_t entry)
{
	chooser->rows =
		mem_grow(chooser->rows, &chooser->row_room,
			 chooser->row_count + 1, sizeof(chooser->rows[0]));
	chooser->rows[chooser->row_count++] =
		(struct chooser_row){ .heading = heading, .entry = entry };
}

/* All entries under headings; those that were followed stand first. */
static void add_all(struct chooser *chooser)
{
	const char *heading = NULL;

	for (size_t i = 0; i < chooser->count; i++) {
		const struct chooser_entry *entry = &chooser->entries[i];
		const char *want = entry->was ? "followed now" : entry->archive;

		if (heading == NULL || strcmp(heading, want) != 0)
			add_row(chooser, want, i);
		heading = want;
		add_row(chooser, NULL, i);
	}
}

/* True when a part of text[0..len) stands in `in`, with `begins` only where a
 * word begins. */
static bool has_part(const char *in, const char *text, size_t len, bool begins)
{
	for (const char *at = in; *at != '\0'; at++) {
		if (strncmp(at, text, len) != 0)
			continue;
		if (!begins || at == in || at[-1] == ' ' || at[-1] == '.' ||
		    at[-1] == '-' || at[-1] == '(')
			return true;
	}
	return false;
}

static bool has_words(const char *in, const char *text, bool begins)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " ");

		if (len > 0 && !has_part(in, text, len, begins))
			return false;
		text += len;
		text += strspn(text, " ");
	}
	return true;
}

static enum found entry_found(const struct chooser_entry *entry,
			      const char *text)
{
	size_t len = strlen(text);
	const char *dot = strchr(entry->folded, '.');

	if (strncmp(entry->folded, text, len) == 0 ||
	    (strchr(entry->name, '.') != NULL && dot != NULL &&
	     strncmp(dot + 1, text, len) == 0))
		return FOUND_CODE;
	if (has_words(entry->folded, text, true))
		return FOUND_WORDS;
	/* What has a dot is a code, and no code goes on inside a word. */
	return strchr(text, '.') == NULL &&
			       has_words(entry->folded, text, false)
		       ? FOUND_PARTS
		       : FOUND_NOT;
}

void chooser_find(struct chooser *chooser, const char *text)
{
	char *clean = text_clean_dup(text);
	char *folded = text_fold(clean);

	chooser->row_count = 0;
	if (*folded == '\0')
		add_all(chooser);
	for (int found = FOUND_CODE; *folded != '\0' && found < FOUND_NOT;
	     found++) {
		for (size_t i = 0; i < chooser->count; i++) {
			if ((int)entry_found(&chooser->entries[i], folded) ==
			    found)
				add_row(chooser, NULL, i);
		}
	}
	free(folded);
	free(clean);
}

size_t chooser_row_of(const struct chooser *chooser, size_t entry)
{
	size_t row = 0;

	while (row < chooser->row_count &&
	       (chooser->rows[row].heading != NULL ||
		chooser->rows[row].entry != entry))
		row++;
	return row;
}

bool chooser_covered(const struct chooser *chooser, size_t entry)
{
	const struct chooser_entry *one = &chooser->entries[entry];

	for (size_t i = 0; !one->chosen && i < chooser->count; i++) {
		if (i != entry && chooser->entries[i].chosen &&
		    category_covers(chooser->entries[i].name, one->name))
			return true;
	}
	return false;
}

void chooser_set_papers(struct chooser *chooser, const char *name, int papers)
{
	size_t entry = chooser_index(chooser, category_canonical(name));

	if (entry < chooser->count)
		chooser->entries[entry].papers = papers;
}

size_t chooser_names(const struct chooser *chooser, struct str *out)
{
	size_t count = 0;

	for (size_t i = 0; i < chooser->count; i++) {
		if (!chooser->entries[i].chosen)
			continue;
		str_addf(out, "%s%s", count > 0 ? " " : "",
			 chooser->entries[i].name);
		count++;
	}
	return count;
}

bool chooser_changed(const struct chooser *chooser)
{
	for (size_t i = 0; i < chooser->count; i++) {
		if (chooser->entries[i].chosen != chooser->entries[i].was)
			return true;
	}
	return false;
}
