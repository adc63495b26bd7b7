/* Writes each line of standard input as the content of a cell, or with -u the
 * text that a cell was made of: the judge of the Markdown reads its output. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/cell.h"

int main(int argc, char **argv)
{
	bool undo = argc > 1 && strcmp(argv[1], "-u") == 0;
	char *line = NULL;
	size_t room = 0;
	ssize_t len = 0;
	struct str out = STR_INIT;

	while ((len = getline(&line, &room, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[--len] = '\0';
		str_clear(&out);
		if (undo)
			cell_unescape(line, (size_t)len, &out);
		else
			cell_escape(line, &out);
		puts(str_text(&out));
	}
	free(line);
	str_free(&out);
	return fflush(stdout) == 0 ? 0 : 1;
}
