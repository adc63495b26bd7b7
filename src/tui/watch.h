#ifndef TUI_WATCH_H
#define TUI_WATCH_H

#include <stdbool.h>

/* Notices that another process may have written to the library. */
struct watch_file;

/* Watches the folder of a library for changes of the file and its -wal; NULL
 * when the system cannot do that. */
struct watch_file *watch_open(const char *path);

/* Readable when something changed. */
int watch_fd(const struct watch_file *watch);

/* Takes in what happened; true when the library's own files were touched. */
bool watch_read(struct watch_file *watch);

/* Ends it. NULL is fine. */
void watch_close(struct watch_file *watch);

#endif
