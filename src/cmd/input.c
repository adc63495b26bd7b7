/* Files that the user names. */

#include "cmd/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status input_open(const char *name, int *ret, struct error *err)
{
	struct stat info;
	int fd;

	if (strcmp(name, "-") == 0) {
		*ret = STDIN_FILENO;
		return STATUS_OK;
	}
	/* A pipe that nobody writes to yet is waited for by those who read,
	 * and they hear signals meanwhile. */
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
		close(fd);
		fd = -1;
		errno = EISDIR;
	}
	if (fd < 0)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot read %s: %s", name, strerror(errno));
	*ret = fd;
	return STATUS_OK;
}

void input_close(int fd)
{
	if (fd != STDIN_FILENO)
		close(fd);
}
