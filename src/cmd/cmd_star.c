/* star, unstar and mark: one mark of papers, set or removed. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/commands.h"
#include "cmd/ids.h"
#include "library/marks.h"

struct mark_word {
	const char *word;
	enum mark mark;
	bool on;
};

static const struct mark_word STAR = { "star", MARK_STAR, true };
static const struct mark_word UNSTAR = { "unstar", MARK_STAR, false };

/* What `mark` can be told. */
static const struct mark_word MARK_WORDS[] = {
	{"read",    MARK_READ,   true },
        { "unread", MARK_READ,   false},
	{ "done",   MARK_DONE,   true },
        { "hide",   MARK_HIDDEN, true },
	{ "unhide", MARK_HIDDEN, false},
};

/* Marks the papers of words[0..count). */
static enum status set_mark(const struct cli *cli, const struct mark_word *what,
			    const char *const *words, size_t count,
			    struct error *err)
{
	struct library *library = NULL;
	paper_key *keys;
	bool *known;
	enum status status = ids_read(words, count, &keys, err);

	if (status)
		return status;
	known = mem_zalloc(count, sizeof(*known));
	status = cli_library(cli, LIBRARY_WRITE, &library, err);
	if (!status)
		status = marks_set(library,
				   &(struct marks_change){ what->mark, what->on,
							   keys, count,
							   cli->now },
				   known, err);
	if (!status)
		status = ids_report(keys, known, count);
	library_close(library);
	free(known);
	free(keys);
	return status;
}

static enum status mark_all(struct cli *cli, const struct mark_word *what,
			    struct error *err)
{
	enum status status = cli_words(cli, 1, SIZE_MAX, err);

	if (status)
		return status;
	return set_mark(cli, what, cli->args.words, cli->args.word_count, err);
}

enum status cmd_star(struct cli *cli, struct error *err)
{
	return mark_all(cli, &STAR, err);
}

enum status cmd_unstar(struct cli *cli, struct error *err)
{
	return mark_all(cli, &UNSTAR, err);
}

enum status cmd_mark(struct cli *cli, struct error *err)
{
	enum status status = cli_words(cli, 2, SIZE_MAX, err);

	if (status)
		return status;
	for (size_t i = 0; i < sizeof(MARK_WORDS) / sizeof(MARK_WORDS[0]); i++)
		if (strcmp(cli->args.words[0], MARK_WORDS[i].word) == 0)
			return set_mark(cli, &MARK_WORDS[i],
					cli->args.words + 1,
					cli->args.word_count - 1, err);
	return cli_usage(cli, err);
}
