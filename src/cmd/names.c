/* Categories on the command line, with a guess at what was meant. */

#include "cmd/names.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "cmd/output.h"

/* The category that a misspelt name is nearest to; NULL when none is near. */
static const char *guess(const char *name)
{
	size_t count;
	const struct category *table = category_table(&count);
	struct nearest nearest;

	nearest_begin(&nearest, name, strlen(name) < 8 ? 1 : 2);
	for (size_t i = 0; i < count; i++)
		if (table[i].active)
			nearest_offer(&nearest, table[i].name);
	return nearest.name;
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
