#ifndef CMD_FOLLOWS_H
#define CMD_FOLLOWS_H

#include "base/error.h"
#include "cmd/cli.h"

/* The categories that `follow` of arxdayrc names. They are put into the
 * library, where all commands find them, by refresh, follow and the reader. */

/* Adds those that are missing to a library that can be written. */
enum status follows_add(const struct cli *cli, struct library *library,
			struct error *err) MUST_CHECK;

/* Opens the library for it when some are missing. One that cannot be written
 * stays as it is. */
void follows_bring(const struct cli *cli);

/* Says that arxdayrc follows a category that is to be followed no longer. */
void follows_remind(const struct cli *cli, const char *category);

#endif
