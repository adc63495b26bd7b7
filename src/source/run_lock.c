/* The file is named by device and inode of the library, which every path to it
 * shares, and holds the pid of its holder. It is removed while it is locked, so
 * that the state folder does not fill: who waits with the old file open finds
 * that it is no longer the named one (source/lock.c). */
#include "source/run_lock.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "source/lock.h"

#define PID_SIZE 32

/* Whom the watcher was told of last. */
struct holder {
	const struct run_lock_rule *rule;
	const char *name;
	long told; /* -1 nobody yet */
};

static long read_pid(int fd)
{
	char text[PID_SIZE];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
	long pid;

	text[n > 0 ? n : 0] = '\0';
	pid = strtol(text, NULL, 10);
	return pid > 0 ? pid : 0;
}

static void tell_holder(int fd, void *context)
{
	struct holder *holder = context;
	long pid = read_pid(fd);
	char words[128];

	if (pid == holder->told)
		return;
	holder->told = pid;
	if (pid > 0)
		(void)snprintf(words, sizeof(words),
			       "another %s of this library is at work "
			       "(process %ld)",
			       holder->name, pid);
	else
		(void)snprintf(words, sizeof(words),
			       "another %s of this library is at work",
			       holder->name);
	holder->rule->watch(words, holder->rule->context);
}

static enum status write_pid(int fd, const char *path, struct error *err)
{
	char text[PID_SIZE];
	int len = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (pwrite(fd, text, (size_t)len, 0) != len || ftruncate(fd, len) != 0)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot write %s: %s", path, strerror(errno));
	return STATUS_OK;
}

static enum status take_named(const struct run_lock_rule *rule,
			      struct holder *holder, const char *file,
			      struct run_lock *ret, struct error *err)
{
	const struct lock_rule lock = {
		.folder = rule->folder,
		.name = file,
		.cancel_fd = rule->cancel_fd,
		.held = tell_holder,
		.context = holder,
	};
	struct run_lock taken = { .fd = -1 };
	enum status status = lock_take(&lock, &taken.fd, err);

	if (status != STATUS_OK)
		return status;
	taken.path = file_join(rule->folder, file);
	status = write_pid(taken.fd, taken.path, err);
	if (status == STATUS_OK)
		*ret = taken;
	else
		run_lock_leave(&taken);
	return status;
}

enum status run_lock_enter(const struct run_lock_rule *rule, const char *name,
			   struct run_lock *ret, struct error *err)
{
	struct holder holder = { .rule = rule, .name = name, .told = -1 };
	struct str file = STR_INIT;
	struct stat library;
	enum status status;

	if (rule->library == NULL) {
		*ret = (struct run_lock){ .fd = -1 };
		return STATUS_OK;
	}
	if (stat(rule->library, &library) != 0)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot look at %s: %s", rule->library,
				 strerror(errno));
	str_addf(&file, "%s-%jx-%jx", name, (uintmax_t)library.st_dev,
		 (uintmax_t)library.st_ino);
	status = take_named(rule, &holder, str_text(&file), ret, err);
	str_free(&file);
	return status;
}

void run_lock_leave(struct run_lock *lock)
{
	if (lock->fd >= 0) {
		(void)unlink(lock->path);
		(void)close(lock->fd);
	}
	free(lock->path);
	*lock = (struct run_lock){ .fd = -1 };
}
