/* The papers of a command line and what is said of them. All of the command
 * line is read before the library is opened, so that wrong usage leaves no
 * trace. */

#include "cmd/mark_papers.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cmd/ids.h"

static enum status mark_keys(const struct cli *cli,
			     const struct marks_edit *edit, struct error *err)
{
	struct library *library = NULL;
	bool *known = mem_zalloc(edit->count, sizeof(*known));
	enum status status = cli_library(cli, LIBRARY_WRITE, &library, err);

	if (!status)
		status = marks_edit(library, edit, known, err);
	if (!status)
		status = ids_report(edit->keys, known, edit->count);
	library_close(library);
	free(known);
	return status;
}

enum status mark_papers(const struct cli *cli, const char *const *words,
			size_t count, const struct marks_edit *change,
			struct error *err)
{
	struct marks_edit edit = *change;
	paper_key *keys;
	enum status status = ids_read(words, count, &keys, err);

	if (status)
		return status;
	edit.keys = keys;
	edit.count = count;
	edit.now = cli->now;
	status = marks_check(&edit, err);
	if (!status)
		status = mark_keys(cli, &edit, err);
	free(keys);
	return status;
}

enum status mark_load(const struct cli *cli, const char *word,
		      struct listed *ret, struct error *err)
{
	struct library *library = NULL;
	char id[IDENT_TEXT_SIZE];
	paper_key *key;
	enum status status = ids_read(&word, 1, &key, err);

	if (status)
		return status;
	status = cli_library(cli, LIBRARY_READ, &library, err);
	if (!status) {
		status = listed_load(library, *key, ret, err);
		library_close(library);
	}
	if (status == STATUS_NOTFOUND)
		error_set(err, status, 0, "%s is not in the library",
			  ident_format(*key, id));
	free(key);
	return status;
}
