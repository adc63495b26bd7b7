/* follow and unfollow: what the user wants to hear of. A category and its
 * alias are announced together, so both names mean one subscription. */

#include <stdlib.h>
#include <string.h>

#include "arxiv/category.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/commands.h"
#include "cmd/follows.h"
#include "cmd/names.h"
#include "library/follow.h"

/* What a command line names. */
struct follow_names {
	char **categories;
	size_t category_count;
	char **authors;
	size_t author_count;
};

static void follow_names_free(struct follow_names *names)
{
	mem_free_texts(names->categories);
	mem_free_texts(names->authors);
}

static enum status read_authors(const struct args *args,
				struct follow_names *ret, struct error *err)
{
	const char *value;
	size_t at = 0;

	ret->authors =
		mem_zalloc(args->option_count + 1, sizeof(*ret->authors));
	while ((value = args_next(args, SWITCH_AUTHOR, &at)) != NULL) {
		char *name = text_clean_dup(value);

		ret->authors[ret->author_count++] = name;
		if (!*name)
			return error_set(err, STATUS_USAGE, 0,
					 "--author needs a name");
	}
	return STATUS_OK;
}

static enum status read_names(const struct cli *cli, struct follow_names *ret,
			      struct error *err)
{
	enum status status;

	*ret = (struct follow_names){ 0 };
	status = read_authors(&cli->args, ret, err);
	if (!status)
		status = names_read(cli->args.words, cli->args.word_count,
				    cli->quiet, &ret->categories,
				    &ret->category_count, err);
	return status;
}

static enum status write_followed(struct library *library,
				  enum follow_kind kind, const char *prefix,
				  struct str *out, struct error *err)
{
	char **names;
	size_t count;
	enum status status = follow_list(library, kind, &names, &count, err);

	if (status)
		return status;
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s%s\n", prefix, names[i]);
	mem_free_texts(names);
	return STATUS_OK;
}

static enum status print_followed(struct cli *cli, struct error *err)
{
	struct library *library;
	enum status status;

	follows_bring(cli);
	status = cli_library(cli, LIBRARY_READ, &library, err);
	if (status)
		return status;
	status = write_followed(library, FOLLOW_CATEGORY, "", &cli->out.text,
				err);
	if (!status)
		status = write_followed(library, FOLLOW_AUTHOR,
					"author: ", &cli->out.text, err);
	library_close(library);
	return status;
}

/* The first of some names that is announced together with `name`, which may be
 * that name itself; NULL when there is none. */
static const char *together(const char *const *names, const char *name)
{
	const char *canonical = category_canonical(name);

	for (; *names; names++)
		if (strcmp(category_canonical(*names), canonical) == 0)
			return *names;
	return NULL;
}

static void tell(const struct cli *cli, const char *followed, const char *named,
		 const char *now)
{
	if (!cli->quiet && strcmp(followed, named) != 0)
		message("%s and %s are announced together; %s is %s", followed,
			named, followed, now);
}

/* Those of some names that are no subscription yet; borrowed, ended by NULL. */
static const char **choose_new(const struct cli *cli, char *const *names,
			       size_t count, char *const *followed)
{
	const char **chosen = mem_zalloc(count + 1, sizeof(*chosen));
	size_t kept = 0;

	for (; *names; names++) {
		const char *other = together(names_borrow(followed), *names);

		if (!other)
			other = together(chosen, *names);
		if (other)
			tell(cli, other, *names, "followed already");
		else
			chosen[kept++] = *names;
	}
	return chosen;
}

/* Those of the followed names that some names mean; borrowed, ended by NULL. */
static const char **choose_old(const struct cli *cli, char *const *names,
			       char *const *followed, size_t count)
{
	const char **chosen = mem_zalloc(count + 1, sizeof(*chosen));
	size_t kept = 0;

	for (; *followed; followed++) {
		const char *named = together(names_borrow(names), *followed);

		if (!named)
			continue;
		tell(cli, *followed, named, "followed no longer");
		follows_remind(cli, *followed);
		chosen[kept++] = *followed;
	}
	return chosen;
}

static enum status change_categories(const struct cli *cli,
				     struct library *library,
				     const struct follow_names *names, bool on,
				     struct error *err)
{
	char **followed;
	const char **chosen;
	size_t count;
	enum status status =
		follow_list(library, FOLLOW_CATEGORY, &followed, &count, err);

	if (status)
		return status;
	if (on)
		chosen = choose_new(cli, names->categories,
				    names->category_count, followed);
	else
		chosen = choose_old(cli, names->categories, followed, count);
	for (count = 0; chosen[count];)
		count++;
	if (count > 0)
		status = follow_set(library, FOLLOW_CATEGORY, chosen, count, on,
				    err);
	free(chosen);
	mem_free_texts(followed);
	return status;
}

static enum status change(const struct cli *cli,
			  const struct follow_names *names, bool on,
			  struct error *err)
{
	struct library *library;
	enum status status = cli_library(cli, LIBRARY_WRITE, &library, err);

	if (status)
		return status;
	if (on)
		status = follows_add(cli, library, err);
	if (!status && names->category_count > 0)
		status = change_categories(cli, library, names, on, err);
	if (!status && names->author_count > 0)
		status = follow_set(library, FOLLOW_AUTHOR,
				    names_borrow(names->authors),
				    names->author_count, on, err);
	library_close(library);
	return status;
}

static enum status follow_or_not(struct cli *cli, bool on, struct error *err)
{
	struct follow_names names;
	enum status status = read_names(cli, &names, err);

	if (!status)
		status = change(cli, &names, on, err);
	follow_names_free(&names);
	return status;
}

enum status cmd_follow(struct cli *cli, struct error *err)
{
	if (cli->args.word_count == 0 && !args_has(&cli->args, SWITCH_AUTHOR))
		return print_followed(cli, err);
	return follow_or_not(cli, true, err);
}

enum status cmd_unfollow(struct cli *cli, struct error *err)
{
	if (cli->args.word_count == 0 && !args_has(&cli->args, SWITCH_AUTHOR))
		return cli_usage(cli, err);
	return follow_or_not(cli, false, err);
}
