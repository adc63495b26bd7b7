/* Writes each line of standard input as the decoder of TeX shows it, or with
 * -s with its styles: [i:...] italic, b bold, c code, k small capitals, u
 * underlined. The judges of the decoder and of its manual read the output. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arxiv/tex_text.h"

static void put_styled(const struct tex_text *text)
{
	const char *data = str_text(&text->text);
	size_t at = 0;

	for (size_t i = 0; i < text->count; i++) {
		const struct tex_run *run = &text->runs[i];

		printf("%.*s[", (int)(run->start - at), data + at);
		for (unsigned bit = 0; bit < 5; bit++)
			if (run->style & (1u << bit))
				putchar("ibcku"[bit]);
		printf(":%.*s]", (int)run->len, data + run->start);
		at = run->start + run->len;
	}
	puts(data + at);
}

int main(int argc, char **argv)
{
	bool styled = argc > 1 && strcmp(argv[1], "-s") == 0;
	struct tex_text text = { 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t len = 0;

	while ((len = getline(&line, &room, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[--len] = '\0';
		tex_text_make(line, &text);
		if (styled)
			put_styled(&text);
		else
			puts(str_text(&text.text));
	}
	free(line);
	tex_text_clear(&text);
	return fflush(stdout) == 0 ? 0 : 1;
}
