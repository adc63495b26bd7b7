#include "feed/query.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/str.h"

/* Both forms are lists of names; one name that is no category spoils the
 * list, since a query that is known in part is worse than none. */

/* The names of list[0..len), separated by the text `between`, joined by '+';
 * NULL unless each is a category. */
static char *join_names(const char *list, size_t len, const char *between)
{
	struct str out = STR_INIT;
	char *copy = mem_strndup(list, len);
	char *at = copy;
	bool good = len > 0;

	while (good && at) {
		char *end = strstr(at, between);
		char proper[CATEGORY_MAX + 1];

		if (end)
			*end = '\0';
		good = category_normalise(at, proper);
		if (out.len > 0)
			str_add_char(&out, '+');
		str_add(&out, proper);
		at = end ? end + strlen(between) : NULL;
	}
	free(copy);
	if (good)
		return str_take(&out);
	str_free(&out);
	return NULL;
}

char *query_of_link(const char *link)
{
	size_t len = link ? strcspn(link, "?#") : 0;
	size_t start = len;

	while (start > 0 && link[start - 1] != '/')
		start--;
	if (start == 0)
		return NULL;
	return join_names(link + start, len - start, "+");
}

char *query_of_title(const char *title)
{
	static const char TAIL[] = " updates on arXiv.org";
	const char *end = title ? strstr(title, TAIL) : NULL;

	if (!end || end[sizeof(TAIL) - 1] != '\0')
		return NULL;
	return join_names(title, (size_t)(end - title), ", ");
}
