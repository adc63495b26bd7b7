/* The gate looks at every byte once, when it comes, so that a piece of which
 * only a part may go is kept and shown to it again. */
#include "source/feeder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

void feeder_clear(struct feeder *feeder)
{
	free(feeder->piece);
	*feeder = (struct feeder){ .from = -1 };
}

void feeder_reopen(struct feeder *feeder)
{
	feeder->open = feeder->len;
	if (feeder->gate != NULL && feeder->len > 0)
		feeder->open = feeder->gate(feeder->bytes, feeder->len,
					    feeder->context);
	feeder->shut = feeder->open < feeder->len;
}

bool feeder_has(const struct feeder *feeder)
{
	return feeder->open > 0;
}

bool feeder_wants(const struct feeder *feeder)
{
	return feeder->open == 0 && !feeder->shut && feeder->from >= 0;
}

bool feeder_is_done(const struct feeder *feeder)
{
	return feeder->open == 0 && (feeder->shut || feeder->from < 0);
}

void feeder_skip(struct feeder *feeder, uint64_t bytes)
{
	size_t held = feeder->len < bytes ? feeder->len : (size_t)bytes;

	feeder->bytes += held;
	feeder->len -= held;
	feeder->drop += bytes - held;
	feeder_reopen(feeder);
}

/* Makes room behind what is there; *ret_len is how much. */
static char *make_room(struct feeder *feeder, size_t *ret_len)
{
	if (feeder->piece == NULL)
		feeder->piece = mem_alloc(FEEDER_ROOM);
	if (feeder->len > 0 && feeder->bytes != feeder->piece)
		memmove(feeder->piece, feeder->bytes, feeder->len);
	feeder->bytes = feeder->piece;
	*ret_len = FEEDER_ROOM - feeder->len;
	return feeder->piece + feeder->len;
}

enum status feeder_take(struct feeder *feeder, struct error *err)
{
	size_t room = 0;
	char *at = make_room(feeder, &room);
	ssize_t n = read(feeder->from, at, room);
	uint64_t drop = feeder->drop;

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return STATUS_OK;
	if (n < 0)
		return error_set(err, STATUS_SYSTEM, errno, "cannot read: %s",
				 strerror(errno));
	if (n == 0 || feeder->came > feeder->most) {
		feeder->from = -1;
		return STATUS_OK;
	}
	feeder->came += (uint64_t)n;
	feeder->len += (size_t)n;
	feeder->drop = 0;
	feeder_skip(feeder, drop);
	return STATUS_OK;
}

bool feeder_send(struct feeder *feeder, int to)
{
	ssize_t n = write(to, feeder->bytes, feeder->open);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	feeder->bytes += n;
	feeder->len -= (size_t)n;
	feeder->open -= (size_t)n;
	return true;
}
