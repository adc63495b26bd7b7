#ifndef TUI_APP_NOTE_H
#define TUI_APP_NOTE_H

#include "tui/app_state.h"

/* The e key: the note of the chosen paper in the user's editor; a text that is
 * no NULL becomes the note, and "" takes it away. */
void app_note(struct app *app, const char *text);

/* A job that sets a note is finished: its file goes, or is named. */
void app_note_stored(struct app *app, const struct job *job);

#endif
