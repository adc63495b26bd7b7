/* See the header. The lock is asked for again and again instead of waited for
 * in flock(), because only poll() hears of a cancel; ten times a second is
 * nothing beside a request that takes seconds. */
#include "source/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "source/tick.h"

#define RETRY_MS 100
/* What to do where the file cannot be kept. */
#define WAY_OUT \
	"; check the permissions, or name another folder with XDG_STATE_HOME"

/* True when the descriptor still is the file of that name. */
static bool same_file(int fd, const char *path)
{
	struct stat ours;
	struct stat named;

	return fstat(fd, &ours) == 0 && stat(path, &named) == 0 &&
	       ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

/* Locks an open file; STATUS_DONE when the file is no longer the named one and
 * has to be opened again. */
static enum status lock_file(const struct lock_rule *rule, const char *path,
			     int fd, struct error *err)
{
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot lock %s: %s", path,
					 strerror(errno));
		rule->held(fd, rule->context);
		if (tick_wait(tick_now() + RETRY_MS, rule->cancel_fd))
			return error_set(err, STATUS_CANCELLED, 0, "cancelled");
	}
	return same_file(fd, path) ? STATUS_OK : STATUS_DONE;
}

static enum status open_locked(const struct lock_rule *rule, const char *path,
			       int *ret_fd, struct error *err)
{
	enum status status;

	do {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			      0600);

		if (fd < 0)
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot open %s: %s" WAY_OUT, path,
					 strerror(errno));
		status = lock_file(rule, path, fd, err);
		if (status == STATUS_OK)
			*ret_fd = fd;
		else
			(void)close(fd);
	} while (status == STATUS_DONE);
	return status;
}

enum status lock_take(const struct lock_rule *rule, int *ret_fd,
		      struct error *err)
{
	struct error reason;
	enum status status = file_make_folders(rule->folder, &reason);
	char *path;

	if (status != STATUS_OK)
		return error_set(err, status, reason.native, "%s" WAY_OUT,
				 reason.text);
	path = file_join(rule->folder, rule->name);
	status = open_locked(rule, path, ret_fd, err);
	free(path);
	return status;
}
