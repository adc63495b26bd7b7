#ifndef CMD_DAY_H
#define CMD_DAY_H

#include "base/date.h"
#include "base/error.h"
#include "cmd/cli.h"
#include "library/day_choice.h"

/* What a command with at most one argument, a DAY, begins with: opens the
 * library to read, which the caller closes, and finds the day. */
enum status day_open(const struct cli *cli, struct library **ret_library,
		     day_t *ret_day, struct error *err) MUST_CHECK;

#endif
