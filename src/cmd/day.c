/* What a command with a DAY begins with. */

#include "cmd/day.h"

enum status day_open(const struct cli *cli, struct library **ret_library,
		     day_t *ret_day, struct error *err)
{
	const char *word = cli->args.word_count ? cli->args.words[0] : NULL;
	struct library *library;
	struct day_choice choice = { .kind = DAY_LATEST };
	enum status status = cli_words(cli, 0, 1, err);

	if (!status)
		status = day_read(word, cli->now, &choice, err);
	if (!status)
		status = cli_library(cli, LIBRARY_READ, &library, err);
	if (status)
		return status;
	status = day_resolve(&choice, library, ret_day, err);
	if (status)
		library_close(library);
	else
		*ret_library = library;
	return status;
}
