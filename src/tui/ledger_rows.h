#ifndef TUI_LEDGER_ROWS_H
#define TUI_LEDGER_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "library/ledger.h"
#include "library/library.h"

/* The ledger as rows, days from the newest to the oldest: a heading for each
 * day, below it what failed, what is incomplete, and the others. Read a few
 * days at a time. */

struct ledger_row {
	bool heading;
	bool empty;                /* the ledger has nothing of the day */
	struct ledger_entry entry; /* of a heading the day alone */
};

struct ledger_rows {
	struct ledger_row *rows;
	size_t count, room;
	bool oldest; /* no older day is left to be read */
	bool newest; /* no newer one */
};

/* Reads a day alone, whatever the ledger has of it. ledger_rows_clear() frees
 * the rows; what was there before goes. */
enum status ledger_rows_open(struct library *library, day_t day,
			     struct ledger_rows *rows,
			     struct error *err) MUST_CHECK;
void ledger_rows_clear(struct ledger_rows *rows);

/* Reads older or newer days until there are `more` rows more, or no day is
 * left. *ret_added is how many came; those of newer days stand before. */
enum status ledger_rows_older(struct library *library, size_t more,
			      struct ledger_rows *rows, size_t *ret_added,
			      struct error *err) MUST_CHECK;
enum status ledger_rows_newer(struct library *library, size_t more,
			      struct ledger_rows *rows, size_t *ret_added,
			      struct error *err) MUST_CHECK;

#endif
