/* A name that was kept would not tell a file: another one may have it the next
 * day, and a weekly snapshot has the same every week. */
#include "source/origin.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_name(const struct stat *info, int64_t start,
		       char out[ORIGIN_NAME_SIZE])
{
	(void)snprintf(out, ORIGIN_NAME_SIZE,
		       "%" PRIuMAX ":%" PRIuMAX ":%" PRIdMAX ":%" PRIdMAX
		       ".%09ld:%" PRId64,
		       (uintmax_t)info->st_dev, (uintmax_t)info->st_ino,
		       (intmax_t)info->st_size, (intmax_t)info->st_mtim.tv_sec,
		       info->st_mtim.tv_nsec, start);
}

void origin_look(int fd, struct origin *ret)
{
	struct stat info;
	off_t start;

	*ret = (struct origin){ .fd = fd };
	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
		return;
	start = lseek(fd, 0, SEEK_CUR);
	if (start < 0)
		return;
	ret->regular = true;
	ret->start = start;
	ret->size = info.st_size;
	write_name(&info, start, ret->name);
}

bool origin_is_same(const struct origin *origin)
{
	char name[ORIGIN_NAME_SIZE];
	struct stat info;

	if (!origin->regular)
		return true;
	if (fstat(origin->fd, &info) != 0)
		return false;
	write_name(&info, origin->start, name);
	return strcmp(name, origin->name) == 0;
}

int64_t origin_position(const struct origin *origin)
{
	off_t at = origin->regular ? lseek(origin->fd, 0, SEEK_CUR) : 0;

	return at < 0 ? 0 : at;
}

bool origin_seek(const struct origin *origin, uint64_t offset)
{
	return origin->regular &&
	       offset <= INT64_MAX - (uint64_t)origin->start &&
	       lseek(origin->fd, origin->start + (int64_t)offset, SEEK_SET) >=
		       0;
}
