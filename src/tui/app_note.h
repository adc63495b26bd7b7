#ifndef TUI_APP_NOTE_H
#define TUI_APP_NOTE_H

#include "tui/app_state.h"

/* The e key: the note of the chosen paper in the user's editor. */
void app_note(struct app *app);

/* A job that sets a note is finished: its file goes, or is named. */
void app_note_stored(struct app *app, const struct job *job);

#endif
