#ifndef TUI_APP_PAPERS_H
#define TUI_APP_PAPERS_H

#include "tui/app_state.h"

/* The papers that the view on top means. */

/* Those of a scope with their marks, into a fresh array that the caller frees;
 * returns their number. */
size_t app_papers(const struct app *app, enum scope scope, struct chosen **ret);

/* The keys of those that are chosen, the same way. */
size_t app_papers_keys(const struct app *app, paper_key **ret);

/* Remembers them in app->meant, for a question: what another process does until
 * the answer comes may move the cursor, but not what was asked about. Returns
 * their number. */
size_t app_papers_mean(struct app *app);

/* The first that is chosen, 0 none. */
paper_key app_papers_first(const struct app *app);

/* What was chosen has been dealt with: the selection ends and, with `step`, the
 * cursor goes on. */
void app_papers_done(struct app *app, bool step);

/* The first that is chosen as the library has it; false, and said so, when
 * there is none. The caller clears it. */
bool app_papers_load(struct app *app, struct listed *ret);

#endif
