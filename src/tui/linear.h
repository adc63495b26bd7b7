#ifndef TUI_LINEAR_H
#define TUI_LINEAR_H

#include <stddef.h>

#include "tui/screen.h"

/* The reader line by line, for screen readers and braille: instead of drawing,
 * the app tells before each wait what there is, and one line is written for
 * each thing that changed. The line that tells the selection is the last one,
 * and the cursor is on it. A prompt is typed in its own line; what changes
 * below it is told when it has ended. */
struct linear;

/* What there is now. Texts are one line of UTF-8 each. */
struct linear_now {
	const char *place;   /* the top line: where we are; "" nothing */
	const char *speak;   /* tells the selection; "" nothing */
	const char *message; /* the newest message; "" none */
	const char *label;   /* of the prompt, NULL: there is none */
	const char *text;    /* typed in it; only with a label */
	size_t at;           /* byte of the prompt's cursor */
};

/* The screen must be a linear one; it is borrowed. The caller frees. */
struct linear *linear_new(struct screen *screen);
void linear_free(struct linear *linear);

/* Writes what changed since the last call, and flushes the screen. */
void linear_update(struct linear *linear, const struct linear_now *now);

/* Writes a text now, a line for each of its lines, for what is longer than a
 * line: an abstract, a help. */
void linear_say(struct linear *linear, const char *text);

/* All is to be told again at the next update: after ^Z or ^L. */
void linear_forget(struct linear *linear);

#endif
