/* Categories on the command line, with a guess at what was meant. */

#include "cmd/names.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "cmd/output.h"

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Letters to change, add or leave out between two names, case aside. */
static int distance(const char *a, const char *b)
{
	int row[CATEGORY_MAX + 2];
	int len = (int)strlen(b);

	for (int j = 0; j <= len; j++)
		row[j] = j;
	for (int i = 0; a[i]; i++) {
		int diagonal = row[0];

		row[0] = i + 1;
		for (int j = 1; j <= len; j++) {
			int other = lower(a[i]) != lower(b[j - 1]);
			int change = diagonal + other;

			diagonal = row[j];
			row[j] = least(change, least(row[j - 1], row[j]) + 1);
		}
	}
	return row[len];
}

/* The category that a misspelt name is nearest to; NULL when none is near. */
static const char *guess(const char *name)
{
	size_t count;
	const struct category *table = category_table(&count);
	const char *best = NULL;
	size_t len = strlen(name);
	int best_distance = len < 8 ? 2 : 3; /* nearer than this */

	if (len > CATEGORY_MAX)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		int found = distance(name, table[i].name);

		if (!table[i].active || found >= best_distance)
			continue;
		best = table[i].name;
		best_distance = found;
	}
	return best;
}

static enum status refuse(const char *word, struct error *err)
{
	const char *meant = guess(word);

	if (meant)
		return error_set(err, STATUS_USAGE, 0,
				 "unknown category '%.60s'; did you mean %s?",
				 word, meant);
	return error_set(err, STATUS_USAGE, 0,
			 "unknown category '%.60s'; categories look like cs.IR "
			 "or hep-th",
			 word);
}

/* Says what the user may want to know of a name that has the right form. */
static void remark(const char *name)
{
	const struct category *known = category_find(name);
	const char *meant;

	if (known && !known->active && strcmp(known->canonical, name) != 0)
		message("%s is no longer in use; its papers are in %s", name,
			known->canonical);
	if (known || category_is_archive(name))
		return;
	meant = guess(name);
	message("%s is no category that is known here%s%s%s; it is taken as it "
		"is",
		name, meant ? " (did you mean " : "", meant ? meant : "",
		meant ? "?)" : "");
}

static bool holds(char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

enum status names_read(const char *const *words, size_t count, bool quiet,
		       char ***ret, size_t *ret_count, struct error *err)
{
	char **names = mem_zalloc(count + 1, sizeof(*names));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		char name[CATEGORY_MAX + 1];

		if (!category_normalise(words[i], name)) {
			mem_free_texts(names);
			return refuse(words[i], err);
		}
		if (!holds(names, name))
			names[kept++] = mem_strdup(name);
	}
	for (size_t i = 0; i < kept && !quiet; i++)
		remark(names[i]);
	*ret = names;
	*ret_count = kept;
	return STATUS_OK;
}

const char *const *names_borrow(char *const *names)
{
	return (const char *const *)names;
}
