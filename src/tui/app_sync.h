#ifndef TUI_APP_SYNC_H
#define TUI_APP_SYNC_H

#include "tui/app_state.h"

/* How the reader keeps in step with the library: what the worker wrote, what
 * other processes wrote, and the refresh that it started itself. */

/* Opens the day that was asked for, else the latest; an empty library gives an
 * empty view. */
enum status app_sync_open(struct app *app, struct error *err) MUST_CHECK;

/* Begins to watch for writes of others. */
void app_sync_watch(struct app *app);

/* Takes back finished jobs: a loop_ready. */
void app_sync_jobs(int fd, short events, void *context);

/* Reads the library again when anybody has written. */
void app_sync_now(struct app *app);

/* Starts a refresh, or says why not. */
void app_sync_refresh(struct app *app);

/* Stops it, or the lookup that runs; false when neither does. */
bool app_sync_stop_refresh(struct app *app);

/* Ends everything that runs: the child, and the worker once all marks are
 * written. STATUS_OK, or why marks could not be written. */
enum status app_sync_end(struct app *app, struct error *err) MUST_CHECK;

#endif
