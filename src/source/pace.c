/* See the header. The lock is asked for again and again instead of waited for
 * in flock(), because only poll() hears of a cancel; ten times a second is
 * nothing beside a request that takes seconds. */
#include "source/pace.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/config.h"
#include "base/file.h"
#include "source/tick.h"

#define LOCK_RETRY_MS 100
#define STAMP_SIZE    160
#define BOOT_FILE     "/proc/sys/kernel/random/boot_id"
/* What to do where the stamp cannot be kept. */
#define WAY_OUT \
	"; check the permissions, or name another folder with XDG_STATE_HOME"
/* More than a day between two requests is a mistake, not a pace. */
#define PACE_MAX 86400.0

int64_t pace_milliseconds(double configured, const char *host)
{
	bool loopback = host != NULL && config_host_is_loopback(host);
	double least = loopback ? 0.0 : PACE_MIN;
	double seconds = configured;

	if (!(seconds >= least)) /* also when it is no number */
		seconds = least;
	if (seconds > PACE_MAX)
		seconds = PACE_MAX;
	return (int64_t)(seconds * 1000.0);
}

/* Copies up to a blank; "" when nothing or too much is there. */
static const char *take_word(const char *text, char *out, size_t size)
{
	size_t len = strcspn(text, " \n");

	out[0] = '\0';
	if (len < size) {
		memcpy(out, text, len);
		out[len] = '\0';
	}
	return text + len;
}

void pace_stamp_parse(const char *text, struct pace_stamp *ret)
{
	static const struct pace_stamp unknown = { .boot = "?" };
	char *end;

	*ret = (struct pace_stamp){ 0 };
	if (text[0] == '\0')
		return;
	text = take_word(text, ret->boot, sizeof(ret->boot));
	errno = 0;
	ret->at = strtoll(text, &end, 10);
	if (end == text || errno != 0 || ret->boot[0] == '\0') {
		*ret = unknown;
		return;
	}
	text = end;
	ret->pid = strtol(text, &end, 10);
	if (end == text || errno != 0 || *end != '\n' || ret->pid < 0)
		*ret = unknown;
}

int64_t pace_left(const struct pace_stamp *stamp, const char *boot, int64_t now,
		  int64_t pace)
{
	if (stamp->boot[0] == '\0')
		return 0;
	if (strcmp(stamp->boot, boot) != 0 || stamp->at > now || stamp->at < 0)
		return pace;
	if (now - stamp->at >= pace)
		return 0;
	return pace - (now - stamp->at);
}

static void read_boot(char boot[PACE_BOOT_SIZE])
{
	int fd = open(BOOT_FILE, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, boot, PACE_BOOT_SIZE - 1) : 0;

	if (fd >= 0)
		(void)close(fd);
	boot[n > 0 ? n : 0] = '\0';
	boot[strcspn(boot, " \n")] = '\0';
	if (boot[0] == '\0')
		(void)snprintf(boot, PACE_BOOT_SIZE, "unknown");
}

static void read_stamp(int fd, struct pace_stamp *ret)
{
	char text[STAMP_SIZE];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	pace_stamp_parse(text, ret);
}

/* Writes the stamp in one call, so that a kill leaves the old or the new. */
static enum status write_stamp(const struct pace *pace,
			       const struct pace_stamp *stamp,
			       struct error *err)
{
	char text[STAMP_SIZE];
	int len = snprintf(text, sizeof(text), "%s %" PRId64 " %ld\n",
			   stamp->boot[0] != '\0' ? stamp->boot : pace->boot,
			   stamp->at, (long)getpid());

	if (pwrite(pace->fd, text, (size_t)len, 0) != len ||
	    ftruncate(pace->fd, len) != 0)
		return error_set(err, STATUS_SYSTEM, errno,
				 "cannot keep the pace in %s: %s",
				 pace->rule.folder, strerror(errno));
	return STATUS_OK;
}

static enum status stamp_now(const struct pace *pace, struct error *err)
{
	struct pace_stamp stamp = { .at = tick_now() };

	memcpy(stamp.boot, pace->boot, sizeof(stamp.boot));
	return write_stamp(pace, &stamp, err);
}

static enum status cancelled(struct error *err)
{
	return error_set(err, STATUS_CANCELLED, 0, "cancelled");
}

/* True when the descriptor still is the file of that name. */
static bool same_file(int fd, const char *path)
{
	struct stat ours;
	struct stat named;

	return fstat(fd, &ours) == 0 && stat(path, &named) == 0 &&
	       ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static void tell_holder(const struct pace_rule *rule, int fd)
{
	struct pace_stamp stamp;
	char words[128];

	read_stamp(fd, &stamp);
	if (stamp.pid > 0)
		(void)snprintf(words, sizeof(words),
			       "another arxday (process %ld) is asking arXiv",
			       stamp.pid);
	else
		(void)snprintf(words, sizeof(words),
			       "another arxday is asking arXiv");
	rule->watch(words, rule->context);
}

/* Locks an open file; STATUS_DONE when the file is no longer the named one and
 * has to be opened again. */
static enum status lock_file(const struct pace_rule *rule, const char *path,
			     int fd, struct error *err)
{
	bool told = false;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_set(err, STATUS_SYSTEM, errno,
					 "cannot lock %s: %s", path,
					 strerror(errno));
		if (!told)
			tell_holder(rule, fd);
		told = true;
		if (tick_wait(tick_now() + LOCK_RETRY_MS, rule->cancel_fd))
			return cancelled(err);
	}
	return same_file(fd, path) ? STATUS_OK : STATUS_DONE;
}

static enum status open_locked(const struct pace_rule *rule, const char *path,
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

static enum status take_lock(const struct pace_rule *rule, int *ret_fd,
			     struct error *err)
{
	struct error reason;
	enum status status = file_make_folders(rule->folder, &reason);
	char *path;

	if (status != STATUS_OK)
		return error_set(err, status, reason.native, "%s" WAY_OUT,
				 reason.text);
	path = file_join(rule->folder, "pace");
	status = open_locked(rule, path, ret_fd, err);
	free(path);
	return status;
}

static enum status wait_left(const struct pace *pace, int64_t left,
			     struct error *err)
{
	char words[96];

	if (left <= 0)
		return STATUS_OK;
	(void)snprintf(words, sizeof(words), "%.1f s for the pace of requests",
		       (double)left / 1000.0);
	pace->rule.watch(words, pace->rule.context);
	if (tick_wait(tick_now() + left, pace->rule.cancel_fd))
		return cancelled(err);
	return STATUS_OK;
}

/* The stamp gets our pid at once, so that others can say who holds the lock. */
static enum status wait_turn(const struct pace *pace, struct error *err)
{
	struct pace_stamp stamp;
	enum status status;
	int64_t left;

	read_stamp(pace->fd, &stamp);
	left = pace_left(&stamp, pace->boot, tick_now(), pace->rule.pace);
	status = write_stamp(pace, &stamp, err);
	if (status == STATUS_OK)
		status = wait_left(pace, left, err);
	if (status == STATUS_OK)
		status = stamp_now(pace, err);
	return status;
}

enum status pace_enter(const struct pace_rule *rule, struct pace *ret,
		       struct error *err)
{
	struct pace pace = { .rule = *rule, .fd = -1 };
	enum status status = take_lock(rule, &pace.fd, err);

	if (status != STATUS_OK)
		return status;
	read_boot(pace.boot);
	status = wait_turn(&pace, err);
	if (status == STATUS_OK)
		*ret = pace;
	else
		(void)close(pace.fd);
	return status;
}

enum status pace_again(struct pace *pace, int64_t at_least, struct error *err)
{
	int64_t left = at_least > pace->rule.pace ? at_least : pace->rule.pace;
	enum status status = stamp_now(pace, err);

	if (status == STATUS_OK)
		status = wait_left(pace, left, err);
	if (status == STATUS_OK)
		status = stamp_now(pace, err);
	return status;
}

void pace_leave(struct pace *pace)
{
	/* Where this stamp cannot be written, the one from before the request
	 * still stands. */
	(void)stamp_now(pace, NULL);
	(void)close(pace->fd);
	pace->fd = -1;
}
