/* tag: the user's own words for papers, given and taken away, or listed. */

#include <stdlib.h>

#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/mark_papers.h"
#include "library/tag.h"

/* The words of the command line, each list ended by NULL. */
struct tag_words {
	const char **ids, **tags, **untags;
	size_t id_count, tag_count, untag_count;
};

static void sort_words(const struct args *args, struct tag_words *ret)
{
	size_t room = args->word_count + 1;

	*ret = (struct tag_words){
		.ids = mem_zalloc(room, sizeof(*ret->ids)),
		.tags = mem_zalloc(room, sizeof(*ret->tags)),
		.untags = mem_zalloc(room, sizeof(*ret->untags)),
	};
	for (size_t i = 0; i < args->word_count; i++) {
		const char *word = args->words[i];

		if (word[0] == '+')
			ret->tags[ret->tag_count++] = word + 1;
		else if (word[0] == '-')
			ret->untags[ret->untag_count++] = word + 1;
		else
			ret->ids[ret->id_count++] = word;
	}
}

static void free_words(struct tag_words *words)
{
	free(words->ids);
	free(words->tags);
	free(words->untags);
}

/* All tags, each with the number of its papers. */
static enum status list_all(struct cli *cli, struct error *err)
{
	struct library *library;
	struct tag_use *uses;
	size_t count;
	enum status status = cli_library(cli, LIBRARY_READ, &library, err);

	if (status)
		return status;
	status = tags_load(library, &uses, &count, err);
	library_close(library);
	if (status)
		return status;
	for (size_t i = 0; i < count; i++)
		str_addf(&cli->out.text, "%s\t%zu\n", uses[i].name,
			 uses[i].papers);
	free(uses);
	return STATUS_OK;
}

/* The tags of one paper, one a line. */
static enum status list_tags(struct cli *cli, const char *word,
			     struct error *err)
{
	struct listed listed;
	char id[IDENT_TEXT_SIZE];
	enum status status = mark_load(cli, word, &listed, err);

	if (status)
		return status;
	if (listed.tags)
		str_addf(&cli->out.text, "%s\n", listed.tags);
	else
		status = error_set(err, STATUS_NOTFOUND, 0, "%s has no tags",
				   ident_format(listed.paper.id.key, id));
	listed_clear(&listed);
	return status;
}

static enum status run(struct cli *cli, const struct tag_words *words,
		       struct error *err)
{
	struct marks_edit change = { .tags = words->tags,
				     .untags = words->untags };

	if (cli->args.word_count == 0)
		return list_all(cli, err);
	if (words->tag_count + words->untag_count > 0 && words->id_count > 0)
		return mark_papers(cli, words->ids, words->id_count, &change,
				   err);
	if (words->id_count != 1)
		return cli_usage(cli, err);
	return list_tags(cli, words->ids[0], err);
}

enum status cmd_tag(struct cli *cli, struct error *err)
{
	struct tag_words words;
	enum status status;

	sort_words(&cli->args, &words);
	status = run(cli, &words, err);
	free_words(&words);
	return status;
}
