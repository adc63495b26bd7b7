/* A query and one paper. Each text is folded at most once a match, when the
 * first term asks for it; then words are found in it as in any text, at places
 * where a word begins. */
#include <stdlib.h>
#include <string.h>

#include "arxiv/author.h"
#include "arxiv/category.h"
#include "arxiv/fold.h"
#include "arxiv/query.h"
#include "arxiv/tex.h"
#include "base/mem.h"
#include "base/text.h"

/* A subject and what was made of its texts so far. */
struct match {
	const struct query_subject *subject;
	struct str folded[QUERY_FIELD_COUNT];
	bool done[QUERY_FIELD_COUNT];
};

static bool is_word_end(char c)
{
	return c == '\0' || c == ' ' || c == '\n';
}

/* Where words stand in folded text, one behind the other; NULL when they do
 * not. */
static const char *find_words(const char *folded, const char *words,
			      bool prefix)
{
	size_t len = strlen(words);
	const char *at = strstr(folded, words);

	while (at != NULL) {
		if ((at == folded || is_word_end(at[-1])) &&
		    (prefix || is_word_end(at[len])))
			return at;
		at += strcspn(at, " \n");
		at = strstr(at, words);
	}
	return NULL;
}

/* Finds words in their order in the first line of folded text, where others
 * may stand between them. `places` (or NULL) gets where each begins, at most
 * as many as there are words. */
static bool find_in_order(const char *line, const char *words, bool prefix,
			  const char **places)
{
	size_t len = strcspn(words, " ");
	size_t here;
	bool last;

	while (*line != '\0' && *line != '\n') {
		here = strcspn(line, " \n");
		last = words[len] == '\0';
		if (strncmp(line, words, len) == 0 &&
		    (here == len || (last && prefix && here > len))) {
			if (places != NULL)
				*places++ = line;
			if (last)
				return true;
			words += len + 1;
			len = strcspn(words, " ");
		}
		line += here;
		line += *line == ' ';
	}
	return false;
}

/* The same in any of the lines. */
static bool find_name(const char *folded, const char *words, bool prefix)
{
	for (;;) {
		if (find_in_order(folded, words, prefix, NULL))
			return true;
		folded = strchr(folded, '\n');
		if (folded == NULL)
			return false;
		folded++;
	}
}

/* The text of a subject in a field of text; NULL when it has none. */
static const char *text_of(const struct query_subject *subject,
			   enum query_field field)
{
	const struct paper *paper = subject->paper;
	const char *const texts[QUERY_FIELD_COUNT] = {
		[QUERY_TITLE] = paper->title,
		[QUERY_AUTHORS] = paper->authors,
		[QUERY_ABSTRACT] = paper->abstract,
		[QUERY_COMMENTS] = paper->comments,
		[QUERY_JOURNAL] = paper->journal_ref,
		[QUERY_DOI] = paper->doi,
		[QUERY_TAG] = subject->tags,
		[QUERY_NOTE] = subject->note,
	};

	return texts[field];
}

static bool match_words(struct match *match, const struct query_node *node,
			enum query_field field)
{
	struct str *folded = &match->folded[field];
	const char *text = text_of(match->subject, field);

	if (text == NULL)
		return false;
	if (!match->done[field])
		fold_text(text, folded);
	match->done[field] = true;
	if (node->field == QUERY_AUTHORS)
		return find_name(str_text(folded), node->words, node->prefix);
	return find_words(str_text(folded), node->words, node->prefix) != NULL;
}

/* As it is stored, and as it is shown when that is not the same. */
static bool match_pattern(struct match *match, const struct query_node *node,
			  enum query_field field)
{
	const char *text = text_of(match->subject, field);
	struct str shown = STR_INIT;
	bool found = false;

	if (text == NULL)
		return false;
	found = pattern_match(node->pattern, text);
	if (!found && strchr(text, '\\') != NULL) {
		tex_accents(text, &shown);
		found = pattern_match(node->pattern, str_text(&shown));
		str_free(&shown);
	}
	return found;
}

static bool match_text(struct match *match, const struct query_node *node)
{
	static const enum query_field all[] = { QUERY_TITLE, QUERY_AUTHORS,
						QUERY_ABSTRACT };
	bool (*matches)(struct match *, const struct query_node *,
			enum query_field) =
		node->kind == QUERY_WORDS ? match_words : match_pattern;

	if (node->field != QUERY_ALL)
		return matches(match, node, node->field);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (matches(match, node, all[i]))
			return true;
	return false;
}

/* True when one of the parts of a list between `separator`s is the name that
 * is looked for. */
static bool match_list(const char *text, char separator,
		       const struct query_node *node)
{
	const char ends[] = { separator, '\0' };
	size_t len = strlen(node->words);
	char *folded = NULL;
	const char *at = NULL;
	bool found = false;

	if (text == NULL)
		return false;
	folded = text_fold(text);
	for (at = folded; *at != '\0' && !found;) {
		size_t here = strcspn(at, ends);

		found = strncmp(at, node->words, len) == 0 &&
			(here == len || (node->prefix && here > len));
		at += here;
		at += *at == separator;
	}
	free(folded);
	return found;
}

static bool match_category(const char *categories, const char *wanted)
{
	char name[CATEGORY_MAX + 1];

	while (category_next(&categories, name))
		if (category_covers(wanted, name))
			return true;
	return false;
}

static bool match_name(const struct query_subject *subject,
		       const struct query_node *node)
{
	if (node->field == QUERY_CATEGORY)
		return match_category(subject->paper->categories, node->words);
	if (node->field == QUERY_ID)
		return subject->paper->id.key == node->key;
	return match_list(text_of(subject, node->field),
			  node->field == QUERY_TAG ? '\n' : ' ', node);
}

static bool match_dates(const struct query_subject *subject,
			const struct query_node *node)
{
	day_t day = subject->day;

	if (node->field == QUERY_SUBMITTED)
		day = subject->paper->submitted == TIME_NONE
			      ? DAY_NONE
			      : date_of_time(subject->paper->submitted, NULL);
	if (day == DAY_NONE)
		return false;
	return day >= node->from &&
	       (node->until == DAY_NONE || day <= node->until);
}

/* The states of a subject, all of them. */
static unsigned states_of(const struct query_subject *subject)
{
	unsigned states =
		subject->states &
		(QUERY_BIT(QUERY_IS_STARRED) | QUERY_BIT(QUERY_IS_READ) |
		 QUERY_BIT(QUERY_IS_DONE) | QUERY_BIT(QUERY_IS_HIDDEN) |
		 QUERY_BIT(QUERY_IS_TAGGED) | QUERY_BIT(QUERY_IS_NOTED));

	if (!(states & (QUERY_BIT(QUERY_IS_READ) | QUERY_BIT(QUERY_IS_DONE))))
		states |= QUERY_BIT(QUERY_IS_UNREAD);
	if (subject->type == ANNOUNCE_NEW)
		states |= QUERY_BIT(QUERY_IS_NEW);
	if (subject->type == ANNOUNCE_CROSS)
		states |= QUERY_BIT(QUERY_IS_CROSS);
	if (subject->type == ANNOUNCE_REPLACE ||
	    subject->type == ANNOUNCE_REPLACE_CROSS)
		states |= QUERY_BIT(QUERY_IS_REPLACED);
	if (subject->withdrawn)
		states |= QUERY_BIT(QUERY_IS_WITHDRAWN);
	if (subject->tags != NULL && subject->tags[0] != '\0')
		states |= QUERY_BIT(QUERY_IS_TAGGED);
	if (subject->note != NULL && subject->note[0] != '\0')
		states |= QUERY_BIT(QUERY_IS_NOTED);
	return states;
}

/* A query is at most QUERY_MAX_DEPTH deep. NOLINTBEGIN(misc-no-recursion) */
static bool match_node(struct match *match, const struct query_node *node);

/* True when one of the children matches (wanted), or one does not. */
static bool match_any(struct match *match, const struct query_node *child,
		      bool wanted)
{
	for (; child != NULL; child = child->next)
		if (match_node(match, child) == wanted)
			return true;
	return false;
}

static bool match_node(struct match *match, const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_AND:
		return !match_any(match, node->child, false);
	case QUERY_OR:
		return match_any(match, node->child, true);
	case QUERY_NOT:
		return !match_node(match, node->child);
	case QUERY_WORDS:
	case QUERY_PATTERN:
		return match_text(match, node);
	case QUERY_NAME:
		return match_name(match->subject, node);
	case QUERY_DATES:
		return match_dates(match->subject, node);
	case QUERY_MARK:
		return states_of(match->subject) & QUERY_BIT(node->state);
	}
	return false;
}

bool query_match(const struct query *query, const struct query_subject *subject)
{
	struct match match = { .subject = subject };
	bool matches = match_node(&match, query->root);

	for (int i = 0; i < QUERY_FIELD_COUNT; i++)
		str_free(&match.folded[i]);
	return matches;
}

/* A shown text, its words, and which of its bytes were hit. */
struct hits {
	enum query_field field;
	const char *shown;
	struct str folded;
	struct fold_word *words;
	size_t count;
	bool *hit;
};

/* The word that begins at an offset of the folded text. */
static const struct fold_word *word_at(const struct hits *hits, size_t at)
{
	size_t low = 0;
	size_t high = hits->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (hits->words[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return &hits->words[low];
}

static void mark(struct hits *hits, size_t start, size_t end)
{
	memset(hits->hit + start, true, end - start);
}

static size_t count_words(const char *words)
{
	size_t count = 1;

	while ((words = strchr(words, ' ')) != NULL) {
		words++;
		count++;
	}
	return count;
}

/* Words of one name, each marked alone. */
static void hit_name(struct hits *hits, const struct query_node *node)
{
	size_t count = count_words(node->words);
	const char **places = mem_zalloc(count, sizeof(*places));
	const char *folded = str_text(&hits->folded);
	const char *line = folded;

	while (line != NULL) {
		bool found =
			find_in_order(line, node->words, node->prefix, places);

		for (size_t i = 0; found && i < count; i++) {
			const struct fold_word *word =
				word_at(hits, (size_t)(places[i] - folded));

			mark(hits, word->start, word->end);
		}
		line = strchr(line, '\n');
		if (line != NULL)
			line++;
	}
	free(places);
}

static void hit_words(struct hits *hits, const struct query_node *node)
{
	size_t count = count_words(node->words);
	const char *folded = str_text(&hits->folded);
	const char *at = folded;

	if (node->field == QUERY_AUTHORS) {
		hit_name(hits, node);
		return;
	}
	while ((at = find_words(at, node->words, node->prefix)) != NULL) {
		const struct fold_word *word =
			word_at(hits, (size_t)(at - folded));

		mark(hits, word->start, word[count - 1].end);
		at += strcspn(at, " \n");
	}
}

static void hit_pattern(struct hits *hits, const struct query_node *node)
{
	size_t start = 0;
	size_t end = 0;

	while (pattern_find(node->pattern, hits->shown, end, &start, &end))
		mark(hits, start, end);
}

static bool looks_at(const struct query_node *node, enum query_field field)
{
	return node->field == field ||
	       (node->field == QUERY_ALL &&
		(field == QUERY_TITLE || field == QUERY_ABSTRACT ||
		 field == QUERY_AUTHORS));
}

static void hit_node(struct hits *hits, const struct query_node *node,
		     bool positive)
{
	const struct query_node *child = node->child;

	if (node->kind == QUERY_NOT)
		positive = !positive;
	for (; child != NULL; child = child->next)
		hit_node(hits, child, positive);
	if (!positive || !looks_at(node, hits->field))
		return;
	if (node->kind == QUERY_WORDS)
		hit_words(hits, node);
	else if (node->kind == QUERY_PATTERN)
		hit_pattern(hits, node);
}

/* NOLINTEND(misc-no-recursion) */

/* The bytes that were hit as spans. */
static size_t collect(const bool *hit, size_t len, struct query_span **ret)
{
	struct query_span *spans = NULL;
	size_t room = 0;
	size_t count = 0;

	for (size_t at = 0; at < len; at++) {
		if (!hit[at])
			continue;
		spans = mem_grow(spans, &room, count + 1, sizeof(*spans));
		spans[count].start = at;
		while (at < len && hit[at])
			at++;
		spans[count].len = at - spans[count].start;
		count++;
	}
	*ret = spans;
	return count;
}

size_t query_hits(const struct query *query, enum query_field field,
		  const char *shown, struct query_span **ret_spans)
{
	struct hits hits = { .field = field, .shown = shown };
	size_t len = strlen(shown);
	char *copy = mem_strdup(shown);
	size_t count;

	/* Names are told apart by lines. */
	for (char *at = copy; field == QUERY_AUTHORS && *at != '\0'; at++)
		if (*at == ',')
			*at = '\n';
	hits.count = fold_words(copy, &hits.folded, &hits.words);
	hits.hit = mem_zalloc(len + 1, sizeof(*hits.hit));
	hit_node(&hits, query->root, true);
	count = collect(hits.hit, len, ret_spans);
	free(copy);
	free(hits.hit);
	free(hits.words);
	str_free(&hits.folded);
	return count;
}
