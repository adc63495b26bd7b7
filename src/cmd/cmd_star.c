/* star and unstar: favourites. */

#include "cmd/commands.h"
#include "cmd/mark_papers.h"

static enum status change_star(struct cli *cli, const struct marks_edit *change,
			       struct error *err)
{
	enum status status = cli_words(cli, 1, SIZE_MAX, err);

	if (status)
		return status;
	return mark_papers(cli, cli->args.words, cli->args.word_count, change,
			   err);
}

enum status cmd_star(struct cli *cli, struct error *err)
{
	return change_star(cli, &(struct marks_edit){ .on = MARK_STAR }, err);
}

enum status cmd_unstar(struct cli *cli, struct error *err)
{
	return change_star(cli, &(struct marks_edit){ .off = MARK_STAR }, err);
}
