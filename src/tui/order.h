#ifndef TUI_ORDER_H
#define TUI_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "library/listing.h"

/* Orders of a list of papers (orders.def). */
enum order {
#define ORDER(name, text, heading) ORDER_##name,
#include "tui/orders.def"
#undef ORDER
	ORDER_COUNT
};

/* "announcement", ...; NULL for ORDER_COUNT. */
const char *order_name(enum order order);

/* "TITLE", ... of a list that is sorted so; NULL for ORDER_COUNT. */
const char *order_heading(enum order order);

/* The places of the rows of a listing in an order, turned round with
 * `reverse`: a fresh array of listing->count numbers that the caller frees.
 * ANNOUNCEMENT is the order of the listing itself. Titles and names are
 * compared without case and as they are shown; names by the last word; rows
 * that are alike keep the order of the listing. */
size_t *order_rows(const struct listing *listing, enum order order,
		   bool reverse);

#endif
