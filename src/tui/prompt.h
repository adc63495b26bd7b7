#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "tui/screen.h"

/* One line that is typed: a label, a text and a place in it. */
struct prompt {
	char label[64];
	struct str text; /* capped at PROMPT_MAX bytes */
	size_t at;       /* byte of the cursor, at a cluster's beginning */
};

#define PROMPT_MAX 4096

/* What a key did to a prompt. */
enum prompt_result {
	PROMPT_GOING,   /* nothing that matters */
	PROMPT_CHANGED, /* the text is another one */
	PROMPT_ACCEPTED,
	PROMPT_CANCELLED
};

/* Begins one with a first text. */
void prompt_begin(struct prompt *prompt, const char *label, const char *text);

/* Gives it a key: characters insert; Left Right Home End ^A ^E move; Backspace
 * Del ^W ^U ^K delete; Enter accepts; Esc and ^C cancel, and so does Backspace
 * in an empty one. */
enum prompt_result prompt_key(struct prompt *prompt, uint32_t key);

/* Puts a pasted text, one line of it, where the cursor is. */
void prompt_paste(struct prompt *prompt, const char *text);

/* Draws it and puts the terminal's cursor in. */
void prompt_draw(const struct prompt *prompt, struct screen *screen, int row,
		 int columns);

/* Frees the text. */
void prompt_clear(struct prompt *prompt);

#endif
