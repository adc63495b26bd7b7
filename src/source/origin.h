#ifndef SOURCE_ORIGIN_H
#define SOURCE_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

/* A descriptor that a file is read from, and what tells that file from others
 * and from what it was before. */

#define ORIGIN_NAME_SIZE 160

struct origin {
	int fd;
	bool regular;  /* an ordinary file, which can be read again */
	int64_t start; /* where in it reading begins */
	int64_t size;  /* bytes of the file; 0 when it is none */
	/* Device, inode, size, time of the last change and start; "" when it
	 * is no ordinary file. */
	char name[ORIGIN_NAME_SIZE];
};

/* Finds out about a descriptor. */
void origin_look(int fd, struct origin *ret);

/* False when the file is not what it was when origin_look() saw it. */
bool origin_is_same(const struct origin *origin);

/* How far it has been read, whoever did: bytes from the beginning of the file.
 * 0 when it is none. */
int64_t origin_position(const struct origin *origin);

/* Reads on from `offset` bytes behind the start. False when it cannot. */
bool origin_seek(const struct origin *origin, uint64_t offset);

#endif
