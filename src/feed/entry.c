#include "feed/entry.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/ascii.h"
#include "arxiv/author.h"
#include "arxiv/category.h"
#include "base/mem.h"
#include "base/text.h"

/* Lists (authors, categories) grow in strings and become texts of the paper
 * when the entry is filed. */

void entry_clear(struct entry *entry)
{
	paper_clear(&entry->paper);
	str_free(&entry->authors);
	str_free(&entry->categories);
	str_free(&entry->primary);
	free(entry->id);
	*entry = (struct entry){ .paper = PAPER_INIT };
}

void entry_begin(struct entry *entry, uint64_t line)
{
	entry_clear(entry);
	entry->authors = STR_CAPPED(PAPER_MAX_AUTHORS_BYTES);
	entry->type = ANNOUNCE_NONE;
	entry->prefix_type = ANNOUNCE_NONE;
	entry->day = DAY_NONE;
	entry->changed = DAY_NONE;
	entry->line = line;
}

/* Cleaned text, fresh; NULL when nothing is left of it. */
static char *clean(struct entry *entry, const char *text, bool cut)
{
	struct str out = STR_INIT;
	size_t len = strlen(text);

	if (cut)
		entry->repaired++;
	if (len > 0 && text_is_clean(text, len))
		return mem_strndup(text, len);
	entry->repaired += text_clean(text, len, &out);
	if (out.len > 0)
		return str_take(&out);
	str_free(&out);
	return NULL;
}

void entry_text(struct entry *entry, char **field, const char *text, bool cut)
{
	if (!*field)
		*field = clean(entry, text, cut);
}

void entry_long_text(struct entry *entry, char **field, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	char *part;

	if (len == 0)
		return;
	if (len <= PAPER_MAX_FIELD) {
		entry_text(entry, field, text, false);
		return;
	}
	len = PAPER_MAX_FIELD;
	while (len > 0 && ((unsigned char)text[len] & 0xC0u) == 0x80u)
		len--;
	part = mem_strndup(text, len);
	entry_text(entry, field, part, true);
	free(part);
}

void entry_keep(char **field, const char *text)
{
	if (!*field)
		*field = mem_strdup(text);
}

void entry_doi(struct entry *entry, const char *text, bool cut)
{
	char *doi = clean(entry, text, cut);
	struct str all = STR_CAPPED(PAPER_MAX_FIELD);

	if (!doi)
		return;
	if (entry->paper.doi) {
		str_add(&all, entry->paper.doi);
		str_add_char(&all, ' ');
	}
	if (strlen(doi) <= PAPER_MAX_FIELD - all.len) {
		str_add(&all, doi);
		free(entry->paper.doi);
		entry->paper.doi = str_take(&all);
	}
	str_free(&all);
	free(doi);
}

void entry_version(struct entry *entry, struct paper_version version)
{
	struct paper *paper = &entry->paper;
	size_t at = paper->version_count;

	if (version.number < 1 || version.number > IDENT_MAX_VERSION)
		return;
	while (at > 0 && paper->versions[at - 1].number > version.number)
		at--;
	if (at > 0 && paper->versions[at - 1].number == version.number)
		return;
	paper->versions =
		mem_grow(paper->versions, &entry->version_room,
			 paper->version_count + 1, sizeof(*paper->versions));
	memmove(&paper->versions[at + 1], &paper->versions[at],
		(paper->version_count - at) * sizeof(*paper->versions));
	paper->versions[at] = version;
	paper->version_count++;
}

/* Appends a clean name. */
static void add_author(struct entry *entry, const char *name, size_t len)
{
	size_t before = entry->authors.len;

	if (entry->author_count == PAPER_MAX_AUTHORS) {
		entry->repaired++;
		return;
	}
	if (before > 0)
		str_add_char(&entry->authors, '\n');
	str_add_n(&entry->authors, name, len);
	entry->author_count++;
	if (entry->authors.cut)
		str_cut(&entry->authors, before);
}

void entry_author(struct entry *entry, const char *name)
{
	char *text = clean(entry, name, false);

	if (text)
		add_author(entry, text, strlen(text));
	free(text);
}

/* How a text of names is split. */
typedef bool splitter(const char *text, struct str *out);

static void add_authors(struct entry *entry, const char *names, bool cut,
			splitter *split)
{
	char *text = clean(entry, names, cut);
	struct str list = STR_INIT;
	const char *at;
	const char *name;
	size_t len;

	if (!text)
		return;
	if (!split(text, &list))
		entry->repaired++;
	at = str_text(&list);
	/* Trimmed parts of a clean text are clean. */
	while (author_next(&at, &name, &len))
		add_author(entry, name, len);
	str_free(&list);
	free(text);
}

void entry_authors(struct entry *entry, const char *names, bool cut)
{
	add_authors(entry, names, cut, author_split);
}

void entry_authors_raw(struct entry *entry, const char *names, bool cut)
{
	add_authors(entry, names, cut, author_split_raw);
}

/* True when the list separated by spaces holds the name. */
static bool listed(const char *list, const char *name)
{
	char one[CATEGORY_MAX + 1];

	while (category_next(&list, one)) {
		if (strcmp(one, name) == 0)
			return true;
	}
	return false;
}

/* Spelled properly; false when it is no category. ACM classes such as "H.m"
 * have the form of one but for the capital letter that no archive has. */
static bool spell(const char *name, char out[CATEGORY_MAX + 1])
{
	return category_normalise(name, out) && ascii_is_lower(out[0]);
}

void entry_category(struct entry *entry, const char *name)
{
	char proper[CATEGORY_MAX + 1];

	if (!spell(name, proper))
		return;
	if (entry->category_count == PAPER_MAX_CATEGORIES) {
		entry->repaired++;
		return;
	}
	if (listed(str_text(&entry->categories), proper))
		return;
	if (entry->categories.len > 0)
		str_add_char(&entry->categories, ' ');
	str_add(&entry->categories, proper);
	entry->category_count++;
}

void entry_categories(struct entry *entry, const char *names)
{
	char name[CATEGORY_MAX + 1];

	while (category_next(&names, name))
		entry_category(entry, name);
}

void entry_drop_categories(struct entry *entry)
{
	str_clear(&entry->categories);
	entry->category_count = 0;
}

void entry_primary(struct entry *entry, const char *name)
{
	char proper[CATEGORY_MAX + 1];

	if (entry->primary.len == 0 && spell(name, proper))
		str_add(&entry->primary, proper);
}

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* Moves *at over a word and returns it, fresh; "" at the end. */
static char *take_word(const char **at)
{
	size_t len = strcspn(*at, " ");
	char *word = mem_strndup(*at, len);

	*at = skip_blanks(*at + len);
	return word;
}

/* The abstract behind the prefix, or all of a text that has none. */
static const char *past_prefix(struct entry *entry, const char *text)
{
	const char *at = ascii_after(text, "arxiv:");
	const char *rest = NULL;
	char *id;
	char *type;

	if (!at)
		return text;
	at = skip_blanks(at);
	id = take_word(&at);
	at = ascii_after(at, "announce type:");
	if (!at) {
		free(id);
		return text;
	}
	at = skip_blanks(at);
	type = take_word(&at);
	rest = ascii_after(at, "abstract:");
	if (rest && entry->prefix_id.key == 0 &&
	    ident_parse_bare(id, &entry->prefix_id))
		entry->prefix_type = announce_parse(type);
	free(type);
	free(id);
	return rest ? skip_blanks(rest) : text;
}

void entry_description(struct entry *entry, const char *text, bool cut)
{
	char **abstract = &entry->paper.abstract;
	char *all = clean(entry, text, cut);
	const char *rest;

	if (!all)
		return;
	/* A part of a clean text without blanks at its ends is clean. */
	rest = past_prefix(entry, all);
	if (!*abstract && rest[0] != '\0')
		*abstract = mem_strdup(rest);
	free(all);
}

bool entry_parse_oai(const char *text, struct ident *ret)
{
	static const char PREFIX[] = "oai:arXiv.org:";
	const size_t len = sizeof(PREFIX) - 1;

	return strncmp(text, PREFIX, len) == 0 &&
	       ident_parse_bare(text + len, ret);
}

bool entry_parse_link(const char *text, struct ident *ret)
{
	static const char *const PREFIXES[] = { "https://arxiv.org/abs/",
						"http://arxiv.org/abs/" };

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(PREFIXES[i]);

		if (strncmp(text, PREFIXES[i], len) == 0)
			return ident_parse_bare(text + len, ret);
	}
	return false;
}

/* The categories with the primary first, at most PAPER_MAX_CATEGORIES. */
static char *take_categories(struct entry *entry)
{
	struct str all = STR_INIT;
	const char *at = str_text(&entry->categories);
	char name[CATEGORY_MAX + 1];
	size_t count = 0;

	if (entry->primary.len > 0) {
		str_add(&all, str_text(&entry->primary));
		count++;
	}
	while (category_next(&at, name)) {
		if (strcmp(name, str_text(&entry->primary)) == 0)
			continue;
		if (count++ == PAPER_MAX_CATEGORIES) {
			entry->repaired++;
			break;
		}
		if (all.len > 0)
			str_add_char(&all, ' ');
		str_add(&all, name);
	}
	return all.len > 0 ? str_take(&all) : NULL;
}

/* What only the description says. */
static void adopt_prefix(struct entry *entry)
{
	struct ident *id = &entry->paper.id;

	if (entry->type == ANNOUNCE_NONE)
		entry->type = entry->prefix_type;
	if (id->version == 0 && id->key == entry->prefix_id.key)
		id->version = entry->prefix_id.version;
}

int entry_parse_version(const char *text)
{
	int version = 0;

	if (!text || *text++ != 'v')
		return 0;
	for (; *text >= '0' && *text <= '9'; text++) {
		version = version * 10 + (*text - '0');
		if (version > IDENT_MAX_VERSION)
			return 0;
	}
	return *text == '\0' ? version : 0;
}

/* The text belongs to the newest version of the history. */
static void adopt_history(struct paper *paper)
{
	const struct paper_version *first = paper->versions;
	const struct paper_version *last;

	if (paper->version_count == 0)
		return;
	last = &paper->versions[paper->version_count - 1];
	paper->id.version = last->number;
	paper->updated = last->time;
	if (first->number == 1)
		paper->submitted = first->time;
}

/* Moves the paper of an entry whose identifier is known into the page. */
static void file_paper(struct entry *entry, struct page *page)
{
	struct record record = RECORD_INIT;

	adopt_prefix(entry);
	adopt_history(&entry->paper);
	entry->paper.categories = take_categories(entry);
	if (entry->authors.len > 0)
		entry->paper.authors = str_take(&entry->authors);
	page->repaired += entry->repaired;
	record.kind = RECORD_ENTRY;
	record.paper = entry->paper;
	record.type = entry->type;
	record.day = entry->day;
	record.changed = entry->changed;
	entry->paper = PAPER_INIT;
	page_add(page, &record);
}

void entry_file(struct entry *entry, struct page *page)
{
	page_count(page);
	if (entry->paper.id.key == 0)
		page_skip(page, "bad_id", entry->line,
			  "no arXiv identifier: \"%.80s\"",
			  entry->id ? entry->id : "");
	else
		file_paper(entry, page);
	entry_clear(entry);
}
