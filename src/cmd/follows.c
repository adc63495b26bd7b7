/* The categories of arxdayrc. A category and its alias are one subscription. */

#include "cmd/follows.h"

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "library/follow.h"

static bool is_same(const char *a, const char *b)
{
	return strcmp(category_canonical(a), category_canonical(b)) == 0;
}

static bool is_among(char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (is_same(*names, name))
			return true;
	return false;
}

/* Those of arxdayrc that the library does not follow: *ret, fresh, of texts
 * that are borrowed. */
static enum status find_missing(const struct cli *cli, struct library *library,
				const char ***ret, size_t *ret_count,
				struct error *err)
{
	const struct settings *settings = &cli->settings;
	char **followed;
	size_t count;
	enum status status =
		follow_list(library, FOLLOW_CATEGORY, &followed, &count, err);

	if (status)
		return status;
	*ret = mem_zalloc(settings->follow_count + 1, sizeof(**ret));
	*ret_count = 0;
	for (size_t i = 0; i < settings->follow_count; i++)
		if (!is_among(followed, settings->follows[i]))
			(*ret)[(*ret_count)++] = settings->follows[i];
	mem_free_texts(followed);
	return STATUS_OK;
}

enum status follows_add(const struct cli *cli, struct library *library,
			struct error *err)
{
	const char **missing;
	size_t count;
	enum status status;

	if (cli->settings.follow_count == 0)
		return STATUS_OK;
	status = find_missing(cli, library, &missing, &count, err);
	if (status)
		return status;
	if (count > 0)
		status = follow_set(library, FOLLOW_CATEGORY, missing, count,
				    true, err);
	free(missing);
	return status;
}

/* True when the library is known to follow all of them. */
static bool has_all(const struct cli *cli)
{
	struct library *library;
	const char **missing = NULL;
	size_t count = 1;

	if (cli_library(cli, LIBRARY_READ, &library, NULL))
		return false;
	if (find_missing(cli, library, &missing, &count, NULL))
		count = 1;
	free(missing);
	library_close(library);
	return count == 0;
}

void follows_bring(const struct cli *cli)
{
	struct library *library;
	struct error err;

	if (cli->settings.follow_count == 0 || cli->demo || has_all(cli))
		return;
	if (cli_library(cli, LIBRARY_WRITE, &library, &err))
		return;
	if (follows_add(cli, library, &err))
		message("%s", err.text);
	library_close(library);
}

void follows_remind(const struct cli *cli, const char *category)
{
	if (is_among(cli->settings.follows, category))
		message("%s stands in arxdayrc, and is followed again as long "
			"as it does",
			category);
}
