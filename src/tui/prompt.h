#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "tui/completion.h"
#include "tui/history.h"
#include "tui/screen.h"

/* One line that is typed: a label, a text and a place in it. */
struct prompt {
	char label[64];
	struct str text; /* capped at PROMPT_MAX bytes */
	size_t at;       /* byte of the cursor, at a cluster's beginning */

	const struct history *history; /* borrowed, or NULL */
	enum history_kind kind;
	size_t back; /* lines back in the history, 0 = none */
	char *typed; /* the text before it went back */
	bool prefix; /* only lines that begin as typed */

	/* Tab: NULL, or what may stand at the cursor. */
	void (*complete)(const void *data, const char *line, size_t at,
			 struct completion *ret);
	const void *data;
	struct completion completion; /* while there is a choice */
	size_t chosen; /* one of its items; its count = what was typed */
	size_t upto;   /* byte where the chosen one ends in the text */
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

/* Lets Up and Down go through the lines of a kind that begin as typed, and ^P
 * and ^N through all of them. Borrowed until prompt_clear(); accepted lines are
 * the caller's to add. */
void prompt_set_history(struct prompt *prompt, const struct history *history,
			enum history_kind kind);

/* Lets Tab complete: as far as all that may follow is the same, then, with
 * S-Tab back, one after the other. Both borrowed until prompt_clear(). */
void prompt_set_completer(struct prompt *prompt,
			  void (*complete)(const void *data, const char *line,
					   size_t at, struct completion *ret),
			  const void *data);

/* Appends what Tab may choose from, the chosen one in brackets and in view, as
 * far as it fits into `columns`; nothing when there is no choice. */
void prompt_choices(const struct prompt *prompt, int columns, struct str *out);

/* Inserts a text that was pasted: what cannot be shown goes, line breaks and
 * tabs become blanks, and nothing is accepted. Returns PROMPT_CHANGED when
 * something was inserted. */
enum prompt_result prompt_paste(struct prompt *prompt, const char *text);

/* Gives it a key: characters insert; Left Right Home End ^A ^E move; Backspace
 * Del ^W ^U ^K delete; Up Down ^P ^N and Tab S-Tab as above; Enter accepts; Esc
 * and ^C cancel, and so does Backspace in an empty one. */
enum prompt_result prompt_key(struct prompt *prompt, uint32_t key);

/* Draws it and puts the terminal's cursor in. */
void prompt_draw(const struct prompt *prompt, struct screen *screen, int row,
		 int columns);

/* Frees the text. */
void prompt_clear(struct prompt *prompt);

#endif
