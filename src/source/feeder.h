#ifndef SOURCE_FEEDER_H
#define SOURCE_FEEDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Bytes on their way into a helper: some that are there already, then what
 * comes of a descriptor, a piece at a time. A feeder may outlive the helper:
 * what its gate held back goes to the next one. */

/* How many of these bytes may go now. When it is fewer than all, the input of
 * this helper ends behind them. */
typedef size_t feeder_gate(const char *bytes, size_t len, void *context);

struct feeder {
	const char *bytes; /* sent next; borrowed, or of `piece` */
	size_t len;
	int from;          /* what follows comes of it, it is not closed; -1:
			      nothing follows (any more) */
	uint64_t most;     /* bytes of `from`, of which no more than one piece
			      too many is taken */
	uint64_t drop;     /* bytes of `from` that are left out first */
	uint64_t came;     /* bytes of `from` that came, dropped ones too */
	feeder_gate *gate; /* NULL: all may go */
	void *context;     /* of the gate */
	size_t open;       /* how many of `bytes` may go now */
	bool shut;         /* nothing may follow them */
	char *piece;       /* owned: what came of `from` */
};

/* Frees what it owns; the descriptor stays open. */
void feeder_clear(struct feeder *feeder);

/* A new helper follows: the gate sees again what is there. */
void feeder_reopen(struct feeder *feeder);

/* Most bytes that it holds. */
#define FEEDER_ROOM ((size_t)65536)

/* True when bytes may be sent; when more has to come first; when neither will
 * ever be. */
bool feeder_has(const struct feeder *feeder);
bool feeder_wants(const struct feeder *feeder);
bool feeder_is_done(const struct feeder *feeder);

/* Leaves out the next bytes, those that are there and those that will come. */
void feeder_skip(struct feeder *feeder, uint64_t bytes);

/* Takes the next piece of `from`, waiting for it, behind what is there. */
enum status feeder_take(struct feeder *feeder, struct error *err) MUST_CHECK;

/* Sends what a descriptor takes at once. False when nobody reads there. */
bool feeder_send(struct feeder *feeder, int to);

#endif
