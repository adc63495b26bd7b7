/* mark: the marks of papers but the star. */

#include <string.h>

#include "cmd/commands.h"
#include "cmd/mark_papers.h"

/* What `mark` can be told. */
static const struct {
	const char *word;
	unsigned on, off;
} MARK_WORDS[] = {
	{"read",    MARK_READ,   0          },
        { "unread", 0,           MARK_READ  },
	{ "done",   MARK_DONE,   0          },
        { "undone", 0,           MARK_DONE  },
	{ "hide",   MARK_HIDDEN, 0          },
        { "unhide", 0,           MARK_HIDDEN},
};

enum status cmd_mark(struct cli *cli, struct error *err)
{
	struct marks_edit change = { 0 };
	enum status status = cli_words(cli, 2, SIZE_MAX, err);

	if (status)
		return status;
	for (size_t i = 0; i < sizeof(MARK_WORDS) / sizeof(MARK_WORDS[0]); i++)
		if (strcmp(cli->args.words[0], MARK_WORDS[i].word) == 0) {
			change.on = MARK_WORDS[i].on;
			change.off = MARK_WORDS[i].off;
		}
	if ((change.on | change.off) == 0)
		return cli_usage(cli, err);
	return mark_papers(cli, cli->args.words + 1, cli->args.word_count - 1,
			   &change, err);
}
