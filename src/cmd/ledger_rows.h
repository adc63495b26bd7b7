#ifndef CMD_LEDGER_ROWS_H
#define CMD_LEDGER_ROWS_H

#include "base/error.h"
#include "cmd/cli.h"

/* `days --ledger [DAY]`: the rows that the ledger has of a day. STATUS_NOTFOUND
 * and why there are none. */
enum status ledger_rows(struct cli *cli, struct error *err) MUST_CHECK;

#endif
