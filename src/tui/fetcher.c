/* The fetching child. Its lines are either events (progress.h) or words for
 * the user; a line longer than the cap is cut, so that a child gone mad costs
 * no memory. */

#include "tui/fetcher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/spawn.h"
#include "base/str.h"
#include "tui/progress.h"

#define FETCHER_MAX_LINE 4096
#define FETCHER_NAME     "arxday: "
#define FETCHER_PATIENCE 500 /* milliseconds */
#define FETCHER_READS    64  /* of what a child says after it was stopped */

struct fetcher {
	pid_t pid;
	int fd;
	bool ended;
	struct str line;
	struct fetcher_state state;
};

enum status fetcher_start(const char *program, char *const *argv,
			  const char *doing, struct fetcher **ret,
			  struct error *err)
{
	struct fetcher *fetcher;
	struct spawn spawn = {
		.path = program, .argv = argv, .stdin_fd = -1, .own_group = true
	};
	int fds[2];
	pid_t pid;
	enum status status = spawn_pipe(fds, err);

	if (status != STATUS_OK)
		return status;
	spawn.stdout_fd = fds[1];
	spawn.stderr_fd = fds[1];
	status = spawn_start(&spawn, &pid, err);
	close(fds[1]);
	if (status != STATUS_OK) {
		close(fds[0]);
		return status;
	}
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	fetcher = mem_zalloc(1, sizeof(*fetcher));
	fetcher->pid = pid;
	fetcher->fd = fds[0];
	fetcher->state.doing = doing;
	fetcher->line = STR_CAPPED(FETCHER_MAX_LINE);
	*ret = fetcher;
	return STATUS_OK;
}

int fetcher_fd(const struct fetcher *fetcher)
{
	return fetcher->fd;
}

const struct fetcher_state *fetcher_state(const struct fetcher *fetcher)
{
	return &fetcher->state;
}

/* A day that was missed before and what became of it; no category ends with
 * it. */
static void fetcher_day(struct fetcher *fetcher,
			const struct refresh_event *event, fetcher_say *say,
			void *context)
{
	bool missed = event->state == REFRESH_MISSED;
	char date[DATE_TEXT_SIZE] = "";
	struct str text = STR_INIT;

	if (missed)
		fetcher->state.missed++;
	if (event->day != DAY_NONE)
		(void)date_format_human(event->day, date);
	str_addf(&text, "%s: %s: %s", event->category, date, event->text);
	say(missed, str_text(&text), context);
	str_free(&text);
}

static void fetcher_event(struct fetcher *fetcher,
			  const struct refresh_event *event, fetcher_say *say,
			  void *context)
{
	struct fetcher_state *state = &fetcher->state;
	struct str text = STR_INIT;

	state->total = event->total;
	snprintf(state->category, sizeof(state->category), "%s",
		 event->category);
	if (event->state == REFRESH_WAITING || event->state == REFRESH_FETCHING)
		return;
	if (event->state == REFRESH_REBUILT || event->state == REFRESH_MISSED) {
		fetcher_day(fetcher, event, say, context);
		return;
	}
	state->finished++;
	if (event->state == REFRESH_EMPTY && state->empty++ == 0)
		snprintf(state->quiet, sizeof(state->quiet), "%s", event->text);
	state->papers += event->papers;
	state->added += event->added;
	if (event->state != REFRESH_STALE && event->state != REFRESH_FAILED &&
	    event->state != REFRESH_INCOMPLETE)
		return;
	state->problems++;
	str_addf(&text, "%s: %s: %s", event->category,
		 refresh_state_name(event->state), event->text);
	say(true, str_text(&text), context);
	str_free(&text);
}

static void fetcher_line(struct fetcher *fetcher, fetcher_say *say,
			 void *context)
{
	const char *line = str_text(&fetcher->line);
	struct refresh_event event;

	/* Who said it goes without saying here. */
	if (strncmp(line, FETCHER_NAME, strlen(FETCHER_NAME)) == 0)
		line += strlen(FETCHER_NAME);
	if (progress_read(line, &event))
		fetcher_event(fetcher, &event, say, context);
	else if (*line != '\0')
		say(true, line, context);
	str_clear(&fetcher->line);
	fetcher->line.cut = false;
}

static void fetcher_bytes(struct fetcher *fetcher, const char *bytes,
			  size_t len, fetcher_say *say, void *context)
{
	while (len > 0) {
		const char *end = memchr(bytes, '\n', len);
		size_t part = end != NULL ? (size_t)(end - bytes) : len;

		str_add_n(&fetcher->line, bytes, part);
		if (end == NULL)
			return;
		fetcher_line(fetcher, say, context);
		bytes += part + 1;
		len -= part + 1;
	}
}

bool fetcher_read(struct fetcher *fetcher, fetcher_say *say, void *context)
{
	char bytes[4096];
	ssize_t len = read(fetcher->fd, bytes, sizeof(bytes));

	if (len > 0) {
		fetcher_bytes(fetcher, bytes, (size_t)len, say, context);
		return true;
	}
	if (len < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	fetcher_line(fetcher, say, context);
	fetcher->ended = true;
	return false;
}

void fetcher_cancel(struct fetcher *fetcher)
{
	fetcher->state.cancelled = true;
	kill(fetcher->pid, SIGTERM);
}

/* Reads on, without heeding it, until the child has closed its pipe. */
static void fetcher_drain(struct fetcher *fetcher)
{
	struct pollfd fd = { .fd = fetcher->fd, .events = POLLIN };
	char bytes[4096];

	for (int i = 0; i < FETCHER_READS && poll(&fd, 1, FETCHER_PATIENCE) > 0;
	     i++) {
		if (read(fetcher->fd, bytes, sizeof(bytes)) == 0)
			return;
	}
	kill(fetcher->pid, SIGKILL);
}

int fetcher_end(struct fetcher *fetcher)
{
	struct error ignored;
	int code = 1;

	if (!fetcher->ended) {
		fetcher_cancel(fetcher);
		fetcher_drain(fetcher);
	}
	if (spawn_wait(fetcher->pid, &code, &ignored) != STATUS_OK)
		code = 1;
	close(fetcher->fd);
	str_free(&fetcher->line);
	free(fetcher);
	return code;
}
