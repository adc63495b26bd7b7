/* See the header. The stamp is written before the request, too: whoever dies in
 * it leaves a stamp that keeps the pace. */
#include "source/pace.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/config.h"
#include "source/lock.h"
#include "source/tick.h"

#define STAMP_SIZE 160
#define BOOT_FILE  "/proc/sys/kernel/random/boot_id"
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
	if (end != text && *end == ' ')
		ret->not_before = strtoll(text = end, &end, 10);
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

int64_t pace_hold_left(const struct pace_stamp *stamp, const char *boot,
		       int64_t now)
{
	/* Nothing is subtracted that could overflow. */
	if (strcmp(stamp->boot, boot) != 0 || stamp->not_before <= now ||
	    stamp->not_before > now + (int64_t)PACE_HOLD_MAX * 1000)
		return 0;
	return stamp->not_before - now;
}

const char *pace_words(int64_t milliseconds, char out[PACE_WORDS_SIZE])
{
	int64_t seconds = (milliseconds + 999) / 1000;
	int64_t minutes = (seconds + 59) / 60;

	if (seconds < 120)
		(void)snprintf(out, PACE_WORDS_SIZE, "%" PRId64 " s", seconds);
	else if (minutes < 120)
		(void)snprintf(out, PACE_WORDS_SIZE, "%" PRId64 " min",
			       minutes);
	else
		(void)snprintf(out, PACE_WORDS_SIZE,
			       "%" PRId64 " h %" PRId64 " min", minutes / 60,
			       minutes % 60);
	return out;
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
	int len = snprintf(text, sizeof(text), "%s %" PRId64 " %ld",
			   stamp->boot[0] != '\0' ? stamp->boot : pace->boot,
			   stamp->at, (long)getpid());

	if (stamp->not_before > 0)
		len += snprintf(text + len, sizeof(text) - (size_t)len,
				" %" PRId64, stamp->not_before);
	text[len++] = '\n';
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
	if (pace->not_before > stamp.at)
		stamp.not_before = pace->not_before;
	return write_stamp(pace, &stamp, err);
}

/* Whom the watcher of the lock was told of last. */
struct holder {
	const struct pace_rule *rule;
	long told; /* -1 nobody yet */
};

static void tell_holder(int fd, void *context)
{
	struct holder *holder = context;
	struct pace_stamp stamp;
	char words[128];

	read_stamp(fd, &stamp);
	if (stamp.pid == holder->told)
		return;
	holder->told = stamp.pid;
	if (stamp.pid > 0)
		(void)snprintf(words, sizeof(words),
			       "another arxday (process %ld) is asking arXiv",
			       stamp.pid);
	else
		(void)snprintf(words, sizeof(words),
			       "another arxday is asking arXiv");
	holder->rule->watch(words, holder->rule->context);
}

/* Waits and tells why. */
static enum status wait_left(const struct pace *pace, int64_t left,
			     const char *why, struct error *err)
{
	char words[160];

	if (left <= 0)
		return STATUS_OK;
	(void)snprintf(words, sizeof(words), "%.1f s %s", (double)left / 1000.0,
		       why);
	pace->rule.watch(words, pace->rule.context);
	if (tick_wait(tick_now() + left, pace->rule.cancel_fd))
		return error_set(err, STATUS_CANCELLED, 0, "cancelled");
	return STATUS_OK;
}

/* Waits for the later of the pace and the server's wish. */
static enum status wait_both(const struct pace *pace,
			     const struct pace_stamp *stamp, struct error *err)
{
	int64_t now = tick_now();
	int64_t left = pace_left(stamp, pace->boot, now, pace->rule.pace);
	int64_t hold = pace_hold_left(stamp, pace->boot, now);
	char words[PACE_WORDS_SIZE];

	if (hold > pace->rule.longest)
		return error_set(err, STATUS_THROTTLED, 0,
				 "the server asked to be left alone for "
				 "another %s; try again then",
				 pace_words(hold, words));
	if (hold > left)
		return wait_left(pace, hold,
				 "that the server asked to be left alone", err);
	return wait_left(pace, left, "for the pace of requests", err);
}

/* The stamp gets our pid at once, so that others can say who holds the lock. */
static enum status wait_turn(const struct pace *pace, struct error *err)
{
	struct pace_stamp stamp;
	enum status status;

	read_stamp(pace->fd, &stamp);
	status = write_stamp(pace, &stamp, err);
	if (status == STATUS_OK)
		status = wait_both(pace, &stamp, err);
	if (status == STATUS_OK)
		status = stamp_now(pace, err);
	return status;
}

enum status pace_enter(const struct pace_rule *rule, struct pace *ret,
		       struct error *err)
{
	struct pace pace = { .rule = *rule, .fd = -1 };
	struct holder holder = { .rule = rule, .told = -1 };
	const struct lock_rule lock = {
		.folder = rule->folder,
		.name = "pace",
		.cancel_fd = rule->cancel_fd,
		.held = tell_holder,
		.context = &holder,
	};
	enum status status = lock_take(&lock, &pace.fd, err);

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

void pace_hold(struct pace *pace, long seconds)
{
	int64_t until;

	if (seconds > PACE_HOLD_MAX)
		seconds = PACE_HOLD_MAX;
	until = tick_now() + (int64_t)seconds * 1000;
	if (seconds > 0 && until > pace->not_before)
		pace->not_before = until;
}

enum status pace_again(struct pace *pace, int64_t at_least, const char *why,
		       struct error *err)
{
	int64_t left = at_least > pace->rule.pace ? at_least : pace->rule.pace;
	enum status status = stamp_now(pace, err);

	if (status == STATUS_OK)
		status = wait_left(pace, left, why, err);
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
