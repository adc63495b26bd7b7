/* note: the user's own text on a paper, printed or set. */

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/ids.h"
#include "cmd/mark_papers.h"
#include "library/note.h"

static enum status show_note(struct cli *cli, struct error *err)
{
	struct listed listed;
	char id[IDENT_TEXT_SIZE];
	enum status status = mark_load(cli, cli->args.words[0], &listed, err);

	if (status)
		return status;
	if (listed.note)
		str_addf(&cli->out.text, "%s\n", listed.note);
	else
		status = error_set(err, STATUS_NOTFOUND, 0, "%s has no note",
				   ident_format(listed.paper.id.key, id));
	listed_clear(&listed);
	return status;
}

/* What is to become the note: the words given or all of standard input. */
static enum status read_text(const char *word, struct str *out,
			     struct error *err)
{
	if (strcmp(word, "-") == 0)
		return file_read("-", NOTE_TEXT_MAX, out, err);
	str_add(out, word);
	return STATUS_OK;
}

static enum status set_note(struct cli *cli, struct error *err)
{
	struct str text = STR_INIT, note = STR_INIT;
	size_t repaired = 0;
	paper_key *key;
	enum status status = ids_read(cli->args.words, 1, &key, err);

	if (status)
		return status;
	free(key);
	status = read_text(cli->args.words[1], &text, err);
	if (!status)
		status = note_make(str_text(&text), text.len, &note, &repaired,
				   err);
	if (!status)
		status = mark_papers(
			cli, cli->args.words, 1,
			&(struct marks_edit){ .note = str_text(&note) }, err);
	if (!status && repaired > 0 && !cli->quiet)
		message("%zu characters that cannot be shown were left out or "
			"replaced",
			repaired);
	str_free(&text);
	str_free(&note);
	return status;
}

enum status cmd_note(struct cli *cli, struct error *err)
{
	enum status status = cli_words(cli, 1, 2, err);

	if (status)
		return status;
	return cli->args.word_count == 1 ? show_note(cli, err)
					 : set_note(cli, err);
}
