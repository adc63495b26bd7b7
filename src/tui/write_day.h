#ifndef TUI_WRITE_DAY_H
#define TUI_WRITE_DAY_H

#include "base/error.h"
#include "library/library.h"
#include "tui/reading.h"

/* The file that a listing is written to unless another name is typed:
 * "FOLDER/DD-Mon-YYYY.md", without a folder when it is "". The caller frees
 * it. */
char *write_day_name(const struct reading *reading, const char *folder);

/* Writes the papers in view as a Markdown table, whole or not at all. Sets
 * *ret_path to the full path of the file, which the caller frees. */
enum status write_day(const struct reading *reading, struct library *library,
		      const char *name, char **ret_path,
		      struct error *err) MUST_CHECK;

#endif
