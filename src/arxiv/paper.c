/* Papers: plain values that own their texts, and the check that every paper
 * from outside passes before it is stored. */
#include "arxiv/paper.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/text.h"

void paper_clear(struct paper *paper)
{
	free(paper->title);
	free(paper->abstract);
	free(paper->authors);
	free(paper->categories);
	free(paper->comments);
	free(paper->journal_ref);
	free(paper->doi);
	free(paper->license);
	free(paper->versions);
	*paper = PAPER_INIT;
}

void paper_copy(const struct paper *paper, struct paper *ret)
{
	*ret = *paper;
	ret->title = mem_strdup_null(paper->title);
	ret->abstract = mem_strdup_null(paper->abstract);
	ret->authors = mem_strdup_null(paper->authors);
	ret->categories = mem_strdup_null(paper->categories);
	ret->comments = mem_strdup_null(paper->comments);
	ret->journal_ref = mem_strdup_null(paper->journal_ref);
	ret->doi = mem_strdup_null(paper->doi);
	ret->license = mem_strdup_null(paper->license);
	if (paper->version_count == 0)
		return;
	ret->versions =
		mem_zalloc(paper->version_count, sizeof(*ret->versions));
	memcpy(ret->versions, paper->versions,
	       paper->version_count * sizeof(*ret->versions));
}

bool paper_primary(const char *categories, char *out)
{
	return category_next(&categories, out);
}

/* True when the text begins with the words, in any case of ASCII letters. */
static bool begins(const char *text, const char *words)
{
	return strncasecmp(text, words, strlen(words)) == 0;
}

/* "Withdrawn by the author", "This paper has been withdrawn due to ..." at the
 * beginning: further on, such words often speak of another paper. */
static bool says_withdrawn(const char *text)
{
	static const char *const things[] = { "paper",      "article",
					      "manuscript", "submission",
					      "work",       "version" };
	static const char *const verbs[] = { " has been withdrawn",
					     " is withdrawn", " was withdrawn",
					     " has been retracted" };

	if (text == NULL)
		return false;
	if (begins(text, "withdrawn"))
		return true;
	if (!begins(text, "this ") && !begins(text, "the "))
		return false;
	text = strchr(text, ' ') + 1;
	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++) {
		if (!begins(text, things[i]))
			continue;
		for (size_t v = 0; v < sizeof(verbs) / sizeof(verbs[0]); v++)
			if (begins(text + strlen(things[i]), verbs[v]))
				return true;
	}
	return false;
}

bool paper_is_withdrawn(const struct paper *paper)
{
	if (paper->version_count > 0 &&
	    paper->versions[paper->version_count - 1].withdrawn)
		return true;
	return says_withdrawn(paper->comments) ||
	       says_withdrawn(paper->abstract);
}

/* True when text[0..len) is not empty and text_clean leaves it as it is. */
static bool is_clean(const char *text, size_t len)
{
	return len > 0 && text_is_clean(text, len);
}

bool paper_text_valid(const char *text, size_t max)
{
	size_t len = strlen(text);

	return len <= max && is_clean(text, len);
}

static bool field_valid(const char *text)
{
	return text == NULL || paper_text_valid(text, PAPER_MAX_FIELD);
}

/* Clean names, one a line, no empty line, none behind the last. */
static bool authors_valid(const char *names)
{
	const char *at = names;
	size_t count = 0;

	if (names == NULL)
		return true;
	if (strlen(names) > PAPER_MAX_AUTHORS_BYTES)
		return false;
	for (;;) {
		size_t len = strcspn(at, "\n");

		if (++count > PAPER_MAX_AUTHORS || !is_clean(at, len))
			return false;
		if (at[len] == '\0')
			return true;
		at += len + 1;
	}
}

/* Names of the right form with one space between them. */
static bool categories_valid(const char *categories)
{
	const char *at = categories;
	char name[CATEGORY_MAX + 1];
	size_t count = 0;
	size_t bytes = 0;

	if (categories == NULL)
		return true;
	while (category_next(&at, name)) {
		if (++count > PAPER_MAX_CATEGORIES || !category_form_ok(name))
			return false;
		bytes += strlen(name);
	}
	return count > 0 && strlen(categories) == bytes + count - 1;
}

bool paper_valid(const struct paper *paper)
{
	return ident_key_valid(paper->id.key) && paper->id.version >= 0 &&
	       paper->id.version <= IDENT_MAX_VERSION &&
	       field_valid(paper->title) && field_valid(paper->abstract) &&
	       field_valid(paper->comments) &&
	       field_valid(paper->journal_ref) && field_valid(paper->doi) &&
	       field_valid(paper->license) && authors_valid(paper->authors) &&
	       categories_valid(paper->categories) &&
	       date_time_valid(paper->submitted) &&
	       date_time_valid(paper->updated);
}
